// A client of a chaos run goes on until it has an answer, and notices every answer that is wrong.

import Engine
import JSONText
import Synchronization
import Testing

@testable import Laboratory

@Suite struct ChaosLaneTests {
    /// Answers from memory: the same name gets the same id, other content and old sequences are refused.
    final class Memory: ChaosDoor {
        enum Flaw: CaseIterable, Sendable {
            case forgetsNames, takesOtherContent, takesOldSequences, refusesAll
        }

        private struct State {
            var known: [String: (write: ChaosWrite, id: String)] = [:]
            var sequences: [String: Int] = [:]
            var calls = 0
        }

        private let flaw: Flaw?
        private let state = Mutex(State())

        init(_ flaw: Flaw? = nil) { self.flaw = flaw }

        /// Of the aggregate that the command with this id was for.
        func sequence(of id: String) -> Int {
            state.withLock { state in
                let write = state.known.values.first { $0.id == id }?.write
                return write.flatMap { state.sequences[$0.aggregate] } ?? 0
            }
        }

        func send(_ write: ChaosWrite, expected: Int?) async -> ChaosAnswer {
            state.withLock { state in
                state.calls += 1
                // Every third answer is lost; what was sent counts all the same.
                let answer = answer(write, expected, &state)
                return state.calls % 3 == 0 ? .unanswered("lost") : answer
            }
        }

        private func answer(_ write: ChaosWrite, _ expected: Int?, _ state: inout State)
            -> ChaosAnswer
        {
            if flaw == .refusesAll { return .refused(code: "forbidden", message: "no") }
            if flaw != .forgetsNames, let known = state.known[write.name] {
                let isSame = known.write.data == write.data || flaw == .takesOtherContent
                return isSame
                    ? .accepted(commandID: known.id)
                    : .refused(code: "idempotency_key_reused", message: "another")
            }
            let sequence = state.sequences[write.aggregate] ?? 0
            if let expected, expected != sequence, flaw != .takesOldSequences {
                return .refused(code: "optimistic_concurrency_conflict", message: "old")
            }
            let id = "\(write.name)#\(state.calls)"
            state.known[write.name] = (write, id)
            state.sequences[write.aggregate] = sequence + 2
            return .accepted(commandID: id)
        }
    }

    /// Knows no more than how far each aggregate is.
    private struct Decided: EngineClient {
        let memory: Memory

        func run<Request: UseCase>(_ request: Request, _ call: CallContext)
            async throws(EngineError) -> Request.Answer
        {
            guard let request = request as? AwaitCommand else {
                throw EngineError(.unsupported, Request.name)
            }
            let sequence = JSON.integer(memory.sequence(of: request.id))
            let command: JSON = [
                "id": .string(request.id), "type": "", "phrase": "", "database": "",
                "aggregate": "", "status": "COMPLETED", "attempts": 1, "acceptedAt": "",
                "updatedAt": "", "sequence": sequence, "payload": .null, "stages": [],
            ]
            do throws(JSONShapeError) {
                return try JSONDecoding.decode(
                    Request.Answer.self,
                    from: ["command": command, "isReached": true, "sequence": sequence])
            } catch {
                throw EngineError(.unsupported, error.description)
            }
        }
    }

    private static let commands = 120

    private func wrongs(_ flaw: Memory.Flaw?) async throws -> (ChaosLedger, [String]) {
        let (ledger, memory) = (ChaosLedger(), Memory(flaw))
        var lane = ChaosLane(
            ChaosScript(seed: 3, lane: 1), memory, Decided(memory: memory), ledger)
        try await lane.run(commands: Self.commands)
        return (ledger, ledger.wrongs(.answers))
    }

    @Test func aSoundServiceIsNeverFoundWrongThoughAnswersAreLost() async throws {
        let (ledger, wrongs) = try await wrongs(nil)
        #expect(wrongs == [])
        #expect(ledger.acknowledged.count == Self.commands)
        #expect(Set(ledger.acknowledged.map(\.commandID)).count == Self.commands)
        for tally in ChaosLedger.Tally.allCases {
            #expect(ledger.tally(tally) > 0, "\(tally)")
        }
    }

    @Test(arguments: Memory.Flaw.allCases)
    func everyFlawIsNoticed(_ flaw: Memory.Flaw) async throws {
        #expect(try await !wrongs(flaw).1.isEmpty)
    }
}
