// BFF: how classes hang together, and what a class would do to that.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import Ontology
internal import WireFormat

extension BFF {
    static func networkRoutes() -> [Route] {
        let base = "/api/v1/database/{db}"
        let group = "network"
        let format = Endpoint.Parameter("format", Schema.text, "json, jsonld or owl")
        return [
            route(
                Endpoint(
                    .get, base + "/ontology/{class}/schema", "ontologySchema", group: group,
                    "A class as JSON, JSON-LD or OWL.", query: [format, QueryParameter.branch],
                    failures: [400, 404]), schema),
            route(
                Endpoint(
                    .post, base + "/ontology-advanced", "createOntologyAdvanced", group: group,
                    "Asks for a new class when its links hold together.",
                    query: [QueryParameter.branch], body: Schema.classBody,
                    failures: [400, 404, 409, 422]), createAdvanced),
            route(
                Endpoint(
                    .post, base + "/validate-relationships", "validateRelationships", group: group,
                    "What is wrong with the links of a class.", query: [QueryParameter.branch],
                    body: Schema.classBody, failures: [400, 404, 422]
                ).doing(.reads), validate),
            route(
                Endpoint(
                    .post, base + "/check-circular-references", "checkCircularReferences",
                    group: group, "The rings that the ontology has, or would have with a class.",
                    query: [QueryParameter.branch], body: Schema.object, failures: [400, 404]
                ).doing(.reads).orEmpty, circular),
            route(
                Endpoint(
                    .get, base + "/relationship-network/analyze", "analyzeNetwork", group: group,
                    "The health of the links.", query: [QueryParameter.branch],
                    failures: [400, 404]), analyze),
            route(
                Endpoint(
                    .get, base + "/relationship-paths", "relationshipPaths", group: group,
                    "Chains of links from a class.",
                    query: [
                        Endpoint.Parameter(
                            "start_entity", Schema.text, isRequired: true, "class or label"),
                        Endpoint.Parameter("end_entity", Schema.text, "class or label"),
                        Endpoint.Parameter("max_depth", Schema.integer, "1 to 5; 3 when absent"),
                        Endpoint.Parameter(
                            "path_type", Schema.text, "shortest, all, weighted, semantic"),
                        QueryParameter.branch,
                    ], failures: [400, 404, 422]), paths),
            route(
                Endpoint(
                    .post, base + "/ontology/{class}/mapping-metadata", "mappingMetadata",
                    group: group, "Notes with a class that a mapping was used.",
                    query: [QueryParameter.branch], body: Schema.object, failures: [400, 404, 409]
                ).doing(.writes), mappingMetadata),
        ]
    }

    private static func schema(_ request: RouteRequest) async throws(WireError) -> Reply {
        let format = request.query["format"] ?? "json"
        guard ["json", "jsonld", "owl"].contains(format) else {
            throw WireError(EngineError(.invalidRequest, "format is json, jsonld or owl"))
        }
        let view = try await resolvedClass(request)
        let shown =
            format == "json"
            ? ContractObjects.ontologyClass(view)
            : ClassSchema.linked(
                view, database: try request.database(), isOWL: format == "owl")
        return Reply(shown).tagged(view.sequence)
    }

    static func network(_ request: RouteRequest, candidate: JSON?) async throws(WireError)
        -> NetworkReport
    {
        try await request.run(
            AnalyzeNetwork(
                database: try request.database(), branch: try request.branch(),
                candidate: candidate))
    }

    /// A body with an id; one is made of the label when it has none.
    private static func candidate(_ request: RouteRequest) throws(WireError) -> JSON {
        var body = try request.object()
        if body["id"]?.string?.isEmpty ?? true, let label = body["label"]?.string {
            body["id"] = .string(ClassNaming.id(fromLabel: label))
        }
        return .object(body)
    }

