// Deletes a class and, when asked to, its instances before it. Looks at the graph only after it has caught up, so that
// the count is exact; instances that are created meanwhile are deleted in a further round.

internal import EventSourcing
internal import Ontology

struct ClassRemover: Sendable {
    /// Deletions that wait for the log at the same time: they share its commits.
    private static let parallel = 64
    /// Rounds before it gives up against somebody who goes on creating.
    private static let maximumRounds = 8

    let ports: EnginePorts
    let directory: Directory
    let acceptor: CommandAcceptor
    let coverage: Coverage
    let catalogue: Catalogue

    func delete(_ request: DeleteClass, _ call: CallContext) async throws(EngineError)
        -> ClassDeletion
    {
        let scope = try await directory.scope(request.database, branch: request.branch)
        let id = try await directory.definition(request.className, in: scope).id.text
        try await checkSequence(request, scope)
        try await caughtUp()
        var result = ClassDeletion(
            database: request.database, className: id, instances: try await count(id, scope),
            incomingLinks: try await incoming(id, scope), deleted: 0, isDryRun: request.isDryRun,
            accepted: nil)
        guard !request.isDryRun else { return result }
        var rounds = 0
        while true {
            if request.cascade { result.deleted += try await deleteInstances(id, scope, call) }
            do throws(EngineError) {
                result.accepted = try await acceptor.accept(
                    SubmitCommand(
                        type: .deleteClass, database: request.database, branch: request.branch,
                        className: id, expectedSequence: request.expectedSequence), call.principal)
                return result
            } catch  where error.code == .alreadyExists && request.cascade {
                rounds += 1
                guard rounds < ClassRemover.maximumRounds else { throw error }
            }
        }
    }

    /// Before the first instance goes.
    private func checkSequence(_ request: DeleteClass, _ scope: GraphScope)
        async throws(EngineError)
    {
        guard let expected = request.expectedSequence else { return }
        let outlook = try await directory.outlook(request.className, in: scope)
        guard outlook.sequence.value != expected else { return }
        let id = try EngineError.wrapName { () throws(NameError) in
            try ClassID(request.className)
        }
        throw .conflict(
            Directory.stream(id, in: scope), expected: SequenceNumber(expected),
            actual: outlook.sequence,
            "the sequence is \(outlook.sequence), not \(expected): read the class again first")
    }

    /// Deletes what is there now and waits until the graph is without it; answers how many.
    private func deleteInstances(_ className: String, _ scope: GraphScope, _ call: CallContext)
        async throws(EngineError) -> Int
    {
        let total = try await count(className, scope)
        let meter = ProgressMeter("deleting instances", clock: ports.clock, call: call)
        var (done, deleted) = (0, 0)
        var page = PageRequest(limit: 1000)
        while true {
            let request = page
            let found = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.graph.nodes(
                    NodeSelection(scope: scope, className: className), request)
            }
            deleted += try await delete(found.items.map(\.id), call)
            done += found.items.count
            meter.tell(done: done, total: max(total, done))
            guard let next = found.next else { break }
            page.after = next
        }
        try await caughtUp()
        return deleted
    }

    private func delete(_ nodes: [NodeID], _ call: CallContext) async throws(EngineError) -> Int {
        var deleted = 0
        for start in stride(from: 0, to: nodes.count, by: ClassRemover.parallel) {
            if Task.isCancelled {
                throw EngineError(
                    .cancelled,
                    "cancelled: the class is still there, and some of its instances are not; "
                        + "repeat the call to delete the rest")
            }
            let some = nodes[start..<min(start + ClassRemover.parallel, nodes.count)]
            let results = await withTaskGroup(of: Result<Bool, EngineError>.self) { group in
                for node in some {
                    group.addTask { await delete(node, call.principal) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            for result in results where try result.get() { deleted += 1 }
        }
        return deleted
    }

    /// False when somebody else has asked for it before.
    private func delete(_ node: NodeID, _ principal: Principal) async -> Result<Bool, EngineError> {
        do throws(EngineError) {
            _ = try await acceptor.accept(
                SubmitCommand(
                    type: .deleteInstance, database: node.scope.database,
                    branch: node.scope.branch, className: node.className, key: node.key),
                principal)
            return .success(true)
        } catch  where error.code == .instanceNotFound {
            return .success(false)
        } catch {
            return .failure(error)
        }
    }

    /// Until everything that is in the log now is decided and in the graph.
    private func caughtUp() async throws(EngineError) {
        for kinds in [[WorkerKind.ontology, .instance], [.graph]] {
            let end = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.head()
            }
            for kind in kinds {
                while try await !coverage.has(kind, reached: end) {
                    if Task.isCancelled {
                        throw EngineError(.cancelled, "cancelled while the graph catches up")
                    }
                    try? await ports.clock.sleep(seconds: 0.01)
                }
            }
        }
    }

    private func count(_ className: String, _ scope: GraphScope) async throws(EngineError) -> Int {
        try await catalogue.counts(scope).first { $0.className == className }?.nodes ?? 0
    }

    /// Resolved links of other classes into this one.
    private func incoming(_ className: String, _ scope: GraphScope) async throws(EngineError)
        -> Int
    {
        let counts = try await catalogue.counts(scope)
        var sum = 0
        for (_, definition) in try await catalogue.definitions(in: scope)
        where definition.id.text != className {
            let links = counts.first { $0.className == definition.id.text }?.links ?? [:]
            for link in definition.links where link.target.text == className {
                let count = links[link.predicate]
                sum += (count?.total ?? 0) - (count?.unresolved ?? 0)
            }
        }
        return sum
    }
}
