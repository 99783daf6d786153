// Every use case by name: the routes of `/engine/v1` are made from this list, so that none can be forgotten.

package enum UseCaseCatalogue {
    package static let all: [any UseCase.Type] =
        [
            DescribeEngine.self, PipelineStatus.self, ReadLagHistory.self,
            ListDatabases.self, ListClasses.self, GetClass.self,
            ListInstances.self, GetInstance.self, CountInstances.self, ProfileClass.self,
            CheckDefinition.self,
            SearchCommands.self, RetryParkedWrite.self, DiscardParkedWrite.self,
            SubmitCommand.self, SubmitBulk.self, GetCommand.self, ListCommands.self,
            RetryCommand.self, UndoCommand.self, DeleteClass.self,
            GraphQuery.self, ExploreNode.self, TraceLineage.self, TraceClass.self,
            ListDeadLetters.self, RetryDeadLetter.self, DiscardDeadLetter.self,
            ListParkedWrites.self, ListWaiting.self,
            SetWorkerState.self, InferFiles.self, SuggestMapping.self, ImportFiles.self,
            ListImports.self, UndoImport.self, ApplyOntology.self,
            RebuildReadModel.self, VerifyReadModels.self, ExportReadModel.self, VerifyAudit.self,
        ] + contract

    /// What the contract's routes need besides.
    private static let contract: [any UseCase.Type] = [
        CreateToken.self, ListTokens.self, RevokeToken.self, ReadAudit.self, FindCommands.self,
        AwaitCommand.self, FollowLog.self, AwaitChange.self, QueryInstances.self, ListLabels.self,
        ImportLabels.self, ClearLabels.self, SaveQuery.self, ListSavedQueries.self,
        FindClassPaths.self, AnalyzeNetwork.self, ListJobs.self, GetJob.self, CancelJob.self,
        StartImport.self, StartBulk.self, StartReplay.self, CheckReadiness.self,
        MatchColumns.self, PatchInstance.self, RestoreInstance.self,
        SubmitRows.self, ListBranches.self, CreateBranch.self, DeleteBranch.self,
        CheckOutBranch.self, NoteCommit.self, BranchHistory.self, DiffBranches.self,
        MergeBranches.self, RollBackBranch.self, FindAncestor.self, OpenPullRequest.self,
        ListPullRequests.self, EndPullRequest.self, CountEvents.self, ReadSheet.self,
        RegisterSheet.self, ListSheets.self, RemoveSheet.self, TraceFile.self,
    ]

    package static func named(_ name: String) -> (any UseCase.Type)? {
        all.first { $0.name == name }
    }
}
