// The nodes walked so far, as a tree: a place is a node at one spot of it, a branch is the links of
// one predicate in one direction from a place. The same node may stand at several places; a place
// whose node stands above it is marked as a cycle and is not walked again.
//
// Places and branches are only ever added, so their indices are stable names.

package import Engine

package struct GraphTree: Hashable, Sendable {
    package struct Place: Hashable, Sendable {
        package var node: WalkedNode
        /// The branch that leads here; nil for the root.
        package var branch: Int?
        /// Nil until the node was explored.
        package var branches: [Int]?
        package var isOpen = true
        package var isLoading = false
        package var failure: EngineError?
        /// The place above with the same node.
        package var cycle: Int?
    }

    package struct Branch: Hashable, Sendable {
        package var place: Int
        package var predicate: String
        /// Against the link: `←`.
        package var isIncoming: Bool
        package var otherClass: String
        package var places: [Int] = []
        /// How many of `places` are shown.
        package var shown = GraphTree.firstShown
        /// More edges than were fetched.
        package var next: String?
        /// How many edges there are, where more were left than fetched.
        package var total: Int?
        package var isOpen = true
        package var isLoading = false
        /// Only links whose other end satisfies this are here; nil: all.
        package var filter: String?
        /// How many edges were looked at for what the filter let through.
        package var looked = 0
    }

    /// What stands on one row.
    package enum Line: Hashable, Sendable {
        /// A node; `via` is its branch when the two share the row.
        case node(Int, via: Int?)
        case branch(Int)
        case more(Int)
        /// Said under a place: nothing hangs on it, it is being asked, or it could not be asked.
        case remark(Int)
    }

    package struct Row: Hashable, Sendable {
        package var depth: Int
        package var line: Line
    }

    /// Nodes of a branch shown at first, and how many come with each "more".
    package static let firstShown = 3
    package static let moreShown = 20

    package private(set) var places: [Place]
    package private(set) var branches: [Branch] = []

    package init(root: WalkedNode) { places = [Place(node: root)] }

    package subscript(place index: Int) -> Place {
        get { places[index] }
        set { places[index] = newValue }
    }

    package subscript(branch index: Int) -> Branch {
        get { branches[index] }
        set { branches[index] = newValue }
    }

    package var root: Place { places[0] }

    /// The rows that are open, top to bottom. O(places).
    package var rows: [Row] {
        var rows: [Row] = []
        append(place: 0, via: nil, depth: 0, to: &rows)
        return rows
    }

    /// Takes over what is known of a node. Places that are there keep their indices and what was
    /// walked below them.
    package mutating func apply(_ answer: Neighbourhood, to place: Int) {
        places[place].node = WalkedNode(answer.node)
        places[place].isLoading = false
        places[place].failure = nil
        let before = places[place].branches ?? []
        places[place].branches = answer.bundles.map { bundle in
            if let known = before.first(where: { matches(branches[$0], bundle) }) {
                merge(bundle, into: known)
                return known
            }
            branches.append(
                Branch(
                    place: place, predicate: bundle.predicate,
                    isIncoming: bundle.direction == "in", otherClass: bundle.otherClass,
                    next: bundle.next, total: bundle.total))
            let branch = branches.count - 1
            for node in Self.ordered(bundle) { add(node, to: branch) }
            return branch
        }
    }

    /// Numbers by value where all are there; pages come as the engine keeps them.
    private static func ordered(_ bundle: Neighbourhood.Bundle) -> [GraphAnswer.Node] {
        guard bundle.next == nil else { return bundle.nodes }
        return bundle.nodes.sorted { InstanceOrder.natural($0.key, $1.key) < 0 }
    }

    /// Takes over the next page of one branch.
    package mutating func append(_ answer: Neighbourhood, to branch: Int) {
        branches[branch].isLoading = false
        branches[branch].next = nil
        for bundle in answer.bundles where matches(branches[branch], bundle) {
            branches[branch].next = bundle.next
            branches[branch].total = bundle.total ?? branches[branch].total
            branches[branch].looked += bundle.looked ?? 0
            for node in bundle.nodes { add(node, to: branch) }
        }
        branches[branch].shown += Self.moreShown
    }

    /// Begins a branch anew with the first page of what a filter lets through; nil: of all.
    package mutating func filter(_ branch: Int, by filter: String?, _ answer: Neighbourhood) {
        branches[branch].filter = filter
        branches[branch].looked = 0
        branches[branch].total = nil
        branches[branch].places = []
        branches[branch].isOpen = true
        branches[branch].shown = Self.firstShown
        append(answer, to: branch)
    }

    private mutating func merge(_ bundle: Neighbourhood.Bundle, into branch: Int) {
        // This answer is of all links: what a filter let through is asked for by itself.
        guard branches[branch].filter == nil else { return }
        var known: [String: Int] = [:]
        for place in branches[branch].places { known[places[place].node.id] = place }
        let fetched = bundle.nodes.count
        let later = branches[branch].places.dropFirst(fetched)
        branches[branch].places = []
        for node in Self.ordered(bundle) {
            if let place = known[node.id] {
                places[place].node = WalkedNode(node)
                branches[branch].places.append(place)
            } else {
                add(node, to: branch)
            }
        }
        // Pages fetched before stay; only a complete answer may drop them.
        branches[branch].total = bundle.total ?? branches[branch].total
        guard bundle.next != nil else {
            branches[branch].next = nil
            return
        }
        let there = Set(branches[branch].places)
        branches[branch].places += later.filter { !there.contains($0) }
    }

    /// Of another moment: only what is answered now counts.
    package mutating func forgetPages(of place: Int) {
        for branch in places[place].branches ?? [] {
            branches[branch].filter = nil
            branches[branch].places = Array(
                branches[branch].places.prefix(GraphPane.pageSize))
            branches[branch].next = nil
        }
    }

    /// The node is not there, or was not at the moment that is looked at.
    package mutating func markAbsent(_ place: Int, _ error: EngineError) {
        places[place].branches = nil
        places[place].failure = error
        places[place].node.badge = NodeBadge(.missing, reason: "not_there", detail: error.message)
        places[place].node.data = nil
    }

    private mutating func add(_ node: GraphAnswer.Node, to branch: Int) {
        var place = Place(node: WalkedNode(node), branch: branch)
        place.cycle = above(branches[branch].place, id: node.id)
        places.append(place)
        branches[branch].places.append(places.count - 1)
    }

    private func above(_ start: Int, id: String) -> Int? {
        var current: Int? = start
        while let place = current {
            if places[place].node.id == id { return place }
            current = places[place].branch.map { branches[$0].place }
        }
        return nil
    }

    private func matches(_ branch: Branch, _ bundle: Neighbourhood.Bundle) -> Bool {
        branch.predicate == bundle.predicate && branch.otherClass == bundle.otherClass
            && branch.isIncoming == (bundle.direction == "in")
    }

    private func append(place: Int, via: Int?, depth: Int, to rows: inout [Row]) {
        rows.append(Row(depth: depth, line: .node(place, via: via)))
        let value = places[place]
        guard value.isOpen else { return }
        guard let own = value.branches, !value.isLoading, value.failure == nil else {
            if value.isLoading || value.failure != nil {
                rows.append(Row(depth: depth + 1, line: .remark(place)))
            }
            return
        }
        let following = own.filter { !isWayBack($0, of: place) }
        if following.isEmpty { rows.append(Row(depth: depth + 1, line: .remark(place))) }
        for branch in following { append(branch: branch, depth: depth + 1, to: &rows) }
    }

    private func append(branch index: Int, depth: Int, to rows: inout [Row]) {
        let branch = branches[index]
        if isSingle(branch), let only = branch.places.first {
            return append(place: only, via: index, depth: depth, to: &rows)
        }
        rows.append(Row(depth: depth, line: .branch(index)))
        guard branch.isOpen else { return }
        for place in branch.places.prefix(branch.shown) {
            append(place: place, via: nil, depth: depth + 1, to: &rows)
        }
        if hidden(branch) > 0 || branch.next != nil {
            rows.append(Row(depth: depth + 1, line: .more(index)))
        }
    }

    /// Nodes of a branch that were fetched and are not shown.
    package func hidden(_ branch: Branch) -> Int { max(0, branch.places.count - branch.shown) }

    /// A link to one node needs no row of its own.
    private func isSingle(_ branch: Branch) -> Bool {
        !branch.isIncoming && branch.places.count == 1 && branch.next == nil
            && branch.filter == nil
    }

    /// Whether a branch only goes back over the link by which its place was reached.
    func isWayBack(_ branch: Int, of place: Int) -> Bool {
        let value = branches[branch]
        guard let by = places[place].branch, value.next == nil, value.filter == nil,
            value.places.count == 1,
            let back = value.places.first, places[back].cycle == branches[by].place
        else { return false }
        return value.predicate == branches[by].predicate
            && value.isIncoming != branches[by].isIncoming
    }
}
