// What the index knows of one document and how a change moves it on. Pure.

import EventSourcing
import JSONText
import Ontology

/// A document's row.
struct DocumentState {
    var sequence: SequenceNumber
    /// Nil when it is deleted or was never there.
    var content: Content?

    struct Content {
        var event: EventID
        var eventAt: Timestamp
        var createdAt: Timestamp
        var data: JSONObject
    }

    static let unknown = DocumentState(sequence: .none)

    init(sequence: SequenceNumber, content: Content? = nil) {
        self.sequence = sequence
        self.content = content
    }

    /// Changes at or below the sequence do nothing. A document that is there keeps the time of its
    /// creation; one that was deleted begins anew.
    mutating func apply(_ change: DocumentChange) {
        switch change {
        case .upsert(let document):
            guard document.sequence > sequence else { return }
            sequence = document.sequence
            content = Content(
                event: document.event, eventAt: document.eventAt,
                createdAt: content?.createdAt ?? document.createdAt, data: document.data)
        case .delete(_, let deleted):
            guard deleted > sequence else { return }
            sequence = deleted
            content = nil
        case .dropDatabase: break
        }
    }
}

extension DocumentState {
    func applying(_ changes: [DocumentChange]) -> DocumentState {
        var state = self
        for change in changes { state.apply(change) }
        return state
    }
}

/// Steps of a batch that are worked one after the other.
enum DocumentStep {
    /// The changes of each document together, in their order.
    case documents([(id: DocumentID, changes: [DocumentChange])])
    case drop(name: String, epoch: Int)

    static func steps(of batch: [DocumentChange]) -> [DocumentStep] {
        var steps: [DocumentStep] = []
        var pending = PendingDocuments()
        for change in batch {
            switch change {
            case .upsert(let document): pending.add(change, to: document.id)
            case .delete(let id, _): pending.add(change, to: id)
            case .dropDatabase(let name, let epoch):
                steps += pending.step + [.drop(name: name, epoch: epoch)]
                pending = PendingDocuments()
            }
        }
        return steps + pending.step
    }
}

private struct PendingDocuments {
    private struct Address: Hashable {
        var kind: DocumentID.Kind
        var scope: GraphScope
        var className: ExactText
        var key: ExactText
    }

    private var places: [Address: Int] = [:]
    private var documents: [(id: DocumentID, changes: [DocumentChange])] = []

    var step: [DocumentStep] { documents.isEmpty ? [] : [.documents(documents)] }

    mutating func add(_ change: DocumentChange, to id: DocumentID) {
        let address = Address(
            kind: id.kind, scope: id.scope, className: ExactText(id.className),
            key: ExactText(id.key))
        guard let place = places[address] else {
            places[address] = documents.count
            documents.append((id, [change]))
            return
        }
        documents[place].changes.append(change)
    }
}
