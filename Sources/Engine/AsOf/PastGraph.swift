// The graph as it was at a moment: links from the index of the past, data from the events that wrote them. Answers in
// the same order as the graph of the present, so that paging and rows are the same.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Synchronization

struct PastGraph: GraphStore {
    let past: PastMoment
    let store: any EventStore
    /// Data of versions, which never change.
    private let known = KnownVersions()

    init(_ past: PastMoment, store: any EventStore) {
        self.past = past
        self.store = store
    }

    func nodes(_ ids: [NodeID]) async throws(ReadModelError) -> [GraphNode] {
        let found = past.record.read { index in
            ids.compactMap { index.found($0, at: past.moment) }
        }
        return try await read(found)
    }

    func nodes(_ selection: NodeSelection, _ page: PageRequest) async throws(ReadModelError)
        -> Page<GraphNode>
    {
        let all = members(selection)
        let limit = max(1, page.limit)
        var items: [GraphNode] = []
        var start =
            page.after.map { after in
                all.firstIndex { after.text.utf8.lexicographicallyPrecedes($0.id.key.utf8) }
                    ?? all.count
            } ?? 0
        // With filters, only reading tells which belong to the page.
        while start < all.count, items.count <= limit {
            let part = all[start..<min(start + limit + 1, all.count)]
            start += part.count
            items += try await read(Array(part)).filter { node in
                selection.equals.allSatisfy { name, text in
                    node.data[name].map { $0.plainText.utf8.elementsEqual(text.utf8) } ?? false
                }
            }
        }
        let shown = items.prefix(limit)
        return Page(
            items: Array(shown),
            next: items.count > limit ? shown.last.map { PageCursor($0.id.key) } : nil)
    }

    func edges(of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphEdge>
    {
        let all = marked(node, selection)
        let start = page.after.flatMap { EdgeMark($0) }.map { after in
            all.firstIndex { after < $0.mark } ?? all.count
        }
        let rest = all[(start ?? 0)...]
        let shown = rest.prefix(max(1, page.limit))
        return Page(
            items: shown.map(\.edge),
            next: rest.count > shown.count ? shown.last?.mark.cursor : nil)
    }

    func count(of node: NodeID, _ selection: EdgeSelection) async throws(ReadModelError) -> Int? {
        marked(node, selection).count
    }

    func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount] {
        past.record.read { index in
            guard scope == index.scope else { return [] }
            return index.members.keys.map { index.texts[$0] }.sorted().compactMap { name in
                let nodes = index.nodes(of: name, at: past.moment)
                guard !nodes.isEmpty else { return nil }
                var links: [String: GraphCount.LinkCount] = [:]
                for edge in nodes.flatMap({ index.edges(of: $0.id, .out, at: past.moment) }) {
                    var count =
                        links[edge.predicate] ?? GraphCount.LinkCount(total: 0, unresolved: 0)
                    count.total += 1
                    if case .resolved = edge.resolution {} else { count.unresolved += 1 }
                    links[edge.predicate] = count
                }
                return GraphCount(className: name, nodes: nodes.count, links: links)
            }
        }
    }

