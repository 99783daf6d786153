// What a batch comes down to. Pure: each change is the whole node, so of several changes of one
// node only the one with the highest sequence counts. Dropping a database splits the batch.

import EventSourcing
import JSONText
import Ontology

/// The last word of a batch on one node.
struct NodeChange {
    var id: NodeID
    var sequence: SequenceNumber
    var event: EventID
    /// Nil when the node is deleted.
    var content: (data: JSONObject, links: [LinkValue])?

    init?(_ change: GraphChange) {
        switch change {
        case .upsert(let id, let sequence, let event, let data, let links):
            self.id = id
            self.sequence = sequence
            self.event = event
            content = (data, links)
        case .delete(let id, let sequence, let event):
            self.id = id
            self.sequence = sequence
            self.event = event
        case .dropDatabase: return nil
        }
    }
}

/// Steps that are worked one after the other.
enum GraphStep {
    /// Each node at most once, in the order of first mention.
    case nodes([NodeChange])
    case drop(name: String, epoch: Int)

    static func steps(of batch: [GraphChange]) -> [GraphStep] {
        var steps: [GraphStep] = []
        var pending = PendingNodes()
        for change in batch {
            if let node = NodeChange(change) {
                pending.add(node)
            } else if case .dropDatabase(let name, let epoch) = change {
                if !pending.changes.isEmpty { steps.append(.nodes(pending.changes)) }
                steps.append(.drop(name: name, epoch: epoch))
                pending = PendingNodes()
            }
        }
        if !pending.changes.isEmpty { steps.append(.nodes(pending.changes)) }
        return steps
    }
}

private struct PendingNodes {
    private struct Address: Hashable {
        var scope: GraphScope
        var className: ExactText
        var key: ExactText
    }

    private var places: [Address: Int] = [:]
    private(set) var changes: [NodeChange] = []

    mutating func add(_ change: NodeChange) {
        let address = Address(
            scope: change.id.scope, className: ExactText(change.id.className),
            key: ExactText(change.id.key))
        guard let place = places[address] else {
            places[address] = changes.count
            changes.append(change)
            return
        }
        // At equal sequences the first one stands, as it would have one by one.
        if changes[place].sequence < change.sequence { changes[place] = change }
    }
}
