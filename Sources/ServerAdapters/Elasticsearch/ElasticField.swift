// The typed fields that properties have in the index: `number.price`, `date.born`, one object of fields a type, so that a
// property which is a number in one class and a text in another has both and neither is refused. What a value is tells its
// field, since an instance may come before its class and outlive a change of it; what a class declares makes the fields
// that its values will need. What a field would refuse (no finite number, no place on the globe) is kept out of it here.

internal import EventSourcing
internal import Foundation
internal import JSONText
internal import Ontology

struct ElasticField: Hashable {
    enum Family: String, CaseIterable {
        case number, text, date, boolean, geo
        /// `SortKey`, of whatever kind the value is: what our own questions go by.
        case sort

        var mapping: JSON {
            switch self {
            case .number: ["type": "double"]
            case .text:
                [
                    "type": "text",
                    "fields": [
                        "raw": [
                            "type": "keyword", "ignore_above": .integer(ElasticField.rawLength),
                        ]
                    ],
                ]
            case .date: ["type": "date", "format": "epoch_millis||strict_date_optional_time"]
            case .boolean: ["type": "boolean"]
            case .geo: ["type": "geo_point"]
            case .sort: ["type": "keyword"]
            }
        }
    }

    /// Of characters; each may have four of the 32 766 bytes of a term.
    static let rawLength = 8191

    let family: Family
    /// Encoded.
    let name: String

    init(_ family: Family, of property: String) {
        self.family = family
        name = ElasticField.encoded(property)
    }

    init(_ family: Family, encoded name: String) {
        self.family = family
        self.name = name
    }

    var path: String { "\(family.rawValue).\(name)" }

    /// A dot would begin an object; other marks have a meaning in one question or another. A long name is told by its hash.
    static func encoded(_ property: String) -> String {
        var bytes: [UInt8] = []
        for byte in property.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                bytes.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        if bytes.isEmpty { return "%" }
        return bytes.count <= 200
            ? String(decoding: bytes, as: UTF8.self)
            : "%-" + ContentHash.sha256Hex(Array(property.utf8))
    }

    /// Those that the values of a class will need.
    static func fields(of definition: ClassDefinition) -> Set<ElasticField> {
        var fields: Set<ElasticField> = []
        for property in definition.properties {
            fields.insert(ElasticField(.sort, of: property.name))
            if let family = family(of: property.type) {
                fields.insert(ElasticField(family, of: property.name))
            }
        }
        return fields
    }

    /// Nil where only the values tell.
    private static func family(of type: DataType) -> Family? {
        if type.name.lowercased() == "coordinate" { return .geo }
        return switch type.base {
        case .text, .time: .text
        case .integer, .number: .number
        case .boolean: .boolean
        case .date, .dateTime: .date
        case .array, .object, .any: nil
        }
    }

    /// What a property's value puts into which field.
    static func values(of property: String, _ value: JSON) -> [(field: ElasticField, value: JSON)] {
        guard let key = SortKey(value) else { return [] }
        var lists: [Family: [JSON]] = [:]
        for item in value.array ?? [value] {
            for (family, value) in typed(item) { lists[family, default: []].append(value) }
        }
        let name = encoded(property)
        var values = [(ElasticField(.sort, encoded: name), JSON.string(key.text))]
        for family in Family.allCases {
            guard let list = lists[family], let first = list.first else { continue }
            values.append(
                (ElasticField(family, encoded: name), list.count == 1 ? first : .array(list)))
        }
        return values
    }

    private static func typed(_ value: JSON) -> [(Family, JSON)] {
        switch value {
        case .null, .array: return []
        case .bool: return [(.boolean, value)]
        case .integer: return [(.number, value)]
        case .number: return value.double.map { [(.number, finite($0))] } ?? []
        case .object(let object): return place(object).map { [(.geo, $0)] } ?? []
        case .string(let text):
            var values = [(Family.text, value)]
            if let time = milliseconds(text) { values.append((.date, .integer(time))) }
            if let place = place(text) { values.append((.geo, place)) }
            return values
        }
    }

    /// The nearest number that a double can be: order stays.
    private static func finite(_ number: Double) -> JSON {
        let limit = Double.greatestFiniteMagnitude
        return .number("\(min(max(number, -limit), limit))")
    }

    /// Without a zone it is taken for UTC.
    private static func milliseconds(_ text: String) -> Int? {
        guard text.utf8.count >= 10, text.utf8.dropFirst(4).first == UInt8(ascii: "-")
        else { return nil }
        let full = text.utf8.count == 10 ? text + "T00:00:00Z" : text
        return (Timestamp(full) ?? Timestamp(full + "Z") ?? Timestamp(full + ":00Z")).map {
            Int($0.microseconds / 1000)
        }
    }

    /// `47.37,8.54`, both with a fraction: two whole numbers are more often something else.
    private static func place(_ text: String) -> JSON? {
        guard text.utf8.count <= 60 else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard parts.count == 2, parts.allSatisfy({ $0.contains(".") && DecimalText($0) != nil })
        else { return nil }
        return place(Double(parts[0]), Double(parts[1]))
    }

    private static func place(_ object: JSONObject) -> JSON? {
        guard object.members.count == 2 else { return nil }
        return place(
            (object["lat"] ?? object["latitude"])?.double,
            (object["lon"] ?? object["lng"] ?? object["longitude"])?.double)
    }

    private static func place(_ latitude: Double?, _ longitude: Double?) -> JSON? {
        guard let latitude, let longitude, (-90...90).contains(latitude),
            (-180...180).contains(longitude)
        else { return nil }
        return ["lat": .number("\(latitude)"), "lon": .number("\(longitude)")]
    }
}
