// Google sheets that are remembered by their id, as facts of the whole engine. Registering reads the sheet once, so that
// one that cannot be read is refused; afterwards it is read when somebody asks, and nobody asks by himself.

internal import EventSourcing
internal import JSONText

package struct RegisteredSheet: Codable, Hashable, Sendable {
    package var id: String
    package var link: String
    package var worksheet: String
    /// As it was given.
    package var pollingSeconds: Int
    /// When it was read for the registration, and the SHA-256 of its cells then.
    package var registeredAt: String
    package var contentHash: String
    package var registeredBy: String?
}

extension SheetGrid {
    /// SHA-256 of the cells, for telling whether they have changed.
    package var contentHash: String {
        let cells = rows.map { JSON.array($0.map(JSON.string)) }
        return ContentHash.sha256Hex(JSON.array(cells).bytes)
    }
}

/// Use case: reads a sheet and remembers it; an older registration of its id is replaced.
package struct RegisterSheet: UseCase, Hashable {
    package static let name = "register-sheet"
    package static let requiredRole = Principal.Role.writer
    package var link: String
    package var worksheet: String?
    package var key: String?
    package var pollingSeconds: Int

    package init(link: String, worksheet: String? = nil, key: String? = nil, pollingSeconds: Int) {
        self.link = link
        self.worksheet = worksheet
        self.key = key
        self.pollingSeconds = pollingSeconds
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> RegisteredSheet
    {
        guard (1...31_536_000).contains(pollingSeconds) else {
            throw EngineError(.invalidRequest, "a polling interval is 1 second to a year")
        }
        let grid = try await ReadSheet(link: link, worksheet: worksheet, key: key)
            .perform(in: engine, call)
        return try await SheetShelf(engine: engine).keep(self, grid, call)
    }
}

package struct ListSheets: UseCase, Hashable {
    package static let name = "list-sheets"

    package init() {}

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<RegisteredSheet>
    {
        PageView(items: try await SheetShelf(engine: engine).list(), next: nil)
    }
}

/// Use case: forgets a registered sheet.
package struct RemoveSheet: UseCase, Hashable {
    package static let name = "remove-sheet"
    package static let requiredRole = Principal.Role.writer
    package var id: String

    package init(id: String) { self.id = id }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> RegisteredSheet
    {
        try await SheetShelf(engine: engine).remove(id, call)
    }
}

struct SheetShelf: Sendable {
    private static let stream = RecordBook.stream("Sheet")
    private static let registered = "SHEET_REGISTERED"
    private static let removed = "SHEET_REMOVED"

    let engine: Engine

    func keep(_ request: RegisterSheet, _ grid: SheetGrid, _ call: CallContext)
        async throws(EngineError) -> RegisteredSheet
    {
        let data = JSONObject([
            ("id", .string(grid.id)), ("link", .string(request.link)),
            ("worksheet", .string(grid.worksheet)),
            ("polling_seconds", .integer(request.pollingSeconds)),
            ("hash", .string(grid.contentHash)),
        ])
        let fact = try await engine.registry.book.append(
            SheetShelf.registered, data, to: SheetShelf.stream, actor: call.principal.actor,
            id: call.id(of: SheetShelf.registered))
        return SheetShelf.sheet(fact.event)
    }

    /// By id.
    func list() async throws(EngineError) -> [RegisteredSheet] {
        SheetShelf.fold(try await engine.registry.book.read(SheetShelf.stream))
    }

    func remove(_ id: String, _ call: CallContext) async throws(EngineError) -> RegisteredSheet {
        let factID = call.id(of: SheetShelf.removed)
        var gone: RegisteredSheet?
        let facts = try await engine.registry.book.append(
            to: SheetShelf.stream, actor: call.principal.actor, id: factID
        ) { (facts) throws(EngineError) in
            gone = SheetShelf.fold(facts).first { $0.id == id }
            guard gone != nil else {
                throw EngineError(
                    .notFound, "no sheet is registered with the id \(EngineError.quoted(id))")
            }
            return (SheetShelf.removed, JSONObject([("id", .string(id))]))
        }
        // The same request again finds its own fact, and before that what it removed.
        let before = facts.prefix { $0.event.id != factID }
        guard let sheet = gone ?? SheetShelf.fold(Array(before)).first(where: { $0.id == id })
        else {
            throw EngineError(.internal, "a removed sheet was never registered")
        }
        return sheet
    }

    private static func fold(_ facts: [RecordedEvent]) -> [RegisteredSheet] {
        var sheets: [String: RegisteredSheet] = [:]
        for fact in facts {
            guard let id = fact.event.data["id"]?.string else { continue }
            sheets[id] = fact.event.type == registered ? sheet(fact.event) : nil
        }
        return sheets.values.sorted { $0.id < $1.id }
    }

    private static func sheet(_ event: Event) -> RegisteredSheet {
        RegisteredSheet(
            id: event.data["id"]?.string ?? "", link: event.data["link"]?.string ?? "",
            worksheet: event.data["worksheet"]?.string ?? "",
            pollingSeconds: event.data["polling_seconds"]?.integer ?? 0,
            registeredAt: event.occurredAt.description,
            contentHash: event.data["hash"]?.string ?? "", registeredBy: event.actor)
    }
}
