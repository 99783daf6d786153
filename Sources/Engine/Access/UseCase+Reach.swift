// The reach of each use case that is not the whole engine's.

extension DescribeEngine { package var reach: Reach { .anyone } }
extension PipelineStatus { package var reach: Reach { .anyone } }
extension ListDatabases { package var reach: Reach { .anyone } }
extension ListClasses { package var reach: Reach { .database(database) } }
extension GetClass { package var reach: Reach { .database(database) } }
extension ListInstances { package var reach: Reach { .database(database) } }
extension GetInstance { package var reach: Reach { .database(database) } }
extension CountInstances { package var reach: Reach { .database(database) } }
extension SubmitCommand { package var reach: Reach { .database(database) } }
extension SubmitBulk { package var reach: Reach { .database(database) } }
extension GetCommand { package var reach: Reach { .anyone } }
extension ListCommands {
    package var reach: Reach { database.map { .database($0) } ?? .engine }
}
extension GraphQuery { package var reach: Reach { .database(database) } }
extension ExploreNode { package var reach: Reach { .database(database) } }
extension TraceLineage { package var reach: Reach { .database(database) } }
extension ExportReadModel { package var reach: Reach { .database(database) } }

extension InferFiles {
    package var reach: Reach { .anyone }
    package var namesHostFiles: Bool { files.contains { $0.content == nil } }
}
extension SuggestMapping {
    package var reach: Reach { .database(database) }
    package var namesHostFiles: Bool { file.content == nil }
}
extension ImportFiles {
    package var reach: Reach { .database(database) }
    package var namesHostFiles: Bool { files.contains { $0.content == nil } }
}

/// Each looks at the command first, and finds none of another tenant.
extension RetryCommand { package var reach: Reach { .anyone } }
extension UndoCommand { package var reach: Reach { .anyone } }
extension TraceClass { package var reach: Reach { .database(database) } }
extension ApplyOntology { package var reach: Reach { .database(database) } }
extension ListImports { package var reach: Reach { .database(database) } }
extension UndoImport { package var reach: Reach { .database(database) } }
extension DeleteClass { package var reach: Reach { .database(database) } }
