// Names out of the path, checked once; and what every write carries along.

package import Engine
package import JSONText
package import Ontology
package import WireFormat

extension RouteRequest {
    /// `{db}`. Throws 403 when the caller is bound to others.
    package func database() throws(WireError) -> String {
        let name = try named { () throws(NameError) in try DatabaseName(path("db")).text }
        guard principal.mayTouch(name) else {
            throw WireError(
                EngineError(
                    .forbidden, "\(principal.actor) may not touch the database \(name)"))
        }
        return name
    }

    /// `{class}`.
    package func className() throws(WireError) -> String {
        try named { () throws(NameError) in try ClassID(path("class")).text }
    }

    /// `{instance}` as an escaped key. A bare `/` or `:` in it is taken as part of the value.
    package func key() throws(WireError) -> String {
        let text = path("instance")
        do throws(SchemaError) {
            if text.contains(where: { $0 == "/" || $0 == ":" }) {
                return try InstanceKey(parts: [text]).text
            }
            return try InstanceKey(escaped: text).text
        } catch {
            throw WireError(EngineError(.invalidName, error.message))
        }
    }

    /// `?branch=`, nil for main.
    package func branch() throws(WireError) -> String? {
        guard let text = query["branch"], !text.isEmpty else { return nil }
        return try named { () throws(NameError) in try BranchName(text).text }
    }

    private func named(_ make: () throws(NameError) -> String) throws(WireError) -> String {
        do throws(NameError) {
            return try make()
        } catch {
            throw WireError(
                EngineError(.invalidName, "\(error.kind) \(error.text): it must be \(error.rule)"))
        }
    }

    /// Accepts a command, with the branch and the idempotency key of the request. Where the door keeps the answer under
    /// the key, it has compared the request already.
    package func submit(
        _ type: CommandType, database: String, className: String? = nil, key: String? = nil,
        payload: JSON = .object(JSONObject()), expectedSequence: Int? = nil,
        commandID: String? = nil, metadata: JSON? = nil
    ) async throws(WireError) -> AcceptedCommand {
        try await run(
            SubmitCommand(
                type: type, database: database, branch: try branch(), className: className,
                key: key, payload: payload, expectedSequence: expectedSequence,
                commandID: commandID,
                idempotencyKey: once == nil ? header("Idempotency-Key") : nil,
                metadata: metadata))
    }

    /// A page of instances by number. The engine pages by cursor, so an offset costs what stands
    /// before it.
    package func instances(
        _ database: String, _ className: String?, search: String?, limit: Int, offset: Int
    ) async throws(WireError) -> (items: [InstanceView], hasMore: Bool, asOf: AsOfView?) {
        var skip = offset
        var items: [InstanceView] = []
        var after: String?
        var asOf: AsOfView?
        repeat {
            let page = try await run(
                ListInstances(
                    database: database, className: className, search: search,
                    branch: try branch(), limit: min(1000, skip + limit - items.count),
                    after: after, asOf: self.asOf))
            asOf = page.asOf
            let rest = page.items.dropFirst(skip)
            skip -= page.items.count - rest.count
            items += rest.prefix(limit - items.count)
            after = page.next
            // An empty page with a cursor would go round for ever.
            if page.items.isEmpty { break }
        } while after != nil && items.count < limit
        return (items, after != nil, asOf)
    }

    /// `?as_of=`, nil for now.
    package var asOf: String? { query["as_of"].flatMap { $0.isEmpty ? nil : $0 } }
}

/// Query parameters that several routes share.
enum QueryParameter {
    static let branch = Endpoint.Parameter("branch", Schema.text, "the branch; main when absent")
    static let asOf = Endpoint.Parameter(
        "as_of", Schema.text,
        "a time (RFC 3339) or a position of the log: the answer is what was there then")
    static let expectedSequence = Endpoint.Parameter(
        "expected_seq", Schema.integer, isRequired: true,
        "the aggregate's sequence that you have seen; another one is 409")
    static let classType = Endpoint.Parameter(
        "class_type", Schema.oneOf("sys:Class", "owl:Class", "rdfs:Class"), "checked only")
    static let user = Endpoint.Parameter("user_id", Schema.text, "whom an admin acts for")
    static let limit = Endpoint.Parameter(
        "limit", Schema.integer(in: 1...1000), "100 when absent")
    static let offset = Endpoint.Parameter("offset", Schema.integer, "how many to skip")
    static let filter = Endpoint.Parameter(
        "filter", Schema.text, "a JSON list of {field, operator, value}; all must hold")
    static let sort = Endpoint.Parameter(
        "sort", Schema.text, "key, updated_at or a property; a minus before it turns it round")
    static let cursor = Endpoint.Parameter(
        "cursor", Schema.text,
        "empty for the first page, then the next_cursor of the page before")
    static let search = Endpoint.Parameter("search", Schema.text, "words that must occur")
}
