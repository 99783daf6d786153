// Rows that change what is there, many in one append. What stands is read for some rows at once; a row whose instance
// somebody else changed in between is decided again by itself.

internal import EventSourcing
internal import Ontology

extension ImportRun {
    private static let readsAtOnce = 16

    /// What became of each row, in their order.
    func update(_ rows: [ImportRow], _ plan: TablePlan) async throws(EngineError) -> [SettledRow] {
        var settled: [SettledRow] = []
        var rest = rows[...]
        while !rest.isEmpty {
            if Task.isCancelled { throw BulkSender.cancelled(plan) }
            let chunk = distinct(rest.prefix(CommandAcceptor.bulkBatch), plan)
            settled += try await settle(chunk, try await standings(chunk, plan), plan)
            rest = rest.dropFirst(chunk.count)
        }
        return settled
    }

    /// The first rows, up to one whose key comes again: that one is decided on what the row before it leaves.
    private func distinct(_ rows: ArraySlice<ImportRow>, _ plan: TablePlan) -> [ImportRow] {
        var keys: Set<String> = []
        return Array(
            rows.prefix { row in
                guard let key = try? plan.definition.key(of: row.data) else { return true }
                return keys.insert(key.text).inserted
            })
    }

    private func settle(
        _ rows: [ImportRow], _ standings: [Standing], _ plan: TablePlan
    ) async throws(EngineError) -> [SettledRow] {
        var settled: [SettledRow] = []
        var changes: [BulkChange] = []
        var places: [Int] = []
        for (row, standing) in zip(rows, standings) {
            let outcome = judge(row, standing, plan)
            if outcome == nil, let key = standing.key {
                changes.append(BulkChange(row, key, standing.outlook))
                places.append(settled.count)
            }
            settled.append(SettledRow(row: row, outcome: outcome ?? .updated))
        }
        guard !changes.isEmpty, !request.isDryRun, let scope else { return settled }
        let sender = BulkSender(
            importer: importer, database: request.database, branch: request.branch,
            principal: call.principal)
        let receipt = try await sender.change(changes, of: plan.definition, in: scope)
        for duplicate in receipt.duplicates { settled[places[duplicate]].outcome = .unchanged }
        for refused in receipt.undecided {
            let place = places[refused]
            settled[place].outcome = try await update(rows[place], plan)
        }
        return settled
    }

    /// What stands under the keys of rows, read some at a time.
    private func standings(_ rows: [ImportRow], _ plan: TablePlan) async throws(EngineError)
        -> [Standing]
    {
        var found = [Standing?](repeating: nil, count: rows.count)
        var failure: EngineError?
        await withTaskGroup(of: Found.self) { group in
            var next = 0
            func begin() {
                guard next < rows.count else { return }
                let place = next
                next += 1
                group.addTask { await self.found(rows[place], place, plan) }
            }
            for _ in 0..<Self.readsAtOnce { begin() }
            for await one in group {
                found[one.place] = one.standing
                failure = failure ?? one.error
                if failure == nil { begin() }
            }
        }
        if let failure { throw failure }
        return found.compactMap(\.self)
    }

    private struct Found: Sendable {
        var place: Int
        var standing: Standing?
        var error: EngineError?
    }

    private func found(_ row: ImportRow, _ place: Int, _ plan: TablePlan) async -> Found {
        do throws(EngineError) {
            return Found(place: place, standing: try await standing(row, plan))
        } catch  where error.isOfARow {
            return Found(place: place, standing: Standing(refusal: error))
        } catch {
            return Found(place: place, error: error)
        }
    }
}

extension BulkChange {
    fileprivate init(
        _ row: ImportRow, _ key: InstanceKey, _ outlook: Outlook<InstanceAggregate>
    ) {
        self.init(
            id: row.updateID, key: key, data: row.data, metadata: row.metadata, outlook: outlook)
    }
}
