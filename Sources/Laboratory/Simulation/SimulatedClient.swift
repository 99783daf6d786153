// A client that writes into a small ontology, sends again whatever got no answer, and knows what must come of it.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import Ontology

struct SimulatedClient {
    /// A command that was accepted.
    struct Accepted: Sendable {
        var request: SubmitCommand
        var receipt: AcceptedCommand
    }

    static let database = "shop"

    private(set) var accepted: [Accepted] = []
    /// What must be there in the end, by `Class/key`.
    private(set) var expected: [String: JSONObject] = [:]
    /// Sent, and not answered yet.
    private var pending: SubmitCommand?
    private var opening: [SubmitCommand]
    private var left: Int
    private var number = 0

    init(commands: Int) {
        opening = SimulatedShop.opening
        left = commands
    }

    var isDone: Bool { pending == nil && opening.isEmpty && left == 0 }

    /// Sends the next command, or the last one again while nobody has answered it.
    mutating func send(_ engine: Engine, _ stores: SimulatedStores) async {
        guard let request = pending ?? next(stores) else { return }
        pending = request
        do throws(EngineError) {
            let receipt = try await LocalEngine(engine).run(
                request, CallContext(.localAdmin("client")))
            stores.chance.note("accepted \(receipt.aggregateID) \(receipt.sequence)")
            accepted.append(Accepted(request: request, receipt: receipt))
            expect(request)
            pending = nil
        } catch {
            stores.chance.note("answered \(error.code.rawValue)")
            // Without an answer it may have been accepted: the same again.
            if error.code != .unavailable, error.code != .busy { pending = nil }
        }
    }

    private mutating func next(_ stores: SimulatedStores) -> SubmitCommand? {
        var request: SubmitCommand
        if opening.isEmpty {
            guard left > 0 else { return nil }
            left -= 1
            request = drawn(stores.chance)
        } else {
            request = opening.removeFirst()
        }
        request.commandID = stores.ports.ids.next().description
        return request
    }

    private mutating func drawn(_ chance: SimulatedChance) -> SubmitCommand {
        number += 1
        let isMaker = chance.isOne(in: 4)
        let (name, key) = (isMaker ? "Maker" : "Product", String(chance.number(below: 3)))
        guard expected["\(name)/\(key)"] != nil else {
            return SimulatedShop.create(
                name, key, number: number, maker: String(chance.number(below: 3)))
        }
        if chance.isOne(in: 4) { return SimulatedShop.delete(name, key) }
        return SimulatedShop.update(name, key, number: number, isMaker ? "rank" : "stock")
    }

    /// Whatever is accepted must happen: it was checked against everything before it.
    private mutating func expect(_ request: SubmitCommand) {
        guard let name = request.className, let payload = request.payload.object else { return }
        switch CommandType(rawValue: request.type) {
        case .createInstance:
            expected["\(name)/\(payload["id"]?.string ?? "")"] = payload
        case .updateInstance:
            for member in payload.members {
                expected["\(name)/\(request.key ?? "")"]?[member.name] = member.value
            }
        case .deleteInstance: expected["\(name)/\(request.key ?? "")"] = nil
        default: break
        }
    }
}
