// What one client does, one command after another, and what must be there then. It follows from seed and lane alone:
// every command is accepted in the end, since nobody else writes to the aggregates of this lane.

package import JSONText

package struct ChaosScript: Hashable, Sendable {
    private static let keys = 12

    package let lane: Int
    private let seed: UInt64
    private var dice: ChaosDice
    private var number = 0
    /// A class that was just made, and has no instance yet.
    private var freshClass: String?
    /// What must be there, by `Class/key`.
    package private(set) var expected: [String: JSONObject] = [:]
    /// Everything that ever was there.
    package private(set) var touched: Set<String> = []
    package private(set) var classes: Set<String> = []

    package init(seed: UInt64, lane: Int) {
        self.seed = seed
        self.lane = lane
        dice = ChaosDice(seed: seed, purpose: "lane \(lane)")
    }

    package mutating func next() -> ChaosWrite {
        number += 1
        var command = drawn()
        note(command)
        if dice.isOne(in: 5) { command.repeats = dice.number(in: 1...2) }
        if command.kind != .delete, ChaosShop.classes.contains(command.className) {
            command.isProbedWithOtherContent = dice.isOne(in: 12)
        }
        command.isProbedTooEarly = command.kind == .update && dice.isOne(in: 6)
        return command
    }

    private mutating func drawn() -> ChaosWrite {
        if let name = freshClass {
            freshClass = nil
            return command(
                .create, name, "\(lane)", JSONObject([("id", .string("\(lane)"))]))
        }
        // One lane is enough for classes; each is followed by an instance that has to wait for it.
        if lane == 0, dice.isOne(in: 12) {
            let name = "Extra\(number)"
            freshClass = name
            return command(.makeClass, name, "", ChaosShop.extra(name))
        }
        let name = dice.isOne(in: 2) ? "Item" : "Box"
        let key = "\(lane)-\(dice.number(in: 1...Self.keys))"
        guard expected["\(name)/\(key)"] != nil else {
            return command(.create, name, key, whole(name, key))
        }
        switch dice.number(in: 1...10) {
        case 1...2: return command(.delete, name, key, JSONObject())
        case 3...5: return command(.update, name, key, part(name))
        default: return command(.patch, name, key, part(name))
        }
    }

    private func command(
        _ kind: ChaosWrite.Kind, _ className: String, _ key: String, _ data: JSONObject
    ) -> ChaosWrite {
        ChaosWrite(
            kind: kind, className: className, key: key, data: data,
            name: "chaos-\(seed)-\(lane)-\(number)")
    }

    private mutating func whole(_ name: String, _ key: String) -> JSONObject {
        var data = JSONObject([("id", .string(key))])
        if name == "Item" {
            data["name"] = .string("item \(number)")
            data["qty"] = .integer(number)
        } else {
            data["size"] = .integer(number)
            data["itemId"] = .string(someItem())
        }
        return data
    }

    /// Changes of one property each, so that a lost one shows.
    private mutating func part(_ name: String) -> JSONObject {
        if name == "Item" {
            return dice.isOne(in: 2)
                ? JSONObject([("name", .string("item \(number)"))])
                : JSONObject([("qty", .integer(number))])
        }
        switch dice.number(in: 1...3) {
        case 1: return JSONObject([("note", .string("note \(number)"))])
        case 2: return JSONObject([("size", .integer(number))])
        default: return JSONObject([("itemId", .string(someItem()))])
        }
    }

    /// Of any lane; it may not be there, or go later.
    private mutating func someItem() -> String {
        "\(dice.number(in: 0...ChaosLoad.lanes - 1))-\(dice.number(in: 1...Self.keys))"
    }

    private mutating func note(_ command: ChaosWrite) {
        switch command.kind {
        case .makeClass:
            classes.insert(command.className)
            return
        case .create: expected[command.aggregate] = command.data
        case .update, .patch:
            let before = expected[command.aggregate] ?? JSONObject()
            expected[command.aggregate] = before.overlaid(by: command.data)
        case .delete: expected[command.aggregate] = nil
        }
        touched.insert(command.aggregate)
    }
}
