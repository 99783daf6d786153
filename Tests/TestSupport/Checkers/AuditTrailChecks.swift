// The promises of AuditTrail.

internal import EventSourcing
internal import JSONText
internal import Testing

package enum AuditTrailChecks {
    package static let all: [PortCheck] = [
        covers, chained, paging, heads, empty, reopening, tampered, tamperedEarly,
    ]

    static let covers = PortCheck("an anchor covers everything stored by now") {
        let bench = AuditBench(try await $0.open())
        let events = try await bench.append(9)
        let head = try await bench.audit.anchor()
        #expect(head.count == 9)
        #expect(head.position == events[8].position)
        #expect(head.hash.count == 32)
        #expect(try await bench.audit.verify() == .intact(head))
    }

    static let chained = PortCheck("each entry has a hash of its own that depends on those before")
    {
        let bench = AuditBench(try await $0.open())
        let events = try await bench.append(6)
        let entries = try await bench.audit.read(after: .start, limit: 100)
        #expect(entries.map(\.event) == events)
        #expect(Set(entries.map(\.hash)).count == 6)
        #expect(try await bench.audit.anchor().hash == entries[5].hash)
        _ = try await bench.append(3)
        let longer = try await bench.audit.read(after: .start, limit: 100)
        #expect(Array(longer.prefix(6)) == entries)
    }

    static let paging = PortCheck("entries read in pages are the entries read at once") {
        let bench = AuditBench(try await $0.open())
        _ = try await bench.append(17)
        _ = try await bench.audit.anchor()
        _ = try await bench.append(6)
        let all = try await bench.audit.read(after: .start, limit: 100)
        var paged: [AuditEntry] = []
        while paged.count < 100 {
            let page = try await bench.audit.read(
                after: paged.last?.event.position ?? .start, limit: 5)
            if page.isEmpty { break }
            paged += page
        }
        #expect(paged == all)
        #expect(all.count == 23)
    }

    static let heads = PortCheck("kept heads are listed newest first and lie on the chain") {
        let bench = AuditBench(try await $0.open())
        var kept: [AuditHead] = []
        for count in [3, 5, 2] {
            _ = try await bench.append(count)
            kept.append(try await bench.audit.anchor())
        }
        let heads = try await bench.audit.heads(limit: 100)
        #expect(heads.first == kept[2])
        #expect(Set(kept).isSubset(of: heads))
        #expect(zip(heads, heads.dropFirst()).allSatisfy { $0.count > $1.count })
        #expect(try await bench.audit.heads(limit: 2).count == 2)
        let entries = try await bench.audit.read(after: .start, limit: 100)
        for head in heads where head.count > 0 {
            #expect(entries[head.count - 1].hash == head.hash)
            #expect(entries[head.count - 1].event.position == head.position)
        }
        #expect(try await bench.audit.anchor() == kept[2])
    }

    static let empty = PortCheck("an empty log has an intact chain of nothing") {
        let bench = AuditBench(try await $0.open())
        #expect(try await bench.audit.read(after: .start, limit: 9).isEmpty)
        guard case .intact(let head) = try await bench.audit.verify() else {
            Issue.record("the chain of nothing is broken")
            return
        }
        #expect(head.count == 0 && head.position == .start)
    }

    static let reopening = PortCheck("the chain goes on after a kill") {
        var bench = AuditBench(try await $0.open())
        _ = try await bench.append(5)
        let head = try await bench.audit.anchor()
        let entries = try await bench.audit.read(after: .start, limit: 100)
        bench = AuditBench(try await $0.open(), seed: 2)
        #expect(try await bench.audit.heads(limit: 100).contains(head))
        _ = try await bench.append(5)
        let longer = try await bench.audit.read(after: .start, limit: 100)
        #expect(Array(longer.prefix(5)) == entries)
        let next = try await bench.audit.anchor()
        #expect(next.count == 10)
        #expect(try await bench.audit.verify() == .intact(next))
    }

    static let tampered = PortCheck("a changed event is found between two heads") {
        var bench = AuditBench(try await $0.open())
        _ = try await bench.append(4)
        _ = try await bench.audit.anchor()
        let events = try await bench.append(4)
        _ = try await bench.audit.anchor()
        guard try await $0.tamper(with: events[2].event.id) else { return }
        bench = AuditBench(try await $0.open(), seed: 2)
        guard case .broken(let after, let upTo) = try await bench.audit.verify() else {
            Issue.record("nobody noticed the change")
            return
        }
        #expect(after < events[2].position && events[2].position <= upTo)
    }

    static let tamperedEarly = PortCheck("the first broken stretch is named, not the last") {
        var bench = AuditBench(try await $0.open())
        let events = try await bench.append(4)
        let first = try await bench.audit.anchor()
        for _ in 0..<3 {
            _ = try await bench.append(2)
            _ = try await bench.audit.anchor()
        }
        guard try await $0.tamper(with: events[0].event.id) else { return }
        bench = AuditBench(try await $0.open(), seed: 2)
        guard case .broken(_, let upTo) = try await bench.audit.verify() else {
            Issue.record("nobody noticed the change")
            return
        }
        #expect(upTo <= first.position)
    }
}

/// A log with events and its audit trail.
private struct AuditBench {
    let store: any EventStore
    let audit: any AuditTrail
    private let build: EventBuilder

    init(_ ports: Ports, seed: UInt64 = 1) {
        store = ports.store
        audit = ports.audit
        build = EventBuilder(seed: seed)
    }

    func append(_ count: Int) async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        for index in 0..<count {
            events += try await appended(
                store,
                [
                    build.command(
                        build.stream("é\(index % 3)"),
                        JSONObject([("mark", .string("x\(build.id()) end"))]))
                ])
        }
        return events
    }
}
