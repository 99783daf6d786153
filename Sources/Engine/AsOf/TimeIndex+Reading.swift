// What was there at a moment.

internal import EventSourcing
internal import Ontology

extension TimeIndex {
    /// Where a node's data stand.
    struct Found: Hashable, Sendable {
        var id: NodeID
        var sequence: SequenceNumber
    }

    func id(_ node: Int32) -> NodeID {
        NodeID(
            scope: scope, className: texts[nodes[Int(node)].className], key: nodes[Int(node)].key)
    }

    func number(_ id: NodeID) -> Int32? {
        guard id.scope == scope, let name = texts.number(of: id.className) else { return nil }
        return places[Place(className: name, key: ByteText(id.key))]
    }

    /// The version of a node at a moment; nil where it was not there. O(its versions).
    func version(_ node: Int32, at moment: Int) -> Version? {
        var next = nodes[Int(node)].last
        while next >= 0 {
            let version = versions[Int(next)]
            if Int(version.tick) < moment { return version.isLive ? version : nil }
            next = version.previous
        }
        return nil
    }

    func found(_ id: NodeID, at moment: Int) -> Found? {
        guard let node = number(id), let version = version(node, at: moment) else { return nil }
        return Found(id: id, sequence: SequenceNumber(version.sequence))
    }

    /// When a node that was there had come to be and was changed last. O(its versions).
    func times(of id: NodeID, at moment: Int) -> (created: Timestamp, changed: Timestamp)? {
        guard let node = number(id), let last = version(node, at: moment) else { return nil }
        var first = last
        var next = last.previous
        while next >= 0, versions[Int(next)].isLive {
            first = versions[Int(next)]
            next = first.previous
        }
        return (ticks[Int(first.tick)].at, ticks[Int(last.tick)].at)
    }

    /// The nodes of a class, by key. O(n log n) of the class.
    func nodes(of className: String, at moment: Int) -> [Found] {
        guard let name = texts.number(of: className) else { return [] }
        var result: [Found] = []
        for node in members[name] ?? [] {
            guard let version = version(node, at: moment) else { continue }
            result.append(Found(id: id(node), sequence: SequenceNumber(version.sequence)))
        }
        result.sort { $0.id.key.utf8.lexicographicallyPrecedes($1.id.key.utf8) }
        return result
    }

    func classes(at moment: Int) -> [ClassDefinition] {
        classes.keys.sorted().compactMap { definition($0, at: moment) }
    }

    func definition(_ className: String, at moment: Int) -> ClassDefinition? {
        classes[className]?.last { Int($0.tick) < moment }?.definition
    }

    /// Edges of one node. O(its links at the moment; for incoming ones, all that it ever had).
    func edges(of id: NodeID, _ direction: LinkDirection, at moment: Int) -> [GraphEdge] {
        guard let node = number(id), let version = version(node, at: moment) else { return [] }
        switch direction {
        case .out:
            return arcs(of: version).map { edge(arcs[Int($0)], at: moment) }
        case .in:
            var found = incoming(nodes[Int(node)].lastArc, at: moment)
            for place in placesHeld(by: node, at: moment) {
                found += incoming(held[place].lastArc, at: moment)
            }
            return found
        }
    }

    private func incoming(_ last: Int32, at moment: Int) -> [GraphEdge] {
        var found: [GraphEdge] = []
        var next = last
        while next >= 0 {
            let arc = arcs[Int(next)]
            if arc.span.holds(at: moment) { found.append(edge(arc, at: moment)) }
            next = arc.previous
        }
        return found
    }

    private func edge(_ arc: Arc, at moment: Int) -> GraphEdge {
        let from = id(arc.from)
        let predicate = texts[arc.predicate]
        guard arc.target < 0 else {
            let end = id(arc.target)
            let isThere = version(arc.target, at: moment) != nil
            return GraphEdge(
                from: from, predicate: predicate, target: keyTarget(end),
                resolution: isThere ? .resolved(end) : .dangling)
        }
        let held = held[Int(-arc.target - 1)]
        let holders = held.holders.filter { $0.span.holds(at: moment) }
        let resolution: GraphEdge.Resolution =
            holders.count > 1
            ? .ambiguous : holders.first.map { .resolved(self.id($0.node)) } ?? .dangling
        return GraphEdge(
            from: from, predicate: predicate, target: held.target, resolution: resolution)
    }

    private func keyTarget(_ id: NodeID) -> LinkTarget {
        // Only what a link or a stream named is in here, so the name is one.
        guard let name = try? ClassID(id.className) else {
            preconditionFailure("a class in the log has no name of a class")
        }
        return LinkTarget(target: name, values: [id.key])
    }

    /// The values that this node alone held.
    private func placesHeld(by node: Int32, at moment: Int) -> [Int] {
        guard lookups.contains(where: { $0.className == texts[nodes[Int(node)].className] })
        else { return [] }
        return heldEver[node, default: []].filter { place in
            let holders = held[Int(place)].holders.filter { $0.span.holds(at: moment) }
            return holders.count == 1 && holders[0].node == node
        }.map(Int.init)
    }
}
