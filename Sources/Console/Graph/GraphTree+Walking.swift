// Questions about a tree of walked nodes: the way to a place, its extent, what is not FULL.

import Engine

extension GraphTree {
    /// One step of the way to a place.
    package struct Step: Hashable, Sendable {
        package var predicate: String
        package var isIncoming: Bool
        package var place: Int
    }

    /// The steps from the root to a place; empty for the root.
    package func way(to place: Int) -> [Step] {
        var steps: [Step] = []
        var current = place
        while let branch = places[current].branch {
            let value = branches[branch]
            steps.append(
                Step(predicate: value.predicate, isIncoming: value.isIncoming, place: current))
            current = value.place
        }
        return steps.reversed()
    }

    /// The place that a row belongs to.
    package func place(of line: Line) -> Int {
        switch line {
        case .node(let place, _), .remark(let place): place
        case .branch(let branch), .more(let branch): branches[branch].place
        }
    }

    /// The branch that a row belongs to; nil for the root and what is said of it.
    package func branch(of line: Line) -> Int? {
        switch line {
        case .branch(let branch), .more(let branch): branch
        case .node(let place, let via): via ?? places[place].branch
        case .remark(let place): places[place].branch
        }
    }

    /// The places that hang on the root as it is now, each after the one that leads to it.
    var reachable: [Int] {
        var found = [0]
        var next = 0
        while next < found.count {
            for branch in places[found[next]].branches ?? [] {
                found += branches[branch].places
            }
            next += 1
        }
        return found
    }

    /// The longest way, in hops, and how many different nodes were met.
    package var extent: (hops: Int, nodes: Int) {
        var depths = Array(repeating: 0, count: places.count)
        var ids: Set<String> = []
        for index in reachable {
            let place = places[index]
            // A branch's place always stands before the places it leads to.
            if let branch = place.branch { depths[index] = depths[branches[branch].place] + 1 }
            ids.insert(place.node.id)
        }
        return (depths.max() ?? 0, ids.count)
    }

    /// The nodes on these rows that are not FULL, in order, each once.
    package func incomplete(_ rows: [Row]) -> [WalkedNode] {
        var seen: Set<String> = []
        return rows.compactMap { row in
            guard case .node(let place, _) = row.line else { return nil }
            let node = places[place].node
            guard node.badge.status != .full, seen.insert(node.id).inserted else { return nil }
            return node
        }
    }

    /// Nodes by their distance from the root, each at its nearest, in order of meeting.
    package var layers: [[Int]] {
        var layers: [[Int]] = []
        var seen: Set<String> = []
        var depths = Array(repeating: 0, count: places.count)
        var order = reachable
        for index in order {
            if let branch = places[index].branch {
                depths[index] = depths[branches[branch].place] + 1
            }
        }
        order.sort { (depths[$0], $0) < (depths[$1], $1) }
        for index in order where seen.insert(places[index].node.id).inserted {
            while layers.count <= depths[index] { layers.append([]) }
            layers[depths[index]].append(index)
        }
        return layers
    }
}
