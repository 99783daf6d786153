// Use case: many creates, updates or deletes of one class at once. Each row stands or falls by itself, and the answer
// says for each what became of it: some of them failing is an outcome, not an error.

internal import EventSourcing
package import JSONText
internal import Ontology

package struct SubmitRows: DatabaseUseCase, Hashable {
    package enum Operation: String, Codable, Hashable, Sendable, CaseIterable {
        case create, update, delete
    }

    package struct Row: Codable, Hashable, Sendable {
        package var operation: Operation
        /// The escaped key; without one a create takes it from its data.
        package var key: String?
        package var data: JSON
        package var expectedSequence: Int?
        package var commandID: String?

        package init(
            _ operation: Operation, key: String? = nil, data: JSON = .object(JSONObject()),
            expectedSequence: Int? = nil, commandID: String? = nil
        ) {
            self.operation = operation
            self.key = key
            self.data = data
            self.expectedSequence = expectedSequence
            self.commandID = commandID
        }
    }

    package static let name = "submit-rows"
    package static let requiredRole = Principal.Role.writer
    /// Updates and deletes on their way at once.
    private static let maximumInFlight = 128

    package var database: String
    package var branch: String?
    package var className: String
    package var rows: [Row]
    package var metadata: JSON?
    /// With it, each row has a command id made of it: the request again changes nothing.
    package var idempotencyKey: String?

    package init(
        database: String, branch: String? = nil, className: String, rows: [Row],
        metadata: JSON? = nil, idempotencyKey: String? = nil
    ) {
        self.database = database
        self.branch = branch
        self.className = className
        self.rows = rows
        self.metadata = metadata
        self.idempotencyKey = idempotencyKey
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> RowsReceipt
    {
        let scope = try await engine.acceptor.directory.scope(database, branch: branch)
        let definition = try await engine.acceptor.directory.definition(className, in: scope)
        var outcomes = [RowsReceipt.Outcome?](repeating: nil, count: rows.count)
        var firstOfKey: [ExactText: Int] = [:]
        var creates: [Int] = []
        var others: [Int] = []
        let drafter = CommandDrafter(directory: engine.acceptor.directory)
        var ids: [EventID] = []
        for (index, row) in rows.enumerated() {
            var outcome = RowsReceipt.Outcome(row: index, state: .accepted)
            ids.append(engine.ports.ids.next())
            do throws(EngineError) {
                let id = try id(of: row, index, engine, call)
                ids[index] = id
                outcome.commandID = id.description
                let key = try key(row, definition, drafter, id)
                outcome.key = key
                if let first = firstOfKey[ExactText(key)] {
                    throw EngineError(
                        .conflict, "row \(first) is about the same instance, \(key)",
                        details: JSONObject([("row", .integer(first))]))
                }
                firstOfKey[ExactText(key)] = index
                if row.operation == .create { creates.append(index) } else { others.append(index) }
            } catch {
                outcome.refuse(error)
            }
            outcomes[index] = outcome
        }
        try await create(creates, ids, &outcomes, engine, call)
        for change in try await change(others, ids, engine, call) {
            if let failure = change.failure {
                outcomes[change.index]?.refuse(failure)
            } else {
                outcomes[change.index]?.sequence = change.sequence
            }
        }
        return RowsReceipt(rows: outcomes.compactMap(\.self))
    }

    private func id(of row: Row, _ index: Int, _ engine: Engine, _ call: CallContext)
        throws(EngineError) -> EventID
    {
        if let text = row.commandID {
            guard let id = EventID(text) else {
                throw EngineError(.invalidRequest, "command_id must be a UUID")
            }
            return id
        }
        if let idempotencyKey {
            return .hashed("idempotency:\(database):\(idempotencyKey):\(index)")
        }
        return call.id(of: step(of: row, index)) ?? engine.ports.ids.next()
    }

    /// Tells the rows of one request apart: by key, or by place where a row names none. A place is no key.
    private func step(of row: Row, _ index: Int) -> String {
        guard row.operation == .create else { return command(index, nil).step }
        let place = row.key.map { "=\($0)" } ?? "#\(index)"
        return ["row", branch ?? "", className, place].joined(separator: "\u{0}")
    }

    private func key(
        _ row: Row, _ definition: ClassDefinition, _ drafter: CommandDrafter, _ id: EventID
    ) throws(EngineError) -> String {
        guard let data = row.data.object else {
            throw EngineError(.invalidData, "a row's data is a JSON object")
        }
        if row.operation == .create, row.key == nil {
            return try drafter.key(.createInstance, data, definition, id).text
        }
        guard let text = row.key else {
            throw EngineError(.invalidRequest, "which instance? the row names none")
        }
        return try EngineError.wrapSchema { () throws(SchemaError) in
            try InstanceKey(escaped: text).text
        }
    }

    private func create(
        _ indices: [Int], _ ids: [EventID], _ outcomes: inout [RowsReceipt.Outcome?],
        _ engine: Engine, _ call: CallContext
    ) async throws(EngineError) {
        guard !indices.isEmpty else { return }
        let receipt = try await SubmitBulk(
            database: database, branch: branch, className: className,
            rows: indices.map { index in
                SubmitBulk.Row(
                    data: rows[index].data, metadata: metadata,
                    commandID: ids[index].description, key: rows[index].key)
            }
        ).perform(in: engine, call)
        for refused in receipt.refused where indices.indices.contains(refused.row) {
            let index = indices[refused.row]
            outcomes[index]?.state = .refused
            outcomes[index]?.commandID = nil
            outcomes[index]?.code = refused.code
            outcomes[index]?.message = refused.message
        }
    }

    /// An update or a delete, and what became of it.
    private struct Change: Sendable {
        var index: Int
        var sequence: Int?
        var failure: EngineError?
    }

    /// Several at once, so that they share flushes; no two of them are about one instance.
    private func change(
        _ indices: [Int], _ ids: [EventID], _ engine: Engine, _ call: CallContext
    ) async throws(EngineError) -> [Change] {
        var changes: [Change] = []
        for batch in indices.chunks(of: SubmitRows.maximumInFlight) {
            if Task.isCancelled { throw EngineError(.cancelled, "the rest was not sent") }
            let commands = batch.map { index in
                // Without an id of its own the command takes the same one from the call, which then decides alone.
                let isOwn = rows[index].commandID != nil || idempotencyKey != nil
                return (
                    index: index,
                    command: command(index, isOwn || call.once == nil ? ids[index] : nil)
                )
            }
            changes += await withTaskGroup(of: Change.self, returning: [Change].self) { group in
                for (index, command) in commands {
                    group.addTask { await SubmitRows.change(index, command, engine, call) }
                }
                var done: [Change] = []
                for await change in group { done.append(change) }
                return done
            }
        }
        return changes
    }

    private static func change(
        _ index: Int, _ command: SubmitCommand, _ engine: Engine, _ call: CallContext
    ) async -> Change {
        do throws(EngineError) {
            let accepted = try await command.perform(in: engine, call)
            return Change(index: index, sequence: accepted.sequence, failure: nil)
        } catch {
            return Change(index: index, sequence: nil, failure: error)
        }
    }

    private func command(_ index: Int, _ id: EventID?) -> SubmitCommand {
        let row = rows[index]
        return SubmitCommand(
            type: row.operation == .update ? .updateInstance : .deleteInstance,
            database: database, branch: branch, className: className, key: row.key,
            payload: row.operation == .update ? row.data : .object(JSONObject()),
            expectedSequence: row.expectedSequence, commandID: id?.description,
            metadata: metadata)
    }
}

/// What became of each row, in order.
package struct RowsReceipt: Codable, Hashable, Sendable {
    package enum State: String, Codable, Hashable, Sendable { case accepted, refused }

    package struct Outcome: Codable, Hashable, Sendable {
        /// From 0.
        package var row: Int
        package var state: State
        package var commandID: String?
        package var key: String?
        /// Of updates and deletes.
        package var sequence: Int?
        package var code: String?
        package var message: String?
        package var details: JSON?

        mutating func refuse(_ error: EngineError) {
            state = .refused
            commandID = nil
            code = error.code.rawValue
            message = error.message
            if !error.details.isEmpty { details = .object(error.details) }
        }
    }

    package var rows: [Outcome]

    package var accepted: Int { rows.count { $0.state == .accepted } }
}
