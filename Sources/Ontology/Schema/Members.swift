// Reads typed members of a JSON object and says where a wrong one stands.

internal import JSONText

/// The members of one object and the path to it.
struct Members {
    let object: JSONObject
    let path: String

    init(_ object: JSONObject, path: String) {
        self.object = object
        self.path = path
    }

    init(_ json: JSON, path: String) throws(SchemaError) {
        guard let object = json.object else {
            throw SchemaError(.wrongShape, at: path, "expected a JSON object")
        }
        self.init(object, path: path)
    }

    private func at(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

    /// Nil when absent or null.
    func text(_ name: String) throws(SchemaError) -> String? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw SchemaError(.wrongShape, at: at(name), "\(name) must be a text")
        }
    }

    func flag(_ name: String) throws(SchemaError) -> Bool {
        switch object[name] {
        case nil, .null: return false
        case .bool(let value): return value
        default: throw SchemaError(.wrongShape, at: at(name), "\(name) must be true or false")
        }
    }

    func array(_ name: String) throws(SchemaError) -> [JSON] {
        switch object[name] {
        case nil, .null: return []
        case .array(let items): return items
        default: throw SchemaError(.wrongShape, at: at(name), "\(name) must be an array")
        }
    }

    func texts(_ name: String) throws(SchemaError) -> [String] {
        var result: [String] = []
        for item in try array(name) {
            guard let text = item.string else {
                throw SchemaError(.wrongShape, at: at(name), "\(name) must be an array of texts")
            }
            result.append(text)
        }
        return result
    }

    /// A property name or predicate that must be there.
    func name(_ member: String) throws(SchemaError) -> String {
        guard let text = try text(member), !text.isEmpty else {
            throw SchemaError(.missingField, at: at(member), "\(member) is missing")
        }
        do throws(NameError) {
            return try PropertyName.checked(text)
        } catch {
            throw SchemaError(.invalidName, at: at(member), "\(error.kind): \(error.rule)")
        }
    }

    /// A class id that must be there.
    func classID(_ member: String) throws(SchemaError) -> ClassID {
        guard let text = try text(member), !text.isEmpty else {
            throw SchemaError(.missingField, at: at(member), "\(member) is missing")
        }
        return try Members.classID(text, at: at(member))
    }

    static func classID(_ text: String, at path: String) throws(SchemaError) -> ClassID {
        do throws(NameError) {
            return try ClassID(text)
        } catch {
            throw SchemaError(.invalidName, at: path, "\(error.kind): \(error.rule)")
        }
    }
}
