// What a client says a class looks like (`target_schema_json`): the names that columns may go to, and how their cells are
// to be read where the class is not there yet and says nothing itself.

internal import Engine
internal import JSONText

struct TargetSchema {
    private let names: Set<String>
    private let types: [String: String]

    /// Errors: it is no list of objects with a `name`, or names nothing.
    init(_ text: String) throws(EngineError) {
        guard let items = (try? JSON(parsing: text))?.array, !items.isEmpty else {
            throw EngineError(.invalidRequest, "target_schema_json is a JSON list with members")
        }
        var names: Set<String> = []
        var types: [String: String] = [:]
        for item in items {
            guard let name = item["name"]?.string, !name.isEmpty else {
                throw EngineError(
                    .invalidRequest, "a member of target_schema_json has a name and a type")
            }
            names.insert(name)
            types[name] = item["type"]?.string
        }
        self.names = names
        self.types = types
    }

    /// Errors: a column goes to a name that is not in it.
    func check(_ columns: [ImportTarget.Column]) throws(EngineError) {
        for column in columns {
            guard let property = column.property, !names.contains(property) else { continue }
            throw EngineError(
                .invalidRequest,
                "\(column.column) goes to \(property), which target_schema_json does not name")
        }
    }

    /// How the columns are to be read, by their names.
    func readings(_ columns: [ImportTarget.Column]) -> [String: String] {
        var readings: [String: String] = [:]
        for column in columns {
            guard let property = column.property, let type = types[property] else { continue }
            readings[column.column] = Self.reading(type)
        }
        return readings
    }

    /// By the names of XML Schema and the usual ones; what is not known is text.
    private static func reading(_ type: String) -> String {
        let name = type.lowercased()
        switch name.hasPrefix("xsd:") ? String(name.dropFirst(4)) : name {
        case "int", "integer", "long", "short": return "integer"
        case "decimal", "double", "float", "number", "money", "currency": return "decimal"
        case "bool", "boolean": return "boolean"
        case "date": return "date"
        case "datetime", "timestamp": return "datetime"
        case "time": return "time"
        default: return "string"
        }
    }
}
