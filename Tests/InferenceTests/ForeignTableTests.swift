// Small tables as offices of many countries export them, made up here: what each column is, and
// where the table stands among titles and totals.

import Foundation
import Tables
import Testing

@testable import Inference

@Suite struct ForeignTableTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var head: String
        var foot = ""
        var bases: [BaseType]
        var preamble = 0
        var headers = 1
        var footer = 0
        var encoding = String.Encoding.utf8
        var row: @Sendable (Int) -> String
    }

    @Test(arguments: cases) func `exports of other countries are read right`(_ one: Case) throws {
        let rows = (0..<24).map { one.row($0) + "\n" }.joined()
        let text = one.head + rows + one.foot
        let bytes = try #require(text.data(using: one.encoding))
        let input = TableInput(.bytes(Array(bytes), name: "export.csv"))
        let table = try InferenceRun.profile(input).0
        #expect(table.columns.map(\.label) == one.bases)
        #expect(table.layout.preambleLines == one.preamble)
        #expect(table.layout.headerRows == one.headers)
        #expect(table.layout.footerLines == one.footer)
        #expect(table.rowCount == 24)
    }

    private static func pick(_ index: Int, _ words: [String]) -> String {
        words[index % words.count]
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let cases: [Case] = [
        Case(
            testDescription: "a hospital's admissions, German",
            head: "Klinikum Süd – Aufnahmen\nStand: 01.03.2024\n\n"
                + "Fallnummer;Patient;Geburtsdatum;ICD;Temperatur;Privat\n",
            bases: [.integer, .string, .date, .string, .decimal, .boolean], preamble: 3
        ) {
            "\(100_000 + $0 * 37);Müller, Anna;\(two($0 + 1)).05.19\(40 + $0);"
                + "\(pick($0, ["A01", "B12"])).\($0 % 9);36,\($0 % 10);\(pick($0, ["ja", "nein"]))"
        },
        Case(
            testDescription: "a payroll, Polish, with a total",
            head: "Pracownik;Wynagrodzenie;Data wypłaty;Premia\n", foot: "Razem;120 400,00 zł;;\n",
            bases: [.string, .decimal, .date, .boolean], footer: 1, encoding: .windowsCP1250
        ) {
            "\(pick($0, ["Łukasz", "Żaneta"])) Dąbrowska;\($0 % 8 + 2) \(100 + $0),5\($0 % 10) zł;"
                + "\($0 + 1) \(pick($0, ["stycznia", "maja"])) 2024;\(pick($0, ["tak", "nie"]))"
        },
        Case(
            testDescription: "customers, Japanese", head: "顧客番号,氏名,登録日,購入金額,郵便番号\n",
            bases: [.string, .string, .date, .decimal, .string], encoding: .shiftJIS
        ) {
            "000\(10 + $0),\(pick($0, ["田中太郎", "鈴木花子"])),2023年\($0 % 12 + 1)月\($0 + 1)日,"
                + "\"\($0 + 1),\(100 + $0 * 7)円\",1\(10 + $0)-00\(10 + $0)"
        },
        Case(
            testDescription: "a stock list, Russian, with a total",
            head: "Город;Дата;Сумма, руб.;Оплачено\n", foot: "Итого;;1 000 000,00;\n",
            bases: [.string, .date, .decimal, .boolean], footer: 1, encoding: .windowsCP1251
        ) {
            "\(pick($0, ["Москва", "Казань"]));\(two($0 + 1)).0\($0 % 9 + 1).2022;"
                + "\($0 + 1) \(100 + $0),\(two($0));\(pick($0, ["да", "нет"]))"
        },
        Case(
            testDescription: "invoices, Danish", head: "Dato;Beløb;Betalt\n",
            bases: [.date, .decimal, .boolean]
        ) {
            "\($0 + 1). \(pick($0, ["januar", "oktober"])) 2023;\($0 % 9 + 1).\(100 + $0),\(two($0)) kr.;"
                + pick($0, ["Ja", "Nej"])
        },
        Case(
            testDescription: "orders, Greek", head: "Πόλη;Ημερομηνία;Ποσό;Πληρώθηκε\n",
            bases: [.string, .date, .decimal, .boolean]
        ) {
            "\(pick($0, ["Αθήνα", "Πάτρα"]));\($0 + 1)/\($0 % 12 + 1)/2023;"
                + "\($0 % 9 + 1).\(100 + $0),\(two($0)) €;\(pick($0, ["ναι", "όχι"]))"
        },
        Case(
            testDescription: "orders, Vietnamese", head: "Thành phố,Ngày,Số tiền,Đã trả\n",
            bases: [.string, .date, .decimal, .boolean]
        ) {
            "\(pick($0, ["Hà Nội", "Đà Nẵng"])),\($0 % 16 + 13)/0\($0 % 9 + 1)/2024,"
                + "\($0 % 9 + 1).\(100 + $0).\(200 + $0) ₫,\(pick($0, ["có", "không"]))"
        },
        Case(
            testDescription: "telephones, Chinese, with a total", head: "城市,下单日期,金额,手机号\n",
            foot: "合计,,123456.00,\n", bases: [.string, .date, .decimal, .string], footer: 1
        ) {
            "\(pick($0, ["北京", "上海"])),2023-0\($0 % 9 + 1)-\(two($0 + 1)),\($0 * 13 + 100).\(two($0)),"
                + "1380013\(8000 + $0 * 7)"
        },
        Case(
            testDescription: "a weather station, units below the names",
            head: "timestamp|temp|humidity|pressure|rain\nUTC|°C|%|hPa|mm\n",
            bases: [.datetime, .decimal, .integer, .decimal, .integer], headers: 2
        ) {
            "2024-05-\(two($0 + 1))T\(two($0)):00:00Z|\($0 - 5).\($0 % 10)|\(20 + $0)|"
                + "10\(two($0)).\($0 % 10)|\($0 % 7)"
        },
        Case(
            testDescription: "positions, headers with dates in them",
            head: "School,Wards : 2019,\"Board (effective at 12:00 AM on Oct 16, 2017)\","
                + "\"City (effective at 12:00 AM on Oct 16, 2017)\",Latitude\n",
            bases: [.string, .integer, .integer, .integer, .decimal]
        ) {
            "\(pick($0, ["Ross", "Bell", "Ward"])) \($0),\(100 + $0 * 3),\($0 % 7 + 1),\($0 % 5 + 1),"
                + "53.4\(1000 + $0 * 17)"
        },
        Case(
            testDescription: "a column a year, numbers as long as years",
            head: "Country Name,Country Code,2015,2016,2017,2018\n",
            bases: [.string, .string, .integer, .integer, .integer, .integer]
        ) {
            "\(pick($0, ["France", "Spain"])),\(pick($0, ["FRA", "ESP"])),\(1000 + $0 * 311),"
                + "\(1200 + $0 * 287),\(1100 + $0 * 301),\(1900 + $0 * 97)"
        },
        Case(
            testDescription: "plans below years, the region beside them",
            head: "Region,2022,,2023,\n,Plan,Ist,Plan,Ist\n",
            bases: [.string, .integer, .integer, .integer, .integer], headers: 2
        ) { "Bezirk \($0),\(10 + $0),\(20 + $0),\(30 + $0),\(40 + $0)" },
        Case(
            testDescription: "months and years, losses in parentheses",
            head: "Period\tLine\tVariance\n", bases: [.date, .string, .decimal]
        ) {
            "\(two($0 % 12 + 1))/20\(10 + $0)\t\(pick($0, ["Rent", "Travel"]))\t"
                + pick($0, ["$ (1,200.5\($0 % 10))", "$ 40.0\($0 % 10)"])
        },
    ]
}
