// Dead letters in a store of their own.

internal import EventSourcing
internal import Synchronization

final class LooseLetterState: Sendable {
    let letters = Mutex<[EventID: DeadLetter]>([:])
}

struct LooseDeadLetters: DeadLetters {
    let state: LooseLetterState
    /// Kept by the same store, as both are by a database server.
    let parked: LooseParkedState
    let connection: LooseConnection

    private func check() throws(OperationsStoreError) {
        try connection.check(.operations, OperationsStoreError.unavailable)
    }

    func park(_ letter: DeadLetter) async throws(OperationsStoreError) {
        try check()
        state.letters.withLock { letters in
            let before = letters.values.first { old in
                old.id == letter.id
                    || (old.group == letter.group && old.event != nil && old.event == letter.event)
            }
            guard var known = before else {
                letters[letter.id] = letter
                return
            }
            known.attempts = max(known.attempts + 1, letter.attempts)
            known.code = letter.code
            known.cause = letter.cause
            known.at = letter.at
            known.state = .waiting
            letters[known.id] = known
        }
    }

    func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<DeadLetter> {
        try check()
        return keysetPage(state.letters.withLock { Array($0.values) }, page) {
            $0.id.description
        }
    }

    func find(_ id: EventID) async throws(OperationsStoreError) -> DeadLetter? {
        try check()
        return state.letters.withLock { $0[id] }
    }

    func retry(_ id: EventID) async throws(OperationsStoreError) -> Bool {
        try check()
        return state.letters.withLock { letters in
            guard letters[id] != nil else { return false }
            letters[id]?.state = .retrying
            return true
        }
    }

    func discard(_ id: EventID) async throws(OperationsStoreError) -> Bool {
        try check()
        return state.letters.withLock { letters in
            guard letters.removeValue(forKey: id) != nil else { return false }
            parked.writes.withLock { writes in
                for (key, write) in writes where write.awaited == .deadLetter(id) {
                    writes[key]?.isReady = true
                }
            }
            return true
        }
    }
}
