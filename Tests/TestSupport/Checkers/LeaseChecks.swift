// The promises of Leases.

internal import EventSourcing
internal import Testing

package enum LeaseChecks {
    package static let all: [PortCheck] = [
        oneHolder, release, renewal, takeover, lateRelease, names, racing, together,
    ]

    static let oneHolder = PortCheck("a lease has one holder") {
        let leases = try await $0.open().leases
        let lease = try #require(try await leases.acquire("relay", holder: "one", seconds: 10))
        #expect(lease.name == "relay" && lease.holder == "one")
        #expect(try await leases.acquire("relay", holder: "two", seconds: 10) == nil)
    }

    static let release = PortCheck("a released lease is free at once, with a higher fence") {
        let leases = try await $0.open().leases
        let first = try #require(try await leases.acquire("relay", holder: "one", seconds: 10))
        try await leases.release(first)
        let second = try #require(try await leases.acquire("relay", holder: "two", seconds: 10))
        #expect(second.fence > first.fence)
        try await leases.release(first)
        #expect(try await leases.acquire("relay", holder: "three", seconds: 10) == nil)
    }

    static let renewal = PortCheck("a renewed lease stays") {
        let leases = try await $0.open().leases
        let lease = try #require(try await leases.acquire("relay", holder: "one", seconds: 10))
        for _ in 0..<5 {
            $0.clock.advance(seconds: 8)
            #expect(try await leases.renew(lease, seconds: 10))
            #expect(try await leases.acquire("relay", holder: "two", seconds: 10) == nil)
        }
    }

    static let takeover = PortCheck("a lease that has run out goes to another, with a higher fence")
    {
        let leases = try await $0.open().leases
        let first = try #require(try await leases.acquire("relay", holder: "one", seconds: 10))
        $0.clock.jump(seconds: -3600)
        $0.clock.advance(seconds: 11)
        let second = try #require(try await leases.acquire("relay", holder: "two", seconds: 10))
        #expect(second.fence > first.fence)
        #expect(try await leases.renew(first, seconds: 10) == false)
        #expect(try await leases.renew(second, seconds: 10))
    }

    static let lateRelease = PortCheck("who lost the lease cannot release it") {
        let leases = try await $0.open().leases
        let first = try #require(try await leases.acquire("relay", holder: "one", seconds: 10))
        $0.clock.advance(seconds: 11)
        let second = try #require(try await leases.acquire("relay", holder: "two", seconds: 10))
        try await leases.release(first)
        #expect(try await leases.acquire("relay", holder: "three", seconds: 10) == nil)
        #expect(try await leases.renew(second, seconds: 10))
    }

    static let names = PortCheck("leases of different names do not meet") {
        let leases = try await $0.open().leases
        for text in EventBuilder.awkwardTexts {
            let lease = try #require(try await leases.acquire(text, holder: text, seconds: 10))
            #expect(lease.name == text)
        }
    }

    static let racing = PortCheck("of many who ask at once, one gets the lease") {
        let leases = try await $0.open().leases
        for round in 0..<10 {
            let won = try await withThrowingTaskGroup(of: Lease?.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        try await leases.acquire("l\(round)", holder: "h\(index)", seconds: 10)
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 == nil ? 0 : 1 }
            }
            #expect(won == 1)
        }
    }

    static let together = PortCheck("a holder that asks several times at once has its lease") {
        let leases = try await $0.open().leases
        for round in 0..<10 {
            let refused = try await withThrowingTaskGroup(of: Lease?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await leases.acquire("t\(round)", holder: "one", seconds: 10)
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 == nil ? 1 : 0 }
            }
            #expect(refused == 0)
        }
    }
}
