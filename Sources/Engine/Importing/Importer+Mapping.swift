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
        var suggestion = try await Suggestion(self, request, scope)
        return try await suggestion.view(of: result, files)
    }

    fileprivate func targets(_ definition: ClassDefinition, _ scope: GraphScope)
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

/// One question after mappings: the classes that come into question, each looked at once for all tables of the file.
private struct Suggestion {
    /// A class that fits less is none.
    private static let leastFit = 0.3

    private let importer: Importer
    private let request: SuggestMapping
    private let scope: GraphScope
    private let named: ClassDefinition?
    private var targets: [ClassID: [MatchTarget]] = [:]

    init(_ importer: Importer, _ request: SuggestMapping, _ scope: GraphScope)
        async throws(EngineError)
    {
        (self.importer, self.request, self.scope) = (importer, request, scope)
        guard let name = request.className else {
            named = nil
            return
        }
        named = try await importer.directory.definition(name, in: scope)
    }

    /// The first table, or the one that fits the named class best; further tables of a workbook stand beside it.
    mutating func view(of result: InferenceResult, _ files: [LoadedFile])
        async throws(EngineError) -> MappingView
    {
        guard let first = result.tables.first else {
            throw EngineError(.unreadableFile, "\(request.file.name) holds no table")
        }
        guard result.tables.count > 1 else {
            if let named { return try await view(named, first) }
            guard let best = try await best(for: first) else { throw fitsNothing }
            return best
        }
        let bound = try await tableOfNamed(result.tables)
        var views: [MappingView] = []
        var isAnyKnown = false
        for (index, (table, file)) in zip(result.tables, files).enumerated() {
            var found: MappingView?
            if let named, index == bound { found = try await view(named, table) }
            if found == nil { found = try await best(for: table) }
            isAnyKnown = isAnyKnown || found != nil
            var view = found ?? MappingView(ofItsOwn: table, in: result.proposal)
            view.part = file.name.part
            views.append(view)
        }
        guard isAnyKnown else { throw fitsNothing }
        var main = views.remove(at: bound ?? 0)
        main.others = views
        return main
    }

    private var fitsNothing: EngineError {
        EngineError(
            .classNotFound,
            "\(request.file.name) fits no class of \(request.database): name one with --class, "
                + "or import the file as a class of its own")
    }

    private mutating func tableOfNamed(_ tables: [TableInference]) async throws(EngineError)
        -> Int?
    {
        guard let named else { return nil }
        var best: (place: Int, fit: Double)?
        for (place, table) in tables.enumerated() {
            let fit = try await view(named, table).fit ?? 0
            if fit > best?.fit ?? -1 { best = (place, fit) }
        }
        return best?.place
    }

    private mutating func best(for table: TableInference) async throws(EngineError)
        -> MappingView?
    {
        let definitions = try await importer.catalogue.definitions(in: scope).map(\.1)
        if let saved = try await saved(table, definitions) { return saved }
        var best: MappingView?
        for definition in definitions {
            let view = try await view(definition, table)
            if view.fit ?? 0 > best?.fit ?? Self.leastFit { best = view }
        }
        return best
    }

    /// Where columns like these led before; nil when that is not known of most of them.
    private mutating func saved(_ table: TableInference, _ definitions: [ClassDefinition])
        async throws(EngineError) -> MappingView?
    {
        let columns = table.columns.map(\.name).filter { !TablePlan.remarks.contains($0) }
        guard let target = SavedMappings.best(columns, definitions, file: request.file.name),
            let definition = definitions.first(where: { $0.id.text == target.className })
        else { return nil }
        var view = try await view(definition, table)
        view.follow(target)
        return view
    }

    private mutating func view(_ definition: ClassDefinition, _ table: TableInference)
        async throws(EngineError) -> MappingView
    {
        let targets: [MatchTarget]
        if let known = self.targets[definition.id] {
            targets = known
        } else {
            targets = try await importer.targets(definition, scope)
            self.targets[definition.id] = targets
        }
        let columns = table.columns.filter { !TablePlan.remarks.contains($0.name) }
        return MappingView(definition, ColumnMatcher(targets).match(columns), targets.count)
    }
}

extension MappingView {
    fileprivate init(_ definition: ClassDefinition, _ matches: [ColumnMatch], _ targets: Int) {
        let sum = matches.reduce(0) { $0 + ($1.choice?.score ?? 0) }
        self.init(
            className: definition.id.text,
            matches: matches.map { match in
                Match(
                    column: match.column, property: match.choice?.property,
                    score: match.choice?.score ?? match.candidates.first?.score ?? 0,
                    reasons: match.choice?.reasons ?? match.refusals,
                    candidates: match.candidates.map { candidate in
                        Match.Candidate(
                            property: candidate.property, score: candidate.score,
                            reasons: candidate.reasons)
                    })
            }, fit: sum / Double(max(1, max(matches.count, targets))))
    }

    /// A table that fits no class that is there: the class that it would make.
    fileprivate init(ofItsOwn table: TableInference, in proposal: SchemaProposal) {
        let proposed = proposal.classes.first { $0.table == table.name }
        self.init(
            className: proposed?.id ?? "",
            matches: table.columns.map { column in
                let property = proposed?.property(forColumn: column.name)
                return Match(
                    column: column.name, property: property?.name,
                    score: property?.confidence ?? 0,
                    reasons: ["it fits no class that is there: a new one"])
            })
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
