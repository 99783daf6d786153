// The lines of a class diagram: out of a box to the right, up or down in the channel before the next column, and into
// the box there. Lines that end in the same row of a box share their way in.

import TerminalUI

extension ClassLayout {
    /// Beside a box: the cardinality, and on the other side the arrow.
    private static let margin = 3

    /// What meets in the same row of the same item.
    private struct Group {
        var right: Int
        var row: Int
        var pieces: [Int] = []
        /// The rows that its lines come from.
        var rows: Set<Int> = []

        var needsTrack: Bool { rows != [row] }
    }

    mutating func route() {
        var x = 1
        for column in columns.indices {
            let width =
                columns[column].compactMap { items[$0].box.map { boxes[$0].rect.width } }
                .max() ?? 1
            for item in columns[column] {
                if let box = items[item].box { boxes[box].rect.x = x }
            }
            guard column + 1 < columns.count else { break }
            let groups = ordered(groups(before: column + 1))
            let tracks = groups.filter(\.needsTrack).count
            let next = x + width + 2 * Self.margin + max(1, tracks)
            var track = x + width + Self.margin
            for group in groups {
                for piece in group.pieces {
                    draw(
                        pieces[piece], group, track: track, from: x, to: next)
                }
                if group.needsTrack { track += 1 }
            }
            x = next
        }
    }

    private func groups(before column: Int) -> [Group] {
        var groups: [Group] = []
        for (number, piece) in pieces.enumerated() where items[piece.right].column == column {
            let row = row(piece, at: piece.right)
            let place =
                groups.firstIndex { $0.right == piece.right && $0.row == row }
                ?? {
                    groups.append(Group(right: piece.right, row: row))
                    return groups.count - 1
                }()
            groups[place].pieces.append(number)
            groups[place].rows.insert(self.row(piece, at: piece.left))
        }
        return groups
    }

    /// A line that comes in on a row goes right of one that leaves on it, so that the two do not look like one.
    private func ordered(_ groups: [Group]) -> [Group] {
        var (rest, sorted) = (groups, [Group]())
        while !rest.isEmpty {
            let free =
                rest.indices.first { index in
                    !rest.indices.contains { other in
                        other != index && rest[other].rows.contains(rest[index].row)
                            && rest[other].needsTrack
                    }
                } ?? 0
            sorted.append(rest.remove(at: free))
        }
        return sorted
    }

    private func row(_ piece: Piece, at item: Int) -> Int {
        guard let number = items[item].box else { return items[item].y }
        let wire = wires[piece.wire]
        return wire.from == number ? boxes[number].row(of: wire.name) : boxes[number].titleRow
    }

    private mutating func draw(
        _ piece: Piece, _ group: Group, track: Int, from x: Int, to next: Int
    ) {
        let wire = wires[piece.wire]
        let start = row(piece, at: piece.left)
        let left = items[piece.left].box.map { boxes[$0].rect.maxX } ?? x
        // Of a line on its way through the column's whole width is crossed.
        let through = items[piece.right].box == nil
        let right = through ? next : next - 1
        if start == group.row && !group.needsTrack {
            grid.run(piece.wire, from: Point(x: left, y: start), to: Point(x: right, y: start))
        } else {
            grid.run(piece.wire, from: Point(x: left, y: start), to: Point(x: track, y: start))
            grid.run(piece.wire, from: Point(x: track, y: start), to: Point(x: track, y: group.row))
            grid.run(
                piece.wire, from: Point(x: track, y: group.row), to: Point(x: right, y: group.row))
        }
        if items[piece.left].box != nil {
            label(wire, piece.wire, isSource: !wire.isBackwards, at: left, start, isLeft: true)
        }
        if !through {
            label(wire, piece.wire, isSource: wire.isBackwards, at: right, group.row, isLeft: false)
        }
    }

    /// `n` at the source, `1▸` at the target; turned round where the line is drawn against its direction.
    private mutating func label(
        _ wire: ClassMap.Wire, _ number: Int, isSource: Bool, at x: Int, _ y: Int, isLeft: Bool
    ) {
        let text = isSource ? wire.ends.from : wire.ends.to
        let arrow = isLeft ? "◂" : "▸"
        let count = isSource ? x : isLeft ? x + 1 : x - 1
        if !isSource { labels.append((Point(x: x, y: y), arrow, number)) }
        if !text.isEmpty { labels.append((Point(x: count, y: y), text, number)) }
    }

    /// Classes that nothing links stand below all others, as many beside each other as the picture is wide.
    mutating func placeAlone(_ alone: [Int]) {
        let width = max(76, boxes.map(\.rect.maxX).max() ?? 0)
        var (x, y) = (1, (items.map { $0.y + $0.height }.max() ?? -1) + 1)
        var lowest = y
        for box in alone {
            if x > 1, x + boxes[box].rect.width > width { (x, y) = (1, lowest + 1) }
            (boxes[box].rect.x, boxes[box].rect.y) = (x, y)
            x = boxes[box].rect.maxX + 2
            lowest = max(lowest, boxes[box].rect.maxY)
        }
    }
}
