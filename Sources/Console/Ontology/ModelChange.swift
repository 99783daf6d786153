// One change of a class, as an operation on its definition: it can be made on the version that was seen, and again on a
// newer one. Pure.

package import JSONText

package enum ModelChange: Hashable, Sendable {
    /// Label, description and key of the class itself.
    case facts(JSONObject)
    /// A property as a whole, in the place of the named one; nil: a new one.
    case property(JSONObject, replacing: String?)
    case withoutProperty(String)
    /// A link as a whole, in the place of the named one; nil: a new one.
    case link(JSONObject, replacing: String?)
    case withoutLink(String)

    /// The members of the class that an update carries: it replaces whole lists.
    package func updates(of definition: JSON) -> JSONObject {
        let properties = definition["properties"]?.array ?? []
        let links = definition["relationships"]?.array ?? []
        var updates = JSONObject()
        switch self {
        case .facts(let members): return members
        case .property(let property, let old):
            updates["properties"] = .array(Self.putting(property, "name", old, properties))
            if let old, let new = property["name"]?.string, new != old {
                Self.rename(old, new, definition, &updates)
            }
        case .withoutProperty(let name):
            updates["properties"] = .array(properties.filter { $0["name"]?.string != name })
        case .link(let link, let old):
            updates["relationships"] = .array(Self.putting(link, "predicate", old, links))
        case .withoutLink(let name):
            updates["relationships"] = .array(links.filter { $0["predicate"]?.string != name })
        }
        return updates
    }

    private static func putting(
        _ item: JSONObject, _ name: String, _ old: String?, _ items: [JSON]
    ) -> [JSON] {
        guard let place = items.firstIndex(where: { $0[name]?.string == old && old != nil }) else {
            return items + [.object(item)]
        }
        var items = items
        items[place] = .object(item)
        return items
    }

    /// The key and the links that are made of a property follow its new name.
    private static func rename(
        _ old: String, _ new: String, _ definition: JSON, _ updates: inout JSONObject
    ) {
        func renamed(_ names: JSON?) -> JSON {
            .array((names?.array ?? []).map { $0.string == old ? .string(new) : $0 })
        }
        updates["primary_key"] = renamed(definition["primary_key"])
        updates["relationships"] = .array(
            (definition["relationships"]?.array ?? []).map { link in
                guard var link = link.object, link["source_properties"] != nil else { return link }
                link["source_properties"] = renamed(link["source_properties"])
                return .object(link)
            })
    }
}
