// The instances of a moment as if they were documents: lists and queries of the past are then the same code as those of
// the present. Words are compared whole and in any case, but with their accents, which the index of the present drops.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct PastDocuments: DocumentIndex {
    private static let pageSize = 200

    let graph: PastGraph

    private var past: PastMoment { graph.past }

    func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try await graph.nodes(
            ids.map { NodeID(scope: $0.scope, className: $0.className, key: $0.key) }
        ).map(document)
    }

    /// By class and key. O(instances of the class before the end of the page), each read from its stream.
    func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    {
        guard query.kind == .instance, let scope = query.scope else {
            throw .unavailable("of the past only instances are listed")
        }
        let words = PastWords(query.words)
        let limit = max(1, page.limit)
        var after = page.after.flatMap { PastDocuments.place($0.text) }
        var found: [Document] = []
        for name in classes(query) {
            if let place = after, name != place.className {
                if place.className.utf8.lexicographicallyPrecedes(name.utf8) {
                    after = nil
                } else {
                    continue
                }
            }
            var inner = PageRequest(
                limit: PastDocuments.pageSize, after: after.map { PageCursor($0.key) })
            repeat {
                let nodes = try await graph.nodes(
                    NodeSelection(scope: scope, className: name), inner)
                found += nodes.items.filter { node in
                    words.occur(in: node.data)
                        && query.equals.allSatisfy { PastWords.equals(node.data[$0], $1) }
                        && query.ranges.allSatisfy { $0.holds(for: node.data) }
                }.map(document)
                inner.after = nodes.next
            } while inner.after != nil && found.count <= limit
            if found.count > limit { break }
        }
        let shown = Array(found.prefix(limit))
        return Page(
            items: shown,
            next: found.count > limit
                ? shown.last.map { PageCursor("\($0.id.className)/\($0.id.key)") } : nil)
    }

    func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        if query.words.isEmpty, query.equals.isEmpty, query.ranges.isEmpty {
            return classes(query).reduce(0) { $0 + past.count(of: $1) }
        }
        var (count, page) = (0, PageRequest(limit: 1000))
        while true {
            let found = try await search(query, page)
            count += found.items.count
            guard let next = found.next else { return count }
            page.after = next
        }
    }

    func apply(_ batch: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        throw .unavailable("the past cannot be written")
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? { nil }

    func reset() async throws(ReadModelError) {
        throw .unavailable("the past cannot be forgotten")
    }

    private func classes(_ query: DocumentQuery) -> [String] {
        if let name = query.className { return [name] }
        return past.definitions.map(\.id.text).sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
    }

    /// No class has a slash in its name.
    private static func place(_ cursor: String) -> (className: String, key: String)? {
        let parts = cursor.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }

    private func document(_ node: GraphNode) -> Document {
        let times = past.times(of: node.id)
        let never = Timestamp(microseconds: 0)
        return Document(
            id: DocumentID(node.id), sequence: node.sequence, event: node.event,
            eventAt: times?.changed ?? never, createdAt: times?.created ?? never, data: node.data)
    }
}

/// Words that must all occur in the texts and numbers of some data, whole and in any case.
struct PastWords: Sendable {
    private let words: [[String]]

    init(_ words: [String]) { self.words = words.map(PastWords.tokens) }

    /// Of a word with marks in it, the parts stand side by side.
    func occur(in data: JSONObject) -> Bool {
        if words.isEmpty { return true }
        var texts: [[String]] = []
        PastWords.collect(.object(data), &texts)
        return words.allSatisfy { word in
            !word.isEmpty
                && texts.contains { text in
                    text.count >= word.count
                        && (0...(text.count - word.count)).contains { start in
                            text[start..<(start + word.count)].elementsEqual(word)
                        }
                }
        }
    }

    static func equals(_ value: JSON?, _ text: String) -> Bool {
        guard let value, !value.isNull else { return false }
        return value.plainText.lowercased().utf8.elementsEqual(text.lowercased().utf8)
    }

    private static func collect(_ value: JSON, _ texts: inout [[String]]) {
        switch value {
        case .null: break
        case .array(let items): for item in items { collect(item, &texts) }
        case .object(let object): for member in object.members { collect(member.value, &texts) }
        default: texts.append(tokens(value.plainText))
        }
    }

    private static func tokens(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
