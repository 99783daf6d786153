// The labels of a database, folded from its stream of them.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct LabelBook: Sendable {
    static let maximumRows = 50_000
    private static let imported = "LABELS_IMPORTED"
    private static let cleared = "LABELS_CLEARED"

    let engine: Engine

    func list(_ database: String) async throws(EngineError) -> LabelList {
        LabelBook.fold(try await engine.registry.book.read(try await stream(database)))
    }

    func take(_ request: ImportLabels, _ call: CallContext) async throws(EngineError)
        -> LabelReport
    {
        guard !request.rows.isEmpty else {
            throw EngineError(.invalidRequest, "there is nothing to import")
        }
        guard request.rows.count <= LabelBook.maximumRows else {
            throw EngineError(
                .tooLarge, "at most \(LabelBook.maximumRows) labels at once: send them in parts")
        }
        let known = try await list(request.database).rows
        let classes = try await ListClasses(
            database: request.database, branch: request.branch
        ).perform(
            in: engine, call
        ).items
        let findings = LabelCheck(classes, known).findings(request.rows)
        let report = LabelReport(accepted: request.rows.count, findings: findings)
        guard !request.isDryRun else { return report }
        let rows = request.rows.map(LabelBook.json)
        try await engine.registry.book.append(
            LabelBook.imported, JSONObject([("rows", .array(rows))]),
            to: try await stream(request.database), actor: call.principal.actor,
            id: call.id(of: LabelBook.imported))
        return report
    }

    func clear(_ database: String, _ call: CallContext) async throws(EngineError) -> LabelList {
        let id = call.id(of: LabelBook.cleared)
        let facts = try await engine.registry.book.read(try await stream(database))
        // Of a request that comes again: what it has cleared.
        if let id, let place = facts.firstIndex(where: { $0.event.id == id }) {
            return LabelBook.fold(Array(facts[..<place]))
        }
        let list = LabelBook.fold(facts)
        guard !list.rows.isEmpty else { return list }
        try await engine.registry.book.append(
            LabelBook.cleared, JSONObject(), to: try await stream(database),
            actor: call.principal.actor, id: id)
        return list
    }

    private func stream(_ database: String) async throws(EngineError) -> StreamID {
        let scope = try await engine.reader.directory.scope(database, branch: nil)
        return RecordBook.stream("LabelMapping", of: scope)
    }

    private static func fold(_ facts: [RecordedEvent]) -> LabelList {
        var rows: [[String?]: LabelRow] = [:]
        for fact in facts {
            switch fact.event.type {
            case imported:
                for item in fact.event.data["rows"]?.array ?? [] {
                    if let row = row(item) { rows[row.place] = row }
                }
            case cleared: rows = [:]
            default: break
            }
        }
        let sorted = rows.values.sorted { left, right in
            let sides = [left, right].map { $0.place.map { $0 ?? "" } }
            return sides[0].lexicographicallyPrecedes(sides[1])
        }
        return LabelList(rows: sorted, changedAt: facts.last?.event.occurredAt.description)
    }

    private static func json(_ row: LabelRow) -> JSON {
        var object = JSONObject([
            ("kind", .string(row.kind.rawValue)), ("label", .string(row.label)),
            ("language", .string(row.language)),
        ])
        object["class"] = row.className.map(JSON.string)
        object["name"] = row.name.map(JSON.string)
        object["description"] = row.description.map(JSON.string)
        return .object(object)
    }

    private static func row(_ json: JSON) -> LabelRow? {
        guard let kind = json["kind"]?.string.flatMap(LabelRow.Kind.init(rawValue:)),
            let label = json["label"]?.string
        else { return nil }
        return LabelRow(
            kind: kind, className: json["class"]?.string, name: json["name"]?.string,
            label: label, language: json["language"]?.string ?? "",
            description: json["description"]?.string)
    }
}

/// What of some rows does not fit the ontology, or the labels that are there. Pure.
struct LabelCheck: Sendable {
    private let classes: [String: ClassView]
    private let known: [LabelRow]

    init(_ classes: [ClassView], _ known: [LabelRow]) {
        self.classes = Dictionary(classes.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
        self.known = known
    }

    func findings(_ rows: [LabelRow]) -> [LabelReport.Finding] {
        var findings: [LabelReport.Finding] = []
        var seen: Set<[String?]> = []
        for row in rows {
            if !seen.insert(row.place).inserted {
                findings.append(
                    .init(code: "duplicate", row: row, message: "it stands there twice"))
            }
            if let finding = unknown(row) { findings.append(finding) }
            let other = known.first {
                $0.kind == row.kind && $0.language == row.language && $0.label == row.label
                    && $0.place != row.place
                    && ($0.kind != .property || $0.className == row.className)
            }
            if let other {
                findings.append(
                    .init(
                        code: "conflict", row: row,
                        message: "another \(row.kind.rawValue) has the label \(row.label)",
                        existing: other.name ?? other.className))
            }
        }
        return findings
    }

    private func unknown(_ row: LabelRow) -> LabelReport.Finding? {
        switch row.kind {
        case .ontologyClass:
            guard let name = row.className, classes[name] == nil else { return nil }
            return .init(
                code: "unknown_class", row: row, message: "there is no class \(name)")
        case .property:
            let owners = row.className.map { [classes[$0]].compactMap(\.self) }
            let isKnown = (owners ?? Array(classes.values)).contains { view in
                view.properties.contains { $0.name == row.name }
                    || view.links.contains { $0.predicate == row.name }
            }
            return isKnown
                ? nil
                : .init(
                    code: "unknown_property", row: row,
                    message: "there is no property \(row.name ?? "")")
        case .relationship:
            let isKnown = classes.values.contains { view in
                view.links.contains { $0.predicate == row.name }
            }
            return isKnown
                ? nil
                : .init(
                    code: "unknown_relationship", row: row,
                    message: "there is no relationship \(row.name ?? "")")
        }
    }
}
