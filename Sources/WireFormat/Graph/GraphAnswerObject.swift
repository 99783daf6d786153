// The answer of a graph query as the contract writes it. Null members are sent. `reason` and
// `reason_detail` beside `data_status` are ours.

package import Engine
package import EventSourcing
package import JSONText

package struct GraphAnswerObject {
    let answer: GraphAnswer
    let database: String
    let branch: String?
    let now: Timestamp
    /// Where each node came from, for the edges that leave it.
    private let origins: [String: GraphAnswer.Provenance]

    package init(_ answer: GraphAnswer, database: String, branch: String?, now: Timestamp) {
        self.answer = answer
        self.database = database
        self.branch = branch
        self.now = now
        let known = answer.nodes.compactMap { node in node.provenance.map { (node.id, $0) } }
        origins = Dictionary(known, uniquingKeysWith: { first, _ in first })
    }

    package func json(echo: JSON) -> JSON {
        var page = JSONObject([
            ("limit", .integer(answer.limit)), ("offset", .integer(answer.offset)),
            ("next_offset", JSON(answer.nextOffset)),
        ])
        page["next_cursor"] = answer.nextCursor.map(JSON.string)
        let object: JSON = [
            "nodes": .array(answer.nodes.map(node)), "edges": .array(answer.edges.map(edge)),
            "query": echo, "count": .integer(answer.nodes.count),
            "warnings": .array(answer.warnings.map(JSON.string)),
            "page": .object(page),
            "truncated": .bool(answer.isTruncated),
            "paths": answer.paths.map { .array($0.map(path)) } ?? .null,
            "index_summary": summary,
        ]
        return object.dated(answer.asOf)
    }

    /// The older form: documents by id, edges with `from` and `to`.
    package func older(echo: JSON) -> JSON {
        let documents = answer.nodes.map { ($0.id, document($0)) }
        let nodes = answer.nodes.map { view -> JSON in
            var object = node(view).object ?? JSONObject()
            object["terminus_id"] = .string(view.id)
            object["audit"] = .null
            return .object(object)
        }
        let edges = answer.edges.map { edge -> JSON in
            [
                "from": .string(edge.from), "to": .string(edge.to),
                "predicate": .string(edge.predicate),
            ]
        }
        return [
            "nodes": .array(nodes), "edges": .array(edges),
            "paths": .array((answer.paths ?? []).map(path)),
            "documents": .object(JSONObject(documents)), "query": echo,
            "count": .integer(answer.nodes.count),
            "warnings": .array(answer.warnings.map(JSON.string)),
            "page": [
                "limit": .integer(answer.limit), "offset": .integer(answer.offset),
                "next_offset": JSON(answer.nextOffset),
            ],
        ]
    }

    /// `/simple`: {class, count, documents}.
    package func simple(className: String) -> JSON {
        let documents = answer.nodes.map { node -> JSON in
            ["id": .string(node.id), "data": document(node)]
        }
        return [
            "class": .string(className), "count": .integer(documents.count),
            "documents": .array(documents),
        ]
    }

    private func node(_ node: GraphAnswer.Node) -> JSON {
        [
            "id": .string(node.id), "type": .string(node.className),
            "es_doc_id": .string(node.id), "db_name": .string(database),
            "es_ref": [
                "index": .string(ContractObjects.indexName(database)), "id": .string(node.id),
            ],
            "data_status": .string(node.badge.status.rawValue), "reason": JSON(node.badge.reason),
            "reason_detail": JSON(node.badge.detail),
            "display": [
                "primary_key": .string(node.key), "name": JSON(node.name),
                "summary": .string(node.summary),
            ],
            "data": document(node), "index_status": indexStatus(node),
            "provenance": node.provenance.map { provenance($0, of: node) } ?? .null,
            "sequence_number": JSON(node.sequence),
        ]
    }

    private func document(_ node: GraphAnswer.Node) -> JSON {
        guard let data = node.data else { return .null }
        var object = DocumentFields(
            className: node.className, key: node.key, data: data,
            sequence: node.documentSequence ?? node.sequence, database: database, branch: branch,
            event: node.documentEvent
        ).object
        object["created_at"] = JSON(node.createdAt)
        object["updated_at"] = JSON(node.indexedAt)
        object["event_timestamp"] = JSON(node.indexedAt)
        return .object(object)
    }

    private func age(_ node: GraphAnswer.Node) -> Double? {
        node.indexedAt.flatMap { Timestamp($0) }.map { max(0, now.seconds(since: $0)) }
    }

    private func indexStatus(_ node: GraphAnswer.Node) -> JSON {
        guard node.documentSequence != nil || node.provenance != nil else { return .null }
        var status = JSONObject([
            ("last_indexed_at", JSON(node.indexedAt)), ("index_age_seconds", JSON(age(node))),
            ("event_sequence", JSON(node.documentSequence)),
        ])
        if let origin = node.provenance {
            let times = (Timestamp(origin.occurredAt), node.indexedAt.flatMap { Timestamp($0) })
            var lag: Double?
            if let graph = times.0, let index = times.1 {
                lag = max(0, graph.seconds(since: index))
            }
            status["graph_last_updated_at"] = .string(origin.occurredAt)
            status["projection_last_indexed_at"] = JSON(node.indexedAt)
            status["projection_lag_seconds"] = JSON(lag)
        }
        return .object(status)
    }

    private func edge(_ edge: GraphAnswer.Edge) -> JSON {
        // An edge was made by the last write of its source.
        let origin = origins[edge.from].map { event($0, "event_wrote_terminus_document") }
        return [
            "from_node": .string(edge.from), "to_node": .string(edge.to),
            "predicate": .string(edge.predicate),
            "provenance": origin.map { ["terminus": $0] } ?? .null,
        ]
    }

    private func path(_ path: GraphAnswer.Path) -> JSON {
        let edges = path.edges.map { edge -> JSON in
            [
                "from": .string(edge.from), "to": .string(edge.to),
                "predicate": .string(edge.predicate),
            ]
        }
        return ["nodes": .array(path.nodes.map(JSON.string)), "edges": .array(edges)]
    }

    private func provenance(_ origin: GraphAnswer.Provenance, of node: GraphAnswer.Node) -> JSON {
        [
            "terminus": event(origin, "event_wrote_terminus_document"),
            "es": node.documentSequence == nil
                ? .null : event(origin, "event_materialized_es_document"),
        ]
    }

    private func event(_ origin: GraphAnswer.Provenance, _ type: String) -> JSON {
        [
            "from_node_id": .string("event:" + (origin.commandID ?? origin.eventID)),
            "event_id": .string(origin.eventID), "edge_type": .string(type),
            "projection_name": "", "occurred_at": .string(origin.occurredAt),
            "metadata": [
                "event_type": .string(origin.eventType),
                "sequence_number": .integer(origin.sequence), "command_id": JSON(origin.commandID),
                "actor": JSON(origin.actor), "file": JSON(origin.file), "row": JSON(origin.row),
            ],
        ]
    }

    private var summary: JSON {
        let found = answer.nodes.filter { $0.badge.status == .full }.count
        let ages = answer.nodes.compactMap(age)
        let average = ages.isEmpty ? nil : ages.reduce(0, +) / Double(ages.count)
        return [
            "documents_found": .integer(found),
            "documents_missing": .integer(answer.nodes.count - found),
            "max_index_age_seconds": JSON(ages.max()), "avg_index_age_seconds": JSON(average),
        ]
    }
}
