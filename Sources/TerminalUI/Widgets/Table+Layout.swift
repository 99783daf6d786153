// Which columns of a table are shown, where, and how wide.

extension Table {
    /// The columns that fit, with their place and width. Index is that of `columns`.
    package func layout(width: Int) -> [(index: Int, x: Int, width: Int)] {
        var widths = columns.map(lent)
        var shown = Array(columns.indices)
        func needed() -> Int {
            shown.reduce(Self.margin) { $0 + widths[$1] } + gap * max(0, shown.count - 1)
        }
        var left: [Int] = []
        while needed() > width, shown.count > 1,
            let leaving = shown.filter({ columns[$0].leaves > 0 })
                .max(by: { columns[$0].leaves < columns[$1].leaves })
        {
            shown.removeAll { $0 == leaving }
            left.append(leaving)
        }
        // The last one that left comes back with a part of its width.
        if let part = left.last, columns[part].least < widths[part],
            columns[part].least + gap <= width - needed()
        {
            widths[part] = width - needed() - gap
            shown = columns.indices.filter { shown.contains($0) || $0 == part }
        }
        share(max(0, width - needed()), of: shown, &widths)
        var x = Self.margin
        return shown.map { index in
            defer { x += widths[index] + gap }
            return (index, x, min(widths[index], max(0, width - x)))
        }
    }

    /// A column that grows and whose texts are short lends the rest of its width.
    private func lent(_ column: Column) -> Int {
        guard column.grows, let need = column.need else { return column.width }
        return min(column.width, max(need, CellWidth.of(column.title)))
    }

    /// Room goes to those whose texts do not fit, then in equal parts to all that grow.
    private func share(_ room: Int, of shown: [Int], _ widths: inout [Int]) {
        var free = room
        var growing = shown.filter { columns[$0].grows }
        while free > 0 {
            let wanting = shown.filter { wish(columns[$0]) > widths[$0] }
            guard !wanting.isEmpty else { break }
            for index in wanting where free > 0 {
                widths[index] += 1
                free -= 1
            }
        }
        while let index = growing.first {
            let part = free / growing.count
            widths[index] += part
            free -= part
            growing.removeFirst()
        }
    }

    private func wish(_ column: Column) -> Int {
        max(column.most ?? 0, column.grows ? column.need ?? 0 : 0)
    }

    /// The same table, its columns knowing what the texts of these rows take.
    package func fitted(to rows: some Collection<Row>, in screen: Screen) -> Table {
        var table = self
        for index in columns.indices {
            table.columns[index].need =
                rows.lazy
                .filter { index < $0.cells.count }
                .map { $0.cells[index].reduce(0) { $0 + screen.width(of: $1.text) } }
                .max() ?? 0
        }
        return table
    }
}
