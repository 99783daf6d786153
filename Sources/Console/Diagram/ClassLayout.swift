// Lays the boxes of a class diagram out: columns by the longest way along the links, few crossings by the mean of the
// neighbours' places, then rows, then lines in the channels between the columns.

import TerminalUI

struct ClassLayout {
    /// What stands in a column: a box, or a line on its way through.
    struct Item {
        /// Nil: a line.
        var box: Int?
        var column: Int
        var y = 0
        var height: Int
    }

    /// A part of a line between two neighbouring columns.
    struct Piece {
        var wire: Int
        var left: Int
        var right: Int
    }

    private static let gap = 1
    private static let sweeps = 4

    var boxes: [ClassMap.Box]
    var wires: [ClassMap.Wire]
    var grid = LineGrid()
    var labels: [(place: Point, text: String, wire: Int)] = []
    var size = Size(columns: 0, rows: 0)

    var items: [Item] = []
    var pieces: [Piece] = []
    var columns: [[Int]] = []

    init(_ map: ClassMap) {
        boxes = map.boxes
        wires = map.wires
    }

    mutating func run() {
        let linked = Set(wires.flatMap { [$0.from, $0.to] })
        breakCycles()
        let ranks = ranks(linked)
        place(linked, ranks)
        for _ in 0..<Self.sweeps { sweep() }
        setRows()
        route()
        placeAlone(boxes.indices.filter { !linked.contains($0) })
        let (right, bottom) = (boxes.map(\.rect.maxX).max(), boxes.map(\.rect.maxY).max())
        let lowest = items.map { $0.y + $0.height }.max() ?? 0
        size = Size(columns: (right ?? 0) + 1, rows: max(bottom ?? 0, lowest))
    }

    /// From where it is drawn to where: always to the right.
    private func ends(_ wire: ClassMap.Wire) -> (left: Int, right: Int) {
        wire.isBackwards ? (wire.to, wire.from) : (wire.from, wire.to)
    }

    // MARK: Columns

    /// A link that closes a way round is drawn against its direction.
    private mutating func breakCycles() {
        enum Mark { case open, closed }
        var marks: [Int: Mark] = [:]
        var out: [Int: [Int]] = [:]
        for (number, wire) in wires.enumerated() { out[wire.from, default: []].append(number) }
        for root in boxes.indices where marks[root] == nil {
            var stack = [(box: root, next: 0)]
            marks[root] = .open
            while let (box, next) = stack.last {
                let links = out[box] ?? []
                guard next < links.count else {
                    marks[box] = .closed
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let target = wires[links[next]].to
                switch marks[target] {
                case .open: wires[links[next]].isBackwards = true
                case .closed: break
                case nil:
                    marks[target] = .open
                    stack.append((target, 0))
                }
            }
        }
    }

    /// The longest way to each box; one that nothing leads to stands right before what it leads to.
    private func ranks(_ linked: Set<Int>) -> [Int: Int] {
        var ranks: [Int: Int] = [:]
        for box in linked { ranks[box] = 0 }
        var goesOn = true
        var rounds = 0
        while goesOn, rounds <= boxes.count {
            goesOn = false
            rounds += 1
            for wire in wires {
                let (left, right) = ends(wire)
                let wanted = (ranks[left] ?? 0) + 1
                if ranks[right] ?? 0 < wanted {
                    ranks[right] = wanted
                    goesOn = true
                }
            }
        }
        let led = Set(wires.map { ends($0).right })
        for box in linked where !led.contains(box) {
            let next = wires.filter { ends($0).left == box }.compactMap { ranks[ends($0).right] }
            ranks[box] = max(0, (next.min() ?? 1) - 1)
        }
        return ranks
    }

    private mutating func place(_ linked: Set<Int>, _ ranks: [Int: Int]) {
        columns = Array(repeating: [], count: linked.isEmpty ? 0 : (ranks.values.max() ?? 0) + 1)
        var place: [Int: Int] = [:]
        for box in boxes.indices where linked.contains(box) {
            let column = ranks[box] ?? 0
            place[box] = items.count
            columns[column].append(items.count)
            items.append(Item(box: box, column: column, height: boxes[box].rect.height))
        }
        for (number, wire) in wires.enumerated() {
            let (left, right) = ends(wire)
            guard var last = place[left], let end = place[right] else { continue }
            for column in (items[last].column + 1)..<max(items[last].column + 1, items[end].column)
            {
                columns[column].append(items.count)
                pieces.append(Piece(wire: number, left: last, right: items.count))
                last = items.count
                items.append(Item(box: nil, column: column, height: 1))
            }
            pieces.append(Piece(wire: number, left: last, right: end))
        }
    }

    /// Each column in the order of what its items are linked to, forth and back.
    private mutating func sweep() {
        for isForth in [true, false] {
            let order = isForth ? Array(columns.indices) : columns.indices.reversed()
            for column in order {
                var place: [Int: Double] = [:]
                for others in columns {
                    for (row, item) in others.enumerated() { place[item] = Double(row) }
                }
                var near: [Int: [Double]] = [:]
                for piece in pieces {
                    let (own, other) =
                        isForth ? (piece.right, piece.left) : (piece.left, piece.right)
                    guard items[own].column == column, let row = place[other] else { continue }
                    near[own, default: []].append(row)
                }
                let wanted = columns[column].map { item in
                    near[item].map { $0.reduce(0, +) / Double($0.count) } ?? place[item] ?? 0
                }
                columns[column] = columns[column].indices.sorted {
                    (wanted[$0], $0) < (wanted[$1], $1)
                }.map { columns[column][$0] }
            }
        }
    }

    // MARK: Rows

    /// As near to what it is linked to as the order of the column allows.
    private mutating func setRows() {
        for column in columns {
            var y = 0
            for item in column {
                items[item].y = y
                y += items[item].height + Self.gap
            }
        }
        for isForth in [true, false, true] {
            for column in isForth ? columns : columns.reversed() { align(column, isForth) }
        }
        let top = items.map(\.y).min() ?? 0
        for item in items.indices {
            items[item].y -= top
            if let box = items[item].box { boxes[box].rect.y = items[item].y }
        }
    }

    private mutating func align(_ column: [Int], _ isForth: Bool) {
        let wanted = column.map { item -> Int in
            let near = pieces.compactMap { piece -> Int? in
                let (own, other) = isForth ? (piece.right, piece.left) : (piece.left, piece.right)
                return own == item ? items[other].y + items[other].height / 2 : nil
            }
            guard !near.isEmpty else { return items[item].y }
            return near.reduce(0, +) / near.count - items[item].height / 2
        }
        // Down with what wants lower; then the whole up again by what that cost.
        var y = Int.min / 2
        var pushed = 0
        for (item, want) in zip(column, wanted) {
            let place = max(want, y)
            pushed = max(pushed, place - want)
            items[item].y = place
            y = place + items[item].height + Self.gap
        }
        for item in column { items[item].y -= pushed / 2 }
    }
}
