// Rows that were not simply created: keys that are taken, updates, and what a dry run can tell of both.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// A good row on its way.
struct ImportRow: Sendable {
    var data: JSONObject
    var metadata: JSONObject
    /// The same row of the same file under the same mapping is the same command, in whatever run.
    var id: EventID
    var number: Int
    var line: Int
    var offset: Int
    var cells: [String]
    /// Its last cells were missing and count as empty.
    var isPadded: Bool
}

/// What became of one row.
enum RowOutcome {
    case accepted, updated, unchanged
    case refused(code: String, message: String)
}

extension ImportRun {
    /// How the acceptor refuses to create what is there.
    private static let takenCode = EngineError.Code.conflict.rawValue

    /// What becomes of a row whose creation was refused.
    func settle(_ refusal: BulkReceipt.Refused, _ row: ImportRow, _ plan: TablePlan)
        async throws(EngineError) -> RowOutcome
    {
        // The same row of the same content under another file name: it is there already.
        if refusal.code == EngineError.Code.otherContent.rawValue { return .unchanged }
        if request.mode == .upsert, refusal.code == Self.takenCode {
            return try await update(row, plan)
        }
        return .refused(code: refusal.code, message: refusal.message)
    }

    /// Changes the instance that has the row's key.
    func update(_ row: ImportRow, _ plan: TablePlan) async throws(EngineError) -> RowOutcome {
        do throws(EngineError) {
            let (key, old) = try await standing(row, plan)
            guard let key else {
                return .refused(
                    code: EngineError.Code.invalidRequest.rawValue,
                    message: "\(plan.definition.id) has no key: rows cannot be found again")
            }
            guard let old else {
                return .refused(
                    code: EngineError.Code.instanceNotFound.rawValue,
                    message: "there is no \(plan.definition.id)/\(key) to update")
            }
            if old.overlaid(by: row.data).sameContent(as: old) { return .unchanged }
            guard !request.isDryRun else { return .updated }
            let command = SubmitCommand(
                type: .updateInstance, database: request.database, branch: request.branch,
                className: plan.definition.id.text, key: key, payload: .object(row.data),
                commandID: EventID.hashed("update:\(row.id)").description,
                metadata: .object(row.metadata))
            let receipt = try await importer.acceptor.accept(command, call.principal)
            return receipt.isDuplicate ? .unchanged : .updated
        } catch
            where [.conflict, .invalidData, .otherContent, .alreadyExists].contains(error.code)
        {
            return .refused(code: error.code.rawValue, message: error.message)
        }
    }

    /// The key of a row and what stands under it.
    func standing(_ row: ImportRow, _ plan: TablePlan) async throws(EngineError)
        -> (key: String?, data: JSONObject?)
    {
        let key = try EngineError.wrapSchema { () throws(SchemaError) in
            try plan.definition.key(of: row.data)
        }
        guard let key, let scope else { return (key?.text, nil) }
        let node = NodeID(scope: scope, className: plan.definition.id.text, key: key.text)
        let outlook = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await importer.directory.aggregates.instance(node.stream)
        }
        return (key.text, outlook.expected(plan.definition).data)
    }

    /// What a real run would say of the row. `seen`: the keys of the rows before it.
    func foretell(_ row: ImportRow, _ plan: TablePlan, seen: inout SeenKeys)
        async throws(EngineError) -> RowOutcome
    {
        if scope != nil, try await isKnown(row.id) { return .unchanged }
        if request.mode == .update { return try await update(row, plan) }
        let (key, old) = try await standing(row, plan)
        guard let key else { return .accepted }
        let isRepeated = !seen.insert(key)
        guard isRepeated || old != nil else { return .accepted }
        if request.mode == .upsert { return isRepeated ? .updated : try await update(row, plan) }
        return .refused(
            code: Self.takenCode,
            message: "there is \(plan.definition.id.text)/\(key) already")
    }

    private func isKnown(_ id: EventID) async throws(EngineError) -> Bool {
        try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await importer.ports.store.find(id) != nil
        }
    }

    /// Required properties that no column fills would refuse every row: said once, before.
    func demandRequired(_ plan: TablePlan) throws(EngineError) {
        let filled = Set(plan.properties.compactMap { $0 })
        guard !filled.isEmpty else {
            throw EngineError(
                .invalidRequest,
                "no column of \(plan.file.name) goes into \(plan.definition.id): map one at least")
        }
        guard request.mode != .update else { return }
        let missing = plan.definition.properties.filter {
            $0.isRequired && $0.defaultValue == nil && !filled.contains($0.name)
        }.map(\.name)
        guard missing.isEmpty else {
            throw EngineError(
                .invalidRequest,
                "no column of \(plan.file.name) goes into \(missing.joined(separator: ", ")), "
                    + "which \(plan.definition.id) requires: map it, or change the class")
        }
    }
}
