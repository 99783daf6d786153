// What the Ontology pane knows: the classes, where the reader stands, and the instances opened.

package import Engine
package import EventSourcing
package import TerminalUI

package struct OntologyState: Sendable {
    /// How deep the reader went.
    package enum Depth: Int, Hashable, Sendable, Comparable {
        /// In the list of classes.
        case classes
        /// In one class: its properties and links.
        case detail
        /// In the table of its instances.
        case instances
        /// In one instance.
        case instance

        package static func < (a: Depth, b: Depth) -> Bool { a.rawValue < b.rawValue }
    }

    package var depth = Depth.classes
    package var classes = Loaded<PageView<ClassView>>()
    /// The class under the cursor: it stays when the list changes around it.
    package var selected: String?
    package var filter = ""
    /// When a class's count changed last; shown bright for a moment.
    package var changedAt: [String: Timestamp] = [:]
    /// The selected line of the class's detail, counted over those that can be selected.
    package var detailLine = 0
    /// The classes, each with its line, from which links were followed to the one that is shown.
    package var cameFrom: [(className: String, line: Int)] = []
    /// The picture of all classes takes the body.
    package var showsDiagram = false
    /// How much of each class it shows, and how far it was moved away from the class under the cursor.
    var diagramDetail = ClassMap.Detail.links
    var diagramPan = Point(x: 0, y: 0)
    package var table = InstanceTable()
    /// How the tables of instances are laid out, by class.
    package var layouts: [String: ConsoleSession.TableLayout] = [:]
    /// The selected line of the instance's detail.
    package var fieldLine = 0
    package var instance = Loaded<InstanceView>()
    /// What hangs on the open instance, and what made it.
    package var around = Loaded<Neighbourhood>()
    package var lineage = Loaded<LineageView>()

    /// What classes, properties and links are called in other languages.
    package var labels = Loaded<LabelList>()
    /// What the instances of a class hold, by class.
    package var profiles: [String: ClassProfileView] = [:]
    package var profile = Loaded<ClassProfileView>()

    package init() {}

    /// The classes that hold the filter's words, in the engine's order.
    package var shown: [ClassView] {
        let words = filter.lowercased().split(separator: " ")
        return (classes.value?.items ?? []).filter { item in
            let text = "\(item.id) \(item.label)".lowercased()
            return words.allSatisfy { text.contains($0) }
        }
    }

    package var selectedIndex: Int { shown.firstIndex { $0.id == selected } ?? 0 }

    /// The class that the detail shows: the one under the cursor.
    package var current: ClassView? {
        let shown = shown
        return shown.isEmpty ? nil : shown[min(selectedIndex, shown.count - 1)]
    }

    package func definition(of className: String) -> ClassView? {
        classes.value?.items.first { $0.id == className }
    }
}

/// The instances of one class, as far as they were read: pages are added at the end, so rows keep
/// their place.
package struct InstanceTable: Sendable {
    package var className = ""
    package var search = ""
    package var rows: [InstanceView] = []
    private(set) var widths = ColumnWidths()
    /// The places of the rows when they are sorted; empty while they stand as they came.
    package var order: [Int] = []
    package var page = Loaded<PageView<InstanceView>>()
    /// Where the next page starts; nil when all was read.
    package var next: String?
    package var window = ScrollWindow()
    /// How many instances the class had when the first page was read.
    package var countAtFirst = 0
    /// Somebody wants the last row: pages are read until it is there.
    package var isGoingToEnd = false
    /// The class is too large to be put in order here: the engine gives the rows out in the order that is wanted.
    package var isByEngine = false
    /// The rows are in the order that is wanted, not as the engine keeps them.
    package var isOrdered = false
    /// The next page is the first one again, in place of the rows that are shown.
    var readsAnew = false
    /// The first rows, read once more: their values may have changed.
    var seen = Loaded<PageView<InstanceView>>()
    /// The rows are the last ones; pages join on before them.
    package var isFromEnd = false

    package init() {}

    /// The same class and words, to be read from the beginning or from the end.
    func anew(fromEnd: Bool = false) -> InstanceTable {
        var table = InstanceTable()
        (table.className, table.search) = (className, search)
        (table.countAtFirst, table.isByEngine) = (countAtFirst, isByEngine)
        table.isFromEnd = fromEnd
        return table
    }

    /// The cursor stays on its row where pages come before it; from the end it begins on the last one.
    mutating func take(_ page: PageView<InstanceView>) {
        let isMeasured = rows.count >= ColumnWidths.mostRows && !isFromEnd && !readsAnew
        defer {
            next = page.next
            if !isMeasured { widths = ColumnWidths(rows) }
        }
        if readsAnew { (rows, order, readsAnew) = ([], [], false) }
        guard isFromEnd else {
            rows += page.items
            return
        }
        let isFirst = rows.isEmpty
        rows = page.items.reversed() + rows
        let count = page.items.count
        let place = isFirst ? rows.count - 1 : window.selected + count
        window = ScrollWindow(top: isFirst ? 0 : window.top + count, selected: place)
    }

    /// Takes over what changed of instances that stand here; every row keeps its place.
    mutating func renew(_ items: [InstanceView]) {
        let known = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        var isChanged = false
        for index in rows.indices {
            guard let item = known[rows[index].id], item != rows[index],
                item.sequence >= rows[index].sequence
            else { continue }
            rows[index] = item
            isChanged = true
        }
        if isChanged { widths = ColumnWidths(rows) }
    }

    /// Whether there may be rows after those that were read: also while the first are still awaited.
    package var mayHaveMore: Bool { next != nil || page.value == nil && page.awaitedSince != nil }

    /// The row at a place of the table.
    package func row(_ place: Int) -> InstanceView {
        rows[order.count == rows.count ? order[place] : place]
    }

    package var shown: [InstanceView] { rows.indices.map { row($0) } }

    package var selected: InstanceView? {
        rows.isEmpty ? nil : row(min(window.selected, rows.count - 1))
    }
}
