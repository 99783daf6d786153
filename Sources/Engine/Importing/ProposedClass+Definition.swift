// A class that inference proposes, as a class of the ontology. What was observed (no empty cells, ranges) does not
// become a rule; only the key is required.

internal import Inference
internal import JSONText
internal import Ontology

extension ProposedClass {
    /// Why the table `name` can become no class as it stands; nil: it can.
    func tooWide(_ name: String) -> String? {
        let members = Set(properties.map(\.name)).count + links.count
        guard members > ClassDefinition.maximumMembers else { return nil }
        return "\(name) has \(properties.count) columns and \(links.count) links, and a class has "
            + "at most \(ClassDefinition.maximumMembers) of both: name the columns that are to be "
            + "imported in a mapping file with \"onlyNamed\": true, and import it with --mapping"
    }

    /// `proposal` gives the keys of the classes that links point to.
    func definition(in proposal: SchemaProposal, source: JSON) throws(EngineError)
        -> ClassDefinition
    {
        if let problem = tooWide(table) { throw EngineError(.invalidData, problem) }
        return try EngineError.wrapSchema { () throws(SchemaError) in
            var object = JSONObject([("id", .string(id)), ("label", .string(label))])
            // Columns that are joined go into one property.
            var names: Set<String> = []
            object["properties"] = .array(
                properties.filter { names.insert($0.name).inserted }.map(\.json))
            object["relationships"] = .array(
                links.compactMap { $0.json(of: self, in: proposal) })
            object["primary_key"] = .array(primaryKey.map(JSON.string))
            object["metadata"] = ["source": source]
            return try ClassDefinition(json: .object(object))
        }
    }
}

extension ProposedProperty {
    fileprivate var json: JSON {
        [
            "name": .string(name), "type": .string(typeName), "label": .string(label),
            "required": .bool(isKey),
        ]
    }

    /// The ontology's type for what the cells read as.
    var typeName: String {
        switch (base, semantic) {
        case (.integer, _): "integer"
        case (.decimal, .money): "money"
        case (.decimal, .percent): "percent"
        case (.decimal, .latitude): "latitude"
        case (.decimal, .longitude): "longitude"
        case (.decimal, _): "decimal"
        case (.boolean, _): "boolean"
        case (.date, .year): "gYear"
        case (.date, _): "date"
        case (.datetime, _): "datetime"
        case (.time, _): "time"
        case (.string, let semantic?) where ProposedProperty.textTypes.contains(semantic):
            semantic.rawValue
        default: "string"
        }
    }

    private static let textTypes: Set<Semantic> = [
        .identifier, .email, .phone, .url, .uuid, .ip, .country, .countryCode, .currencyCode,
        .language, .postalCode, .hostname, .iban, .isbn, .color, .hash, .duration, .coordinate,
        .object, .array, .mac, .creditCard, .filename, .measurement, .month, .dayOfWeek,
        .personName, .company, .jobTitle, .gender, .city, .region, .streetAddress,
    ]
}

extension ProposedLink {
    /// To a class that is there already, by its key.
    private func jsonByKey(of owner: ProposedClass) -> JSON? {
        let names = sourceColumns.compactMap { owner.property(forColumn: $0)?.name }
        guard names.count == sourceColumns.count else { return nil }
        return [
            "predicate": .string(predicate), "target": .string(targetClass),
            "label": .string(label), "cardinality": .string(cardinality.rawValue),
            "source_properties": .array(names.map(JSON.string)),
        ]
    }

    /// Nil when the proposal does not hold what the link points to.
    fileprivate func json(of owner: ProposedClass, in proposal: SchemaProposal) -> JSON? {
        guard let target = proposal.classes.first(where: { $0.id == targetClass }) else {
            return targetTable.isEmpty ? jsonByKey(of: owner) : nil
        }
        let pairs = zip(sourceColumns, targetColumns).compactMap { source, aim in
            owner.property(forColumn: source).flatMap { own in
                target.property(forColumn: aim).map { (own.name, $0.name) }
            }
        }
        guard pairs.count == sourceColumns.count else { return nil }
        let isByKey = Set(pairs.map(\.1)) == Set(target.primaryKey)
        // A key is made of its parts in the order of the target's key.
        let ordered =
            isByKey
            ? target.primaryKey.compactMap { part in pairs.first { $0.1 == part } } : pairs
        var object = JSONObject([
            ("predicate", .string(predicate)), ("target", .string(targetClass)),
            ("label", .string(label)), ("cardinality", .string(cardinality.rawValue)),
        ])
        object["source_properties"] = .array(ordered.map { .string($0.0) })
        if !isByKey { object["target_properties"] = .array(ordered.map { .string($0.1) }) }
        return .object(object)
    }
}
