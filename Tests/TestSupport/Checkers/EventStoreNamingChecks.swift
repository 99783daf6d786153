// The promises of EventStore about names: idempotency keys, addresses of streams, texts of any script.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Testing

enum EventStoreNamingChecks {
    static let all: [PortCheck] = [
        idempotencyKey, keyReused, awkward, byteIdentity, scopes, largeEvent,
    ]

    static let idempotencyKey = PortCheck("an idempotency key used again gets the first answer") {
        var store = try await $0.open().store
        let build = EventBuilder()
        let key = IdempotencyKey(scope: "shop", key: "é 漢字 ☕️", contentHash: [1, 2, 255])
        let first = try await appended(store, [build.command(build.stream("1"))], key: key)
        for round in 0..<2 {
            if round == 1 { store = try await $0.open().store }
            let again = try await store.append(
                [
                    Submission(
                        [build.command(build.stream("2"))], expecting: .any, idempotencyKey: key)
                ], with: nil)
            #expect(again == [.appended(first, isDuplicate: true)])
        }
        var elsewhere = key
        elsewhere.scope = "office"
        _ = try await appended(store, [build.command(build.stream("3"))], key: elsewhere)
        #expect(try await store.read(after: .start, limit: 9).count == 2)
    }

    static let keyReused = PortCheck("an idempotency key with another content is refused") {
        let store = try await $0.open().store
        let build = EventBuilder()
        var key = IdempotencyKey(scope: "shop", key: "k1", contentHash: [1])
        _ = try await appended(store, [build.command(build.stream("1"))], key: key)
        key.contentHash = [2]
        let answer = try await store.append(
            [Submission([build.command(build.stream("2"))], expecting: .any, idempotencyKey: key)],
            with: nil)
        #expect(answer == [.refused(.keyReused("k1"))])
        let refused = IdempotencyKey(scope: "shop", key: "k2", contentHash: [1])
        let conflict = try await store.append(
            [
                Submission(
                    [build.command(build.stream("1"))], expecting: .exactly(.none),
                    idempotencyKey: refused)
            ], with: nil)
        #expect(events(conflict[0]) == nil)
        _ = try await appended(store, [build.command(build.stream("1"))], key: refused)
        #expect(try await store.read(after: .start, limit: 9).count == 2)
    }

    static let awkward = PortCheck("names of any script and with any sign stay what they are") {
        let world = $0
        var store = try await world.open().store
        let build = EventBuilder()
        var all: [RecordedEvent] = []
        for text in EventBuilder.awkwardTexts {
            var stream = build.stream(text)
            stream.className = "K:" + text
            var event = build.command(stream, JSONObject([(text, .string(text))]))
            event.actor = text
            all += try await appended(store, [event], expecting: .exactly(.none))
        }
        store = try await world.open().store
        for recorded in all {
            let read = try await store.read(recorded.event.stream, after: .none, limit: 2)
            #expect(read == [recorded])
            #expect(
                read.first?.event.stream.key.utf8.elementsEqual(recorded.event.stream.key.utf8)
                    == true)
            #expect(read.first?.event.data.bytes == recorded.event.data.bytes)
        }
    }

    static let byteIdentity = PortCheck("streams whose names differ in bytes are two streams") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let pairs = [
            (build.stream("caf\u{E9}"), build.stream("cafe\u{301}")),
            (build.stream("b", className: "a"), build.stream("", className: "ab")),
            (build.stream("b:c", className: "a"), build.stream("c", className: "a:b")),
            (build.stream("x"), build.stream("X")), (build.stream("y"), build.stream("y ")),
        ]
        for (left, right) in pairs {
            _ = try await appended(store, [build.command(left)], expecting: .exactly(.none))
            _ = try await appended(store, [build.command(right)], expecting: .exactly(.none))
            #expect(try await store.read(left, after: .none, limit: 9).count == 1)
            #expect(try await store.read(right, after: .none, limit: 9).count == 1)
        }
    }

    static let scopes = PortCheck("database, epoch, branch and type tell streams apart") {
        let store = try await $0.open().store
        let base = EventBuilder().stream("1")
        var streams = [base, base, base, base, base]
        streams[1].database = "office"
        streams[2].epoch = 2
        streams[3].branch = "draft"
        streams[4].type = .ontologyClass
        let build = EventBuilder()
        for stream in streams {
            _ = try await appended(store, [build.command(stream)], expecting: .exactly(.none))
        }
        for stream in streams {
            let events = try await store.read(stream, after: .none, limit: 9)
            #expect(events.map(\.event.stream) == [stream])
        }
    }

    static let largeEvent = PortCheck("an event of two megabytes is stored and read") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let text = String(repeating: "漢é🙂x", count: 200_000)
        let event = build.command(build.stream("1"), JSONObject([("text", .string(text))]))
        let recorded = try await appended(store, [event])
        #expect(try await store.find(event.id) == recorded[0])
    }
}
