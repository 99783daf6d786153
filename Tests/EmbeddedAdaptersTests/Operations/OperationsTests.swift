// Dead letters, parked writes, leases, board, source files and guard: what they keep over a restart.

import EventSourcing
import Foundation
import GRDB
import Testing

@testable import EmbeddedAdapters

@Suite struct OperationsTests {
    private let group = ConsumerGroup("workers")

    private func letter(_ event: Event) -> DeadLetter {
        DeadLetter(
            id: ids.next(), group: group, event: event.id, stream: event.stream,
            eventType: event.type, code: "boom", cause: "it broke", attempts: 3,
            at: Timestamp(microseconds: 5), bytes: [1, 2, 255])
    }

    @Test func deadLettersAndParkedWritesSurviveARestart() async throws {
        try await withFolder { folder in
            let path = folder + "/events.db"
            let dead = letter(command("a"))
            let parked = ParkedWrite(
                group: group,
                event: RecordedEvent(
                    event: command("b"), sequence: SequenceNumber(4),
                    position: StorePosition(segment: 9)),
                awaited: .decision(stream("class")), reason: "waits for the class",
                since: Timestamp(microseconds: 7))
            let log = try EventLog(path: path)
            try await EmbeddedDeadLetters(log: log).park(dead)
            try await EmbeddedParkedWrites(log: log).park([parked])
            await log.close()
            let reopened = try EventLog(path: path)
            let letters = EmbeddedDeadLetters(log: reopened)
            let writes = EmbeddedParkedWrites(log: reopened)
            #expect(try await letters.list(PageRequest()).items == [dead])
            #expect(try await writes.list(PageRequest()).items == [parked])
            #expect(try await writes.ready(group, limit: 9).isEmpty)
            #expect(
                try await writes.waiting(group, among: [stream("b"), stream("c")]) == [stream("b")])
            #expect(try await writes.release(.decision(stream("class"))) == 1)
            #expect(try await writes.release(.decision(stream("class"))) == 0)
            #expect(try await writes.ready(group, limit: 9).map(\.event) == [parked.event])
            try await writes.settle(group, [parked.event.event.id, ids.next()])
            #expect(try await writes.list(PageRequest()).items.isEmpty)
            await reopened.close()
        }
    }

    @Test func theSameDeadLetterAgainRaisesItsAttempts() async throws {
        try await withLog { log in
            let letters = EmbeddedDeadLetters(log: log)
            let event = command("a")
            let first = letter(event)
            var second = letter(event)
            second.cause = "it broke again"
            try await letters.park(first)
            #expect(try await letters.retry(first.id))
            try await letters.park(second)
            let found = try await letters.find(first.id)
            #expect(found?.attempts == 4)
            #expect(found?.cause == "it broke again")
            #expect(found?.state == .waiting)
            #expect(try await letters.discard(first.id))
            #expect(try await !letters.discard(first.id))
            #expect(try await !letters.retry(first.id))
        }
    }

    @Test func pagesFollowEachOtherWithoutGaps() async throws {
        try await withLog { log in
            let letters = EmbeddedDeadLetters(log: log)
            for number in 0..<5 { try await letters.park(letter(command("\(number)"))) }
            var keys: [String] = []
            var page = PageRequest(limit: 2)
            repeat {
                let answer = try await letters.list(page)
                keys += answer.items.compactMap { $0.stream?.key }
                page.after = answer.next
            } while page.after != nil
            #expect(keys == ["0", "1", "2", "3", "4"])
        }
    }

    @Test func theGuardKnowsWhatIsAnsweredWhatIsStaleAndHowOftenItFailed() async throws {
        try await withLog { log in
            let effects = EmbeddedEffectGuard(log: log)
            let (early, late) = (command("a"), command("a"))
            try await log.add(early)
            try await log.add(late)
            func claim(_ event: Event, _ sequence: Int) -> Claim {
                Claim(
                    handler: "h", event: event.id, stream: event.stream,
                    sequence: SequenceNumber(sequence), occurredAt: event.occurredAt)
            }
            let claims = [claim(early, 1), claim(late, 2)]
            #expect(
                try await effects.begin(claims, owner: "o")
                    == [.proceed(attempt: 1, fence: 0), .proceed(attempt: 1, fence: 0)])
            try await effects.fail(claims[1], owner: "o", reason: "no")
            #expect(
                try await effects.begin([claims[1]], owner: "o")
                    == [.proceed(attempt: 2, fence: 0)])
            try await log.add(fact(late))
            try await effects.done([claims[1]], owner: "o")
            #expect(try await effects.begin(claims, owner: "o") == [.stale, .duplicate])
        }
    }

    @Test func aLeaseHasOneHolderAndItsFenceRises() async throws {
        try await withFolder { folder in
            let log = try EventLog(path: folder + "/events.db")
            let leases = EmbeddedLeases(log: log, clock: SystemClock())
            let first = try #require(try await leases.acquire("relay", holder: "a", seconds: 60))
            #expect(try await leases.acquire("relay", holder: "b", seconds: 60) == nil)
            #expect(try await leases.renew(first, seconds: 60))
            try await leases.release(first)
            let second = try #require(try await leases.acquire("relay", holder: "b", seconds: 60))
            #expect(second.fence > first.fence)
            #expect(try await !leases.renew(first, seconds: 60))
            await log.close()
            let reopened = try EventLog(path: folder + "/events.db")
            let later = try await EmbeddedLeases(log: reopened, clock: SystemClock())
                .acquire("relay", holder: "c", seconds: 60)
            #expect(try #require(later).fence > second.fence)
            await reopened.close()
        }
    }

    /// Each process has a lease of its own name at its start.
    @Test func leasesOfManyNamesLeaveOneRowAndAllFencesRise() async throws {
        try await withFolder { folder in
            let log = try EventLog(path: folder + "/events.db")
            let leases = EmbeddedLeases(log: log, clock: SystemClock())
            var fences: [Int64] = []
            for name in ["a", "b", "c", "a"] {
                let lease = try #require(
                    try await leases.acquire(name, holder: "h\(fences.count)", seconds: 60))
                fences.append(lease.fence)
                if name == "a" { try await leases.release(lease) }
            }
            #expect(fences == fences.sorted() && Set(fences).count == 4)
            #expect(try await leases.acquire("b", holder: "z", seconds: 60) == nil)
            await log.close()
            let file = try DatabaseQueue(path: folder + "/events.db")
            let rows = try await file.read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM lease")
            }
            #expect(rows == 1)
            try file.close()
        }
    }

    /// In a container each process has the number of the one before.
    @Test(arguments: [1, getpid()])
    func whatAKilledProcessLeftOfASourceFileGoesWithTheFirstOfTheNext(number: Int32) async throws {
        try await withFolder { folder in
            let place = folder + "/sources"
            let first = try await EmbeddedSourceFiles(folder: place).put([1, 2, 3])
            let left = place + "/draft.00000000-0000-4000-8000-000000000000.part.\(number)"
            try Data([1]).write(to: URL(fileURLWithPath: left))
            let second = try await EmbeddedSourceFiles(folder: place).put([1, 2, 4])
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: place).sorted()
                    == [first, second].sorted())
        }
    }

    @Test func whatAnOperatorWantsSurvivesARestart() async throws {
        try await withFolder { folder in
            let log = try EventLog(path: folder + "/events.db")
            try await EmbeddedWorkerBoard(log: log).setDesired("graph", .paused)
            await log.close()
            let reopened = try EventLog(path: folder + "/events.db")
            let board = EmbeddedWorkerBoard(log: reopened)
            #expect(try await board.desired("graph") == .paused)
            #expect(try await board.desired("documents") == .running)
            await reopened.close()
        }
    }

    @Test func sourceFilesAreFoundByTheirContentOnly() async throws {
        try await withFolder { folder in
            let sources = EmbeddedSourceFiles(folder: folder + "/sources")
            let hash = try await sources.put(Array("abc".utf8))
            #expect(hash == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
            #expect(try await sources.put(Array("abc".utf8)) == hash)
            #expect(try await sources.get(hash) == Array("abc".utf8))
            #expect(try await sources.get("../events.db") == nil)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/sources")
            #expect(names == [hash])
        }
    }
}
