// Batches of an import on their way into the log, with patience while the store is busy.

internal import EventSourcing
internal import Ontology

/// Rows that are sent together.
struct ImportBatch: Sendable {
    var rows: [ImportRow] = []
    /// The number of the last row that was read for it, refused ones included.
    var lastRow = 0
    /// The table ends with it.
    var isLast = false

    /// Checked by the feed already.
    var bulk: [BulkRow] {
        rows.map { BulkRow(data: $0.data, metadata: $0.metadata, id: $0.id, isChecked: true) }
    }
}

struct BulkSender: Sendable {
    let importer: Importer
    let database: String
    let branch: String?
    let principal: Principal

    func send(_ batch: ImportBatch, of plan: TablePlan) async -> Result<BulkReceipt, EngineError> {
        do throws(EngineError) {
            if Task.isCancelled { throw Self.cancelled(plan) }
            guard !batch.rows.isEmpty else { return .success(BulkReceipt()) }
            return .success(try await patiently(batch, plan.definition.id.text))
        } catch  where error.code == .cancelled {
            return .failure(Self.cancelled(plan))
        } catch {
            return .failure(error)
        }
    }

    static func cancelled(_ plan: TablePlan) -> EngineError {
        EngineError(
            .cancelled,
            "the import was cancelled in \(plan.file.name); run it again to finish it: "
                + "rows that are there stay as they are")
    }

    /// In appends of the store, each taken whole or not at all: one that is refused is sent again and counts once, and
    /// duplicates are rows of an earlier run.
    private func patiently(_ batch: ImportBatch, _ className: String) async throws(EngineError)
        -> BulkReceipt
    {
        let rows = batch.bulk
        var sum = BulkReceipt()
        var start = 0
        while start < rows.count {
            let end = min(start + CommandAcceptor.bulkBatch, rows.count)
            let receipt = try await patiently(Array(rows[start..<end]), className)
            sum.accepted += receipt.accepted
            sum.duplicates += receipt.duplicates
            for refused in receipt.refused {
                var refused = refused
                refused.row += start
                sum.refused.append(refused)
            }
            sum.lastCommandID = receipt.lastCommandID ?? sum.lastCommandID
            start = end
        }
        return sum
    }

    /// Waits and sends again while the store is busy.
    private func patiently(_ rows: [BulkRow], _ className: String) async throws(EngineError)
        -> BulkReceipt
    {
        try await patiently { () async throws(EngineError) in
            let scope = try await importer.directory.scope(database, branch: branch)
            return try await importer.acceptor.accept(rows, className, in: scope, principal)
        }
    }

    /// Changes of instances that are there, in one append.
    func change(_ changes: [BulkChange], of definition: ClassDefinition, in scope: GraphScope)
        async throws(EngineError) -> ChangeReceipt
    {
        try await patiently { () async throws(EngineError) in
            try await importer.acceptor.accept(
                changes, of: definition, in: scope, principal)
        }
    }

    private func patiently<Receipt>(_ send: () async throws(EngineError) -> Receipt)
        async throws(EngineError) -> Receipt
    {
        while true {
            do throws(EngineError) { return try await send() } catch  where error.code == .busy {
                try? await importer.ports.clock.sleep(seconds: 0.05)
                if Task.isCancelled { throw EngineError(.cancelled, "the import was cancelled") }
            }
        }
    }
}