    private static func createAdvanced(_ request: RouteRequest) async throws(WireError) -> Reply {
        let report = try await network(request, candidate: try candidate(request))
        // A target that is not there yet is no fault: two classes can name each other.
        let faults = report.errors.filter { $0.code != "unknown_target" }
        guard faults.isEmpty, report.criticalCycles == 0 else {
            throw WireError(
                EngineError(
                    .invalidData,
                    faults.first?.message ?? "the required links run in a ring: "
                        + (report.cycles.first ?? []).joined(separator: " → "),
                    details: JSONObject([
                        ("errors", .array(faults.map(NetworkAnswers.finding))),
                        ("cycles", NetworkAnswers.cycles(report)),
                    ])))
        }
        return try await create(request)
    }

    private static func validate(_ request: RouteRequest) async throws(WireError) -> Reply {
        let report = try await network(request, candidate: try candidate(request))
        return Reply(
            Envelope.success(
                "\(report.errors.count) errors, \(report.warnings.count) warnings",
                [
                    "is_valid": .bool(report.errors.isEmpty),
                    "errors": .array(report.errors.map(NetworkAnswers.finding)),
                    "warnings": .array(report.warnings.map(NetworkAnswers.finding)),
                ]))
    }

    private static func circular(_ request: RouteRequest) async throws(WireError) -> Reply {
        var candidate: JSON?
        if try !request.objectOrEmpty().isEmpty {
            candidate = try self.candidate(request)
        }
        let report = try await network(request, candidate: candidate)
        return Reply(
            Envelope.success(
                "\(report.cycles.count) rings",
                [
                    "has_cycles": .bool(!report.cycles.isEmpty),
                    "cycles": NetworkAnswers.cycles(report),
                    "critical_cycles": .integer(report.criticalCycles),
                ]))
    }

    private static func analyze(_ request: RouteRequest) async throws(WireError) -> Reply {
        let report = try await network(request, candidate: nil)
        return Reply(
            NetworkAnswers.analysis(
                report, database: try request.database(), now: request.now.description,
                language: "en"))
    }

    private static func paths(_ request: RouteRequest) async throws(WireError) -> Reply {
        let kind = request.query["path_type"] ?? "shortest"
        guard ["shortest", "all", "weighted", "semantic"].contains(kind) else {
            throw WireError(
                EngineError(
                    .invalidRequest, "path_type is shortest, all, weighted or semantic"))
        }
        let depth = try request.integer("max_depth", in: 1...5) ?? 3
        let start = try await resolvedClass(named: try request.required("start_entity"), request)
        var end: ClassView?
        if let name = request.query["end_entity"], !name.isEmpty {
            end = try await resolvedClass(named: name, request)
        }
        let found = try await request.run(
            FindClassPaths(
                database: try request.database(), branch: try request.branch(), from: start.id,
                to: end?.id, maxDepth: depth))
        return Reply(
            NetworkAnswers.paths(
                found, from: start.id, to: end?.id, kind: kind, depth: depth))
    }

    /// Kept in the metadata of the class: the last ten uses.
    private static func mappingMetadata(_ request: RouteRequest) async throws(WireError) -> Reply {
        let view = try await resolvedClass(request)
        var (metadata, entry, count) = NetworkAnswers.mappingMetadata(
            try request.object(), onto: view.metadata.object ?? JSONObject(),
            now: request.now.description)
        let accepted = try await request.submit(
            .updateClass, database: try request.database(), className: view.id,
            payload: ["metadata": .object(metadata)],
            expectedSequence: view.sequence)
        if accepted.isDuplicate {
            // Of a request that comes again: as it was noted.
            let command = try await request.run(GetCommand(id: accepted.commandID))
            let noted = command.payload["updates"]?["metadata"]?["mapping_history"]?.array ?? []
            entry = noted.last ?? entry
            count = noted.count
        }
        return Reply(
            Envelope.success(
                "the mapping is noted",
                [
                    "class_id": .string(view.id), "mapping_entry": entry,
                    "total_history_entries": .integer(count),
                    "command_id": .string(accepted.commandID),
                ])
        ).about(accepted)
    }
}
