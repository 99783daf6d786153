// What is told of keys and references: kind, how sure, what else, and the rows that lead nowhere.

import Tables
import Testing

@testable import Inference

@Suite struct LinkFactsTests {
    private func input(_ name: String, _ text: String) -> TableInput {
        TableInput(.bytes(Array(text.utf8), name: name))
    }

    /// Departments over each other, students of them, courses, enrolments, and a card for some students.
    private var university: [TableInput] {
        let students = (1...40).map { "\(100 + $0),Name \($0),\($0 % 5 + 11)\n" }
        let courses = (1...12).map { "C\(500 + $0),Course \($0),\($0 % 5 + 11)\n" }
        let enrolments = (0..<90).map { "\(101 + $0 * 7 % 40),C\(501 + $0 % 12),\($0 % 4 + 1)\n" }
        let cards = (1...30).map { "\(100 + $0 * 37 % 40 + 1),K\($0 * 977 % 9973)\n" }
        return [
            input(
                "departments.csv",
                "department_id,title,parent_department_id\n11,All,\n12,Arts,11\n13,Science,11\n"
                    + "14,Physics,13\n15,Music,12\n"),
            input("students.csv", "student_id,name,department_id\n" + students.joined()),
            input("courses.csv", "course_id,title,department_id\n" + courses.joined()),
            input("enrolments.csv", "student_id,course_id,grade\n" + enrolments.joined()),
            input("student_cards.csv", "student_id,card\n" + cards.joined()),
        ]
    }

    @Test(arguments: [
        "id,title,parent_id", "id,title,parent", "code,title,parent_code", "code,title,code_parent",
        "category_id,title,parent_category_id", "kategorie_id,titel,oberkategorie",
    ])
    func `a hierarchy is found by its word for what stands above`(header: String) throws {
        let isCode = header.hasPrefix("code")
        func key(_ number: Int) -> String { isCode ? "C\(number + 500)" : "\(number)" }
        let rows = (1...63).map { number in
            "\(key(number)),Title \(number % 9),\(number < 2 ? "" : key((number + 1) / 3))\n"
        }
        let name = header.hasPrefix("kategorie") ? "kategorie.csv" : "categories.csv"
        let keys = try InferenceRun.infer(
            files: [input(name, header + "\n" + rows.joined())]
        ).keys
        #expect(keys.foreignKeys.map(\.target) == [name], "\(keys.foreignKeys)")
    }

    private func kinds(_ keys: KeyFindings) -> [String: String] {
        Dictionary(
            keys.foreignKeys.map { key in
                (
                    "\(key.table) \(key.columns.joined(separator: "+")) \(key.target)",
                    key.kind.rawValue
                )
            }
        ) { first, _ in first }
    }

    @Test func `each reference has its kind`() throws {
        let kinds = kinds(try InferenceRun.infer(files: university).keys)
        #expect(kinds["departments.csv parent_department_id departments.csv"] == "hierarchy")
        #expect(kinds["students.csv department_id departments.csv"] == "foreign_key")
        #expect(kinds["enrolments.csv student_id students.csv"] == "junction")
        #expect(kinds["enrolments.csv course_id courses.csv"] == "junction")
        #expect(kinds["student_cards.csv student_id students.csv"] == "one_to_one")
    }

    @Test func `a joining table may have a number of its own`() throws {
        var files = university
        let rows = (0..<90).map { "\($0 + 1),\(101 + $0 * 7 % 40),C\(501 + $0 % 12)\n" }
        files[3] = input("enrolments.csv", "id,student_id,course_id\n" + rows.joined())
        let kinds = kinds(try InferenceRun.infer(files: files).keys)
        #expect(kinds["enrolments.csv student_id students.csv"] == "junction")
        let more = (0..<90).map {
            "\($0 + 1),\(101 + $0 * 7 % 40),C\(501 + $0 % 12),word \($0 % 7)\n"
        }
        files[3] = input("enrolments.csv", "id,student_id,course_id,remark\n" + more.joined())
        let other = self.kinds(try InferenceRun.infer(files: files).keys)
        #expect(other["enrolments.csv student_id students.csv"] == "foreign_key")
    }

