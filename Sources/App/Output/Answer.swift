// Prints answers: JSON for programs, tables for people.

import Foundation
import JSONText
import TerminalUI

enum Answer {
    static func json(_ value: some Encodable) throws {
        Swift.print(Visible.json(try JSONEncoding.encode(value).text))
    }

    /// What was done, as JSON or as a sentence.
    static func done(_ answer: JSON, _ text: String, _ output: OutputOptions) throws {
        if output.json { try json(answer) } else { print(text) }
    }

    /// Columns padded to their widest cell; numbers are right-aligned by who calls (`right`: column indices).
    static func table(_ header: [String], _ rows: [[String]], right: Set<Int> = []) {
        let all = ([header] + rows).map { $0.map(Visible.cell) }
        let widths = header.indices.map { column in all.map { CellWidth.of($0[column]) }.max() ?? 0
        }
        for row in all {
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - CellWidth.of(cell))
                return right.contains(column) ? padding + cell : cell + padding
            }
            let line = cells.joined(separator: "  ")
            print(line.replacing(/\s+$/, with: ""))
        }
    }
}
