// How the ports name the failures of a file.

import EventSourcing

extension EventStoreError {
    /// For reads and for writes that never reached the commit.
    init(_ failure: StorageFailure) {
        switch failure {
        case .full: self = .storageFull
        case .closed: self = .closed
        default: self = .unavailable(failure.sentence)
        }
    }
}

extension EventBusError {
    init(_ failure: StorageFailure) {
        switch failure {
        case .closed: self = .closed
        case .corrupt(let text): self = .corrupt(text)
        default: self = .unavailable(failure.sentence)
        }
    }
}

extension OperationsStoreError {
    init(_ failure: StorageFailure) {
        self = failure == .full ? .storageFull : .unavailable(failure.sentence)
    }
}

extension EffectGuardError {
    init(_ failure: StorageFailure) { self = .unavailable(failure.sentence) }
}

extension ReadModelError {
    init(_ failure: StorageFailure) {
        switch failure {
        case .full: self = .storageFull
        case .corrupt(let text): self = .corrupt(text)
        default: self = .unavailable(failure.sentence)
        }
    }
}
