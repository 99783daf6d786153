// Many changes of instances of one class in one append. Each was read before and stands or falls by itself: on exactly
// what was read, or not at all.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// A change of one instance, with what stood when it was thought of.
struct BulkChange: Sendable {
    /// Of the command: the same change is the same command.
    var id: EventID
    var type = CommandType.updateInstance
    var key: InstanceKey
    var data: JSONObject
    var metadata: JSONObject
    var outlook: Outlook<InstanceAggregate>
}

/// What became of changes, by their numbers.
struct ChangeReceipt: Sendable {
    var accepted = 0
    /// Accepted before, under the same command id.
    var duplicates: [Int] = []
    /// Refused, or not taken because somebody wrote in between: each has to be decided by itself.
    var undecided: [Int] = []
}

extension CommandAcceptor {
    /// All in one append; `bulkBatch` of them at most.
    func accept(
        _ changes: [BulkChange], of definition: ClassDefinition, in scope: GraphScope,
        _ principal: Principal
    ) async throws(EngineError) -> ChangeReceipt {
        var receipt = ChangeReceipt()
        var submissions: [Submission] = []
        var numbers: [Int] = []
        let now = ports.clock.now()
        for (number, change) in changes.enumerated() {
            let node = NodeID(
                scope: scope, className: definition.id.text, key: change.key.text)
            let draft = CommandDraft(
                type: change.type, stream: node.stream, payload: change.data,
                metadata: change.metadata, definition: definition)
            do throws(EngineError) {
                let last = try judge(change.outlook, draft, definition, nil)
                let event = draft.event(
                    id: change.id, at: now, actor: principal.actor, expected: nil)
                submissions.append(Submission([event], expecting: .exactly(last)))
                numbers.append(number)
            } catch {
                receipt.undecided.append(number)
            }
        }
        guard !submissions.isEmpty else { return receipt }
        ports.crashPoints.reach(.omsBeforeAppend)
        let ready = submissions
        let answers = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.append(ready, with: nil)
        }
        ports.crashPoints.reach(.omsAfterAppend)
        var accepted: [RecordedEvent] = []
        for (number, answer) in zip(numbers, answers) {
            switch answer {
            case .appended(_, isDuplicate: true): receipt.duplicates.append(number)
            case .appended(let events, isDuplicate: false): accepted += events
            case .refused: receipt.undecided.append(number)
            }
        }
        receipt.accepted = accepted.count
        recent.note(bulk: accepted.count)
        await notePending(accepted)
        return receipt
    }
}
