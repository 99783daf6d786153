// What comes of a call before its outcome, on its way to whoever reads it: of progress only the newest waits, and
// whoever hands in a part waits until it is read.

internal import Engine
internal import JSONText
internal import Synchronization

final class CallFeed: Sendable {
    enum Step: Sendable {
        case progress(Progress)
        case part(JSON)
    }

    private struct Part {
        var json: JSON
        var giver: CheckedContinuation<Void, Never>
    }

    private struct State {
        var progress: Progress?
        var parts: [Part] = []
        var reader: CheckedContinuation<Step?, Never>?
        var isOver = false
    }

    private let state = Mutex(State())

    func tell(_ progress: Progress) {
        let reader = state.withLock { state -> CheckedContinuation<Step?, Never>? in
            guard !state.isOver else { return nil }
            guard let reader = state.reader else {
                state.progress = progress
                return nil
            }
            state.reader = nil
            return reader
        }
        reader?.resume(returning: .progress(progress))
    }

    /// Returns when the part is read, or nobody reads any more.
    func give(_ part: JSON) async {
        await withCheckedContinuation { giver in
            let (isTaken, reader) = state.withLock {
                state -> (Bool, CheckedContinuation<Step?, Never>?) in
                if state.isOver { return (true, nil) }
                if let reader = state.reader {
                    state.reader = nil
                    return (true, reader)
                }
                state.parts.append(Part(json: part, giver: giver))
                return (false, nil)
            }
            reader?.resume(returning: .part(part))
            if isTaken { giver.resume() }
        }
    }

    /// For one reader; nil when it is over.
    func next() async -> Step? {
        await withCheckedContinuation { reader in
            let (step, giver) = state.withLock {
                state -> (Step??, CheckedContinuation<Void, Never>?) in
                if !state.parts.isEmpty {
                    let part = state.parts.removeFirst()
                    return (.some(.part(part.json)), part.giver)
                }
                if let progress = state.progress {
                    state.progress = nil
                    return (.some(.progress(progress)), nil)
                }
                if state.isOver { return (.some(nil), nil) }
                state.reader = reader
                return (nil, nil)
            }
            giver?.resume()
            if let step { reader.resume(returning: step) }
        }
    }

    /// No more comes, or nobody reads any more: who waits goes on.
    func finish() {
        let (givers, reader) = state.withLock {
            state -> ([Part], CheckedContinuation<Step?, Never>?) in
            state.isOver = true
            defer { (state.parts, state.reader) = ([], nil) }
            return (state.parts, state.reader)
        }
        for part in givers { part.giver.resume() }
        reader?.resume(returning: nil)
    }
}
