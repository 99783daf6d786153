// Rows by the thousand for those who go through columns: the same rows as `next` gives, refused ones left out.

extension TableReader {
    /// Fills `block` with the next rows, until `limit` rows were read in all; false at the end of
    /// the table or at the limit. A block may come out empty before the end. Not to be mixed with
    /// `next`. Errors: unreadable, corrupt.
    package func fill(_ block: RowBlock, upTo limit: Int = .max) throws(TableError) -> Bool {
        block.clear()
        block.lay(scanner.window)
        while rowCount < limit, block.rowCount < block.capacity {
            if try scan(block, limit) { return true }
            guard rowCount < limit else { break }
            let fills = scanner.fills
            guard let raw = try oneRecord() else { return false }
            if let row = row(raw), !row.isRejected { block.append(row) }
            guard scanner.fills != fills else { continue }
            if block.usesText { return true }
            block.lay(scanner.window)
        }
        return rowCount < limit
    }

    /// Cuts what can be cut in the short way. True: the block is done. False: the next record needs the long way.
    private func scan(_ block: RowBlock, _ limit: Int) throws(TableError) -> Bool {
        while var scan = blockScan, !holdsBack {
            let before = block.rowCount
            let room = before + min(block.capacity - before, limit - rowCount)
            let outcome = scan.run(
                scanner.window, from: scanner.start, to: firmEnd, into: block, rows: room,
                record: &record)
            if block.rowCount > before { scanner.pass(to: scan.at, lines: scan.lines) }
            rowCount += block.rowCount - before
            if outcome == .full { return block.rowCount == block.capacity }
            let rest = scanner.window.count - scanner.start
            let isNearEnd = layout.footerLines > 0 && rest < chunkSize / 4
            guard outcome == .starved || isNearEnd, rest < 2 * chunkSize, !scanner.isAtEnd else {
                return false
            }
            if block.usesText { return true }
            try scanner.fill()
            block.lay(scanner.window)
        }
        return false
    }

    /// The next record in the long way. Near the end of the window it may be footer: from there on records are held
    /// back.
    private func oneRecord() throws(TableError) -> RawRecord? {
        guard layout.footerLines > 0, !holdsBack else { return try nextRecord() }
        let end = firmEnd
        let fills = scanner.fills
        guard let raw = try scanner.next() else { return nil }
        if scanner.fills == fills, scanner.start <= end { return raw }
        held.append(raw)
        holdsBack = true
        return try nextRecord()
    }

    /// The end of the part of the window that certainly is no footer: at least as many line ends follow.
    private var firmEnd: Int {
        guard layout.footerLines > 0 else { return scanner.window.count }
        var wanted = layout.footerLines + 1
        var place = scanner.window.count
        while place > scanner.start {
            place -= 1
            guard scanner.window[place] == 0x0A else { continue }
            wanted -= 1
            if wanted == 0 { return place }
        }
        return scanner.start
    }
}
