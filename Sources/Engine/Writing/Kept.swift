// Folds of streams kept in memory. A fold only ever gets newer, so the later of two writers wins by sequence.

internal import EventSourcing
internal import Ontology
internal import Synchronization

final class Kept<State: Aggregate>: Sendable {
    private let folds = Mutex<[StreamID: Outlook<State>]>([:])

    subscript(stream: StreamID) -> Outlook<State>? { folds.withLock { $0[stream] } }

    func keep(_ outlook: Outlook<State>, for stream: StreamID, atMost limit: Int) {
        guard outlook.sequence > .none else { return }
        folds.withLock { folds in
            if let old = folds[stream], old.sequence > outlook.sequence { return }
            if folds.count >= limit { folds.removeAll() }
            folds[stream] = outlook
        }
    }
}
