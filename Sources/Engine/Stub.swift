internal import EventSourcing
internal import JSONText
internal import Ontology

private func nothing<T>() throws(EngineError) -> T {
    throw EngineError(.unsupported, "not built yet")
}
package final class Engine: Sendable {
    let acceptor = S(), commands = S(), catalogue = S(), reader = S(), federation = S(),
        explorer = S()
    let lineageTracer = S(), monitor = S(), deadLetters = S(), rebuilder = S(), verifier = S()
    let exporter = S(), importer = S()
    package init() {}
    func describe() -> EngineView {
        EngineView(
            version: "0", mode: "", processID: 0, dataDirectory: nil, startedAt: "",
            uptimeSeconds: 0)
    }
}
struct S: Sendable {
    func accept(_ r: SubmitCommand, _ p: Principal) async throws(EngineError) -> AcceptedCommand {
        try nothing()
    }
    func accept(_ r: SubmitBulk, _ p: Principal) async throws(EngineError) -> BulkReceipt {
        try nothing()
    }
    func view(_ id: String) async throws(EngineError) -> CommandView { try nothing() }
    func list(_ r: ListCommands) async throws(EngineError) -> PageView<CommandView> {
        try nothing()
    }
    func databases() async throws(EngineError) -> PageView<DatabaseView> { try nothing() }
    func classes(_ d: String, _ b: String?) async throws(EngineError) -> PageView<ClassView> {
        try nothing()
    }
    func classView(_ d: String, _ c: String, _ b: String?) async throws(EngineError) -> ClassView {
        try nothing()
    }
    func instance(_ r: GetInstance) async throws(EngineError) -> InstanceView { try nothing() }
    func instances(_ r: ListInstances) async throws(EngineError) -> PageView<InstanceView> {
        try nothing()
    }
    func count(_ r: CountInstances) async throws(EngineError) -> Int { try nothing() }
    func answer(_ r: GraphQuery) async throws(EngineError) -> GraphAnswer { try nothing() }
    func explore(_ r: ExploreNode) async throws(EngineError) -> Neighbourhood { try nothing() }
    func trace(_ r: TraceLineage) async throws(EngineError) -> LineageView { try nothing() }
    func pipeline() async throws(EngineError) -> PipelineView { try nothing() }
    func set(_ r: SetWorkerState) async throws(EngineError) -> Bool { try nothing() }
    func list(_ r: ListDeadLetters) async throws(EngineError) -> PageView<DeadLetterView> {
        try nothing()
    }
    func parked(_ r: ListParkedWrites) async throws(EngineError) -> PageView<ParkedWriteView> {
        try nothing()
    }
    func retry(_ id: String) async throws(EngineError) -> Bool { try nothing() }
    func discard(_ id: String) async throws(EngineError) -> Bool { try nothing() }
    func rebuild(_ m: [ReadModelName], _ c: CallContext) async throws(EngineError) -> RebuildReport
    { try nothing() }
    func verify(_ c: CallContext) async throws(EngineError) -> VerifyReport { try nothing() }
    func audit() async throws(EngineError) -> AuditReport { try nothing() }
    func export(_ r: ExportReadModel) async throws(EngineError) -> PageView<String> {
        try nothing()
    }
    func infer(_ r: InferFiles, _ c: CallContext) async throws(EngineError) -> InferenceView {
        try nothing()
    }
    func suggestMapping(_ r: SuggestMapping, _ c: CallContext) async throws(EngineError)
        -> MappingView
    { try nothing() }
    func importFiles(_ r: ImportFiles, _ c: CallContext) async throws(EngineError) -> ImportReport {
        try nothing()
    }
}
