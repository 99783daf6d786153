// What an import brings is what an independent reader finds in the same files.

import Engine
import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

@Suite struct ImportTests {
    static let cases = Sample.allCases.flatMap { sample in
        AdapterKind.allCases.map { ($0, sample) }
    }

    @Test("Instances per class and links per predicate are those of the files", arguments: cases)
    func counts(_ kind: AdapterKind, _ sample: Sample) async throws {
        guard let imported = try await Imported.shared(kind, sample) else { return }
        #expect(imported.report.failedCommands == 0)
        #expect(imported.report.rejections == [])
        #expect(imported.classes.count == imported.files.count)
        for view in imported.classes {
            let table = try #require(imported.raw.tables[view.id])
            #expect(view.instances == table.rows.count, "\(view.id)")
            for link in view.links {
                let raw = try #require(
                    imported.raw.links.first {
                        $0.from == view.id && $0.predicate == link.predicate
                    })
                let (edges, unresolved) = imported.raw.count(raw)
                #expect(link.edges == edges, "\(view.id) \(link.predicate)")
                #expect(link.unresolved == unresolved, "\(view.id) \(link.predicate)")
            }
        }
        #expect(imported.classes.contains { !$0.links.isEmpty })
    }

    @Test("A second import changes nothing and writes no event", arguments: cases)
    func again(_ kind: AdapterKind, _ sample: Sample) async throws {
        guard let imported = try await Imported.shared(kind, sample) else { return }
        let world = imported.world
        try await world.settled()
        let head = try await world.ports.store.head()
        let again = try await world.run(
            ImportFiles(
                database: Imported.database, files: imported.files.map { FileInput(name: $0) }))
        #expect(try await world.ports.store.head() == head)
        #expect(again.classesCreated == 0)
        #expect(again.failedCommands == 0)
        for table in again.tables {
            #expect(table.accepted == 0, "\(table.file)")
            #expect(table.unchanged == table.rows, "\(table.file)")
        }
    }

    @Test(
        "Every set of adapters gives the same portable exports",
        arguments: Sample.allCases)
    func exports(_ sample: Sample) async throws {
        guard let first = try await Imported.shared(.embedded, sample) else { return }
        for model in ReadModelName.allCases {
            let expected = try await first.world.export(model, Imported.database)
            #expect(expected.count == first.report.tables.reduce(0) { $0 + $1.rows })
            for kind in AdapterKind.allCases where kind != .embedded {
                let other = try #require(try await Imported.shared(kind, sample))
                let lines = try await other.world.export(model, Imported.database)
                #expect(lines == expected, "\(model) of \(kind.rawValue)")
            }
        }
    }

    @Test("Keys of several columns and classes that name each other are imported")
    func awkwardSchema() async throws {
        guard let imported = try await Imported.shared(.embedded, .oracle) else { return }
        #expect(imported.classes.contains { $0.key.count > 1 })
        let pairs = Set(imported.raw.links.map { [$0.from, $0.to] })
        #expect(pairs.contains { $0[0] != $0[1] && pairs.contains([$0[1], $0[0]]) })
    }
}

extension World {
    /// All lines of a read model.
    func export(_ model: ReadModelName, _ database: String, isPortable: Bool = true)
        async throws -> [String]
    {
        var request = ExportReadModel(model: model, database: database, isPortable: isPortable)
        var lines: [String] = []
        while true {
            let page = try await run(request)
            lines += page.items
            guard let next = page.next else { return lines }
            request.after = next
        }
    }
}
