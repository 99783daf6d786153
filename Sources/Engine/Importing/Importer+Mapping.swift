// Proposals that map a file onto a class that is there already.

internal import JSONText

extension Importer {
    func suggestMapping(_ request: SuggestMapping, _ call: CallContext) async throws(EngineError)
        -> MappingView
    {
        throw EngineError(.unsupported, "not built yet")
    }
}
