// Where the table stands in a text, and how it is cut.

import Tables
import Testing

@testable import Inference

@Suite struct LayoutTests {
    @Test func `decimal commas do not tie with the delimiter`() throws {
        let table = try inferred(
            "Artikel;Preis;Menge\nA-1;12,50;2,4\nA-2;13,10;2,0\nA-3;7,99;1,5\n")
        #expect(table.layout.dialect.delimiter == ";")
        #expect(table.layout.columns == ["Artikel", "Preis", "Menge"])
    }

    @Test(arguments: ["k", "", "2024-"])
    func `values that grow longer as they count up are rows all the same`(prefix: String) throws {
        let rows = (0..<50).map { "\(prefix)\($0),name \($0)\n" }.joined()
        let table = try inferred("id,name\n" + rows)
        #expect(table.layout.preambleLines == 0)
        #expect(table.layout.columns == ["id", "name"])
        #expect(table.rowCount == 50)
    }

    @Test func `growing values without a header lose no row`() throws {
        let rows = (0..<50).map { "k\($0),name \($0)\n" }.joined()
        let table = try inferred(rows)
        #expect(table.layout.headerRows == 0)
        #expect(table.rowCount == 50)
    }

    @Test(arguments: [
        ("a::b\n1::2\n3::4\n", "::"), ("a||b\n1||x\n3||y\n", "||"), ("a\tb\n1\tx\n2\ty\n", "\t"),
        ("sep=;\na;b\n1;2\n", ";"), ("a|b\nx y|1\nz y|2\n", "|"),
    ]) func `delimiters are found`(text: String, delimiter: String) throws {
        #expect(try inferred(text).layout.dialect.delimiter == delimiter)
    }

    @Test func `single quotes and backslashes are told from apostrophes`() throws {
        let quoted = try inferred("'a','b'\n'it''s','x,y'\n'z','w'\n").layout.dialect
        #expect(quoted.quote == "'" && quoted.escape == .doubling)
        let plain = try inferred("id,street\n1,15 rue 'des lilas' 3\n2,rue d'Or 4\n").layout.dialect
        #expect(plain.quote == "\"")
        let slashed = try inferred("a,b\n\"say \\\"hi\\\"; now\",3\n\"x, y\",4\n").layout.dialect
        #expect(slashed.escape == .backslash)
    }

    @Test func `notes above and totals below are no part of the table`() throws {
        let text =
            "Sales, all regions\n# draft\n\nregion;amount\nnorth;12,5\nsouth;13,0\n\n"
            + "Total: 2 rows\n"
        let layout = try inferred(text).layout
        #expect(layout.preambleLines == 3)
        #expect(layout.headerRows == 1)
        #expect(layout.footerLines == 2)
        #expect(layout.columns == ["region", "amount"])
    }

    @Test func `a first row like the others is no header, units below names are a second one`()
        throws
    {
        #expect(try inferred("Lyon;482\nParis;2102\nNice;340\n").layout.headerRows == 0)
        let units = try inferred("price,weight\nEUR,kg\n1.5,2\n2.5,3\n3.5,4\n").layout
        #expect(units.headerRows == 2)
        #expect(units.columns == ["price EUR", "weight kg"])
    }

    @Test func `a header alone is a table without rows`() throws {
        let table = try inferred("order_id,customer,placed_at")
        #expect(table.layout.columns == ["order_id", "customer", "placed_at"])
        #expect(table.rowCount == 0)
        #expect(table.columns.map(\.reading.base) == [.empty, .empty, .empty])
    }

    @Test func `rows that were written over are reported below their header`() throws {
        let good = (1...90).map { "\($0),name \($0),\($0 * 7)\n" }.joined()
        let damage: [UInt8] = [2, 3, 0xC1, 0xC2, 0x0A, 4, 0xD1, 0xF0, 5, 0x0A, 6, 0x2C, 7, 0x0A]
        let bytes = Array("id,name,amount\n".utf8) + damage + Array(good.utf8)
        let table = try InferenceRun.profile(TableInput(.bytes(bytes, name: "t.csv"))).0
        #expect(table.storage.encoding == .utf8)
        #expect(table.layout.columns == ["id", "name", "amount"])
        #expect(table.layout.preambleLines == 0)
        #expect(table.rowCount == 93)
        #expect(Set(table.issues.kept.map(\.line)).isSuperset(of: [2, 3, 4]))
        #expect(!table.issues.kept.contains { $0.action == .skipped })
    }

    @Test func `the root of a hierarchy is a row, though nothing stands above it`() throws {
        var text = "code_unite;libellé;unité_mère\nU01;Université de Genève;\n"
        for number in 0..<4 { text += "U1\(number);Faculté de Lettres;U01\n" }
        for number in 0..<12 { text += "U\(20 + number);Département \(number);U1\(number / 3)\n" }
        let table = try inferred(text)
        #expect(table.layout.columns == ["code_unite", "libellé", "unité_mère"])
        #expect(table.layout.preambleLines == 0 && table.rowCount == 17)
    }

