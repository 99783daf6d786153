// How wide the texts of a table's first rows are: measured when rows come, since every frame asks.

import Engine
import JSONText
import TerminalUI

struct ColumnWidths: Sendable {
    /// In cells of a terminal that knows all signs, and of one that has twins in ASCII for them.
    private struct Width {
        var unicode = 1
        var ascii = 1

        mutating func take(_ text: String) {
            unicode = max(unicode, CellWidth.of(text, glyphs: .unicode))
            ascii = max(ascii, CellWidth.of(text, glyphs: .ascii))
        }

        func of(_ glyphs: GlyphSet) -> Int { glyphs == .ascii ? ascii : unicode }
    }

    private var properties: [String: Width] = [:]
    private var keys = Width()

    /// So many rows say how wide a column is.
    static let mostRows = 200

    init() {}

    init(_ rows: some Collection<InstanceView>) {
        for row in rows.prefix(Self.mostRows) {
            keys.take(row.key)
            for member in row.data.object?.members ?? [] {
                properties[member.name, default: Width()].take(Cells.text(member.value))
            }
        }
    }

    func ofKeys(_ glyphs: GlyphSet) -> Int { keys.of(glyphs) }

    /// One cell where no row has the property.
    func of(_ property: String, _ glyphs: GlyphSet) -> Int {
        properties[property]?.of(glyphs) ?? 1
    }
}
