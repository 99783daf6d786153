// What the clients of a run were told, and what they were told wrongly. Written by all of them.

internal import Synchronization

package final class ChaosLedger: Sendable {
    /// A command that was answered as accepted.
    package struct Acknowledged: Hashable, Sendable {
        package var commandID: String
        package var kind: ChaosWrite.Kind
        package var aggregate: String

        package init(commandID: String, kind: ChaosWrite.Kind, aggregate: String) {
            self.commandID = commandID
            self.kind = kind
            self.aggregate = aggregate
        }
    }

    /// What is counted beside the commands themselves.
    package enum Tally: String, Hashable, Sendable, CaseIterable {
        /// Sent again after an answer.
        case repeated
        /// Refused, as it had to be.
        case refused
        /// Got no answer and was sent again.
        case unanswered
    }

    private struct State {
        var acknowledged: [Acknowledged] = []
        var wrongs: [ChaosPromise: [String]] = [:]
        var tallies: [Tally: Int] = [:]
        var kinds: [ChaosWrite.Kind: Int] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    package func acknowledge(_ commandID: String, _ command: ChaosWrite) {
        state.withLock { state in
            state.acknowledged.append(
                Acknowledged(
                    commandID: commandID, kind: command.kind, aggregate: command.aggregate))
            state.kinds[command.kind, default: 0] += 1
        }
    }

    package func count(_ tally: Tally) {
        state.withLock { $0.tallies[tally, default: 0] += 1 }
    }

    /// A broken promise that only who was there could see.
    package func wrong(_ promise: ChaosPromise, _ text: String) {
        state.withLock { $0.wrongs[promise, default: []].append(text) }
    }

    package var acknowledged: [Acknowledged] { state.withLock { $0.acknowledged } }

    func wrongs(_ promise: ChaosPromise) -> [String] {
        state.withLock { $0.wrongs[promise] ?? [] }
    }

    func tally(_ tally: Tally) -> Int { state.withLock { $0.tallies[tally] ?? 0 } }

    func acknowledged(_ kind: ChaosWrite.Kind) -> Int {
        state.withLock { $0.kinds[kind] ?? 0 }
    }
}
