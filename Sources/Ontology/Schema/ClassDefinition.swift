// What a class is: properties, links, key. A value; how it comes about is in OntologyClass.

package import JSONText

/// A scalar or structured property of a class.
package struct PropertyDefinition: Hashable, Sendable {
    package var name: String
    package var type: DataType
    package var label: String
    package var isRequired: Bool
    package var description: String?
    package var defaultValue: JSON?
    /// minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength, pattern, enum.
    package var constraints: JSONObject

    package init(
        name: String, type: DataType, label: String? = nil, isRequired: Bool = false,
        description: String? = nil, defaultValue: JSON? = nil,
        constraints: JSONObject = JSONObject()
    ) {
        self.name = name
        self.type = type
        self.label = label ?? name
        self.isRequired = isRequired
        self.description = description
        self.defaultValue = defaultValue
        self.constraints = constraints
    }
}

/// How many on each side: `n:1` = many of this class point to one target.
package enum Cardinality: String, Hashable, Sendable, CaseIterable {
    case oneToOne = "1:1"
    case oneToMany = "1:n"
    case manyToOne = "n:1"
    case manyToMany = "n:m"

    /// Also accepts `n:n` for `n:m`.
    package init?(wire: String) {
        self.init(rawValue: wire == "n:n" ? "n:m" : wire)
    }

    /// Whether one instance may point to several targets.
    package var allowsSeveralTargets: Bool { self == .oneToMany || self == .manyToMany }

    package var inverse: Cardinality {
        switch self {
        case .oneToMany: .manyToOne
        case .manyToOne: .oneToMany
        default: self
        }
    }
}

/// A link to another class (the contract's relationship).
package struct LinkDefinition: Hashable, Sendable {
    package var predicate: String
    package var target: ClassID
    package var label: String
    package var cardinality: Cardinality
    package var description: String?
    package var inversePredicate: String?
    package var inverseLabel: String?
    /// Empty: the link's value stands in the data under the predicate. Else: it is made of these properties.
    package var sourceProperties: [String]
    /// Empty: the value is the target's key. Else: these properties of the target, unique together.
    package var targetProperties: [String]

    package init(
        predicate: String, target: ClassID, label: String? = nil,
        cardinality: Cardinality = .oneToMany, description: String? = nil,
        inversePredicate: String? = nil, inverseLabel: String? = nil,
        sourceProperties: [String] = [], targetProperties: [String] = []
    ) {
        self.predicate = predicate
        self.target = target
        self.label = label ?? predicate
        self.cardinality = cardinality
        self.description = description
        self.inversePredicate = inversePredicate
        self.inverseLabel = inverseLabel
        self.sourceProperties = sourceProperties
        self.targetProperties = targetProperties
    }
}

/// A class of an ontology.
package struct ClassDefinition: Hashable, Sendable {
    /// The most properties and links together that a class may have.
    package static let maximumMembers = 1000

    package var id: ClassID
    package var label: String
    package var description: String?
    package var parent: ClassID?
    package var isAbstract: Bool
    package var properties: [PropertyDefinition]
    package var links: [LinkDefinition]
    /// As declared; empty = the default rule (see `InstanceKey`).
    package var primaryKey: [String]
    package var metadata: JSONObject

    package init(
        id: ClassID, label: String? = nil, description: String? = nil, parent: ClassID? = nil,
        isAbstract: Bool = false, properties: [PropertyDefinition] = [],
        links: [LinkDefinition] = [], primaryKey: [String] = [],
        metadata: JSONObject = JSONObject()
    ) {
        self.id = id
        self.label = label ?? id.text
        self.description = description
        self.parent = parent
        self.isAbstract = isAbstract
        self.properties = properties
        self.links = links
        self.primaryKey = primaryKey
        self.metadata = metadata
    }

    package func property(_ name: String) -> PropertyDefinition? {
        properties.first { $0.name == name }
    }

    package func link(_ predicate: String) -> LinkDefinition? {
        links.first { $0.predicate == predicate }
    }

    /// The properties whose values make an instance's key; empty when keys are generated: the declared ones, else
    /// `<class>_id`, else the only `*_id` property that is no link.
    package var keyProperties: [String] {
        if !primaryKey.isEmpty { return primaryKey }
        let own = id.text.lowercased() + "_id"
        if let property = properties.first(where: { $0.name.lowercased() == own }) {
            return [property.name]
        }
        let linked = Set(links.flatMap { $0.sourceProperties + [$0.predicate] })
        let candidates = properties.filter {
            $0.name.lowercased().hasSuffix("_id") && !linked.contains($0.name)
        }
        return candidates.count == 1 ? [candidates[0].name] : []
    }
}
