// Before the first row: every table is held against its class, and only when all fit is anything written: the database,
// the files, the classes.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Ontology
internal import Tables

extension ImportRun {
    /// A table with the class that it is to fill.
    struct Draft: Sendable {
        var plan: TablePlan
        /// The class as the columns want it.
        var wanted: ClassDefinition
        /// The class as it is there; nil: it is to be created.
        var known: ClassDefinition?
        /// What was decided about the table.
        var target: ImportTarget?
    }

    /// Checks all tables, then makes what is missing; a dry run writes nothing. Errors of any table come before the
    /// first write.
    mutating func prepare(_ files: [LoadedFile], _ result: InferenceResult)
        async throws(EngineError)
    {
        scope = try await scopeIfThere()
        let drafts = try await drafts(files, result)
        if !request.isDryRun { try await prepareDatabase(files) }
        for draft in drafts {
            var plan = draft.plan
            // A table before this one may have made or changed the class.
            let known = request.isDryRun ? draft.known : try await existing(draft.wanted.id.text)
            let ledger = enter(&plan, known ?? draft.wanted)
            try await prepareClass(draft, known, ledger)
            plans.append(plan)
        }
    }

    /// Errors: database not found where the import may not create it.
    private func scopeIfThere() async throws(EngineError) -> GraphScope? {
        do throws(EngineError) {
            return try await importer.directory.scope(request.database, branch: request.branch)
        } catch
            where error.code == .databaseNotFound
            && (request.createsDatabase || request.isDryRun)
        {
            return nil
        }
    }

    /// What each table is to become. Errors: a column, class or property that does not fit.
    private func drafts(_ files: [LoadedFile], _ result: InferenceResult)
        async throws(EngineError) -> [Draft]
    {
        let (targets, saved) = try await allTargets(files, result)
        let proposal = try result.proposal.following(targets, files)
        try await demandLinked(proposal)
        var drafts: [Draft] = []
        var planned: [ClassID: ClassDefinition] = [:]
        for (table, file) in zip(result.tables, files) {
            guard let proposed = proposal.classes.first(where: { $0.table == table.name })
            else { continue }
            let wanted = try proposed.definition(in: proposal, source: file.sourceJSON)
            let target = targets.first { file.isCalled($0.file) }
            var known = try await existing(wanted.id.text)
            if known == nil { known = planned[wanted.id] }
            var grown = known
            if let known {
                grown = try self.grown(known, by: wanted, target)
                try demandProperties(wanted, in: grown ?? known, file)
            }
            let definition = grown ?? wanted
            var plan = TablePlan(file, table, definition, proposed)
            planned[wanted.id] = definition.noting(plan.keptCurrencies)
            plan.noteAdded(known, grown)
            if target != nil { plan.mapping = "given" }
            if saved.contains(file.name) { plan.mapping = "saved" }
            try demandRequired(plan)
            if let known { try await demandResumable(plan, known) }
            drafts.append(Draft(plan: plan, wanted: wanted, known: known, target: target))
        }
        return drafts
    }

    private func demandProperties(
        _ wanted: ClassDefinition, in known: ClassDefinition, _ file: LoadedFile
    ) throws(EngineError) {
        for property in wanted.properties where known.property(property.name) == nil {
            throw EngineError(
                .alreadyExists,
                "class \(wanted.id) is there already and has no property \(property.name): "
                    + "rename the file \(file.name), or add the property to the class "
                    + "(isNew in a mapping file does)")
        }
    }

    private mutating func prepareDatabase(_ files: [LoadedFile]) async throws(EngineError) {
        if scope == nil {
            _ = try await importer.acceptor.accept(
                SubmitCommand(type: .createDatabase, database: request.database), call.principal)
            scope = try await importer.directory.scope(
                request.database, branch: request.branch)
        }
        var kept: Set<String> = []
        for file in files where kept.insert(file.hash).inserted { try await keep(file) }
    }

    private func keep(_ file: LoadedFile) async throws(EngineError) {
        let pieces = try EngineError.wrapTable { () throws(TableError) in
            try SourcePieces(file.input.source.container)
        }
        let hash = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await importer.ports.sources.put { () throws(OperationsStoreError) in
                do throws(TableError) { return try pieces.next() } catch {
                    throw .unavailable(error.description)
                }
            }
        }
        // Its rows would name a source that nobody has.
        guard hash == file.hash else {
            throw EngineError(
                .conflict, "\(file.name) has changed while it was read: import it again")
        }
    }

    /// The class as it is there, or as it is created now.
    private mutating func prepareClass(
        _ draft: Draft, _ known: ClassDefinition?, _ ledger: ImportLedger
    ) async throws(EngineError) {
        if let known {
            guard !request.isDryRun else { return }
            let metadata = ledger.written(into: known.metadata)
            if !metadata.sameContent(as: known.metadata) {
                _ = try await importer.acceptor.accept(
                    SubmitCommand(
                        type: .updateClass, database: request.database, branch: request.branch,
                        className: known.id.text,
                        payload: ["metadata": .object(metadata)]), call.principal)
            }
            let grown = try self.grown(known, by: draft.wanted, draft.target)
            if grown != known { try await grow(known, to: grown) }
            return
        }
        classesCreated += 1
        guard !request.isDryRun else { return }
        var wanted = draft.wanted
        wanted.metadata = ledger.written(into: wanted.metadata)
        _ = try await importer.acceptor.accept(
            SubmitCommand(
                type: .createClass, database: request.database, branch: request.branch,
                className: wanted.id.text,
                payload: wanted.json), call.principal)
    }

    /// Names the import and notes it with the columns that it maps. `definition`: the class with its earlier imports.
    private func enter(_ plan: inout TablePlan, _ definition: ClassDefinition) -> ImportLedger {
        var ledger = ImportLedger(definition)
        guard let scope else { return ledger }
        plan.importID = ledger.id(of: plan.importName(in: scope))
        ledger.add(
            ImportLedger.Entry(
                id: plan.importID, file: plan.file.name, hash: plan.file.hash,
                at: importer.ports.clock.now().description, mode: request.mode.rawValue,
                isUndone: false, series: plan.seriesName(in: scope),
                lastRow: plan.table.layout.headerRows + plan.table.rowCount))
        for (column, property) in zip(plan.table.columns, plan.properties) {
            if let property { ledger.learn(column.name, property) }
        }
        ledger.note(plan.keptCurrencies)
        return ledger
    }
}
