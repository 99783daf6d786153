// Batches of an import on their way into the log, with patience while the store is busy.

internal import EventSourcing
internal import Ontology

/// Rows that are sent together.
struct ImportBatch: Sendable {
    var rows: [ImportRow] = []

    /// Checked by the feed already.
    var bulk: [BulkRow] {
        rows.map { BulkRow(data: $0.data, metadata: $0.metadata, id: $0.id, isChecked: true) }
    }
}

struct BulkSender: Sendable {
    let importer: Importer
    let database: String
    let principal: Principal

    func send(_ batch: ImportBatch, of plan: TablePlan) async -> Result<BulkReceipt, EngineError> {
        do throws(EngineError) {
            if Task.isCancelled { throw Self.cancelled(plan) }
            return .success(try await patiently(batch, plan.definition.id.text))
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

    /// Waits and sends again while the store is busy: rows that went in are then found to be duplicates, which are
    /// counted as accepted here, since this run brought them.
    private func patiently(_ batch: ImportBatch, _ className: String) async throws(EngineError)
        -> BulkReceipt
    {
        let rows = batch.bulk
        var isRepeated = false
        while true {
            do throws(EngineError) {
                let scope = try await importer.directory.scope(database, branch: nil)
                var receipt = try await importer.acceptor.accept(
                    rows, className, in: scope, principal)
                if isRepeated {
                    receipt.accepted += receipt.duplicates
                    receipt.duplicates = 0
                }
                return receipt
            } catch  where error.code == .busy {
                isRepeated = true
                try? await importer.ports.clock.sleep(seconds: 0.05)
                if Task.isCancelled { throw error }
            }
        }
    }
}
