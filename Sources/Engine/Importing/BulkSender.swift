// Batches of an import on their way into the log, with patience while the store is busy.

internal import EventSourcing
internal import Ontology

/// Rows that are sent together, with their numbers in the file.
struct ImportBatch: Sendable {
    var rows: [BulkRow] = []
    var numbers: [Int] = []

    mutating func add(_ row: BulkRow, _ number: Int) {
        rows.append(row)
        numbers.append(number)
    }
}

struct BulkSender: Sendable {
    let importer: Importer
    let database: String
    let principal: Principal

    func send(_ batch: ImportBatch, of plan: TablePlan) async -> Result<BulkReceipt, EngineError> {
        do throws(EngineError) {
            if Task.isCancelled {
                throw EngineError(
                    .cancelled,
                    "the import was cancelled in \(plan.file.name); run it again to finish it: "
                        + "rows that are there stay as they are")
            }
            return .success(try await patiently(batch, plan.definition.id.text))
        } catch {
            return .failure(error)
        }
    }

    /// Waits and sends again while the store is busy: rows that went in are then found to be duplicates, which are
    /// counted as accepted here, since this run brought them.
    private func patiently(_ batch: ImportBatch, _ className: String) async throws(EngineError)
        -> BulkReceipt
    {
        var isRepeated = false
        while true {
            do throws(EngineError) {
                let scope = try await importer.directory.scope(database, branch: nil)
                var receipt = try await importer.acceptor.accept(
                    batch.rows, className, in: scope, principal)
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