    @Test(arguments: ["", "Summe;;;1.339,00;\n"])
    func `notes filled up to the width of the table leave the header of a small one`(
        footer: String
    ) throws {
        let table = try inferred(
            "Export from CRM;;;;\nGenerated 2024-03-01;;;;\n;;;;\n"
                + "Kunden-Nr;Name;Eintritt;Umsatz (EUR);Aktiv\n"
                + "00012;Müller GmbH;01.02.2023;1.234,50;ja\n"
                + "00013;\"Schmidt; & Co\";15.02.2023;99,00;nein\n"
                + "00014;Østergård;31.02.2023;12,5;ja\n00014;Doppelt;03.03.2023;n/a;vielleicht\n"
                + footer)
        #expect(
            table.layout.columns == ["Kunden-Nr", "Name", "Eintritt", "Umsatz (EUR)", "Aktiv"])
        #expect(table.layout.preambleLines == 3 && table.layout.headerRows == 1)
        #expect(table.layout.footerLines == (footer.isEmpty ? 0 : 1))
        #expect(table.rowCount == 4)
    }

    @Test func `characters of HTML do not cut cells`() throws {
        let table = try inferred(
            "land,capital city,people\n&nbsp;Gabon,&nbsp;Libreville,&nbsp;1\n"
                + "&nbsp;Gambia,&nbsp;Banjul,&nbsp;2\n&nbsp;Georgia,&nbsp;Tbilisi,&nbsp;3\n")
        #expect(table.layout.dialect.delimiter == ",")
        #expect(table.layout.columns.count == 3)
    }

    @Test func `addresses alone are one column`() throws {
        let table = try inferred("email\nann@example.org\nbob@example.org\ncy@example.net\n")
        #expect(table.layout.columns == ["email"])
        #expect(table.columns[0].reading.semantic == .email)
    }

    @Test(arguments: [
        "Total Wine & More,US,235", "Total,France,235", "Sum Corp,US,3",
    ]) func `a last row that only begins with a word for totals is a row`(row: String) throws {
        let vendors = (1...30).map { "Vendor \($0),\(["US", "France"][$0 % 2]),\($0 * 11 + 40)\n" }
        let table = try inferred("vendor,country,orders\n" + vendors.joined() + row + "\n")
        #expect(table.layout.footerLines == 0)
        #expect(table.rowCount == 31)
    }

    @Test(arguments: [
        "Total,,600", "Summe 2024,all,600", "Grand Total,,600", "Total:,-,600", "Total Nord,,160",
    ]) func `rows that add up the table are its footer`(row: String) throws {
        let rows = [100, 140, 90, 70, 130, 70].enumerated().map { "V\($0),US,\($1)\n" }
        let table = try inferred("vendor,country,orders\n" + rows.joined() + row + "\n")
        #expect(table.layout.footerLines == 1)
        #expect(table.rowCount == 6)
    }

    @Test func `a total of numbers alone is a footer, a small row of that name is none`() throws {
        let rows = [100, 140, 90, 70, 130, 70].enumerated().map { "V\($0),\($1)\n" }.joined()
        #expect(try inferred("vendor,orders\n" + rows + "Total,600\n").layout.footerLines == 1)
        #expect(try inferred("vendor,orders\n" + rows + "Total,85\n").layout.footerLines == 0)
    }

    @Test(arguments: [
        ("time", ["08:15", "09:30", "10:45"]), ("posted at", ["08:15", "09:30", "10:45"]),
        ("url", ["https://a.example.com/1", "https://a.example.com/2", "http://b.example.org/"]),
        ("full name", ["Müller, Hans", "Schmidt, Eva", "Weber"]),
        ("mail", ["ann@example.org", "bob@example.org", "cy@example.net"]),
        ("timestamp", ["2024-01-01 08:15", "2024-01-02 09:30", "2024-01-03 10:45"]),
    ]) func `one name above whole values is one column`(name: String, values: [String]) throws {
        let table = try inferred(([name] + values).joined(separator: "\n") + "\n")
        #expect(table.layout.columns == [name])
        #expect(table.rowCount == 3)
    }

    @Test(arguments: [
        "| id | name | qty |\n|----|:----:|---:|\n| 1 | Ann | 3 |\n| 2 | Bob | 4 |\n| 3 | Cid | 5 |\n",
        " id | name | qty\n----+------+-----\n  1 | Ann  |   3\n  2 | Bob  |   4\n  3 | Cid  |   5\n(3 rows)\n",
        "List Display\n-----------------\n|id |name |qty  |\n-----------------\n|1  |Ann  |3    |\n"
            + "|2  |Bob  |4    |\n|3  |Cid  |5    |\n-----------------\n",
        "+----+------+-----+\n| id | name | qty |\n+----+------+-----+\n|  1 | Ann  |   3 |\n"
            + "|  2 | Bob  |   4 |\n|  3 | Cid  |   5 |\n+----+------+-----+\n3 rows in set\n",
    ]) func `lines drawn in a table are neither header nor rows`(text: String) throws {
        let table = try inferred(text)
        #expect(table.layout.dialect.delimiter == "|")
        #expect(table.layout.columns == ["id", "name", "qty"])
        #expect(table.rowCount == 3)
        #expect(table.columns.first?.reading.base == .integer)
    }

    @Test func `words for nothing are no drawn line`() throws {
        let table = try inferred("a;b\n---;---\n1;2\n3;4\n")
        #expect(table.layout.headerRows == 1)
        #expect(table.rowCount == 3)
    }

    @Test(arguments: [4, 12])
    func `groups, names and units are three header rows`(count: Int) throws {
        let rows = (1...count).map { "S\($0);\($0).5;\(20 + $0);\(3 * $0);\(1000 + $0)\n" }.joined()
        let table = try inferred(
            "station;air;;water;\n;temp;humidity;level;pressure\n;°C;%;cm;hPa\n" + rows)
        #expect(table.layout.headerRows == 3 && table.layout.preambleLines == 0)
        #expect(table.layout.columns.count == 5)
        #expect(table.layout.columns.first == "station")
        #expect(table.rowCount == count)
    }
}
