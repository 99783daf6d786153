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

    /// The same for its change of an instance that is there.
    var updateID: EventID { .hashed("update:\(id)") }
}

/// What became of one row.
enum RowOutcome {
    case accepted, updated, unchanged
    case refused(code: String, message: String)
}

/// A row and what became of it.
struct SettledRow: Sendable {
    var row: ImportRow
    var outcome: RowOutcome
}

extension ImportRun {
    /// How the acceptor refuses to create what is there.
    static let takenCode = EngineError.Code.conflict.rawValue

    /// What becomes of a row whose creation was refused for good.
    func outcome(of refusal: BulkReceipt.Refused) -> RowOutcome {
        // The same row of the same content under another file name: it is there already.
        if refusal.code == EngineError.Code.otherContent.rawValue { return .unchanged }
        return .refused(code: refusal.code, message: refusal.message)
    }

    /// Changes the instance that has the row's key, or only says what would become of it.
    func update(_ row: ImportRow, _ plan: TablePlan) async throws(EngineError) -> RowOutcome {
        do throws(EngineError) {
            let standing = try await standing(row, plan)
            if let outcome = judge(row, standing, plan) { return outcome }
            guard !request.isDryRun else { return .updated }
            let command = SubmitCommand(
                type: .updateInstance, database: request.database, branch: request.branch,
                className: plan.definition.id.text, key: standing.key?.text,
                payload: .object(row.data),
                commandID: row.updateID.description, metadata: .object(row.metadata))
            let receipt = try await importer.acceptor.accept(command, call.principal)
            return receipt.isDuplicate ? .unchanged : .updated
        } catch  where error.isOfARow {
            return .refused(code: error.code.rawValue, message: error.message)
        }
    }

    /// Nil: the row changes what stands.
    func judge(_ row: ImportRow, _ standing: Standing, _ plan: TablePlan) -> RowOutcome? {
        if let refusal = standing.refusal {
            return .refused(code: refusal.code.rawValue, message: refusal.message)
        }
        guard let key = standing.key else {
            return .refused(
                code: EngineError.Code.invalidRequest.rawValue,
                message: "\(plan.definition.id) has no key: rows cannot be found again")
        }
        guard let old = standing.data else {
            return .refused(
                code: EngineError.Code.instanceNotFound.rawValue,
                message: "there is no \(plan.definition.id)/\(key.text) to update")
        }
        return old.overlaid(by: row.data).sameContent(as: old) ? .unchanged : nil
    }

    /// What stands under the key of a row.
    struct Standing: Sendable {
        /// Nil: the class has no key.
        var key: InstanceKey?
        var data: JSONObject?
        var outlook = Outlook<InstanceAggregate>()
        /// The row has no key that can be.
        var refusal: EngineError?
    }

    func standing(_ row: ImportRow, _ plan: TablePlan) async throws(EngineError) -> Standing {
        let key = try EngineError.wrapSchema { () throws(SchemaError) in
            try plan.definition.key(of: row.data)
        }
        guard let key, let scope else { return Standing(key: key) }
        let node = NodeID(scope: scope, className: plan.definition.id.text, key: key.text)
        let outlook = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await importer.directory.aggregates.instance(node.stream)
        }
        return Standing(
            key: key, data: outlook.expected(plan.definition).data, outlook: outlook)
    }

    /// What a real run would say of the row. `seen`: the keys of the rows before it.
    func foretell(_ row: ImportRow, _ plan: TablePlan, seen: inout SeenKeys)
        async throws(EngineError) -> RowOutcome
    {
        if scope != nil, try await isKnown(row.id) { return .unchanged }
        if request.mode == .update { return try await update(row, plan) }
        let standing: Standing
        do throws(EngineError) {
            standing = try await self.standing(row, plan)
        } catch  where error.isOfARow {
            return .refused(code: error.code.rawValue, message: error.message)
        }
        guard let key = standing.key?.text else { return .accepted }
        let isRepeated = !seen.insert(key)
        guard isRepeated || standing.data != nil else { return .accepted }
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
                .invalidData,
                "no column of \(plan.file.name) goes into \(plan.definition.id): map one at least")
        }
        guard request.mode != .update else { return }
        let missing = plan.definition.properties.filter {
            $0.isRequired && $0.defaultValue == nil && !filled.contains($0.name)
        }.map(\.name)
        guard missing.isEmpty else {
            throw EngineError(
                .invalidData,
                "no column of \(plan.file.name) goes into \(missing.joined(separator: ", ")), "
                    + "which \(plan.definition.id) requires: map it, or change the class")
        }
    }
}

extension EngineError {
    /// It refuses one row, and the others may be right.
    var isOfARow: Bool {
        [.conflict, .invalidData, .otherContent, .alreadyExists].contains(code)
    }
}
