// What a consumer does with its records, as the loop sees it.

/// Why a whole batch could not be handled; it is delivered again.
package enum HandlerFailure: Error, CustomStringConvertible {
    /// Something below is down or full: back off and try again.
    case unavailable(String)
    /// Other owners hold some of the events: try again after so many seconds.
    case held(seconds: Double)

    package var description: String {
        switch self {
        case .unavailable(let reason): reason
        case .held(let seconds): "others are at work on some of it; tried again in \(seconds) s"
        }
    }
}

/// What became of the work that did not come from the bus.
package struct ReadyWork: Hashable, Sendable {
    package var done: Int
    /// Ready and not done: nobody will say when to look again.
    package var left: Int

    package init(done: Int = 0, left: Int = 0) {
        self.done = done
        self.left = left
    }
}

package protocol BatchHandler: Sendable {
    var kind: WorkerKind { get }
    /// Records per poll.
    var batchSize: Int { get }

    /// After joining, after partitions were taken over and after a failure: mends what was left half done.
    func begin() async throws(HandlerFailure)

    /// Work that does not come from the bus: parked writes that are ready, and letters to be tried again.
    func handleReady() async throws(HandlerFailure) -> ReadyWork

    /// Handles a batch; when it returns everything is done and `position` may be committed.
    func handle(_ records: [BusRecord], _ position: BusPosition) async throws(HandlerFailure)

    /// Called when a batch is done, right before its position is committed.
    func willCommit()

    /// Where reading starts: nil, or the checkpoint that the effect keeps itself.
    func checkpoint() async throws(HandlerFailure) -> BusPosition?

    /// Whether something is written elsewhere after the effect and its checkpoint: then what the group has not committed
    /// comes again, or it would never be written where a process died, or that other place did not answer, in between.
    var notesElsewhere: Bool { get }

    /// Lowers that checkpoint, where there is one: from these offsets on the bus holds other records.
    func goBack(to position: BusPosition) async throws(HandlerFailure)
}

extension BatchHandler {
    package var batchSize: Int { 512 }
    package func begin() async throws(HandlerFailure) {}
    package func handleReady() async throws(HandlerFailure) -> ReadyWork { ReadyWork() }
    package func willCommit() {}
    package func checkpoint() async throws(HandlerFailure) -> BusPosition? { nil }
    package var notesElsewhere: Bool { false }
    package func goBack(to position: BusPosition) async throws(HandlerFailure) {}
}
