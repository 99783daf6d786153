// Cutting rectangles into parts. Parts always lie inside the whole; what does not fit gets zero.

/// A share of a split: fixed cells, or what is left in proportion to a weight, within bounds.
package enum Share: Hashable, Sendable {
    case cells(Int)
    case rest(weight: Int = 1, atLeast: Int = 0)
}

extension Rect {
    /// Parts side by side, with `gap` empty columns between them.
    package func columns(_ shares: Share..., gap: Int = 0) -> [Rect] {
        var left = x
        return Self.lengths(shares, total: width, gap: gap).map { length in
            defer { left += length + gap }
            return Rect(x: left, y: y, width: length, height: height)
        }
    }

    /// Parts above each other, with `gap` empty rows between them.
    package func rows(_ shares: Share..., gap: Int = 0) -> [Rect] {
        var top = y
        return Self.lengths(shares, total: height, gap: gap).map { length in
            defer { top += length + gap }
            return Rect(x: x, y: top, width: width, height: length)
        }
    }

    /// Row `index` counted from the top, negative from the bottom.
    package func line(_ index: Int) -> Rect {
        let row = index >= 0 ? y + index : maxY + index
        return Rect(x: x, y: row, width: width, height: row >= y && row < maxY ? 1 : 0)
    }

    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(
            x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }

    /// A part of a size, in the middle.
    package func centered(_ size: Size) -> Rect {
        let columns = min(size.columns, width)
        let rows = min(size.rows, height)
        return Rect(
            x: x + (width - columns) / 2, y: y + (height - rows) / 2, width: columns, height: rows)
    }

    static func lengths(_ shares: [Share], total: Int, gap: Int) -> [Int] {
        let gaps = gap * max(0, shares.count - 1)
        var fixed = 0
        var weights = 0
        for share in shares {
            switch share {
            case .cells(let cells): fixed += cells
            case .rest(let weight, _): weights += weight
            }
        }
        var free = max(0, total - gaps - fixed)
        var left = max(0, total - gaps)
        return shares.map { share in
            var length: Int
            switch share {
            case .cells(let cells): length = cells
            case .rest(let weight, let least):
                length = max(least, weights > 0 ? free * weight / weights : 0)
                free -= min(free, length)
                weights -= weight
            }
            length = max(0, min(length, left))
            left -= length
            return length
        }
    }
}
