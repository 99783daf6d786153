// Pages over the operations tables: the cursor is the number of the last row shown.

import EventSourcing
import GRDB

extension EventLog {
    /// `sql` takes the number after which to start and the limit, and answers rows with a column `number`.
    func page<Item: Sendable>(
        _ sql: String, _ page: PageRequest,
        _ item: @escaping @Sendable (Row) throws(UnreadableEvent) -> Item
    ) async throws(OperationsStoreError) -> Page<Item> {
        let after = page.after.flatMap { Int64($0.text) } ?? 0
        let limit = max(1, page.limit)
        do {
            return try await readers.run { database in
                let rows = try database.all(sql, [after, limit + 1])
                let shown = rows.prefix(limit)
                let next =
                    rows.count > limit
                    ? shown.last.map { PageCursor("\($0["number"] as Int64)") }
                    : nil
                return Page(items: try shown.map(item), next: next)
            }
        } catch {
            throw OperationsStoreError(error)
        }
    }
}
