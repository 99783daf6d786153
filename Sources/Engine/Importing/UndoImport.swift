// Use cases: which imports there were, and to take a whole one back. What was changed since then stays and is named.

internal import EventSourcing
internal import JSONText
internal import Ontology

package struct ListImports: UseCase, Hashable {
    package static let name = "list-imports"
    package var database: String
    /// Nil: main.
    package var branch: String?

    package init(database: String, branch: String? = nil) {
        self.database = database
        self.branch = branch
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> ImportList
    {
        try await engine.importer.list(self)
    }
}

package struct ImportList: Codable, Hashable, Sendable {
    package struct Item: Codable, Hashable, Sendable {
        package var id: String
        package var className: String
        package var file: String
        package var sha256: String
        package var at: String
        package var mode: String
        package var isUndone: Bool
    }

    package var items: [Item]
}

/// Deletes what an import created and restores what it changed, by commands like any other.
package struct UndoImport: UseCase, Hashable {
    package static let name = "undo-import"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    /// Nil: main.
    package var branch: String?
    package var importID: String

    package init(database: String, branch: String? = nil, importID: String) {
        self.database = database
        self.branch = branch
        self.importID = importID
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> UndoReport
    {
        try await engine.importer.undo(self, call)
    }
}

package struct UndoReport: Codable, Hashable, Sendable {
    package struct Kept: Codable, Hashable, Sendable {
        package var instance: String
        package var reason: String
    }

    package var importID: String
    package var className: String
    package var deleted: Int
    package var restored: Int
    /// Gone or taken back before.
    package var unchanged: Int
    /// The first 1 000 of them.
    package var kept: [Kept]
    package var keptCount: Int
}

extension Importer {
    /// How long nothing may move before an undo begins with what is decided.
    private static let undoPatienceSeconds = 5.0

    func list(_ request: ListImports) async throws(EngineError) -> ImportList {
        let scope = try await directory.scope(request.database, branch: request.branch)
        // An import that was just stopped may have made its class a moment ago.
        await catalogue.freshness.wait(for: request.database)
        var items: [ImportList.Item] = []
        for (_, definition) in try await catalogue.definitions(in: scope) {
            let latest = try await directory.definition(definition.id.text, in: scope)
            for entry in ImportLedger(latest).entries {
                items.append(
                    ImportList.Item(
                        id: entry.id, className: definition.id.text, file: entry.file,
                        sha256: entry.hash, at: entry.at, mode: entry.mode,
                        isUndone: entry.isUndone))
            }
        }
        return ImportList(items: items.sorted { ($0.at, $0.id) < ($1.at, $1.id) })
    }

    func undo(_ request: UndoImport, _ call: CallContext) async throws(EngineError) -> UndoReport {
        let scope = try await directory.scope(request.database, branch: request.branch)
        let known = try await list(
            ListImports(database: request.database, branch: request.branch)
        ).items
        guard let item = known.first(where: { $0.id == request.importID }) else {
            throw EngineError(
                .notFound,
                "there is no import \(request.importID) in \(request.database): "
                    + "spice imports list names them")
        }
        // What is not decided yet cannot be answered; a worker that stands still is not waited for.
        try await Projected(
            ports: ports, coverage: coverage, call: call,
            patienceSeconds: Importer.undoPatienceSeconds
        ).waitUntilDecided()
        let definition = try await directory.definition(item.className, in: scope)
        let meter = ProgressMeter("undoing", clock: ports.clock, call: call)
        var undo = ImportUndo(importer: self, scope: scope, definition: definition, call: call)
        undo.report = UndoReport(
            importID: item.id, className: item.className, deleted: 0, restored: 0, unchanged: 0,
            kept: [], keptCount: 0)
        var ledger = ImportLedger(definition)
        if let entry = ledger.entries.first(where: { $0.id == item.id }) {
            try await undo.run(entry, meter)
        }
        ledger.markUndone(item.id)
        if !item.isUndone {
            _ = try await acceptor.accept(
                SubmitCommand(
                    type: .updateClass, database: request.database, branch: request.branch,
                    className: item.className,
                    payload: ["metadata": .object(ledger.written(into: definition.metadata))]),
                call.principal)
        }
        return undo.report
    }
}
