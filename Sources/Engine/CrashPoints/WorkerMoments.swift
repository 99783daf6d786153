// Which crash points a worker passes. Nil: it has none at that moment.

internal import EventSourcing

struct WorkerMoments: Sendable {
    var afterClaim: CrashPoint?
    var beforeEffect: CrashPoint?
    var afterEffect: CrashPoint?
    var beforeMarkDone: CrashPoint?
    var beforeCommit: CrashPoint?
}

extension WorkerKind {
    /// For command workers the effect is the answer in the log, for projections the change of the read model.
    var moments: WorkerMoments {
        switch self {
        case .instance:
            WorkerMoments(
                afterClaim: .instanceAfterClaim, beforeEffect: .instanceBeforeAppend,
                beforeMarkDone: .instanceBeforeMarkDone, beforeCommit: .instanceBeforeCommit)
        case .ontology:
            WorkerMoments(
                afterClaim: .ontologyAfterClaim, beforeEffect: .ontologyBeforeAppend,
                beforeMarkDone: .ontologyBeforeMarkDone, beforeCommit: .ontologyBeforeCommit)
        case .graph:
            WorkerMoments(
                beforeEffect: .graphBefore, afterEffect: .graphAfter,
                beforeCommit: .graphBeforeCommit)
        case .documents:
            WorkerMoments(
                afterClaim: .documentsAfterClaim, beforeEffect: .documentsBeforeEffect,
                afterEffect: .documentsAfterEffect, beforeMarkDone: .documentsBeforeMarkDone,
                beforeCommit: .documentsBeforeCommit)
        case .lineage:
            WorkerMoments(
                beforeEffect: .lineageBeforeEffect, afterEffect: .lineageAfterEffect,
                beforeCommit: .lineageBeforeCommit)
        default: WorkerMoments()
        }
    }
}
