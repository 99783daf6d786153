// Any Encodable → JSON value. Members keep the order in which the type writes them; a member of
// type JSON passes through untouched, so decimals stay exact. Doubles are written as Swift prints
// them. The members of a dictionary stand by name: its own order is another one in every process.

/// Encodable values as JSON values.
package enum JSONEncoding {
    /// O(size of the value). Throws for infinities and NaN, which JSON cannot hold.
    package static func encode(_ value: some Encodable) throws(JSONShapeError) -> JSON {
        do {
            return try JSONNode.json(of: value, at: [])
        } catch let error as JSONShapeError {
            throw error
        } catch let error as EncodingError {
            throw JSONShapeError(error)
        } catch {
            throw JSONShapeError(.invalidValue, path: [], problem: "cannot be written: \(error)")
        }
    }
}

/// A place in the value under construction. A class, since Codable hands out containers that write
/// to one place.
final class JSONNode {
    enum Child {
        case value(JSON)
        case node(JSONNode)

        var json: JSON {
            switch self {
            case .value(let value): value
            case .node(let node): node.json
            }
        }
    }

    enum Content {
        case empty
        case value(JSON)
        case array([Child])
        case object([(name: String, child: Child)])
    }

    var content = Content.empty

    /// What has been written here; a type that wrote nothing is an empty object.
    var json: JSON {
        switch content {
        case .empty: return .object(JSONObject())
        case .value(let value): return value
        case .array(let items): return .array(items.map(\.json))
        case .object(let members):
            let isUnique = Set(members.map(\.name)).count == members.count
            return isUnique
                ? .object(
                    JSONObject(
                        unique: members.map { JSONObject.Member($0.name, $0.child.json) }))
                : .object(JSONObject(members.map { ($0.name, $0.child.json) }))
        }
    }

    func becomeObject() { if case .empty = content { content = .object([]) } }

    func becomeArray() { if case .empty = content { content = .array([]) } }

    func set(_ name: String, _ child: Child) {
        guard case .object(var members) = content else { return }
        content = .empty  // so that the array is not copied
        members.append((name, child))
        content = .object(members)
    }

    func append(_ child: Child) {
        guard case .array(var items) = content else { return }
        content = .empty
        items.append(child)
        content = .array(items)
    }

    func sortMembers() {
        guard case .object(let members) = content else { return }
        content = .object(members.sorted { $0.name < $1.name })
    }

    var count: Int {
        if case .array(let items) = content { return items.count }
        return 0
    }

    /// Scalars and JSON directly, everything else through its own `encode`.
    static func json(of value: some Encodable, at path: [any CodingKey]) throws -> JSON {
        switch value {
        case let json as JSON: return json
        case let text as String: return .string(text)
        case let flag as Bool: return .bool(flag)
        case let number as Int: return .integer(number)
        case let number as Double: return try JSONNode.number(number, at: path)
        case let number as Float: return try JSONNode.number(number, at: path)
        default:
            let node = JSONNode()
            try value.encode(to: JSONValueEncoder(node: node, codingPath: path))
            if value is any Unordered { node.sortMembers() }
            return node.json
        }
    }

    static func number<Number: BinaryFloatingPoint & LosslessStringConvertible>(
        _ value: Number, at path: [any CodingKey]
    ) throws -> JSON {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value,
                EncodingError.Context(
                    codingPath: path, debugDescription: "is not a number that JSON knows"))
        }
        return .number(String(value))
    }

    static func number(_ value: some BinaryInteger) -> JSON {
        Int(exactly: value).map(JSON.integer) ?? .number(String(value))
    }
}

/// What writes its members in an order of its own each time.
private protocol Unordered {}

extension Dictionary: Unordered where Key == String {}
