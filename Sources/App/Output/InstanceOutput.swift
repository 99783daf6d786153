// Instances for people. Programs take `--json`, which has everything.

import Engine
import JSONText
import TerminalUI

enum InstanceOutput {
    /// Columns of a value, and of a line, before it is cut.
    private static let cellColumns = 32
    private static let lineColumns = 120

    static func show(_ page: PageView<InstanceView>, of className: String) {
        if let asOf = page.asOf { print(GraphOutput.line(asOf)) }
        guard !page.items.isEmpty else { return print("no \(className) instances") }
        let names = names(of: page.items)
        let rows = page.items.map { view in
            [view.key, GraphOutput.badge(view.badge)]
                + names.map { cut(text(view.data.object?[$0] ?? .null)) }
        }
        let shown = columns(that: rows, fitUnder: names)
        Answer.table(
            ["KEY", "STATUS"] + names.prefix(shown), rows.map { Array($0.prefix(shown + 2)) })
        if shown < names.count {
            print(
                "… \(names.count - shown) more properties: \(names.dropFirst(shown).joined(separator: ", "))"
            )
        }
        if let next = page.next { print("more with --after '\(next)'") }
    }

    static func show(_ view: InstanceView) {
        if let asOf = view.asOf { print(GraphOutput.line(asOf)) }
        print("\(GraphOutput.badge(view.badge)) \(view.id)  sequence \(view.sequence)")
        if let created = view.createdAt { print("  created \(created)") }
        if let updated = view.updatedAt, updated != view.createdAt { print("  changed \(updated)") }
        let members = view.data.object?.members ?? []
        let width = members.map { CellWidth.of(Visible.cell($0.name)) }.max() ?? 0
        for member in members {
            let name = Visible.cell(member.name)
            let padding = String(repeating: " ", count: width - CellWidth.of(name))
            print("  \(name)\(padding)  \(Visible.cell(text(member.value)))")
        }
    }

    /// Of all instances, in the order in which they first occur.
    private static func names(of views: [InstanceView]) -> [String] {
        var seen: Set<String> = []
        return views.flatMap { ($0.data.object?.members ?? []).map(\.name) }
            .filter { seen.insert($0).inserted }
    }

    /// How many properties stand on a line.
    private static func columns(that rows: [[String]], fitUnder names: [String]) -> Int {
        func width(_ column: Int, _ header: String) -> Int {
            max(
                CellWidth.of(header), rows.map { CellWidth.of(Visible.cell($0[column])) }.max() ?? 0
            )
        }
        var used = width(0, "KEY") + 2 + width(1, "STATUS")
        for (index, name) in names.enumerated() {
            used += 2 + width(index + 2, name)
            if used > lineColumns { return max(index, 1) }
        }
        return names.count
    }

    private static func text(_ value: JSON) -> String {
        value.isNull ? "–" : (value.string ?? value.text)
    }

    private static func cut(_ text: String) -> String {
        text.count > cellColumns ? text.prefix(cellColumns - 1) + "…" : text
    }
}
