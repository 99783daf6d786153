// From the data of an instance to its links: values under a predicate (`"Customer/c1"`, a list of them, or an object
// with `class` and `properties`), and links made of other properties (foreign keys).

package import JSONText

extension ClassDefinition {
    /// The links of an instance with this data, in the order of the definition. Null and absent values make none.
    package func links(of data: JSONObject) throws(SchemaError) -> [LinkValue] {
        var result: [LinkValue] = []
        for link in links {
            if !link.sourceProperties.isEmpty {
                if let target = try foreignKey(link, data) {
                    result.append(LinkValue(predicate: link.predicate, target: target))
                }
                continue
            }
            for value in try written(link, data) {
                result.append(
                    LinkValue(predicate: link.predicate, target: try reference(value, link)))
            }
        }
        return result
    }

    private func foreignKey(_ link: LinkDefinition, _ data: JSONObject) throws(SchemaError)
        -> LinkTarget?
    {
        var values: [String] = []
        for name in link.sourceProperties {
            guard let value = data[name], !value.isNull else { return nil }
            values.append(value.plainText)
        }
        guard link.targetProperties.isEmpty else {
            return LinkTarget(
                target: link.target, properties: link.targetProperties, values: values)
        }
        return LinkTarget(target: link.target, key: try InstanceKey(parts: values))
    }

    private func written(_ link: LinkDefinition, _ data: JSONObject) throws(SchemaError) -> [JSON] {
        switch data[link.predicate] {
        case nil, .null: return []
        case .array(let items):
            guard link.cardinality.allowsSeveralTargets || items.count <= 1 else {
                throw SchemaError(
                    .invalidLink, at: "data.\(link.predicate)",
                    "\(link.predicate) is \(link.cardinality.rawValue): one target at most")
            }
            return items
        case .some(let value): return [value]
        }
    }

    private func reference(_ value: JSON, _ link: LinkDefinition) throws(SchemaError) -> LinkTarget
    {
        let path = "data.\(link.predicate)"
        switch value {
        case .string(let text):
            guard let slash = text.firstIndex(of: "/") else {
                return LinkTarget(target: link.target, key: try InstanceKey(escaped: text))
            }
            guard text[..<slash] == link.target.text else {
                throw SchemaError(
                    .invalidLink, at: path,
                    "\(link.predicate) points to \(link.target), not to \(text[..<slash])")
            }
            let key = String(text[text.index(after: slash)...])
            return LinkTarget(target: link.target, key: try InstanceKey(escaped: key))
        case .integer(let number):
            return LinkTarget(target: link.target, key: try InstanceKey(parts: [String(number)]))
        case .object(let object):
            guard let properties = object["properties"]?.object, !properties.isEmpty,
                object["class"]?.string.map({ $0 == link.target.text }) ?? true
            else { fallthrough }
            return LinkTarget(
                target: link.target, properties: properties.names,
                values: properties.members.map(\.value.plainText))
        default:
            throw SchemaError(
                .invalidLink, at: path,
                "a link is \"\(link.target)/<key>\" or {\"properties\":{…}} of a \(link.target)")
        }
    }
}
