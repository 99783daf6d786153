// One moment of one scope: what reads of the past stand on.

internal import EventSourcing
internal import Ontology

struct PastMoment: Sendable {
    let record: Chronicle.Record
    /// After so many changes.
    let moment: Int
    let view: AsOfView
    /// The last event that counts.
    let position: StorePosition
    /// The database was deleted since: nothing of it is there now.
    let isDropped: Bool

    func definition(_ className: String) throws(EngineError) -> ClassDefinition {
        guard let known = record.read({ $0.definition(className, at: moment) }) else {
            throw EngineError(
                .classNotFound,
                "there was no class \(EngineError.quoted(className)) in "
                    + "\(record.scope.database) as of \(view.asked)")
        }
        return known
    }

    var definitions: [ClassDefinition] { record.read { $0.classes(at: moment) } }

    func count(of className: String) -> Int {
        record.read { $0.nodes(of: className, at: moment).count }
    }

    /// When a node was created and last changed, as far as that moment knows.
    func times(of id: NodeID) -> (created: Timestamp, changed: Timestamp)? {
        record.read { $0.times(of: id, at: moment) }
    }

    /// Whether a node is there by now.
    func isThereNow(_ id: NodeID) -> Bool {
        !isDropped && record.read { $0.found(id, at: $0.end) != nil }
    }
}