    @Test func `a column called like a table leads there although one of its values does not`()
        throws
    {
        let customers = input(
            "kunden.csv",
            "Kd-Nr.;Name\n00017;Müller GmbH\n00018;Schmidt & Co\n00023;Bäckerei Öztürk\n00031;Karl Weiß\n"
        )
        func orders(_ column: String, _ last: String) -> TableInput {
            input(
                "bestellungen.csv",
                "Bestell-Nr;\(column);Status\nB-1;00017;offen\nB-2;00017;bezahlt\nB-3;00023;bezahlt\n"
                    + "B-4;00031;storniert\nB-5;\(last);offen\n")
        }
        func found(_ column: String, _ last: String) throws -> ForeignKey? {
            try InferenceRun.infer(files: [customers, orders(column, last)]).keys.foreignKeys.first
            {
                $0.columns == [column]
            }
        }
        let whole = try #require(try found("Kunde", "00018"))
        let lacking = try #require(try found("Kunde", "00099"))
        #expect(lacking.target == "kunden.csv")
        #expect(lacking.confidence < whole.confidence)
        #expect(lacking.danglingRows == 1)
        #expect(lacking.danglingExamples.map(\.text) == ["00099"])
        // A name that says nothing of the other table is no reason to overlook a value.
        #expect(try found("Lager", "00099") == nil)
    }

    @Test func `rows that lead nowhere are counted and shown`() throws {
        var rows = (0..<200).map { "\($0 + 1),\(1000 + $0 % 60)\n" }
        rows[6] = "7,9999\n"
        rows[9] = "10,9999\n"
        rows[20] = "21,8888\n"
        rows[30] = "31,\n"
        let customers = (0..<60).map { "\(1000 + $0),Name \($0)\n" }
        let result = try InferenceRun.infer(files: [
            input("customers.csv", "customer_id,name\n" + customers.joined()),
            input("orders.csv", "order_id,customer_id\n" + rows.joined()),
        ])
        let key = try #require(result.keys.foreignKeys.first { $0.table == "orders.csv" })
        #expect([key.danglingRows, key.danglingValues, key.filledRows] == [3, 2, 199])
        #expect(key.danglingIsExact && key.isOptional)
        #expect(
            key.danglingExamples == [
                DanglingRow(row: 8, text: "9999"), DanglingRow(row: 22, text: "8888"),
            ])
        #expect(key.cardinality == .manyToOne)
        #expect(result.keys.primaryKeys.allSatisfy { !$0.evidence.isEmpty })
    }

    @Test func `what a key or a reference could be as well shares what is left`() throws {
        let people = (1...30).map { "\($0),P-\(1000 + $0),Name \($0)\n" }
        let visits = (1...60).map { "\($0),\($0 % 30 + 1)\n" }
        let result = try InferenceRun.infer(files: [
            input("person.csv", "person_id,person_code,name\n" + people.joined()),
            input("people_archive.csv", "person_id,person_code,name\n" + people.joined()),
            input("visit.csv", "visit_id,person_id\n" + visits.joined()),
        ])
        let key = try #require(result.keys.primaryKeys.first { $0.table == "person.csv" })
        #expect(key.columns == ["person_id"])
        #expect(key.alternatives.first?.columns == ["person_code"])
        let rest = key.alternatives.reduce(0) { $0 + $1.confidence }
        #expect(rest > 0 && rest <= 1 - key.confidence + 1e-9)
        let reference = try #require(result.keys.foreignKeys.first { $0.table == "visit.csv" })
        #expect(reference.target == "person.csv")
        #expect(reference.alternatives.first?.table == "people_archive.csv")
        let others = reference.alternatives.reduce(0) { $0 + $1.confidence }
        #expect(others > 0 && others <= 1 - reference.confidence + 1e-9)
    }
}
