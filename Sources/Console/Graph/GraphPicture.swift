// The walked nodes as a drawn graph: a column a hop, each node once at its nearest, links as lines with direction and
// predicate. A link to a node that stands elsewhere in the picture ends in its name, marked as a cycle or as a repeat.
// Laying out is pure; it is O(places).

import Engine
import TerminalUI

struct GraphPicture {
    enum Kind: Hashable {
        case node(Int)
        /// A node drawn elsewhere; above it on the way here, or not.
        case again(String, isCycle: Bool)
        /// So many more that are not drawn; nil: nobody counted.
        case more(Int?)
    }

    struct Item: Hashable {
        var kind: Kind
        var column: Int
        var row: Int
        /// The item from which a link leads here.
        var parent: Int?
        var predicate = ""
        var isIncoming = false
    }

    private(set) var items: [Item] = []
    private(set) var height = 0
    let tree: GraphTree
    private let nearest: Set<Int>

    init(_ tree: GraphTree) {
        self.tree = tree
        nearest = Set(tree.layers.joined())
        add(place: 0, column: 0, parent: nil, "", false)
    }

    var columns: Int { (items.map(\.column).max() ?? 0) + 1 }

    /// The item of a place, or that of the same node elsewhere.
    func item(of place: Int?) -> Int? {
        guard let place else { return nil }
        let id = tree[place: place].node.id
        return items.firstIndex { $0.kind == .node(place) }
            ?? items.firstIndex { item in
                guard case .node(let other) = item.kind else { return false }
                return tree[place: other].node.id == id
            }
    }

    private mutating func add(
        place: Int, column: Int, parent: Int?, _ predicate: String, _ isIncoming: Bool
    ) {
        let value = tree[place: place]
        let isHere = nearest.contains(place)
        let kind: Kind =
            isHere ? .node(place) : .again(value.node.id, isCycle: value.cycle != nil)
        let number = items.count
        let row = height
        items.append(
            Item(
                kind: kind, column: column, row: row, parent: parent, predicate: predicate,
                isIncoming: isIncoming))
        if isHere && value.isOpen {
            for branch in value.branches ?? [] where !tree.isWayBack(branch, of: place) {
                add(branch: branch, column: column + 1, parent: number)
            }
        }
        if height == row { height += 1 }
    }

    private mutating func add(branch number: Int, column: Int, parent: Int) {
        let branch = tree[branch: number]
        let shown = branch.isOpen ? branch.places.prefix(branch.shown) : []
        for place in shown {
            add(
                place: place, column: column, parent: parent, branch.predicate, branch.isIncoming)
        }
        let hidden = branch.places.count - shown.count
        guard hidden > 0 || branch.next != nil else { return }
        let rest = branch.next == nil ? hidden : branch.total.map { $0 - shown.count }
        items.append(
            Item(
                kind: .more(rest), column: column, row: height, parent: parent,
                predicate: branch.predicate, isIncoming: branch.isIncoming))
        height += 1
    }
}
