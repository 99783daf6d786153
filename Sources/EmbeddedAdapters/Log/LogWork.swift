// What callers hand to the log's writing thread.

import EventSourcing
import GRDB

/// An event with what could be prepared before it reaches the writing thread.
struct PreparedEvent: Sendable {
    var event: Event
    var body: [UInt8]
}

struct PreparedSubmission: Sendable {
    var events: [PreparedEvent]
    var expecting: Submission.Expectation
    var idempotencyKey: IdempotencyKey?
    var sequences: [SequenceNumber]?
    var bytes: Int

    /// O(bytes). All events of a submission are of one stream; anything else is a programmer's error.
    init(_ submission: Submission) {
        precondition(!submission.events.isEmpty, "a submission holds at least one event")
        let stream = submission.events[0].stream
        precondition(
            submission.events.allSatisfy { $0.stream == stream },
            "the events of a submission are of one stream")
        events = submission.events.map { PreparedEvent(event: $0, body: EventBody.encode($0)) }
        expecting = submission.expecting
        idempotencyKey = submission.idempotencyKey
        sequences = submission.sequences
        bytes = events.reduce(0) { $0 + $1.body.count + 128 }
    }
}

/// One call of `append`.
struct AppendCall: Sendable {
    typealias Answer = Result<[AppendAnswer], EventStoreError>

    var submissions: [PreparedSubmission]
    var commit: GroupCommit?
    var answer: @Sendable (Answer) -> Void

    var eventCount: Int { submissions.reduce(0) { $0 + $1.events.count } }
    var bytes: Int { submissions.reduce(0) { $0 + $1.bytes } }
}

/// Anything else that is written to `events.db`; shares the transaction of the events around it.
struct LogJob: Sendable {
    /// Works inside a savepoint, so that its failure costs nobody else anything.
    var work: @Sendable (Database) -> Outcome
    /// Called when the job could not be tried.
    var refuse: @Sendable (StorageFailure) -> Void

    struct Outcome {
        /// When the job itself failed.
        var failure: StorageFailure?
        /// A position that the job used up for an injected envelope.
        var injected: Int64?
        /// Called after the commit (nil) or with the reason why there was none.
        var answer: @Sendable (StorageFailure?) -> Void
    }
}

enum LogWork: Sendable {
    case append(AppendCall)
    case job(LogJob)
    /// Keep an audit head for everything stored up to here.
    case anchor(@Sendable (Result<AuditHead, StorageFailure>) -> Void)
}
