// One letter each for yes and no: flags where the file speaks that language, codes elsewhere.

import JSONText
import Testing

@testable import Inference

@Suite struct ForeignInitialsTests {
    /// A column of two words that take turns, beside columns with the other headers.
    private func second(_ header: String, _ words: [String], beside: String = "station,level")
        throws -> ColumnReading
    {
        let rows = (0..<12).map { "A\($0),\($0 % 5 + 3),\(words[$0 * $0 % 3 % words.count])\n" }
        return try inferred("\(beside),\(header)\n" + rows.joined()).columns[2].reading
    }

    @Test(arguments: [
        ("hemisphere", ["N", "S"]), ("lane", ["E", "H"]), ("vote", ["A", "N"]),
        ("marker", ["T", "N"]), ("condition", ["O", "N"]), ("side", ["I", "N"]),
        ("wing", ["K", "E"]),
    ]) func `in English files they are codes`(header: String, words: [String]) throws {
        let reading = try second(header, words)
        #expect(reading.base == .string && reading.semantic == .enum)
        #expect(try reading.parse(words[0]) == .string(words[0]))
    }

    @Test(arguments: [
        ("actif", ["O", "N"], "nom,quantité"), ("vigente", ["S", "N"], "nombre,edad"),
        ("attivo", ["S", "N"], "cognome,numero"), ("betaald", ["J", "N"], "naam,aantal"),
        ("gelöscht", ["J", "N"], "Kunde,Menge"), ("aktywny", ["T", "N"], "nazwisko,wiek"),
        ("aktif", ["E", "H"], "soyad,gün"), ("voimassa", ["K", "E"], "nimi,ikä"),
        ("valid", ["Y", "N"], "station,level"), ("is_open", ["S", "N"], "station,level"),
    ]) func `where headers speak the language they are flags`(
        header: String, words: [String], beside: String
    ) throws {
        let reading = try second(header, words, beside: beside)
        #expect(reading.base == .boolean)
        #expect(try reading.parse(words[0]) == .bool(true))
        #expect(try reading.parse(words[1]) == .bool(false))
    }

    @Test func `an answer in full elsewhere speaks for it too`() throws {
        let rows = (0..<12).map { "A\($0),\(["oui", "non"][$0 % 2]),\(["O", "N"][$0 / 2 % 2])\n" }
        let table = try inferred("c1,c2,c3\n" + rows.joined())
        #expect(table.columns.map(\.reading.base) == [.string, .boolean, .boolean])
        let flags = (0..<12).map { "A\($0),\(["S", "N"][$0 % 2]),\(["S", "N"][$0 / 2 % 2])\n" }
        let proven = try inferred("c1,is_open,c3\n" + flags.joined())
        #expect(proven.columns.map(\.reading.base) == [.string, .boolean, .boolean])
    }
}
