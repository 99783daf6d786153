// A file that is not what it was: it changed while its rows were read, or since an import of it was stopped. Rows of two
// contents would stand under one name, so both are refused, with what is there already and the ways out.

internal import EventSourcing
internal import Inference
internal import Ontology
internal import Tables

extension ImportRun {
    /// Throws `optimistic_concurrency_conflict` when the file holds other bytes than those that were hashed. Reads it
    /// again only when somebody touched it.
    func demandUnchanged(_ plan: TablePlan, _ table: ImportReport.Table) throws(EngineError) {
        let source = plan.file.input.source
        guard source.isOnDisk, let stamp = plan.file.stamp, source.stamp != stamp else { return }
        let hash = try? SourceLoader.contentHash(source.container)
        guard hash != plan.file.hash else { return }
        let what = hash == nil ? "is gone" : "has changed"
        let written = table.accepted + table.updated
        guard !request.isDryRun, written + table.unchanged > 0 else {
            throw EngineError(
                .conflict,
                "\(plan.file.name) \(what) while it was read, and nothing of it was imported: "
                    + "import it again")
        }
        throw EngineError(
            .conflict,
            "\(plan.file.name) \(what) while it was imported: \(written) of \(table.rows) rows were "
                + "written, and some may be of the new content. Take them back with "
                + "\(undoing(plan.importID)) and import it again; or put the file back as it was "
                + "(SHA-256 \(plan.file.hash)) and run the same import again to finish it")
    }

    /// How an import of a table is taken back on the command line.
    func undoing(_ importID: String) -> String {
        "spice imports undo \(importID) --db \(request.database)"
            + (request.branch.map { " --branch \($0)" } ?? "")
    }

    /// What a person who stops an import has to know.
    func cancelled(in plan: TablePlan, at table: ImportReport.Table) -> EngineError {
        guard !request.isDryRun else {
            return EngineError(
                .cancelled,
                "the check was stopped in row \(table.rows) of \(plan.file.name): "
                    + "nothing was written")
        }
        let there = table.accepted + table.updated
        return EngineError(
            .cancelled,
            "the import was stopped in \(plan.file.name): at least \(there) of \(plan.table.rowCount) rows "
                + "were written now and stay. Run the same command again to finish it; "
                + "\(undoing(plan.importID)) takes it back")
    }

    /// No space is left: what is there stays, and the same import goes on behind it.
    func outOfRoom(in plan: TablePlan, at table: ImportReport.Table, _ error: EngineError)
        -> EngineError
    {
        let there = table.accepted + table.updated + table.unchanged
        return EngineError(
            .storageFull,
            "\(error.message). The import was stopped there in \(plan.file.name): at least \(there) of "
                + "\(plan.table.rowCount) rows are in the database and stay. The same command finishes "
                + "it; \(undoing(plan.importID)) takes it back")
    }

    /// New instances only: an import of a file of this name that was stopped half way is finished with that file, or
    /// taken back first. Later versions of a file that was imported to its end are fine, and so are changes.
    func demandResumable(_ plan: TablePlan, _ known: ClassDefinition) async throws(EngineError) {
        guard request.mode == .insert, !request.isDryRun else { return }
        let former = ImportLedger(known).entries.last {
            $0.file == plan.file.name && !$0.isUndone && $0.hash != plan.file.hash
        }
        guard let former, let series = former.series, let lastRow = former.lastRow,
            let reached = try await rowsReached(EventID.Series(series), of: lastRow)
        else { return }
        throw EngineError(
            .conflict,
            "\(plan.file.name) has changed since its import \(former.id), which wrote nothing behind about row "
                + "\(reached) of \(lastRow): it was stopped there, or refused all rows behind. Import the file "
                + "with --mode upsert, which changes what is there and adds what is not; or take the "
                + "former import back with \(undoing(former.id)); or put the file back as it was (SHA-256 "
                + "\(former.hash)) and run the same import again to finish it")
    }

    private static let probeRows = 64

    /// The last row of an import that was stopped before its end, about; nil: it came to its end, or never began.
    private func rowsReached(_ series: EventID.Series, of lastRow: Int) async throws(EngineError)
        -> Int?
    {
        let blocks = (lastRow + Self.probeRows - 1) / Self.probeRows
        guard blocks > 1, try await !has(rowsOf: blocks - 1, series, lastRow),
            try await !has(rowsOf: blocks - 2, series, lastRow),
            try await has(rowsOf: 0, series, lastRow)
        else { return nil }
        var (known, missing) = (0, blocks - 1)
        while missing - known > 1 {
            let middle = (known + missing) / 2
            if try await has(rowsOf: middle, series, lastRow) {
                known = middle
            } else {
                missing = middle
            }
        }
        return min(lastRow, (known + 1) * Self.probeRows)
    }

    private func has(rowsOf block: Int, _ series: EventID.Series, _ lastRow: Int)
        async throws(EngineError) -> Bool
    {
        let first = block * Self.probeRows + 1
        var ids: [EventID] = []
        for row in first...min(lastRow, first + Self.probeRows - 1) {
            ids += ImportUndo.ids(of: .numbered(row, in: series))
        }
        let asked = ids
        return try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await !importer.ports.store.commands(asked).isEmpty
        }
    }
}
