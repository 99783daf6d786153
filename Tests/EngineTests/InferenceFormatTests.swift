// The answer of an inference as it goes out: it names its format, and every member of it is described.

import Engine
import Foundation
import JSONText
import Testing

@Suite struct InferenceFormatTests {
    private static let document: String = {
        let root = URL(filePath: #filePath).pathComponents.dropLast(3).joined(separator: "/")
        let path = root.dropFirst() + "/docs/INFER_JSON.md"
        return (try? String(contentsOfFile: String(path), encoding: .utf8)) ?? ""
    }()

    private func names(_ json: JSON, but left: Set<String>) -> Set<String> {
        var names: Set<String> = []
        for member in json.object?.members ?? [] {
            names.insert(member.name)
            if !left.contains(member.name) {
                names.formUnion(self.names(member.value, but: left))
            }
        }
        for item in json.array ?? [] { names.formUnion(self.names(item, but: left)) }
        return names
    }

    @Test("Every member is in the document, and the format is named in both")
    func members() async throws {
        let orders = "id,client,due,note\n1,7,2024-01-05,x\n2,8,2024-02-30,y\n3,7,2024-03-01\n"
        let clients = "id,name\n7,Ann\n8,Bob\n"
        try await World.with(.loose) { world in
            let files = [("order.csv", orders), ("client.csv", clients)].map {
                FileInput(name: $0.0, content: Base64.encode(Array($0.1.utf8)))
            }
            let none = FileInput(name: "none.csv", content: "")
            let view = try await world.run(
                InferFiles(files: files + [none], namesUnreadable: true))
            let json = try JSONEncoding.encode(view)
            #expect(json["format"]?.string == InferenceView.currentFormat)
            #expect(json.object?.members.first?.name == "format")
            #expect(Self.document.contains("`\(InferenceView.currentFormat)`"))
            // Classes are the contract's, counts are named by kind.
            let members = names(json, but: ["classes", "issueCounts"])
            #expect(members.count > 35)
            for name in members.sorted() {
                #expect(Self.document.contains("`\(name)`"), "\(name) is not described")
            }
        }
    }

    @Test(
        "A table of more columns than a class may have is inferred, and says why it makes no class")
    func wide() async throws {
        let names = (0...1000).map { "c\($0)" }.joined(separator: ",")
        let row = (0...1000).map(String.init).joined(separator: ",")
        let rows = Base64.encode(Array("\(names)\n\(row)\n\(row)\n".utf8))
        try await World.with(.loose) { world in
            let file = FileInput(name: "genes.csv", content: rows)
            let small = FileInput(
                name: "town.csv", content: Base64.encode(Array("id,name\n1,a\n2,b\n".utf8)))
            let view = try await world.run(InferFiles(files: [file, small], namesUnreadable: true))
            #expect(view.tables.map(\.columns.count) == [1001, 2])
            #expect(view.classes.compactMap { $0["id"]?.string } == ["town"])
            let problem = try #require(view.tables[0].classProblem)
            #expect(problem.contains("1001 columns") && problem.contains("onlyNamed"))
            #expect(view.tables[1].classProblem == nil)
            let document = try JSONEncoding.encode(view)
            #expect(document["tables"]?.array?.first?["classProblem"]?.string == problem)
            #expect(Self.document.contains("`classProblem`"))
            let refusal = await #expect(throws: EngineError.self) {
                _ = try await world.run(ImportFiles(database: "wide", files: [file]))
            }
            #expect(refusal?.message.contains("onlyNamed") == true)
            let some = ImportTarget(
                file: "genes.csv", className: "Gene",
                columns: ["c0", "c7"].map { ImportTarget.Column(column: $0, property: $0) },
                onlyNamed: true)
            let report = try await world.run(
                ImportFiles(database: "wide", files: [file], targets: [some]))
            #expect(report.tables.first?.mappedColumns == 2)
            #expect(report.tables.first?.accepted == 2)
        }
    }
}
