// JSON value → any Decodable. Missing members are nil for optionals; unknown members are ignored; a
// member of type JSON is taken as it stands, so decimals stay exact.

/// Decodable values out of JSON values.
package enum JSONDecoding {
    /// O(size of the value). The error names the path of the first thing that does not fit.
    package static func decode<Value: Decodable>(_ type: Value.Type, from json: JSON)
        throws(JSONShapeError) -> Value
    {
        do {
            return try JSONValueDecoder(json: json, codingPath: []).decode(type)
        } catch let error as JSONShapeError {
            throw error
        } catch let error as DecodingError {
            throw JSONShapeError(error)
        } catch {
            throw JSONShapeError(.invalidValue, path: [], problem: "cannot be read: \(error)")
        }
    }
}

/// One place in the value that is being read.
struct JSONValueDecoder: Decoder {
    let json: JSON
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let object) = json else { throw mismatch(JSONObject.self, "an object") }
        return KeyedDecodingContainer(
            JSONKeyedDecoding<Key>(object: object, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let items) = json else { throw mismatch([JSON].self, "an array") }
        return JSONUnkeyedDecoding(items: items, codingPath: codingPath)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        JSONSingleDecoding(decoder: self)
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if type == JSON.self, let value = json as? Value { return value }
        if type == String.self, let value = try text() as? Value { return value }
        if type == Bool.self, let value = try flag() as? Value { return value }
        if type == Int.self, let value = try integer(Int.self) as? Value { return value }
        if type == Double.self, let value = try number(Double.self) as? Value { return value }
        if type == Float.self, let value = try number(Float.self) as? Value { return value }
        return try Value(from: self)
    }

    func text() throws -> String {
        guard case .string(let text) = json else { throw mismatch(String.self, "a text") }
        return text
    }

    func flag() throws -> Bool {
        guard case .bool(let value) = json else { throw mismatch(Bool.self, "true or false") }
        return value
    }

    func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
        switch json {
        case .integer(let value):
            guard let number = Number(exactly: value) else { throw outOfRange() }
            return number
        case .number(let text):
            guard let number = Number(text) else { throw mismatch(type, "an integer") }
            return number
        default: throw mismatch(type, "an integer")
        }
    }

    func number<Number: BinaryFloatingPoint & LosslessStringConvertible>(_ type: Number.Type)
        throws -> Number
    {
        switch json {
        case .integer(let value): return Number(value)
        case .number(let text):
            guard let number = Number(text), number.isFinite else { throw outOfRange() }
            return number
        default: throw mismatch(type, "a number")
        }
    }

    private func outOfRange() -> DecodingError {
        .dataCorrupted(
            DecodingError.Context(
                codingPath: codingPath, debugDescription: "is out of range: \(json.plainText)"))
    }

    private func mismatch(_ type: Any.Type, _ wanted: String) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath, debugDescription: "must be \(wanted), not \(json.kindText)")
        return json.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }
}

extension JSON {
    /// `a text`, `null`, …: what this value is, for people.
    var kindText: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .number: "a number"
        case .string: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
