// From the names in a request to addresses: the database with its epoch, the class with its definition. Looks at what
// stands or is in flight, so that scripts need no pauses between their steps.

package import EventSourcing
package import Ontology

/// Resolves names against the write side.
package struct Directory: Sendable {
    let aggregates: AggregateReader

    /// The scope of a database that stands or is being created; `database_not_found` otherwise.
    package func scope(_ database: String, branch: String?) async throws(EngineError) -> GraphScope
    {
        let name = try EngineError.wrapName { () throws(NameError) in try DatabaseName(database) }
        let branch = try branchName(branch)
        let outlook = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await aggregates.database(name)
        }
        let state = outlook.expected(())
        guard state.isLive else {
            throw EngineError(
                .databaseNotFound,
                "there is no database \(name): create it first, or look at the list of databases")
        }
        let scope = GraphScope(database: name.text, epoch: state.epoch, branch: branch)
        if branch != StreamID.mainBranch { try await checkBranch(of: scope) }
        return scope
    }

    /// A class that stands or is being created; `class_not_found` otherwise.
    package func definition(_ className: String, in scope: GraphScope) async throws(EngineError)
        -> ClassDefinition
    {
        let outlook = try await outlook(className, in: scope)
        guard let definition = outlook.expected(0).definition else {
            throw .noClass(className, in: scope.database)
        }
        return definition
    }

    /// The same, also of a class that was deleted: what it left behind has to be deletable.
    func lastDefinition(_ className: String, in scope: GraphScope) async throws(EngineError)
        -> ClassDefinition
    {
        let state = try await outlook(className, in: scope).expected(0)
        guard let definition = state.definition ?? state.former else {
            throw .noClass(className, in: scope.database)
        }
        return definition
    }

    package func outlook(_ className: String, in scope: GraphScope) async throws(EngineError)
        -> Outlook<ClassAggregate>
    {
        let id = try EngineError.wrapName { () throws(NameError) in try ClassID(className) }
        return try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await aggregates.ontologyClass(Directory.stream(id, in: scope))
        }
    }

    package static func stream(_ id: ClassID, in scope: GraphScope) -> StreamID {
        StreamID(
            database: scope.database, epoch: scope.epoch, branch: scope.branch,
            type: .ontologyClass, className: id.text)
    }

    private func branchName(_ branch: String?) throws(EngineError) -> String {
        guard let branch else { return StreamID.mainBranch }
        let name = try EngineError.wrapName { () throws(NameError) in try BranchName(branch) }
        return name.text
    }

    private func checkBranch(of scope: GraphScope) async throws(EngineError) {
        let facts = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await aggregates.facts(BranchBook.stream(scope.database, scope.epoch))
        }
        _ = try BranchBook.fold(facts).branch(scope.branch)
    }
}
