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
        var rows: [BulkRow] = []
        var numbers: [Int] = []
        var refused = BulkReceipt(accepted: 0, duplicates: 0, refused: [], lastCommandID: nil)
        for (number, row) in request.rows.enumerated() {
            do throws(EngineError) {
                rows.append(try BulkRow(row))
                numbers.append(number)
            } catch {
                refused.refuse(number, error)
            }
        }
        let scope = try await directory.scope(request.database, branch: request.branch)
        var receipt = try await accept(rows, request.className, in: scope, principal)
        for index in receipt.refused.indices {
            receipt.refused[index].row = numbers[receipt.refused[index].row]
        }
        receipt.refused += refused.refused
        receipt.refused.sort { $0.row < $1.row }
        return receipt
    }

    /// The numbers of refused rows are those in `rows`.
    func accept(
        _ rows: [BulkRow], _ className: String, in scope: GraphScope, _ principal: Principal
    ) async throws(EngineError) -> BulkReceipt {
        let definition = try await directory.definition(className, in: scope)
        var receipt = BulkReceipt(accepted: 0, duplicates: 0, refused: [], lastCommandID: nil)
        var start = 0
        while start < rows.count {
            if Task.isCancelled {
                throw EngineError(.cancelled, "cancelled after \(start) of \(rows.count) rows")
            }
            let end = min(start + CommandAcceptor.bulkBatch, rows.count)
            let batch = BulkBatch(
                scope: scope, definition: definition, actor: principal.actor,
                rows: rows[start..<end])
            try await append(batch, principal, to: &receipt)
            start = end
        }
        receipt.refused.sort { $0.row < $1.row }
        recent.note(bulk: receipt.accepted)
        return receipt
    }

    private func append(
        _ batch: BulkBatch, _ principal: Principal, to receipt: inout BulkReceipt
    ) async throws(EngineError) {
        var submissions: [Submission] = []
        submissions.reserveCapacity(batch.rows.count)
        var numbers: [Int] = []
        let now = ports.clock.now()
        for number in batch.rows.indices {
            do throws(EngineError) {
                let event = try batch.event(batch.rows[number], self, at: now)
                submissions.append(Submission([event], expecting: .exactly(.none)))
                numbers.append(number)
            } catch {
                receipt.refuse(number, error)
            }
        }
        ports.crashPoints.reach(.omsBeforeAppend)
        let ready = submissions
        let answers = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.append(ready, with: nil)
        }
        ports.crashPoints.reach(.omsAfterAppend)
        var last: EventID?
        var accepted: [RecordedEvent] = []
        for (number, answer) in zip(numbers, answers) {
            switch answer {
            case .appended(let events, let isDuplicate):
                receipt.accepted += isDuplicate ? 0 : 1
                receipt.duplicates += isDuplicate ? 1 : 0
                last = events.first?.event.id ?? last
                if !isDuplicate { accepted += events }
            case .refused:
                try await single(batch, number, principal, to: &receipt)
                last = nil
            }
        }
        await notePending(accepted)
        if let last { receipt.lastCommandID = last.description }
    }

    /// The stream has events already: perhaps the instance was deleted, then it may be created again.
    private func single(
        _ batch: BulkBatch, _ number: Int, _ principal: Principal, to receipt: inout BulkReceipt
    ) async throws(EngineError) {
        let row = batch.rows[number]
        let command = SubmitCommand(
            type: .createInstance, database: batch.scope.database, branch: batch.scope.branch,
            className: batch.definition.id.text, key: row.key?.text,
            payload: .object(row.data),
            commandID: row.id?.description,
            metadata: row.metadata.isEmpty ? nil : .object(row.metadata))
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
            receipt.refuse(number, error)
        }
    }
}

extension BulkReceipt {
    mutating func refuse(_ row: Int, _ error: EngineError) {
        refused.append(Refused(row: row, code: error.code.rawValue, message: error.message))
    }
}
