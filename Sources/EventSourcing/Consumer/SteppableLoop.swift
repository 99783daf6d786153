// A loop of the system as a value: each step does one turn of its work and says when the next one makes sense. A task
// that runs it and a simulation that steps it see the same loop.

/// What a loop wants after a step.
package enum Pace: Hashable, Sendable {
    /// There may be more to do at once.
    case again
    /// Nothing came, within the patience of the step.
    case idle
    /// Something is in the way (a pause, a back-off, somebody else's lease): not before so many seconds.
    case after(seconds: Double)
}

/// Relay, workers and projections. Used by one task at a time; a copy that was stepped replaces the one before.
package protocol SteppableLoop: Sendable {
    var name: String { get }
    /// How long a step may wait for something to come, when nothing else steps the loop.
    var patienceSeconds: Double { get }

    /// One turn: take a batch, handle it, commit. Waits at most so many seconds for something to come, and never
    /// sleeps otherwise. What fails is kept for the next step.
    mutating func step(patienceSeconds: Double) async -> Pace

    /// Gives up what it holds for itself: its membership, its lease.
    mutating func end() async
}

extension SteppableLoop {
    /// Steps until the task is cancelled.
    package func run(_ clock: any Clock) async {
        var loop = self
        while !Task.isCancelled {
            let pace = await loop.step(patienceSeconds: loop.patienceSeconds)
            if case .after(let seconds) = pace {
                try? await clock.sleep(seconds: seconds)
            }
        }
        await loop.end()
    }
}
