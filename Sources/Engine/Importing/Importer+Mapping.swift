// Which columns of a file go into which properties of a class that is there: names, types, meanings and the values
// that its instances have today.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Ontology
internal import Tables

extension Importer {
    /// Instances whose values are looked at.
    private static let sampleSize = 200

    func suggestMapping(_ request: SuggestMapping, _ call: CallContext) async throws(EngineError)
        -> MappingView
    {
        let scope = try await directory.scope(request.database, branch: request.branch)
        let files = try SourceLoader.load([request.file], hashes: false)
        let result = try infer(files, call, sampleRows: request.sampleRows)
        guard let table = result.tables.first else {
            throw EngineError(.unreadableFile, "\(request.file.name) holds no table")
        }
        if let name = request.className {
            let definition = try await directory.definition(name, in: scope)
            return try await view(definition, table, scope)
        }
        let definitions = try await catalogue.definitions(in: scope).map(\.1)
        if let saved = try await saved(table, definitions, request.file.name, scope) {
            return saved
        }
        var best: MappingView?
        for definition in definitions {
            let view = try await view(definition, table, scope)
            if view.fit ?? 0 > best?.fit ?? 0.3 { best = view }
        }
        guard let best else {
            throw EngineError(
                .classNotFound,
                "\(request.file.name) fits no class of \(request.database): name one with --class, "
                    + "or import the file as a class of its own")
        }
        return best
    }

    /// Where columns like these led before; nil when that is not known of most of them.
    private func saved(
        _ table: TableInference, _ definitions: [ClassDefinition], _ file: String,
        _ scope: GraphScope
    ) async throws(EngineError) -> MappingView? {
        let columns = table.columns.map(\.name).filter { !TablePlan.remarks.contains($0) }
        guard let target = SavedMappings.best(columns, definitions, file: file),
            let definition = definitions.first(where: { $0.id.text == target.className })
        else { return nil }
        var view = try await view(definition, table, scope)
        view.follow(target)
        return view
    }

    private func view(
        _ definition: ClassDefinition, _ table: TableInference, _ scope: GraphScope
    ) async throws(EngineError) -> MappingView {
        let targets = try await targets(definition, scope)
        let matches = ColumnMatcher(targets).match(table.columns)
        let sum = matches.reduce(0) { $0 + ($1.choice?.score ?? 0) }
        return MappingView(
            className: definition.id.text,
            matches: matches.map { match in
                MappingView.Match(
                    column: match.column, property: match.choice?.property,
                    score: match.choice?.score ?? match.candidates.first?.score ?? 0,
                    reasons: match.choice?.reasons ?? match.refusals,
                    candidates: match.candidates.map { candidate in
                        MappingView.Match.Candidate(
                            property: candidate.property, score: candidate.score,
                            reasons: candidate.reasons)
                    })
            }, fit: sum / Double(max(1, max(matches.count, targets.count))))
    }

    private func targets(_ definition: ClassDefinition, _ scope: GraphScope)
        async throws(EngineError) -> [MatchTarget]
    {
        let query = DocumentQuery(
            kind: .instance, scope: scope, className: definition.id.text)
        let page = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await ports.documents.search(query, PageRequest(Importer.sampleSize, nil))
        }
        let ledger = ImportLedger(definition)
        return definition.properties.map { property in
            MatchTarget(
                name: property.name, label: property.label, base: property.type.inferenceBase,
                semantic: Semantic(rawValue: property.type.name.lowercased()),
                acceptedNames: ledger.columns[property.name] ?? [],
                sample: page.items.compactMap { document in
                    document.data[property.name].flatMap { $0.isNull ? nil : $0.plainText }
                })
        }
    }
}

extension DataType {
    /// How values of the type look as cells.
    var inferenceBase: BaseType {
        switch base {
        case .integer: .integer
        case .number: .decimal
        case .boolean: .boolean
        case .date: .date
        case .dateTime: .datetime
        case .time: .time
        case .text, .array, .object, .any: .string
        }
    }
}
