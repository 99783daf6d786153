// Worlds into which a sample was imported once, for all tests that only look. They live until the process ends.

import Engine
import Foundation
import JSONText
import Synchronization
import TestSupport
import Testing

/// A set of files.
enum Sample: String, Sendable, CaseIterable {
    /// Comes with the program.
    case northwind
    /// Composite keys and classes that refer to each other; of the shared data.
    case oracle = "oracle_hr"

    /// Absolute paths of its tables; nil, with a printed reason, when they are not there.
    var files: [String]? {
        let folder: String
        switch self {
        case .northwind:
            folder =
                URL(fileURLWithPath: #filePath).pathComponents.dropLast(4)
                .joined(separator: "/").dropFirst() + "/docs/samples/northwind"
        default:
            guard let path = SharedData.path("data/inference/keys-dev/files/" + rawValue) else {
                return nil
            }
            folder = path
        }
        return Sample.tables(in: folder)
    }

    static func tables(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".csv") }.sorted().map { folder + "/" + $0 }
    }
}

/// A world with a sample in it.
struct Imported: Sendable {
    let world: World
    let sample: Sample
    let files: [String]
    let report: ImportReport
    let classes: [ClassView]
    let raw: RawTables

    static let database = "sample"

    static func into(_ world: World, _ sample: Sample, _ files: [String]) async throws -> Imported {
        let report = try await world.run(
            ImportFiles(database: database, files: files.map { FileInput(name: $0) }))
        let classes = try await world.run(ListClasses(database: database)).items
        return Imported(
            world: world, sample: sample, files: files, report: report, classes: classes,
            raw: try RawTables(files, classes))
    }

    /// Imported at the first call; only for looking. Nil when the files are not there.
    static func shared(_ kind: AdapterKind, _ sample: Sample) async throws -> Imported? {
        guard let files = sample.files else { return nil }
        return try await SharedWorlds.instance.imported(kind, sample, files)
    }
}

extension RawTables {
    /// Which class was made of which file, and which columns join, is what the engine found; the cells are read anew.
    init(_ files: [String], _ classes: [ClassView]) throws {
        self.init()
        let tables = try files.map { try RawTable(path: $0) }
        for view in classes {
            let file = view.metadata["source"]?["file"]?.string
            guard let table = tables.first(where: { $0.file == file }) else { continue }
            self.tables[view.id] = table
            keys[view.id] = view.key
        }
        for view in classes {
            for link in view.links {
                let key = classes.first { $0.id == link.target }?.key ?? []
                links.append(
                    RawLink(
                        from: view.id, predicate: link.predicate, to: link.target,
                        sourceColumns: link.sourceProperties,
                        targetColumns: link.targetProperties.isEmpty
                            ? key : link.targetProperties))
            }
        }
    }

    func hops(_ chain: HopChain) -> [RawHop] {
        var current = chain.start
        return chain.hops.compactMap { hop in
            let isAgainst = hop.direction == "in"
            defer { current = hop.targetClass }
            let (from, to) = isAgainst ? (hop.targetClass, current) : (current, hop.targetClass)
            let link = links.first {
                $0.from == from && $0.predicate == hop.predicate && $0.to == to
            }
            return link.map { RawHop(link: $0, isAgainst: isAgainst) }
        }
    }
}

/// One import for each set of adapters and sample, however many tests ask for it.
private actor SharedWorlds {
    static let instance = SharedWorlds()

    private struct Name: Hashable {
        var kind: AdapterKind
        var sample: Sample
    }

    private var imports: [Name: Task<Imported, any Error>] = [:]

    func imported(_ kind: AdapterKind, _ sample: Sample, _ files: [String]) async throws
        -> Imported
    {
        let name = Name(kind: kind, sample: sample)
        if let running = imports[name] { return try await running.value }
        let running = Task {
            let world = try await World.open(kind)
            Leftovers.add(world)
            return try await Imported.into(world, sample, files)
        }
        imports[name] = running
        return try await running.value
    }
}

/// Removes the folders of worlds that nobody closes, when the process ends.
private enum Leftovers {
    private static let worlds = Mutex<[World]>([])
    private static let registered: Void = {
        atexit { Leftovers.worlds.withLock { for world in $0 { world.removeFiles() } } }
    }()

    static func add(_ world: World) {
        _ = registered
        worlds.withLock { $0.append(world) }
    }
}
