// A small university as its registry exports it becomes a graph that answers: departments over departments, courses,
// students, and who is enrolled where. Nobody writes a word of mapping.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct UniversityTests {
    private static let titles = [
        "University", "Künste", "Science", "Physics", "Chemistry", "Music",
    ]
    private static let above = ["", "D01", "D01", "D03", "D03", "D02"]

    /// Semicolons and Latin-1, a report's head above a pipe table, tabs with quotes, and plain commas.
    private func files(_ site: ImportSite) throws -> [String] {
        let departments = Self.titles.indices.map {
            "D0\($0 + 1);\(Self.titles[$0]);\(Self.above[$0]);+49 89 2180-\($0 + 10)00\r\n"
        }
        let students = (1...60).map { number in
            "\(20_230_000 + number)|Zoé \(number)|\(number % 28 + 1)/\(number % 12 + 1)/2003|D0\(number % 5 + 2)\n"
        }
        let courses = (1...30).map { number in
            "C-\(100 + number)\t\"Course \(number), part \"\"A\"\"\"\tD0\(number % 5 + 2)\t\(number % 4 + 2).5\n"
        }
        // Two courses have nobody, and one enrolment is in a course that is not offered.
        let enrolments = (0..<180).map { number in
            let course = 101 + (number / 60 * 3 + number * 5) % 28
            return "\(20_230_001 + number % 60),C-\(course),\(number % 3 + 1).\(number % 9)\n"
        }
        let latin = ("Dept Code;Title;Parent Dept Code;Phone\r\n" + departments.joined())
            .data(using: .isoLatin1)
        return [
            try site.write(Array(try #require(latin)), "departments.csv"),
            try site.write(
                "Registry export||\nwinter term||\n\nStudent ID|Name|Born|Dept Code\n"
                    + students.joined(), "students.txt"),
            try site.write(
                "course_id\ttitle\tdept_code\tcredits\n" + courses.joined(), "courses.tsv"),
            try site.write(
                "student_id,course_id,grade\n" + enrolments.joined() + "20230001,C-999,1.0\n",
                "enrolments.csv"),
        ]
    }

    @Test func becomesAGraphThatAnswers() async throws {
        try await ImportSite.with { site in
            let files = try files(site)
            let view = try await Program.run(
                ["infer"] + files + ["--json", "--data-dir", site.directory]
            ).json()
            let links = try #require(view["links"] as? [[String: Any]])
            let kinds = Dictionary(
                links.map { link in
                    (
                        "\(link["source"] ?? "") \(link["target"] ?? "")",
                        "\(link["kind"] ?? "") \(link["cardinality"] ?? "") \(link["danglingRows"] ?? "")"
                    )
                }
            ) { first, _ in first }
            #expect(
                kinds == [
                    "departments departments": "hierarchy n:1 0",
                    "students departments": "foreign_key n:1 0",
                    "courses departments": "foreign_key n:1 0",
                    "enrolments students": "junction n:1 0",
                    "enrolments courses": "junction n:1 1",
                ])
            let tables = try #require(view["tables"] as? [[String: Any]])
            let joining = tables.first { $0["className"] as? String == "enrolments" }
            #expect(Set(joining?["joins"] as? [String] ?? []) == ["students", "courses"])

            let outcome = try await Program.run(site.arguments(["import"] + files))
            #expect(outcome.code == 0, "\(outcome)")
            #expect(
                try await site.counts() == [
                    "departments": 6, "students": 60, "courses": 30, "enrolments": 181,
                ])
            // From a department up to the one above it, and down through its courses to who takes them.
            let up = try await site.run(
                "query", "departments", "Parent_Dept_Code:departments", "--where", "Dept_Code=D04",
                "--json")
            #expect(up.code == 0, "\(up)")
            #expect(up.output.contains("Science"))
            let down = try await site.run(
                "query", "courses", "<course_id:enrolments", "student_id:students", "--where",
                "course_id=C-101", "--json")
            #expect(down.code == 0, "\(down)")
            #expect(down.output.contains("Zoé 1"), "\(down.output)")
            #expect(down.output.contains("2003-02-02"), "day first, as other rows prove")
            let trace = try await site.run(
                "query", "courses", "--where", "course_id=C-102", "--provenance", "--json")
            #expect(trace.output.contains("courses.tsv"))
            #expect(trace.output.contains("part \\\"A\\\""))
        }
    }
}
