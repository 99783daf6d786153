// Classes that are there and what a person decided about them: properties that they get, keys and links that they must have.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Ontology

extension ImportRun {
    /// A class of this name; nil when there is none, or no database.
    func existing(_ name: String) async throws(EngineError) -> ClassDefinition? {
        do throws(EngineError) {
            let scope = try await importer.directory.scope(
                request.database, branch: request.branch)
            return try await importer.directory.definition(name, in: scope)
        } catch  where error.code == .classNotFound || error.code == .databaseNotFound {
            return nil
        }
    }

    /// Links that lead to no class of this import lead to one that is there, whose key they fit.
    func demandLinked(_ proposal: SchemaProposal) async throws(EngineError) {
        for link in proposal.classes.flatMap(\.links) where link.targetTable.isEmpty {
            let columns = link.sourceColumns.joined(separator: " + ")
            guard let target = try await existing(link.targetClass) else {
                throw EngineError(
                    .invalidRequest,
                    "\(columns) leads to \(link.targetClass), which is neither imported nor there")
            }
            guard target.keyProperties.count == link.sourceColumns.count else {
                throw EngineError(
                    .invalidRequest,
                    "\(columns) cannot lead to \(target.id): its key is "
                        + target.keyProperties.joined(separator: " + "))
            }
        }
    }

    /// The class with the properties that a person wants it to get, and the links that are made of them. Throws
    /// `invalid_request` when it has another key or other links than were decided.
    func grown(_ known: ClassDefinition, by wanted: ClassDefinition, _ target: ImportTarget?)
        throws(EngineError) -> ClassDefinition
    {
        guard let target else { return known }
        if target.key != nil, wanted.keyProperties != known.keyProperties {
            throw EngineError(
                .invalidRequest,
                "class \(known.id) is there already with the key "
                    + "\(known.keyProperties.joined(separator: " + ")), and its key stays")
        }
        let names = target.newProperties.filter { known.property($0) == nil }
        var grown = known
        for var property in wanted.properties where names.contains(property.name) {
            // What is there already has no value of it.
            property.isRequired = false
            grown.properties.append(property)
        }
        grown.links += wanted.links.filter { link in
            link.sourceProperties.contains(where: names.contains)
                && !known.links.contains { $0.predicate == link.predicate }
        }
        for choice in target.links ?? [] where choice.target != nil {
            let made = choice.columns.map { target.property(of: $0, proposed: $0) ?? $0 }
            let isThere = grown.links.contains {
                $0.target.text == choice.target && Set($0.sourceProperties) == Set(made)
            }
            guard isThere else {
                throw EngineError(
                    .invalidRequest,
                    "class \(known.id) is there already without a link from "
                        + "\(made.joined(separator: " + ")) to \(choice.target ?? ""): "
                        + "add it to the class")
            }
        }
        return grown
    }

    /// A command of its own, after all others about the class, so that it can be taken back alone.
    func grow(_ known: ClassDefinition, to grown: ClassDefinition) async throws(EngineError) {
        guard let scope else { return }
        var tries = 0
        while true {
            let outlook = try await importer.directory.outlook(known.id.text, in: scope)
            guard let now = outlook.expected(0).definition,
                let payload = Self.additions(to: now, from: known, grown)
            else { break }
            do throws(EngineError) {
                _ = try await importer.acceptor.accept(
                    SubmitCommand(
                        type: .updateClass, database: request.database, branch: request.branch,
                        className: known.id.text, payload: .object(payload),
                        expectedSequence: outlook.sequence.value), call.principal)
                break
            } catch  where error.code == .conflict && tries < Self.mostTries {
                // What was asked of the class before was decided meanwhile, or somebody else changed it.
                tries += 1
            }
        }
        // A row that is decided before the class has the property would fail.
        try await Projected(ports: importer.ports, coverage: importer.coverage, call: call)
            .waitUntilDecided()
    }

    private static let mostTries = 20

    /// What the class as it is now lacks of that by which it was to grow; nil: nothing.
    private static func additions(
        to now: ClassDefinition, from known: ClassDefinition, _ grown: ClassDefinition
    ) -> JSONObject? {
        let properties = grown.properties.filter {
            known.property($0.name) == nil && now.property($0.name) == nil
        }
        let links = grown.links.filter { link in
            !(known.links + now.links).contains { $0.predicate == link.predicate }
        }
        guard !properties.isEmpty || !links.isEmpty else { return nil }
        var payload = JSONObject([
            ("properties", .array((now.properties + properties).map(\.json)))
        ])
        if !links.isEmpty {
            payload["relationships"] = .array((now.links + links).map(\.json))
        }
        return payload
    }
}
