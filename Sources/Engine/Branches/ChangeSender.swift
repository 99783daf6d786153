// Sends differences as commands: classes first, instances by class in bulk, classes that go at the end.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct ChangeSender: Sendable {
    private let engine: Engine
    private let scope: GraphScope

    init(_ engine: Engine, _ scope: GraphScope) {
        self.engine = engine
        self.scope = scope
    }

    /// How many were accepted; throws at the first that is refused.
    func send(
        _ changes: [StateChange], _ present: ScopeState, _ reason: String, _ call: CallContext
    ) async throws(EngineError) -> Int {
        var sent = 0
        let metadata: JSON = ["reason": .string(reason)]
        for change in changes where change.key == nil && change.kind != .deleted {
            try await send(change, present, metadata, call)
            sent += 1
        }
        let instances = Dictionary(grouping: changes.filter { $0.key != nil }, by: \.className)
        for (className, changes) in instances.sorted(by: { $0.key < $1.key }) {
            let receipt = try await SubmitRows(
                database: scope.database, branch: scope.branch, className: className,
                rows: changes.map { row($0, present, call) }, metadata: metadata
            ).perform(in: engine, call)
            sent += receipt.accepted
            guard let refused = receipt.rows.first(where: { $0.state == .refused }) else {
                continue
            }
            throw EngineError(
                EngineError.Code(rawValue: refused.code ?? "") ?? .conflict,
                "\(changes[refused.row].path): \(refused.message ?? "refused"); \(sent) changes "
                    + "are sent: ask again for the rest")
        }
        for change in changes where change.key == nil && change.kind == .deleted {
            try await send(change, present, metadata, call)
            sent += 1
        }
        return sent
    }

    /// Of a request that may come again: made of what is sent and of what it meets, so that a change which reads
    /// otherwise the second time, or was refused the first time, is another command.
    private func id(
        _ change: StateChange, _ content: JSON, _ sequence: Int?, _ call: CallContext
    ) -> String? {
        let step = [
            "change", scope.branch, change.kind.rawValue, change.path, "\(sequence ?? 0)",
            content.canonicalText,
        ]
        return call.id(of: step.joined(separator: "\u{0}"))?.description
    }

    private func row(_ change: StateChange, _ present: ScopeState, _ call: CallContext)
        -> SubmitRows.Row
    {
        let key = ScopeState.NodeKey(className: change.className, key: change.key ?? "")
        let sequence = present.sequences[key]?.value
        let id = id(change, change.new ?? .null, sequence, call)
        switch change.kind {
        case .added:
            return SubmitRows.Row(
                .create, key: change.key, data: change.new ?? .null, commandID: id)
        case .deleted:
            return SubmitRows.Row(
                .delete, key: change.key, expectedSequence: sequence, commandID: id)
        case .modified:
            var patch = change.new?.object ?? JSONObject()
            // What is not there any more is taken away.
            for name in change.old?.object?.names ?? [] where patch[name] == nil {
                patch[name] = .null
            }
            return SubmitRows.Row(
                .update, key: change.key, data: .object(patch), expectedSequence: sequence,
                commandID: id)
        }
    }

    private func send(
        _ change: StateChange, _ present: ScopeState, _ metadata: JSON, _ call: CallContext
    ) async throws(EngineError) {
        let key = ScopeState.NodeKey(className: change.className, key: "")
        let type: CommandType =
            switch change.kind {
            case .added: .createClass
            case .modified: .updateClass
            case .deleted: .deleteClass
            }
        let payload = change.kind == .deleted ? .object(JSONObject()) : change.new ?? .null
        let sequence = present.sequences[key]?.value
        _ = try await SubmitCommand(
            type: type, database: scope.database, branch: scope.branch,
            className: change.className, payload: payload,
            expectedSequence: change.kind == .added ? nil : sequence,
            commandID: id(change, payload, sequence, call), metadata: metadata
        ).perform(in: engine, call)
    }
}
