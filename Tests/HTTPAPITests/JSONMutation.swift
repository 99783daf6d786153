// Changes a JSON value somewhere: another kind, an extreme, gone, twice, deeper.

import JSONText

enum JSONMutation {
    private static let odd: [JSON] = [
        .null, .bool(true), .integer(0), .integer(-1), .integer(.max), .integer(.min),
        .number("1e400"), .number("0.1"), .string(""), .string("\u{0}"), .string("\u{202E}x"),
        .string("../../etc/passwd"), .string("'; --"), .string("p1"), .string("Product"),
        .string("2024-13-45"), .string(String(repeating: "가", count: 400)), .array([]),
        .array([.null]), .array([.array([.array([])])]), .object(JSONObject()),
        .object(JSONObject([("ge", .null)])), .object(JSONObject([("", .integer(1))])),
    ]

    static func mutated<Dice: RandomNumberGenerator>(_ value: JSON, _ dice: inout Dice) -> JSON {
        if Int.random(in: 0..<4, using: &dice) == 0 {
            return odd.randomElement(using: &dice) ?? .null
        }
        switch value {
        case .object(let object): return .object(mutated(object, &dice))
        case .array(var items):
            guard !items.isEmpty else { return .array([odd.randomElement(using: &dice) ?? .null]) }
            let index = Int.random(in: items.indices, using: &dice)
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: items.remove(at: index)
            case 1: items.append(items[index])
            default: items[index] = mutated(items[index], &dice)
            }
            return .array(items)
        default: return odd.randomElement(using: &dice) ?? .null
        }
    }

    private static func mutated<Dice: RandomNumberGenerator>(
        _ object: JSONObject, _ dice: inout Dice
    ) -> JSONObject {
        var object = object
        guard let name = object.names.randomElement(using: &dice) else {
            object["x"] = odd.randomElement(using: &dice)
            return object
        }
        switch Int.random(in: 0..<5, using: &dice) {
        case 0: object[name] = nil
        case 1: object[name + "x"] = object[name]
        default: object[name] = mutated(object[name] ?? .null, &dice)
        }
        return object
    }
}
