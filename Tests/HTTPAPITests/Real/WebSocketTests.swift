// WebSockets frame by frame, over a TCP port, on a real engine: what a client may send, what it is told, and how it ends.

import Engine
import HTTPAPI
import JSONText
import Testing

@Suite struct WebSocketTests {
    private static let path = "/api/v1/ws/commands"

    /// Runs the BFF on a free port while `body` runs.
    private func withBFF(
        _ engine: RealEngine, doors: Doors? = nil,
        _ body: @Sendable @escaping (String) async throws -> Void
    ) async throws {
        try await running(engine.client, doors: doors, { $0.bff(port: 0) }, body)
    }

    @Test func aCommandIsToldAsItStandsAlsoToWhoComesLateOrAgain() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let id = try #require(
                try await engine.run(FindCommands(database: "shop", limit: 1)).items.first?.id)
            try await withBFF(engine) { place in
                // A second time: a client that lost its connection subscribes again.
                for _ in 0..<2 {
                    let socket = try await RawConnection.webSocket(
                        place, WebSocketTests.path + "/" + id)
                    #expect(try await socket.read().text.contains("connection_established"))
                    #expect(try await socket.read().text.contains("subscription_result"))
                    let update = try JSON(parsing: try await socket.read().text)
                    #expect(update["type"] == "command_update")
                    #expect(update["data"]?["status"] == "COMPLETED")
                }
                // The path as the contract's documents have it.
                let bare = try await RawConnection.webSocket(place, "/ws/commands?user_id=ada")
                #expect(try await bare.read().text.contains(#""user_id":"ada""#))
            }
        }
    }

    @Test func changesOfASubscribedCommandArrive() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            try await withBFF(engine) { place in
                let socket = try await RawConnection.webSocket(place, WebSocketTests.path)
                let made = try await engine.oms.post(
                    "/api/v1/instances/shop/async/Product/create",
                    #"{"data":{"product_id":"w1"}}"#)
                let id = made["command_id"]?.string ?? ""
                try await socket.write(#"{"type":"subscribe","command_id":"\#(id)"}"#)
                _ = try await socket.message(with: #""status":"COMPLETED""#)
                try await socket.write(#"{"type":"get_subscriptions"}"#)
                #expect(try await socket.message(with: "subscribed_commands").contains(id))
                try await socket.write(#"{"type":"unsubscribe","command_id":"\#(id)"}"#)
                #expect(try await socket.message(with: "unsubscribe").contains("true"))
            }
        }
    }

    @Test func theLogIsFollowedAsByServerSentEventsAndGoneOnWith() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            try await withBFF(engine) { place in
                let socket = try await RawConnection.webSocket(place, WebSocketTests.path)
                try await socket.write(#"{"type":"follow","database":"shop"}"#)
                let snapshot = try JSON(
                    parsing: try await socket.message(with: #""type":"snapshot""#))
                let seen = try #require(snapshot["id"]?.string)
                #expect(snapshot["data"]?["commands"]?.array?.isEmpty == false)
                #expect(snapshot["data"]?["pipeline"]?["workers"]?.array?.isEmpty == false)
                let made = try await engine.oms.post(
                    "/api/v1/instances/shop/async/Product/create?wait=20",
                    #"{"data":{"product_id":"w2"}}"#)
                #expect(made.status == 202)
                _ = try await socket.message(with: #""event_type":"INSTANCE_CREATED""#)
                // Who comes back says what it has seen.
                let again = try await RawConnection.webSocket(place, WebSocketTests.path)
                try await again.write(
                    #"{"type":"follow","database":"shop","last_event_id":"\#(seen)"}"#)
                let missed = try JSON(
                    parsing: try await again.message(with: "CREATE_INSTANCE_REQUESTED"))
                #expect(missed["data"]?["command_id"] == made["command_id"])
                #expect(missed["data"]?["aggregate"] == "Product/w2")
                try await again.write(#"{"type":"unfollow"}"#)
                #expect(try await again.message(with: "unfollow").contains("true"))
                try await again.write(#"{"type":"follow","last_event_id":"yesterday"}"#)
                #expect(try await again.message(with: "\"follow\"").contains("false"))
            }
        }
    }

    @Test func pingsAndFragmentsAndClosesAreAnswered() async throws {
        try await RealEngine.with { engine in
            try await withBFF(engine) { place in
                let socket = try await RawConnection.webSocket(place, WebSocketTests.path)
                try await socket.write(9, Array("beat".utf8))
                #expect(try await socket.read(10).text == "beat")
                // One message in three frames, with a ping between them.
                let text = Array(#"{"type":"ping","timestamp":"now"}"#.utf8)
                try await socket.write(1, Array(text[..<5]), isLast: false)
                try await socket.write(9, [])
                try await socket.write(0, Array(text[5..<9]), isLast: false)
                try await socket.write(0, Array(text[9...]))
                #expect(
                    try await socket.message(with: "pong") == #"{"type":"pong","timestamp":"now"}"#)
                try await socket.write(8, [0x03, 0xE8])
                #expect(try await socket.read(8).code == 1000)
            }
        }
    }

    @Test func whatIsNoMessageIsSaidAndTheConnectionStays() async throws {
        try await RealEngine.with { engine in
            try await withBFF(engine) { place in
                let socket = try await RawConnection.webSocket(place, WebSocketTests.path)
                for text in ["", "{", "[]", "{}", #"{"type":"burn"}"#, #"{"type":"subscribe"}"#] {
                    try await socket.write(text)
                    _ = try await socket.message(with: #""type":"error""#)
                }
                try await socket.write(#"{"type":"subscribe","command_id":"x"}"#)
                #expect(try await socket.message(with: "subscription_result").contains("false"))
            }
        }
    }

    @Test func whatBreaksTheProtocolEndsWithItsCode() async throws {
        try await RealEngine.with { engine in
            try await withBFF(engine) { place in
                let long = [UInt8](repeating: 0x61, count: 70_000)
                let part = Array(long[..<30_000])
                typealias Sending = @Sendable (RawConnection) async throws -> Void
                let cases: [(code: Int, send: Sending)] = [
                    (1009, { try await $0.write(1, long) }),
                    (
                        1002,
                        { socket in
                            for _ in 0..<3 { try await socket.write(1, part, isLast: false) }
                        }
                    ),
                    (
                        1009,
                        { socket in
                            for number in 0..<4 {
                                try await socket.write(number == 0 ? 1 : 0, part, isLast: false)
                            }
                        }
                    ),
                    (1002, { try await $0.write(1, [0x7B], isMasked: false) }),
                    (1002, { try await $0.write(1, [0x7B], reserved: 4) }),
                    (1002, { try await $0.write(0, [0x7B]) }),
                    (1007, { try await $0.write(1, [0xC3, 0x28]) }),
                    (1003, { try await $0.write(2, [1, 2]) }),
                ]
                for (number, wanted) in cases.enumerated() {
                    let socket = try await RawConnection.webSocket(place, WebSocketTests.path)
                    // The other side may close before all of it is sent.
                    try? await wanted.send(socket)
                    let code = try await socket.read(8).code
                    #expect(code == wanted.code, "case \(number)")
                }
            }
        }
    }

    @Test func whoMayNotIsRefusedAndWhoseTokenIsRevokedIsPutOut() async throws {
        try await RealEngine.with { engine in
            let issued = try await engine.run(CreateToken(name: "r", roles: ["reader"]))
            let bearer = ["Authorization": "Bearer " + issued.token]
            let doors = Doors(engine: engine.client, ratePerSecond: 0)
            try await withBFF(engine, doors: doors) { place in
                await #expect(throws: RawConnection.Failure.self) {
                    _ = try await RawConnection.webSocket(place, WebSocketTests.path)
                }
                let socket = try await RawConnection.webSocket(
                    place, WebSocketTests.path, headers: bearer)
                #expect(try await socket.read().text.contains("connection_established"))
                let bad = try await RawConnection.webSocket(
                    place, WebSocketTests.path + "?client_id=a%20b", headers: bearer)
                #expect(try await bad.read(8).code == 4000)
                _ = try await engine.run(RevokeToken(id: issued.view.id))
                #expect(try await socket.read(8).code == 1008)
            }
        }
    }
}
