// Many rows of one class in few appends. Each row stands or falls by itself; a row that was accepted before under the
// same command id is a duplicate, one whose key is taken is refused.

internal import EventSourcing
internal import JSONText
internal import Ontology

extension CommandAcceptor {
    /// Events a submission of bulk rows carries at most, so that single commands get their turn.
    static let bulkBatch = 512

    func accept(_ request: SubmitBulk, _ principal: Principal) async throws(EngineError)
        -> BulkReceipt
    {
        let scope = try await directory.scope(request.database, branch: request.branch)
        let definition = try await directory.definition(request.className, in: scope)
        var receipt = BulkReceipt(accepted: 0, duplicates: 0, refused: [], lastCommandID: nil)
        var start = 0
        while start < request.rows.count {
            if Task.isCancelled {
                throw EngineError(
                    .cancelled, "cancelled after \(start) of \(request.rows.count) rows")
            }
            let end = min(start + CommandAcceptor.bulkBatch, request.rows.count)
            let batch = BulkBatch(
                scope: scope, definition: definition, actor: principal.actor,
                rows: Array(request.rows[start..<end]), first: start)
            try await append(batch, request, principal, to: &receipt)
            start = end
        }
        receipt.refused.sort { $0.row < $1.row }
        recent.note(bulk: receipt.accepted)
        return receipt
    }

    private func append(
        _ batch: BulkBatch, _ request: SubmitBulk, _ principal: Principal,
        to receipt: inout BulkReceipt
    ) async throws(EngineError) {
        var submissions: [Submission] = []
        var numbers: [Int] = []
        for (offset, row) in batch.rows.enumerated() {
            do throws(EngineError) {
                let event = try batch.event(row, self)
                submissions.append(Submission([event], expecting: .exactly(.none)))
                numbers.append(offset)
            } catch {
                receipt.refuse(batch.first + offset, error)
            }
        }
        let answers = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.append(submissions, with: nil)
        }
        for (offset, answer) in zip(numbers, answers) {
            switch answer {
            case .appended(let events, let isDuplicate):
                receipt.accepted += isDuplicate ? 0 : 1
                receipt.duplicates += isDuplicate ? 1 : 0
                receipt.lastCommandID = events.first?.event.id.description
            case .refused:
                try await single(batch, offset, request, principal, to: &receipt)
            }
        }
    }

    /// The stream has events already: perhaps the instance was deleted, then it may be created again.
    private func single(
        _ batch: BulkBatch, _ offset: Int, _ request: SubmitBulk, _ principal: Principal,
        to receipt: inout BulkReceipt
    ) async throws(EngineError) {
        let row = batch.rows[offset]
        let command = SubmitCommand(
            type: .createInstance, database: request.database, branch: request.branch,
            className: request.className, key: row.key, payload: row.data,
            commandID: row.commandID,
            metadata: row.metadata)
        do throws(EngineError) {
            let accepted = try await accept(command, principal)
            receipt.accepted += accepted.isDuplicate ? 0 : 1
            receipt.duplicates += accepted.isDuplicate ? 1 : 0
            receipt.lastCommandID = accepted.commandID
        } catch
            where error.code == .busy || error.code == .storageFull
            || error.code == .writingStopped || error.code == .unavailable
        {
            throw error
        } catch {
            receipt.refuse(batch.first + offset, error)
        }
    }
}

/// Some rows of a bulk request with what they share.
struct BulkBatch: Sendable {
    let scope: GraphScope
    let definition: ClassDefinition
    let actor: String
    let rows: [SubmitBulk.Row]
    /// The number of the first row in the request.
    let first: Int

    /// The checked command event of a row.
    func event(_ row: SubmitBulk.Row, _ acceptor: CommandAcceptor) throws(EngineError) -> Event {
        guard let payload = row.data.object else {
            throw EngineError(.invalidData, "a row is a JSON object")
        }
        let id: EventID
        if let text = row.commandID {
            guard let given = EventID(text) else {
                throw EngineError(.invalidRequest, "command_id must be a UUID")
            }
            id = given
        } else {
            id = acceptor.ports.ids.next()
        }
        let drafter = CommandDrafter(directory: acceptor.directory)
        let key: InstanceKey
        if let text = row.key {
            key = try EngineError.wrapSchema { () throws(SchemaError) in
                try InstanceKey(escaped: text)
            }
        } else {
            key = try drafter.key(.createInstance, payload, definition, id)
        }
        let node = NodeID(scope: scope, className: definition.id.text, key: key.text)
        let draft = CommandDraft(
            type: .createInstance, stream: node.stream, payload: payload,
            metadata: row.metadata?.object ?? JSONObject(), definition: definition)
        do throws(Rejection) {
            _ = try InstanceAggregate().decide(draft.content, definition)
        } catch {
            throw EngineError(error, stream: draft.stream, actual: .none)
        }
        return draft.event(
            id: id, at: acceptor.ports.clock.now(), actor: actor, expected: nil)
    }
}

extension BulkReceipt {
    mutating func refuse(_ row: Int, _ error: EngineError) {
        refused.append(Refused(row: row, code: error.code.rawValue, message: error.message))
    }
}
