// Clients may declare a reference among the properties. The contract's rule: it is a link when its type is `link`,
// when an array's items are links, or when it names a target.

internal import JSONText

/// One entry of a class's `properties`.
enum PropertyOrLink {
    case property(PropertyDefinition)
    case link(LinkDefinition)

    init(_ member: Members) throws(SchemaError) {
        let name = try member.name("name")
        guard let type = try member.text("type"), !type.isEmpty else {
            throw SchemaError(.missingField, at: member.path + ".type", "a property needs a type")
        }
        let items = member.object["items"]?.object ?? JSONObject()
        let isArray = ["array", "list", "set"].contains(type.lowercased())
        var target = try member.text("target")
        if target == nil { target = try member.text("linkTarget") }
        if target == nil, isArray {
            target = items["linkTarget"]?.string ?? items["target"]?.string
        }
        let isDeclaredLink = try member.flag("isRelationship")
        let defaultValue = member.object["default"].flatMap { $0.isNull ? nil : $0 }
        let isLink = type.lowercased() == "link" || target != nil || isDeclaredLink
        guard isLink else {
            self = .property(
                PropertyDefinition(
                    name: name, type: DataType(type), label: try member.text("label"),
                    isRequired: try member.flag("required"),
                    description: try member.text("description"),
                    defaultValue: defaultValue,
                    constraints: member.object["constraints"]?.object ?? JSONObject()))
            return
        }
        guard let target else {
            throw SchemaError(
                .invalidLink, at: member.path, "a link needs a target: name its class")
        }
        let fallback = isArray ? Cardinality.oneToMany : Cardinality.manyToOne
        let written = try member.text("cardinality") ?? fallback.rawValue
        guard let cardinality = Cardinality(wire: written) else {
            throw SchemaError(
                .wrongShape, at: member.path + ".cardinality",
                "cardinality is one of 1:1, 1:n, n:1, n:m")
        }
        self = .link(
            LinkDefinition(
                predicate: name, target: try Members.classID(target, at: member.path + ".target"),
                label: try member.text("label"), cardinality: cardinality,
                description: try member.text("description")))
    }
}
