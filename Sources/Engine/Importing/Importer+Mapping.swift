// Which columns of a file go into which properties of a class that is there: names, types, meanings and the values
// that its instances have today.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Ontology

extension Importer {
    /// Instances whose values are looked at.
    private static let sampleSize = 200

    func suggestMapping(_ request: SuggestMapping, _ call: CallContext) async throws(EngineError)
        -> MappingView
    {
        let scope = try await directory.scope(request.database, branch: nil)
        let definition = try await directory.definition(request.className, in: scope)
        let files = try SourceLoader.load([request.file])
        let result = try infer(files, call)
        guard let table = result.tables.first else {
            throw EngineError(.unreadableFile, "\(request.file.name) holds no table")
        }
        let targets = try await targets(definition, scope)
        let matches = ColumnMatcher(targets).match(table.columns)
        return MappingView(
            className: definition.id.text,
            matches: matches.map { match in
                MappingView.Match(
                    column: match.column, property: match.choice?.property,
                    score: match.choice?.score ?? match.candidates.first?.score ?? 0,
                    reasons: match.choice?.reasons ?? [])
            })
    }

    private func targets(_ definition: ClassDefinition, _ scope: GraphScope)
        async throws(EngineError) -> [MatchTarget]
    {
        let query = DocumentQuery(
            kind: .instance, scope: scope, className: definition.id.text)
        let page = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await ports.documents.search(query, PageRequest(Importer.sampleSize, nil))
        }
        return definition.properties.map { property in
            MatchTarget(
                name: property.name, label: property.label, base: property.type.inferenceBase,
                semantic: Semantic(rawValue: property.type.name.lowercased()),
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
