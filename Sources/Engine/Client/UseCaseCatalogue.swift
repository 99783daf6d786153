// Every use case by name: the routes of `/engine/v1` are made from this list, so that none can be forgotten.

package enum UseCaseCatalogue {
    package static let all: [any UseCase.Type] = [
        DescribeEngine.self, PipelineStatus.self,
        ListDatabases.self, ListClasses.self, GetClass.self,
        ListInstances.self, GetInstance.self, CountInstances.self,
        SubmitCommand.self, SubmitBulk.self, GetCommand.self, ListCommands.self,
        RetryCommand.self, UndoCommand.self, DeleteClass.self,
        GraphQuery.self, ExploreNode.self, TraceLineage.self,
        ListDeadLetters.self, RetryDeadLetter.self, DiscardDeadLetter.self, ListParkedWrites.self,
        SetWorkerState.self, InferFiles.self, SuggestMapping.self, ImportFiles.self,
        RebuildReadModel.self, VerifyReadModels.self, ExportReadModel.self, VerifyAudit.self,
    ]

    package static func named(_ name: String) -> (any UseCase.Type)? {
        all.first { $0.name == name }
    }
}
