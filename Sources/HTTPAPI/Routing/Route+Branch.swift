// Every route of a database takes a `branch`. Where what is shown belongs to the database, whatever the branch, it is
// checked and changes nothing; what is changed there is changed for all branches, so only main may be named.

internal import Engine
internal import WireFormat

extension Route {
    /// The same route; one that does not say how it takes a branch refuses those that are not there.
    var ofAnyBranch: Route {
        let path = endpoint.path
        let isBranches = path.contains("/branch") || path.contains("/pull-requests")
        guard path.contains("{db}"), !isBranches, handleLines == nil,
            !endpoint.query.contains(where: { $0.name == QueryParameter.branch.name })
        else { return self }
        var endpoint = endpoint
        endpoint.query.append(QueryParameter.branch)
        for status in [400, 404] where !endpoint.failures.contains(status) {
            endpoint.failures.append(status)
        }
        return Route(endpoint, style: style) { [handle] (request) throws(WireError) in
            if let branch = try request.branch(), branch != "main" {
                let known = try await request.run(
                    ListBranches(database: try request.database())
                ).items
                guard known.contains(where: { $0.name == branch }) else {
                    throw WireError(EngineError(.notFound, "there is no branch \(branch)"))
                }
            }
            return try await handle(request)
        }
    }

    /// The same route, of what all branches share: refuses to be asked for one of them.
    var ofWholeDatabase: Route {
        var endpoint = endpoint
        endpoint.query.append(
            Endpoint.Parameter(
                QueryParameter.branch.name, Schema.text,
                "main or nothing: it is about the whole database"))
        return Route(endpoint, style: style) { [handle] (request) throws(WireError) in
            if let branch = try request.branch(), branch != "main" {
                throw WireError(
                    EngineError(
                        .invalidRequest,
                        "this is about the whole database, not about the branch \(branch): leave "
                            + "branch out"))
            }
            return try await handle(request)
        }
    }
}
