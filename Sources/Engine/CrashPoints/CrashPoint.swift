// The moments at which the death of the process must neither lose nor double anything, by the names under which they
// can be armed. Each is between two effects that no transaction joins, or right beside one.

package enum CrashPoint: String, CaseIterable, Sendable {
    /// A command is checked and not in the log.
    case omsBeforeAppend = "oms:before_append"
    /// Events have their place in the log, and the object store does not have them.
    case omsAfterReserve = "oms:after_reserve"
    /// It is in the log, and its client does not know.
    case omsAfterAppend = "oms:after_append"
    /// A request under an idempotency key is done, and its answer is not kept.
    case omsBeforeKeep = "oms:before_keep"

    /// Events are read from the store and not on the bus.
    case relayBeforePublish = "relay:before_publish"
    /// They are on the bus, and the relay's checkpoint does not say so.
    case relayAfterPublish = "relay:after_publish"
    /// The checkpoint is kept.
    case relayAfterCheckpoint = "relay:after_checkpoint"

    /// Commands are claimed and not decided.
    case instanceAfterClaim = "instance_worker:after_claim"
    /// They are decided, and the answers are not in the log.
    case instanceBeforeAppend = "instance_worker:before_append"
    /// The answers are in the log, and the claims are not marked done.
    case instanceBeforeMarkDone = "instance_worker:before_mark_done"
    /// They are marked, and the batch is not committed.
    case instanceBeforeCommit = "instance_worker:before_commit"

    case ontologyAfterClaim = "ontology_worker:after_claim"
    case ontologyBeforeAppend = "ontology_worker:before_append"
    case ontologyBeforeMarkDone = "ontology_worker:before_mark_done"
    case ontologyBeforeCommit = "ontology_worker:before_commit"

    /// Events are taken, and the graph does not have them.
    case graphBefore = "instance_worker:before_graph"
    /// The graph has them, and nothing else says so.
    case graphAfter = "instance_worker:after_graph"
    case graphBeforeCommit = "graph_worker:before_commit"

    /// Events are taken and not looked at.
    case documentsAfterClaim = "projection_worker:after_claim"
    /// The changes are worked out, and the documents do not have them.
    case documentsBeforeEffect = "projection_worker:before_side_effect"
    /// The documents have them.
    case documentsAfterEffect = "projection_worker:after_side_effect"
    /// What follows from the effect is noted.
    case documentsBeforeMarkDone = "projection_worker:before_mark_done"
    case documentsBeforeCommit = "projection_worker:before_commit"

    case lineageBeforeEffect = "lineage_worker:before_side_effect"
    case lineageAfterEffect = "lineage_worker:after_side_effect"
    case lineageBeforeCommit = "lineage_worker:before_commit"

    package var name: String { rawValue }

    /// Whether it comes about where the bus is a cursor on the store: the relay has nothing to carry there, and nothing is
    /// reserved.
    package var existsEmbedded: Bool {
        switch self {
        case .relayBeforePublish, .relayAfterPublish, .relayAfterCheckpoint, .omsAfterReserve:
            false
        default: true
        }
    }

    /// Whether only requests under an idempotency key pass it.
    package var needsKey: Bool { self == .omsBeforeKeep }

    /// Whether it lies within the log of segments: an adapter reaches it, not the engine.
    package var needsSegments: Bool { self == .omsAfterReserve }

    /// Other spellings of the same moments.
    package static let aliases: [String: CrashPoint] = [
        "instance_worker:before_terminus": .graphBefore,
        "instance_worker:after_terminus": .graphAfter,
        "instance_worker:after_append": .instanceBeforeMarkDone,
        "ontology_worker:after_append": .ontologyBeforeMarkDone,
        "graph_worker:before_side_effect": .graphBefore,
        "graph_worker:after_side_effect": .graphAfter,
    ]

    package static func named(_ name: String) -> CrashPoint? {
        CrashPoint(rawValue: name) ?? aliases[name]
    }
}
