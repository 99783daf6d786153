// Derivations between aggregates (a link resolved from another node, a row that became an instance). The lineage of
// one aggregate is its stream and needs no index.

/// `from` was made out of `to`'s existence by an event.
package struct Derivation: Hashable, Sendable {
    package var from: StreamID
    package var to: StreamID
    /// What relates them: the predicate of a link, `import`, …
    package var relation: String
    package var event: EventID
    package var sequence: SequenceNumber

    package init(
        from: StreamID, to: StreamID, relation: String, event: EventID, sequence: SequenceNumber
    ) {
        self.from = from
        self.to = to
        self.relation = relation
        self.event = event
        self.sequence = sequence
    }
}

/// All derivations of one aggregate as of a sequence; replaces those of lower sequences.
package struct DerivationChange: Hashable, Sendable {
    package var from: StreamID
    package var sequence: SequenceNumber
    package var derivations: [Derivation]

    package init(from: StreamID, sequence: SequenceNumber, derivations: [Derivation]) {
        self.from = from
        self.sequence = sequence
        self.derivations = derivations
    }
}

package enum ReadModelError: Error, Hashable, Sendable, CustomStringConvertible {
    case unavailable(String)
    case storageFull
    case corrupt(String)
    /// The store is well, and will never take this content. The rest of the batch may be there or not.
    case rejected(String)

    package var description: String {
        switch self {
        case .unavailable(let reason): reason
        case .storageFull: "no space is left: make room"
        case .corrupt(let reason): "it is damaged (\(reason)): run spice rebuild all"
        case .rejected(let reason): "it does not take what an event says: \(reason)"
        }
    }
}

/// Idempotent by sequence: a change at or below the aggregate's sequence changes nothing.
package protocol LineageIndex: Sendable {
    func apply(_ batch: [DerivationChange], upTo: BusPosition?) async throws(ReadModelError)
    /// Kept together with the effect where the store can; nil where it cannot, then the bus commit counts.
    func checkpoint() async throws(ReadModelError) -> BusPosition?
    func derivations(from stream: StreamID, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Derivation>
    func derivations(to stream: StreamID, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Derivation>
    /// Forgets everything, also the checkpoint.
    func reset() async throws(ReadModelError)
}
