// Encodings of single regions: told from the bytes, and named by hand.

import Testing

@testable import Tables

/// The bytes of `text` in an encoding of one byte a character.
private func bytes(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
    var table: [Unicode.Scalar: UInt8] = [:]
    for byte in UInt8.min...UInt8.max {
        let decoder = try #require(TextDecoder(encoding))
        let decoded = String(decoding: decoder.decode([byte], isLast: true), as: UTF8.self)
        if let scalar = decoded.unicodeScalars.first, scalar != "\u{FFFD}" { table[scalar] = byte }
    }
    return try text.unicodeScalars.map { try #require(table[$0]) }
}

private let greekText = "πόλη;όνομα\nΑθήνα;Γιώργος Παπαδόπουλος\nΆργος;Μαρία Οικονόμου\n"

@Suite struct RegionalEncodingTests {
    @Test(arguments: [
        (greekText, TextEncoding.windows1253),
        (greekText, .greek),
        ("ΠΟΛΗ;ΟΝΟΜΑ\nΑΘΗΝΑ;ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ\nΠΑΤΡΑ;ΜΑΡΙΑ\n", .windows1253),
        ("Müşteri;Şehir\nÇağrı Yılmaz;İstanbul\nAyşe Öztürk;Diyarbakır\n", .windows1254),
        ("عنوان;مدينة\nمحمد علي;القاهرة\nفاطمة حسن;الرياض\n", .windows1256),
        ("عنوان;مدينة\nمحمد علي;القاهرة\nفاطمة حسن;الرياض\n", .arabic),
        ("שם;עיר\nדוד כהן;ירושלים\nשרה לוי;תל אביב\n", .windows1255),
    ]) func `letters of a region name its encoding`(text: String, encoding: TextEncoding) throws {
        let probe = try SourceProbe(.bytes(bytes(text, encoding), name: "t.csv"))
        #expect(probe.storage.encoding == encoding)
        #expect(String(decoding: probe.head, as: UTF8.self) == text)
    }

    @Test(arguments: [
        ("имя;город\nИван Петров;Москва\nАнна Смирнова;Тверь\n", TextEncoding.windows1251),
        ("имя;город\nИван Петров;Москва\nАнна Смирнова;Тверь\n", .koi8),
        ("ИМЯ;ГОРОД\nИВАН ПЕТРОВ;МОСКВА\nАННА СМИРНОВА;ТВЕРЬ\n", .windows1251),
        ("nafn;bær\nGuðrún Þórðardóttir;Ísafjörður\nÞór Sigurðsson;Garðabær\n", .windows1252),
        ("nom;ville\nRenée Lefèvre;Orléans\nFrançois Nuñez;Müllheim\n", .windows1252),
        ("jméno;město\nŽofie Dvořáková;Plzeň\nJiří Novotný;Třebíč\n", .windows1250),
        ("nume;oraş\nŞtefan Ţepeş;Timişoara\nIoana Bălan;Braşov\n", .windows1250),
        ("Name;Ort\nÞór;Wien\n", .windows1252),
    ]) func `letters that others share stay what they were`(
        text: String, encoding: TextEncoding
    ) throws {
        let probe = try SourceProbe(.bytes(bytes(text, encoding), name: "t.csv"))
        #expect(probe.storage.encoding == encoding)
    }

    @Test(arguments: [
        ("windows-1253", TextEncoding.windows1253), ("CP1254", .windows1254),
        ("ISO-8859-7", .greek), ("latin5", .latin5), ("iso_8859-8", .hebrew),
        ("x-cp1256", .windows1256), ("windows-1257", .windows1257), ("tis-620", .thai),
        ("cp1258", .windows1258), ("ibm850", .dosLatin1), ("windows-1252", .windows1252),
    ]) func `encodings have their usual names`(name: String, encoding: TextEncoding) {
        #expect(TextEncoding(named: name) == encoding)
    }

    @Test(arguments: TextEncoding.allCases)
    func `the C library knows every encoding that can be named`(encoding: TextEncoding) {
        #expect(TextDecoder(encoding) != nil)
    }

    @Test func `a letter that waits for a mark is not lost at the end`() throws {
        let decoder = try #require(TextDecoder(.windows1255))
        #expect(
            String(decoding: decoder.decode([0xF9, 0xED], isLast: true), as: UTF8.self) == "שם")
    }
}
