// What differs between two definitions of a class, member by member, as lines that people read.

import JSONText

struct DefinitionDifference: Hashable, Sendable {
    /// The property or link; empty for the class itself.
    var place: String
    /// Empty when the property or link as a whole came or went.
    var member: String
    var old: JSON?
    var new: JSON?

    /// `unitPrice type: integer → decimal`, `+ unitPrice decimal`, `- fax`.
    var text: String {
        guard member.isEmpty else {
            let name = place.isEmpty ? member : "\(place) \(member)"
            return "\(name): \(Self.words(old)) → \(Self.words(new))"
        }
        let whole = new ?? old ?? .null
        let kind = whole["type"]?.string ?? "→ \(whole["target"]?.string ?? "")"
        return "\(new == nil ? "-" : "+") \(place) \(kind)"
    }

    static func between(_ old: JSON, _ new: JSON) -> [DefinitionDifference] {
        let facts = ["label", "description", "primary_key", "parent_class", "abstract"]
        return members(of: "", facts, old, new)
            + items("properties", "name", old, new) + items("relationships", "predicate", old, new)
    }

    private static func members(
        of place: String, _ names: [String], _ old: JSON, _ new: JSON
    ) -> [DefinitionDifference] {
        names.compactMap { name in
            let (before, after) = (old[name] ?? .null, new[name] ?? .null)
            return before == after
                ? nil
                : DefinitionDifference(place: place, member: name, old: before, new: after)
        }
    }

    private static func items(
        _ list: String, _ name: String, _ old: JSON, _ new: JSON
    ) -> [DefinitionDifference] {
        let before = old[list]?.array ?? []
        let after = new[list]?.array ?? []
        var found: [DefinitionDifference] = []
        for item in after {
            guard let place = item[name]?.string else { continue }
            guard let former = before.first(where: { $0[name]?.string == place }) else {
                found.append(DefinitionDifference(place: place, member: "", new: item))
                continue
            }
            let names = (item.object?.names ?? []) + (former.object?.names ?? [])
            var seen: Set<String> = [name]
            found += members(
                of: place, names.filter { seen.insert($0).inserted }, former, item)
        }
        for item in before {
            guard let place = item[name]?.string,
                !after.contains(where: { $0[name]?.string == place })
            else { continue }
            found.append(DefinitionDifference(place: place, member: "", old: item))
        }
        return found
    }

    private static func words(_ value: JSON?) -> String {
        switch value {
        case .array(let items)?:
            items.isEmpty ? "none" : items.map(\.plainText).joined(separator: " + ")
        case .object(let object)?:
            object.isEmpty ? "none" : PropertyRules.words(object).joined(separator: ", ")
        default: Cells.text(value)
        }
    }
}
