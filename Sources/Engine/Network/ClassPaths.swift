// Use case: which chains of links lead from one class to another. Breadth first, so the shortest come first; no class
// twice in a chain.

internal import EventSourcing

package struct FindClassPaths: DatabaseUseCase, Hashable {
    package static let name = "find-class-paths"
    package static let maximumDepth = 10
    package static let maximumPaths = 100
    private static let maximumChains = 50_000

    package var database: String
    package var branch: String?
    package var from: String
    /// Nil: to every class that can be reached.
    package var to: String?
    package var maxDepth: Int
    /// Links may also be walked against their direction.
    package var walksBackwards: Bool

    package init(
        database: String, branch: String? = nil, from: String, to: String?, maxDepth: Int,
        walksBackwards: Bool = false
    ) {
        self.database = database
        self.branch = branch
        self.from = from
        self.to = to
        self.maxDepth = maxDepth
        self.walksBackwards = walksBackwards
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> ClassPaths
    {
        guard (1...FindClassPaths.maximumDepth).contains(maxDepth) else {
            throw EngineError(
                .invalidRequest, "max_depth is 1 to \(FindClassPaths.maximumDepth)")
        }
        let classes = try await ListClasses(database: database, branch: branch).perform(
            in: engine, call
        ).items
        for name in [from] + (to.map { [$0] } ?? [])
        where !classes.contains(where: { $0.id == name }) {
            throw .noClass(name, in: database)
        }
        return paths(classes)
    }

    func paths(_ classes: [ClassView]) -> ClassPaths {
        var steps: [String: [ClassPaths.Step]] = [:]
        for view in classes {
            for link in view.links {
                steps[view.id, default: []].append(
                    .init(
                        from: view.id, predicate: link.predicate, to: link.target, isInverse: false)
                )
                guard walksBackwards else { continue }
                steps[link.target, default: []].append(
                    .init(
                        from: link.target, predicate: link.predicate, to: view.id, isInverse: true))
            }
        }
        var answer = ClassPaths(paths: [], isCut: false)
        var chains: [[ClassPaths.Step]] = [[]]
        for _ in 0..<maxDepth {
            var longer: [[ClassPaths.Step]] = []
            for chain in chains {
                let end = chain.last?.to ?? from
                let visited = Set([from] + chain.map(\.to))
                for step in steps[end] ?? [] where !visited.contains(step.to) {
                    let next = chain + [step]
                    if to == nil || to == step.to { answer.paths.append(next) }
                    if to != step.to { longer.append(next) }
                }
                if longer.count > FindClassPaths.maximumChains {
                    answer.isCut = true
                    break
                }
            }
            chains = longer
        }
        if answer.paths.count > FindClassPaths.maximumPaths {
            answer.paths.removeSubrange(FindClassPaths.maximumPaths...)
            answer.isCut = true
        }
        return answer
    }
}

package struct ClassPaths: Codable, Hashable, Sendable {
    package struct Step: Codable, Hashable, Sendable {
        package var from: String
        package var predicate: String
        package var to: String
        /// Against the link.
        package var isInverse: Bool
    }

    package var paths: [[Step]]
    package var isCut: Bool
}