    /// The past is as it is.
    func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {
        throw .unavailable("the past cannot be written")
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? { nil }

    func reset() async throws(ReadModelError) {
        throw .unavailable("the past cannot be forgotten")
    }

    /// The nodes of a class, by key; sorted once for all pages.
    private func members(_ selection: NodeSelection) -> [TimeIndex.Found] {
        if let list = known.members(of: selection.className) { return list }
        let list = past.record.read { index in
            selection.scope == index.scope
                ? index.nodes(of: selection.className, at: past.moment) : []
        }
        known.keep(list, of: selection.className)
        return list
    }

    /// The edges of a node in their order; kept until another node is asked for.
    private func marked(_ node: NodeID, _ selection: EdgeSelection) -> [MarkedEdge] {
        if let list = known.edges(of: node, selection) { return list }
        let direction = selection.direction
        let list = past.record.read { index in
            index.edges(of: node, direction, at: past.moment)
        }.filter { edge in
            let other = direction == .out ? edge.target.target.text : edge.from.className
            return (selection.predicate ?? edge.predicate) == edge.predicate
                && (selection.otherClass ?? other) == other
        }.map { MarkedEdge(mark: EdgeMark($0, direction), edge: $0) }
            .sorted { $0.mark < $1.mark }
        known.keep(list, of: node, selection)
        return list
    }

    private func read(_ found: [TimeIndex.Found]) async throws(ReadModelError) -> [GraphNode] {
        var nodes: [GraphNode] = []
        nodes.reserveCapacity(found.count)
        for item in found {
            if let node = known[item] {
                nodes.append(node)
                continue
            }
            guard let node = try await event(item) else { continue }
            known.keep(node, for: item)
            nodes.append(node)
        }
        return nodes
    }

    private func event(_ found: TimeIndex.Found) async throws(ReadModelError) -> GraphNode? {
        let before = SequenceNumber(found.sequence.value - 1)
        do throws(EventStoreError) {
            let events = try await store.read(found.id.stream, after: before, limit: 1)
            guard let written = events.first, let content = InstanceContent(written.event) else {
                return nil
            }
            return GraphNode(
                id: found.id, sequence: written.sequence, event: written.event.id,
                data: content.data)
        } catch {
            throw ReadModelError.unavailable(EngineError(error).message)
        }
    }
}

private struct MarkedEdge: Sendable {
    var mark: EdgeMark
    var edge: GraphEdge
}

/// What one reader of a moment has read already. Of nodes at most so many: then all are dropped.
private final class KnownVersions: Sendable {
    private static let maximum = 5000

    private struct Known {
        var nodes: [TimeIndex.Found: GraphNode] = [:]
        var members: [String: [TimeIndex.Found]] = [:]
        var edges: (node: NodeID, selection: EdgeSelection, list: [MarkedEdge])?
    }

    private let known = Mutex(Known())

    subscript(found: TimeIndex.Found) -> GraphNode? { known.withLock { $0.nodes[found] } }

    func keep(_ node: GraphNode, for found: TimeIndex.Found) {
        known.withLock { known in
            if known.nodes.count >= KnownVersions.maximum { known.nodes = [:] }
            known.nodes[found] = node
        }
    }

    func members(of className: String) -> [TimeIndex.Found]? {
        known.withLock { $0.members[className] }
    }

    func keep(_ list: [TimeIndex.Found], of className: String) {
        known.withLock { $0.members[className] = list }
    }

    func edges(of node: NodeID, _ selection: EdgeSelection) -> [MarkedEdge]? {
        known.withLock { known in
            guard let last = known.edges, last.node == node, last.selection == selection else {
                return nil
            }
            return last.list
        }
    }

    func keep(_ list: [MarkedEdge], of node: NodeID, _ selection: EdgeSelection) {
        known.withLock { $0.edges = (node, selection, list) }
    }
}

/// Where an edge stands among those of its node: by predicate, by the other end, by the properties that name it.
private struct EdgeMark: Comparable, Sendable {
    private let texts: [String]

    init(_ edge: GraphEdge, _ direction: LinkDirection) {
        texts = [
            edge.predicate, direction == .out ? edge.target.text : edge.from.text,
            JSON.array(edge.target.properties.map(JSON.string)).text,
        ]
    }

    init?(_ cursor: PageCursor) {
        guard let parts = (try? JSON(parsing: cursor.text))?.array, parts.count == 3 else {
            return nil
        }
        texts = parts.map { $0.string ?? "" }
    }

    var cursor: PageCursor { PageCursor(JSON.array(texts.map(JSON.string)).text) }

    static func == (left: EdgeMark, right: EdgeMark) -> Bool {
        !(left < right) && !(right < left)
    }

    static func < (left: EdgeMark, right: EdgeMark) -> Bool {
        for (one, other) in zip(left.texts, right.texts)
        where !one.utf8.elementsEqual(other.utf8) {
            return one.utf8.lexicographicallyPrecedes(other.utf8)
        }
        return false
    }
}
