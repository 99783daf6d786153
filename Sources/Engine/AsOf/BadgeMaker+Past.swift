// Badges of the past. The documents hold the present only: a node that is still what it was then is FULL; one that has
// changed since comes from the log alone, and says so.

internal import EventSourcing
internal import Ontology

extension BadgeMaker {
    func looking(at past: PastMoment) -> BadgeMaker {
        var maker = self
        maker.past = past
        return maker
    }

    func badge(_ node: GraphNode, _ documents: Documents, asOf past: PastMoment) -> Badge {
        guard documents.wereRequested else { return Badge(.partial, reason: "not_requested") }
        if let failure = documents.failure {
            return Badge(.partial, reason: "index_down", detail: failure)
        }
        guard let document = documents.found[DocumentID(node.id)] else {
            return past.isThereNow(node.id)
                ? Badge(.partial, reason: "not_indexed_yet", detail: lagText(documents))
                : Badge(
                    .partial, reason: "deleted_since",
                    detail: "of the log at sequence \(node.sequence); it is gone by now")
        }
        if document.sequence == node.sequence { return Badge(.full) }
        return document.sequence > node.sequence
            ? Badge(
                .partial, reason: "changed_since",
                detail: "of the log at sequence \(node.sequence); the document is at "
                    + "\(document.sequence) by now")
            : Badge(
                .partial, reason: "stale",
                detail: "document is at sequence \(document.sequence), node at \(node.sequence)")
    }
}
