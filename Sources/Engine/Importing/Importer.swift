internal import EventSourcing
internal import JSONText
internal import Ontology

struct Importer: Sendable {
    let ports: EnginePorts
    let directory: Directory
    let acceptor: CommandAcceptor
    let coverage: Coverage
    let catalogue: Catalogue
    func infer(_ r: InferFiles, _ c: CallContext) async throws(EngineError) -> InferenceView {
        throw EngineError(.unsupported, "not built yet")
    }
    func suggestMapping(_ r: SuggestMapping, _ c: CallContext) async throws(EngineError)
        -> MappingView
    { throw EngineError(.unsupported, "not built yet") }
    func importFiles(_ r: ImportFiles, _ c: CallContext) async throws(EngineError) -> ImportReport {
        throw EngineError(.unsupported, "not built yet")
    }
}
