// From a text to a layout: the dialect, then where the table begins and ends, its header and its
// columns.

package import Tables

/// A proposed layout, how sure it is, and why.
package struct LayoutProposal: Hashable, Sendable, Codable {
    package var layout: TableLayout
    /// From 0 to 1.
    package var confidence: Double
    /// Sentences for people.
    package var evidence: [String]
    /// Other delimiters that came near.
    package var alternatives: [Dialect]
}

/// Finds the layout of a delimited file.
package struct LayoutDetector {
    private let probe: SourceProbe
    private let choices: ReadingChoices

    package init(_ probe: SourceProbe, _ choices: ReadingChoices = ReadingChoices()) {
        self.probe = probe
        self.choices = choices
    }

    /// The most plausible layout.
    package func propose() -> LayoutProposal {
        if case .jsonLines(let lines) = probe.storage.conversion { return proposal(lines) }
        let candidates =
            probe.storage.fixedDialect.map { [DialectDetector.Candidate(dialect: $0, score: 1)] }
            ?? DialectDetector(probe.head).candidates(
                delimiter: choices.delimiterText, quote: choices.quote)
        var dialect = candidates[0].dialect
        let body = TableBody(probe: probe, dialect: dialect, choices)
        if body.hasComments { dialect.comment = "#" }
        let width = body.width
        let headers = body.headerTexts
        let trailing = body.dropsLastColumn
        let names = ColumnNames.unique(
            from: headers.map { Array($0.dropFirst(body.firstColumn)) },
            width: width - body.firstColumn)
        let texts = ColumnNames.joined(
            headers.map { Array($0.dropFirst(body.firstColumn)) }, width: width - body.firstColumn)
        let layout = TableLayout(
            dialect: dialect, preambleLines: body.preambleLines, headerRows: body.headerRows,
            footerLines: body.footerLines, columns: names, headerTexts: texts,
            firstColumn: body.firstColumn, hasTrailingDelimiter: trailing)
        let second = candidates.first { $0.dialect.delimiter != dialect.delimiter }
        let margin = candidates[0].score - (second?.score ?? 0)
        return LayoutProposal(
            layout: layout, confidence: Confidence.layout(min(0.99, 0.6 + 0.6 * margin)),
            evidence: evidence(layout, body),
            alternatives: second.map { $0.score > 0.6 * candidates[0].score ? [$0.dialect] : [] }
                ?? [])
    }

    private func proposal(_ lines: JSONLines) -> LayoutProposal {
        LayoutProposal(
            layout: TableLayout(
                dialect: probe.storage.fixedDialect ?? Dialect(),
                columns: ColumnNames.unique(
                    from: [lines.columns], width: lines.columns.count),
                headerTexts: lines.columns),
            confidence: 1,
            evidence: ["one JSON object a line, \(lines.columns.count) names in all"],
            alternatives: [])
    }

    private func evidence(_ layout: TableLayout, _ body: TableBody) -> [String] {
        var lines = [
            "\(layout.columns.count) columns cut by "
                + Self.name(of: layout.dialect.delimiter)
        ]
        if case .sheet(let part) = probe.storage.conversion {
            lines =
                [
                    "\(layout.columns.count) columns of the sheet \(part.sheetName), "
                        + part.area.name
                ] + part.remarks
        }
        if probe.storage.compression == .gzip { lines.append("unpacked: the bytes are gzip") }
        if probe.storage.encoding != .ascii, probe.storage.encoding != .utf8 {
            lines.append("decoded as \(probe.storage.encoding.rawValue)")
        }
        if layout.preambleLines > 0 {
            lines.append("\(layout.preambleLines) lines above the table")
        }
        switch layout.headerRows {
        case 0: lines.append("no header: the first row is like the others")
        case 1: break
        default: lines.append("\(layout.headerRows) header rows")
        }
        if layout.footerLines > 0 { lines.append("\(layout.footerLines) lines below the table") }
        if layout.hasTrailingDelimiter { lines.append("rows end with a delimiter") }
        if layout.firstColumn > 0 { lines.append("the first column is empty throughout") }
        return lines
    }

    /// A delimiter as people call it.
    package static func name(of delimiter: String) -> String {
        switch delimiter {
        case "\t": "tab"
        case " ": "blank"
        case "\u{1F}": "unit separator"
        default: delimiter
        }
    }
}
