// What is said about the links of an ontology.

package import Engine
package import JSONText

package enum NetworkAnswers {
    package static func finding(_ finding: NetworkReport.Finding) -> JSON {
        [
            "code": .string(finding.code), "class_id": .string(finding.className),
            "predicate": JSON(finding.predicate), "message": .string(finding.message),
        ]
    }

    package static func cycles(_ report: NetworkReport) -> JSON {
        .array(report.cycles.map { .array($0.map(JSON.string)) })
    }

    package static func analysis(
        _ report: NetworkReport, database: String, now: String, language: String
    ) -> JSON {
        let score = report.score
        let (grade, color) =
            switch score {
            case 90...: ("Excellent", "green")
            case 70..<90: ("Good", "blue")
            case 50..<70: ("Fair", "yellow")
            default: ("Poor", "red")
            }
        let kinds = report.kinds.sorted { $0.key < $1.key }.map { ($0.key, JSON.integer($0.value)) }
        let average = report.classes == 0 ? 0 : Double(report.links) / Double(report.classes)
        let coverage =
            report.links == 0 ? 1 : Double(report.linksWithInverse) / Double(report.links)
        return [
            "status": "success", "message": .string("\(report.links) links"),
            "network_health": [
                "score": .integer(score), "grade": .string(grade), "color": .string(color),
                "description": .string(
                    "\(report.errors.count) errors, \(report.criticalCycles) critical rings, "
                        + "\(report.warnings.count) warnings"),
            ],
            "statistics": [
                "total_ontologies": .integer(report.classes),
                "total_relationships": .integer(report.links),
                "relationship_types": .object(JSONObject(kinds)),
                "total_entities": .integer(report.instances),
                "average_connections": JSON(average),
            ],
            "quality_metrics": [
                "validation_errors": .integer(report.errors.count),
                "validation_warnings": .integer(report.warnings.count),
                "critical_cycles": .integer(report.criticalCycles),
                "total_cycles": .integer(report.cycles.count), "inverse_coverage": JSON(coverage),
            ],
            "recommendations": .array(recommendations(report)),
            "metadata": [
                "analysis_timestamp": .string(now), "database": .string(database),
                "language": .string(language),
            ],
        ]
    }

    private static func recommendations(_ report: NetworkReport) -> [JSON] {
        let found =
            report.errors.map { ("high", $0.message) }
            + (report.criticalCycles > 0
                ? [("high", "make one link of each ring of required links optional")] : [])
            + report.warnings.map { ("medium", $0.message) }
        return found.map { ["priority": .string($0.0), "message": .string($0.1)] }
    }

    package static func paths(
        _ found: ClassPaths, from start: String, to end: String?, kind: String, depth: Int
    ) -> JSON {
        let lengths = found.paths.map(\.count)
        let shortest = lengths.min() ?? 0
        let kept =
            kind == "shortest" && end != nil
            ? found.paths.filter { $0.count == shortest } : found.paths
        let shown = kept.prefix(10).map { path -> JSON in
            [
                "start": .string(start), "end": JSON(path.last?.to),
                "path": .array(([start] + path.map(\.to)).map(JSON.string)),
                "predicates": .array(path.map { .string($0.predicate) }),
                "length": .integer(path.count), "weight": .integer(path.count),
                "confidence": JSON(1 / Double(max(1, path.count))), "path_type": .string(kind),
            ]
        }
        let average =
            kept.isEmpty ? 0 : Double(kept.reduce(0) { $0 + $1.count }) / Double(kept.count)
        return [
            "status": "success", "message": .string("\(kept.count) paths"),
            "query": [
                "start_entity": .string(start), "end_entity": JSON(end),
                "max_depth": .integer(depth), "path_type": .string(kind),
            ],
            "paths": .array(Array(shown)),
            "statistics": [
                "total_paths_found": .integer(kept.count),
                "displayed_paths": .integer(shown.count), "average_length": JSON(average),
                "shortest_path_length": .integer(shortest),
                "longest_path_length": .integer(kept.map(\.count).max() ?? 0),
                "is_cut": .bool(found.isCut),
            ],
            "metadata": [
                "language": "en", "start_id": .string(start), "end_id": JSON(end),
            ],
        ]
    }

    /// The metadata of a class with one more use of a mapping; the entry; how many there are.
    package static func mappingMetadata(
        _ body: JSONObject, onto metadata: JSONObject, now: String
    ) -> (JSONObject, entry: JSON, count: Int) {
        let file = body["sourceFile"] ?? "unknown"
        let entry: JSON = [
            "timestamp": body["timestamp"] ?? .string(now), "source_file": file,
            "mappings_count": body["mappingsCount"] ?? 0,
            "average_confidence": body["averageConfidence"] ?? 0,
            "mapping_details": body["mappingDetails"] ?? [],
        ]
        let history = (metadata["mapping_history"]?.array ?? []) + [entry]
        var changed = metadata
        changed["mapping_history"] = .array(Array(history.suffix(10)))
        changed["last_mapping_date"] = entry["timestamp"]
        changed["total_mappings"] = .integer((metadata["total_mappings"]?.integer ?? 0) + 1)
        var sources = metadata["mapping_sources"]?.array ?? []
        if !sources.contains(file) { sources.append(file) }
        changed["mapping_sources"] = .array(sources)
        return (changed, entry, min(history.count, 10))
    }
}

/// A class in the words of JSON-LD.
package enum ClassSchema {
    package static func linked(_ view: ClassView, database: String, isOWL: Bool) -> JSON {
        let base = "urn:spice:\(database):"
        let properties = view.properties.map { property -> JSON in
            [
                "@id": .string(base + property.name),
                "@type": .string(isOWL ? "owl:DatatypeProperty" : "rdf:Property"),
                "rdfs:label": .string(property.label),
                "rdfs:domain": ["@id": .string(base + view.id)],
                "rdfs:range": ["@id": .string("xsd:" + property.type)],
            ]
        }
        let links = view.links.map { link -> JSON in
            [
                "@id": .string(base + link.predicate),
                "@type": .string(isOWL ? "owl:ObjectProperty" : "rdf:Property"),
                "rdfs:label": .string(link.label),
                "rdfs:domain": ["@id": .string(base + view.id)],
                "rdfs:range": ["@id": .string(base + link.target)],
            ]
        }
        let own: JSON = [
            "@id": .string(base + view.id), "@type": .string(isOWL ? "owl:Class" : "rdfs:Class"),
            "rdfs:label": .string(view.label), "rdfs:comment": JSON(view.description),
        ]
        return [
            "@context": [
                "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
                "owl": "http://www.w3.org/2002/07/owl#",
                "xsd": "http://www.w3.org/2001/XMLSchema#",
            ],
            "@graph": .array([own] + properties + links),
        ]
    }
}
