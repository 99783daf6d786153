// Deletes a class and, when asked to, its instances before it. Looks at the graph only after it has caught up, so that
// the count is exact; instances that are created meanwhile are deleted in a further round, also those that came to be
// while the class was on its way out.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct ClassRemover: Sendable {
    /// Deletions that wait for the log at the same time: they share its commits.
    private static let parallel = 64
    /// Rounds before it gives up against somebody who goes on creating.
    private static let maximumRounds = 8

    let ports: EnginePorts
    let directory: Directory
    let acceptor: CommandAcceptor
    let catchUp: CatchUp
    let catalogue: Catalogue

    func delete(_ request: DeleteClass, _ call: CallContext) async throws(EngineError)
        -> ClassDeletion
    {
        let scope = try await directory.scope(request.database, branch: request.branch)
        var (rounds, expected) = (0, request.expectedSequence)
        if let done = try await finished(request, scope, &rounds, &expected, call) { return done }
        let id = try await directory.definition(request.className, in: scope).id.text
        try await checkSequence(request.className, expected, scope)
        try await catchUp.wait()
        var result = ClassDeletion(
            database: request.database, className: id, instances: try await count(id, scope),
            incomingLinks: try await incoming(id, scope), deleted: 0, isDryRun: request.isDryRun,
            accepted: nil)
        guard !request.isDryRun else { return result }
        while true {
            if request.cascade { result.deleted += try await deleteInstances(id, scope, call) }
            do throws(EngineError) {
                let accepted = try await acceptor.accept(
                    SubmitCommand(
                        type: .deleteClass, database: request.database, branch: request.branch,
                        className: id, expectedSequence: expected,
                        commandID: call.id(of: ClassRemover.step(rounds))?.description),
                    call.principal)
                result.accepted = accepted
                guard request.cascade else { return result }
                try await catchUp.wait()
                // Nil: it was refused, because instances came to be before it was decided.
                if let late = try await deleteLate(accepted, id, scope, &expected, call) {
                    result.deleted += late
                    return result
                }
            } catch  where error.code == .alreadyExists && request.cascade {
                rounds += 1
                guard rounds < ClassRemover.maximumRounds else { throw error }
                continue
            }
            rounds += 1
            guard rounds < ClassRemover.maximumRounds else { return result }
        }
    }

    private static func step(_ round: Int) -> String { "delete class \(round)" }

    /// Of a request that comes again and had sent the delete of the class: what was left to do is done. Nil when it had
    /// not, or when instances stood in its way; then round and expected sequence are the next ones.
    private func finished(
        _ request: DeleteClass, _ scope: GraphScope, _ rounds: inout Int, _ expected: inout Int?,
        _ call: CallContext
    ) async throws(EngineError) -> ClassDeletion? {
        guard !request.isDryRun, call.once != nil else { return nil }
        var sent: RecordedEvent?
        for round in 0..<ClassRemover.maximumRounds {
            guard let id = call.id(of: ClassRemover.step(round)),
                let known = try await acceptor.known(id)
            else { continue }
            sent = known
            rounds = round + 1
        }
        guard let sent else { return nil }
        let accepted = CommandAcceptor.receipt(sent, request.database, isDuplicate: true)
        var result = ClassDeletion(
            database: request.database, className: sent.event.stream.className, instances: 0,
            incomingLinks: 0, deleted: 0, isDryRun: false, accepted: accepted)
        guard request.cascade else { return result }
        try await catchUp.wait()
        guard
            let late = try await deleteLate(
                accepted, result.className, scope, &expected, call)
        else { return nil }
        result.deleted = late
        return result
    }

    /// What was decided between the last look and the end of the class has no class any more: deletes it and answers how
    /// many. Nil when the class has instances again; `expected` is then the sequence of that answer.
    private func deleteLate(
        _ accepted: AcceptedCommand, _ id: String, _ scope: GraphScope, _ expected: inout Int?,
        _ call: CallContext
    ) async throws(EngineError) -> Int? {
        guard let command = EventID(accepted.commandID) else { return 0 }
        let answers = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.answers(to: command)
        }
        if let answer = answers.first, answer.isFailure {
            let code = answer.event.data["code"]?.string
            guard code == Rejection.Code.hasInstances.rawValue else { return 0 }
            if expected != nil { expected = answer.sequence.value }
            return nil
        }
        var deleted = 0
        for _ in 0..<ClassRemover.maximumRounds {
            // Whoever made a class of this name anew owns what is there now.
            if try await directory.outlook(id, in: scope).expected(0).isLive { break }
            if try await count(id, scope) == 0 { break }
            deleted += try await deleteInstances(id, scope, call)
        }
        return deleted
    }

    /// Before the first instance goes.
    private func checkSequence(_ className: String, _ expected: Int?, _ scope: GraphScope)
        async throws(EngineError)
    {
        guard let expected else { return }
        let outlook = try await directory.outlook(className, in: scope)
        guard outlook.sequence.value != expected else { return }
        let id = try EngineError.wrapName { () throws(NameError) in try ClassID(className) }
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
        try await catchUp.wait()
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
