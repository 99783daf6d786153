// What the Graph pane knows: a search to start from, then a tree of walked nodes with the trees left
// behind it. Answers name the tree they were asked for by its number, so that a late one cannot
// land in another tree.

package import Engine
package import TerminalUI

extension GraphPane {
    /// A tree with the place of the cursor in it.
    package struct Walk: Hashable, Sendable {
        package var number: Int
        package var tree: GraphTree
        package var window = ScrollWindow()
        /// The key properties of the root's class, for the query that finds it again.
        package var rootKey: [String] = []
        /// The moment that the tree is of, as the engine is asked; nil: now.
        package var asOf: String?
        /// What the engine said of that moment.
        package var moment: AsOfView?
        /// Places that were walked at another moment and are asked for again.
        package var awaited: Set<Int> = []
    }

    /// The first page: words, and the instances that hold them.
    package struct Search: Sendable {
        package var text = ""
        package var found = Loaded<PageView<InstanceView>>()
        package var window = ScrollWindow()
    }

    /// What stands beside the tree.
    package enum Aside: Hashable, Sendable { case detail, layers, difference, edge }

    /// A node that a tree is to begin at.
    package struct Start: Hashable, Sendable {
        package var node: WalkedNode
        package var asOf: String?
    }

    package struct State: Sendable {
        package var database: String?
        package var search = Search()
        /// Nil while searching.
        package var walk: Walk?
        package var past: [Walk] = []
        /// Where to start as soon as the database is known.
        package var wanted: Start?
        /// The trees that were gone back from, nearest last.
        package var future: [Walk] = []
        /// Nodes to come back to, `Class/key`, in the order they were pinned.
        package var pins: [String] = []
        package var bookmarks: [GraphBookmark] = []
        /// Two nodes side by side, while they are shown.
        package var difference: GraphDifference?
        /// The lineage of an edge, while it is shown.
        package var edge: EdgeTrace?
        /// A step along the changes of a node that are being asked for.
        package var stepWanted: Int?
        package var walksBegun = 0
        package var aside = Aside.detail
        package var showsLineage = true
        /// Whether the part beside the tree is shown where only one fits.
        package var isAsideOpen = false
        package var lineage: [String: Loaded<LineageView>] = [:]

        package init() {}

        /// Whether what stands beside the tree takes its place.
        package func isWhole(_ room: Zones.Room) -> Bool {
            switch room {
            case .tooSmall, .narrow: isAsideOpen
            case .regular: isAsideOpen && (aside == .layers || aside == .difference)
            case .wide: isAsideOpen && aside == .layers
            }
        }

        /// What the cursor is on.
        package var line: GraphTree.Line? {
            guard let walk else { return nil }
            let rows = walk.tree.rows
            return rows.isEmpty ? nil : rows[min(walk.window.selected, rows.count - 1)].line
        }

        /// The links that the cursor is among.
        package var branch: Int? { line.flatMap { line in walk?.tree.branch(of: line) } }

        /// The place whose data stand beside the tree.
        package var place: Int? { line.flatMap { line in walk?.tree.place(of: line) } }

        /// Whether the tree of a number, wherever it is by now, is of this moment.
        func isAt(_ asOf: String?, walk number: Int) -> Bool {
            let all = past + future + (walk.map { [$0] } ?? [])
            return all.contains { $0.number == number && $0.asOf == asOf }
        }

        package var node: WalkedNode? {
            guard let place else { return nil }
            return walk?.tree[place: place].node
        }

        package var selectedResult: InstanceView? {
            guard let items = search.found.value?.items, !items.isEmpty else { return nil }
            return items[min(search.window.selected, items.count - 1)]
        }
    }
}
