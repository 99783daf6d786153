// Appending: what is stored, what is refused, and that neighbours do not feel it.

import EventSourcing
import JSONText
import Testing

@testable import EmbeddedAdapters

@Suite struct EventLogTests {
    @Test func eventsAreReadBackAsTheyWereWritten() async throws {
        try await withLog { log in
            let asked = command("a", ["name": "Zoë \u{1F600}\u{0}", "price": .number("12.500")])
            let answer = fact(asked)
            try await log.add(asked)
            try await log.add(answer)
            let read = try await log.read(stream("a"), after: .none, limit: 10)
            #expect(read.map(\.event) == [asked, answer])
            #expect(read.map(\.sequence.value) == [1, 2])
            #expect(try await log.read(after: .start, limit: 10) == read)
            #expect(try await log.find(asked.id) == read[0])
            #expect(try await log.find(answer.id) == read[1])
            #expect(try await log.answers(to: asked.id) == [read[1]])
            #expect(try await log.head() == read[1].position)
        }
    }

    @Test func manyCallersShareCommitsAndNoneIsLost() async throws {
        try await withLog { log in
            await withTaskGroup(of: Bool.self) { group in
                for caller in 0..<64 {
                    group.addTask {
                        for number in 0..<20 {
                            let answer = try? await log.add(
                                command("\(caller)", ["n": .integer(number)]))
                            guard answer?.events.first?.sequence.value == number + 1 else {
                                return false
                            }
                        }
                        return true
                    }
                }
                for await isRight in group { #expect(isRight) }
            }
            let all = try await log.read(after: .start, limit: 10_000)
            #expect(all.count == 64 * 20)
            #expect(all.map(\.position.segment) == Array(1...1280))
            #expect(log.head.ends.changes < 1280)
        }
    }

    @Test func aConflictTellsTheActualSequenceAndCostsItsNeighboursNothing() async throws {
        try await withLog { log in
            try await log.add(command("a"))
            let answers = try await log.append(
                [
                    Submission([command("b")], expecting: .exactly(.none)),
                    Submission([command("a")], expecting: .exactly(.none)),
                    Submission([command("c"), command("c")], expecting: .any),
                ], with: nil)
            #expect(answers[0].isDuplicate == false)
            #expect(
                answers[1].refusal == .conflict(expected: .none, actual: SequenceNumber(1)))
            #expect(answers[2].events.map(\.sequence.value) == [1, 2])
            #expect(try await log.read(after: .start, limit: 10).count == 4)
        }
    }

    @Test func theSameEventAgainGetsTheFirstAnswer() async throws {
        try await withLog { log in
            let asked = command("a")
            let first = try await log.add(asked)
            var later = asked
            later.occurredAt = Timestamp(microseconds: 9_000_000)
            let again = try await log.add(later, expecting: .exactly(SequenceNumber(7)))
            #expect(again.isDuplicate == true)
            #expect(again.events == first.events)
            let answer = fact(asked)
            let decided = try await log.add(answer)
            #expect(try await log.add(answer) == .appended(decided.events, isDuplicate: true))
        }
    }

    @Test func anEventIDStandsForOneFactOnly() async throws {
        try await withLog { log in
            let asked = command("a")
            try await log.add(asked)
            let other = command("b", id: asked.id)
            #expect(try await log.add(other).refusal == .otherContent(asked.id))
            try await log.add(fact(asked))
            let second = fact(asked, type: "COMMAND_FAILED")
            #expect(try await log.add(second).refusal == .otherContent(second.id))
            #expect(try await log.read(after: .start, limit: 10).count == 2)
        }
    }

    @Test func anIdempotencyKeyAnswersOnceForOneContent() async throws {
        try await withLog { log in
            func send(_ hash: UInt8) async throws -> AppendAnswer {
                let key = IdempotencyKey(scope: "db", key: "k", contentHash: [hash])
                return try await log.append(
                    [Submission([command("a")], expecting: .any, idempotencyKey: key)], with: nil)[
                        0]
            }
            let first = try await send(1)
            #expect(try await send(1) == .appended(first.events, isDuplicate: true))
            #expect(try await send(2).refusal == .keyReused("k"))
            #expect(try await log.read(after: .start, limit: 10).count == 1)
        }
    }

    @Test func aCauseOutsideOfTheLogIsAnsweredOnce() async throws {
        try await withLog { log in
            let foreign = command("a")
            let answer = fact(foreign)
            let first = try await log.add(answer)
            #expect(try await log.add(answer).isDuplicate == true)
            #expect(try await log.answers(to: foreign.id) == first.events)
        }
    }

    @Test func aBulkCallIsAnsweredInOrderAcrossItsCommits() async throws {
        try await withLog { log in
            let batch = (0..<3000).map { number in
                Submission([command("\(number % 7)", ["n": .integer(number)])], expecting: .any)
            }
            let place = TopicPartition(commands, 0)
            let answers = try await log.append(
                batch,
                with: GroupCommit(
                    group: ConsumerGroup("g"), position: BusPosition([place: 41])))
            #expect(answers.map { $0.events[0].position.segment } == Array(1...3000))
            let commits = log.committed(ConsumerGroup("g"), topics: [commands])
            #expect(commits[place] == 41)
        }
    }

    @Test func aClosedLogOpensWhereItEnded() async throws {
        try await withFolder { folder in
            let path = folder + "/events.db"
            let asked = command("a")
            let log = try EventLog(path: path)
            try await log.add(asked)
            await log.close()
            await #expect(throws: EventStoreError.closed) { try await log.add(command("b")) }
            let reopened = try EventLog(path: path)
            #expect(try await reopened.add(asked).isDuplicate == true)
            let next = try await reopened.add(fact(asked), expecting: .exactly(SequenceNumber(1)))
            #expect(next.events.map(\.position.segment) == [2])
            await reopened.close()
        }
    }

    @Test func aJobThatFailsLeavesTheAppendsBesideItAlone() async throws {
        try await withLog { log in
            let stored = Task { try await log.add(command("a")) }
            await #expect(throws: StorageFailure.self) { try await deleteAndFail(log) }
            let answer = try await stored.value
            #expect(answer.isDuplicate == false)
            #expect(try await log.read(after: .start, limit: 10).count == 1)
        }
    }

    private func deleteAndFail(_ log: EventLog) async throws {
        try await log.write { database in
            try RawStatement(database, "DELETE FROM event").run()
            try RawStatement(database, "SELECT nonsense").run()
        }
    }
}
