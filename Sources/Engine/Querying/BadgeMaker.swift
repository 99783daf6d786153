// Joins nodes with their documents and says how much of each is there, and why not more.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct BadgeMaker: Sendable {
    let ports: EnginePorts
    let coverage: Coverage
    /// Nil: badges of the present.
    var past: PastMoment?

    /// The documents of some nodes, or why there are none.
    struct Documents: Sendable {
        var found: [DocumentID: Document] = [:]
        /// The index did not answer.
        var failure: String?
        var wereRequested = true
        var lag = 0
        var oldestSeconds = 0.0
        var deadStreams: Set<StreamID> = []
    }

    func documents(of nodes: [NodeID], requested: Bool) async -> Documents {
        var result = Documents()
        result.wereRequested = requested
        guard requested else { return result }
        do throws(ReadModelError) {
            var start = 0
            while start < nodes.count {
                let slice = nodes[start..<min(start + 500, nodes.count)]
                for document in try await ports.documents.documents(slice.map(DocumentID.init)) {
                    result.found[document.id] = document
                }
                start += 500
            }
        } catch {
            result.failure = "the document index does not answer"
        }
        if result.found.count < nodes.count { await explain(&result, nodes) }
        return result
    }

    /// What is missing needs a reason: how far behind the projection is, and what failed for good.
    private func explain(_ documents: inout Documents, _ nodes: [NodeID]) async {
        if let progress = try? await coverage.progress(of: .documents) {
            documents.lag = progress.reduce(0) { $0 + $1.lag }
            let oldest = progress.compactMap(\.oldestWaiting).min()
            let now = ports.clock.now()
            documents.oldestSeconds = oldest.map { max(0, now.seconds(since: $0)) } ?? 0
        }
        let blocked = try? await ports.deadLetters.blocked(
            WorkerKind.documents.group, among: Set(nodes.map(\.stream)))
        documents.deadStreams = Set((blocked ?? [:]).keys)
    }

    func badge(_ node: GraphNode, _ documents: Documents) -> Badge {
        if let past { return badge(node, documents, asOf: past) }
        guard documents.wereRequested else { return Badge(.partial, reason: "not_requested") }
        if let failure = documents.failure {
            return Badge(.partial, reason: "index_down", detail: failure)
        }
        let isBlocked = documents.deadStreams.contains(node.id.stream)
        guard let document = documents.found[DocumentID(node.id)] else {
            if isBlocked {
                return Badge(
                    .missing, reason: "behind_dead_letter",
                    detail: "an event of it is a dead letter: see spice dlq list")
            }
            return Badge(.missing, reason: "not_indexed_yet", detail: lagText(documents))
        }
        if document.sequence >= node.sequence { return Badge(.full) }
        let detail = "document is at sequence \(document.sequence), node at \(node.sequence)"
        return isBlocked
            ? Badge(.partial, reason: "behind_dead_letter", detail: detail)
            : Badge(.partial, reason: "stale", detail: detail + ", " + lagText(documents))
    }

    func lagText(_ documents: Documents) -> String {
        "projection \(documents.lag) events behind, \(Int(documents.oldestSeconds.rounded())) s"
    }

    /// A node with badge and data.
    func node(_ node: GraphNode, _ documents: Documents) -> GraphAnswer.Node {
        let badge = badge(node, documents)
        let document = document(of: node, documents)
        let data: JSONObject? =
            switch badge.status {
            case .missing: nil
            case .partial: document?.data ?? node.data
            case .full: document?.data
            }
        let name = BadgeMaker.name(in: document?.data ?? node.data)
        return GraphAnswer.Node(
            id: node.id.text, className: node.id.className, key: node.id.key,
            sequence: node.sequence.value, badge: badge, summary: name ?? node.id.key,
            name: name, data: data.map(JSON.object), documentSequence: document?.sequence.value,
            indexedAt: document?.eventAt.description,
            documentEvent: document?.event.description,
            createdAt: document?.createdAt.description)
    }

    /// Of the past, a document that has gone on since says nothing.
    func document(of node: GraphNode, _ documents: Documents) -> Document? {
        let document = documents.found[DocumentID(node.id)]
        return past == nil || document?.sequence == node.sequence ? document : nil
    }

    /// A target that is not there, or not one.
    func absent(_ edge: GraphEdge) -> GraphAnswer.Node {
        let isAmbiguous = edge.resolution == .ambiguous
        let text = edge.target.text
        let key = String(text.dropFirst(edge.target.target.text.count + 1))
        return GraphAnswer.Node(
            id: text, className: edge.target.target.text, key: key, sequence: nil,
            badge: Badge(
                .missing, reason: isAmbiguous ? "ambiguous" : "dangling",
                detail: isAmbiguous
                    ? "several \(edge.target.target) have these values"
                    : "\(edge.from.text) names it, but there is no such \(edge.target.target)"),
            summary: key, name: nil, data: nil, documentSequence: nil, indexedAt: nil)
    }

    /// A property called `name`, else the first text property with `name` or `title` at the end of its name.
    static func name(in data: JSONObject) -> String? {
        if let name = data["name"]?.string, !name.isEmpty { return name }
        for member in data.members {
            guard let text = member.value.string, !text.isEmpty else { continue }
            let lower = member.name.lowercased()
            if lower.hasSuffix("name") || lower.hasSuffix("title") { return text }
        }
        return nil
    }
}
