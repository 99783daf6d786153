// The use cases that are about one branch of a database, so that whoever works on a branch can send them all there
// without knowing each.

package protocol BranchUseCase: UseCase {
    /// Nil: main.
    var branch: String? { get set }
}

extension ListClasses: BranchUseCase {}
extension GetClass: BranchUseCase {}
extension ApplyOntology: BranchUseCase {}
extension ListInstances: BranchUseCase {}
extension CountInstances: BranchUseCase {}
extension GetInstance: BranchUseCase {}
extension QueryInstances: BranchUseCase {}
extension ProfileClass: BranchUseCase {}
extension CheckDefinition: BranchUseCase {}
extension ExploreNode: BranchUseCase {}
extension GraphQuery: BranchUseCase {}
extension TraceLineage: BranchUseCase {}
extension TraceClass: BranchUseCase {}
extension TraceFile: BranchUseCase {}
extension SubmitCommand: BranchUseCase {}
extension SubmitBulk: BranchUseCase {}
extension SubmitRows: BranchUseCase {}
extension PatchInstance: BranchUseCase {}
extension RestoreInstance: BranchUseCase {}
extension DeleteClass: BranchUseCase {}
extension StartReplay: BranchUseCase {}
extension ImportLabels: BranchUseCase {}
extension FindClassPaths: BranchUseCase {}
extension AnalyzeNetwork: BranchUseCase {}
extension SuggestMapping: BranchUseCase {}
extension ImportFiles: BranchUseCase {}
extension ListImports: BranchUseCase {}
extension UndoImport: BranchUseCase {}
extension ExportReadModel: BranchUseCase {}

/// An engine on which everything that names no branch is about one branch.
package struct BranchEngine: EngineClient {
    package let engine: any EngineClient
    package let branch: String

    package init(_ engine: any EngineClient, branch: String) {
        self.engine = engine
        self.branch = branch
    }

    package func run<Request: UseCase>(
        _ request: Request, _ call: CallContext
    ) async throws(EngineError) -> Request.Answer {
        guard var moved = request as? any BranchUseCase, moved.branch == nil else {
            return try await engine.run(request, call)
        }
        moved.branch = branch
        return try await engine.run((moved as? Request) ?? request, call)
    }
}
