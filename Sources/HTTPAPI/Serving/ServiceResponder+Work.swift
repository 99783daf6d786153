// Around a route's own work: reads that wait for a position, writes under an idempotency key, receipts that wait for
// the outcome.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import WireFormat

extension ServiceResponder {
    /// How long a read waits for a position when it does not say itself.
    private static let usualWaitSeconds = 10.0

    func work(_ route: Route, _ request: RouteRequest, method: String, _ path: String)
        async throws(WireError) -> Reply
    {
        if let handleLines = route.handleLines {
            return Reply(
                body: .lines { lines, writer in
                    do {
                        try await handleLines(request, &lines, &writer)
                    } catch let error as WireError {
                        let body = error.body(requestID: request.requestID)
                        try await writer.write(JSON.object(JSONObject([("error", body)])).bytes)
                    } catch is LineReader.Failure {
                        let error = WireError(
                            EngineError(.tooLarge, "line \(lines.count) has more than 1 MiB"))
                        let body = error.body(requestID: request.requestID)
                        try await writer.write(JSON.object(JSONObject([("error", body)])).bytes)
                    }
                })
        }
        switch route.endpoint.effect {
        case .reads:
            if !route.endpoint.isOpen { try await reachPosition(request) }
            return try await route.handle(request)
        case .commands:
            return try await settled(try await route.handle(request), request)
        case .writes:
            // Who may only read is refused by what the route does, and nothing is noted of it.
            guard let key = request.header("Idempotency-Key"),
                !request.caller.roles.isSubset(of: [Principal.Role.reader])
            else {
                return try await settled(try await route.handle(request), request)
            }
            let begun = BeginOnce(
                scope: request.parameters["db"] ?? "by " + request.caller.actor,
                database: request.parameters["db"], key: key,
                contentHash: contentHash(request, method, path))
            return try await once(begun, route, request)
        }
    }

    private func contentHash(_ request: RouteRequest, _ method: String, _ path: String) -> String {
        let query = request.query.filter { $0.key != "wait" && $0.key != "until" }
        let words = query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let head = ([method, path] + words).joined(separator: "\n") + "\n\n"
        return ContentHash.sha256Hex(Array(head.utf8) + request.body)
    }

    private func once(_ begun: BeginOnce, _ route: Route, _ request: RouteRequest)
        async throws(WireError) -> Reply
    {
        let state = try await request.run(begun)
        switch state.standing {
        case .answered: return Reply(status: state.status ?? 200, state.body ?? .null)
        case .running:
            throw WireError(
                status: 409, code: "request_running",
                message: "the request with this Idempotency-Key is still being worked",
                retryAfterSeconds: 1)
        case .first: break
        }
        // What it writes takes ids made of the key: should the answer not be kept, the next try finds it.
        var named = request
        named.once = "\(begun.scope.utf8.count):\(begun.scope):\(begun.key)"
        let reply: Reply
        do throws(WireError) {
            reply = try await settled(try await route.handle(named), request)
        } catch {
            let body = error.body(requestID: request.requestID)
            _ = try await request.run(EndOnce(begun, status: error.status, body: body))
            throw error
        }
        if case .json(let body) = reply.body {
            _ = try await request.run(
                EndOnce(begun, status: reply.status, body: reply.kept ?? body))
        } else {
            // What is a stream has no answer to keep.
            _ = try await request.run(EndOnce(begun, status: 503, body: .null))
        }
        return reply
    }

    /// `Spice-Position` (or `position`) of a receipt: the answer shows at least that.
    private func reachPosition(_ request: RouteRequest) async throws(WireError) {
        guard let position = request.header("Spice-Position") ?? request.query["position"],
            !position.isEmpty
        else { return }
        let seconds =
            try request.number("wait", in: 0...AwaitCommand.maximumSeconds)
            ?? ServiceResponder.usualWaitSeconds
        let awaited = try await request.run(
            AwaitCommand(id: position, until: .projected, seconds: seconds))
        guard !awaited.isReached else { return }
        throw WireError(
            status: 503, code: "position_not_reached",
            message: "what was written there is not visible yet; ask again",
            retryAfterSeconds: 1)
    }

    /// `wait=SECONDS&until=appended|applied|projected`: the receipt with what became of the command.
    private func settled(_ reply: Reply, _ request: RouteRequest) async throws(WireError) -> Reply {
        guard let id = reply.commandID,
            let seconds = try request.number("wait", in: 0...AwaitCommand.maximumSeconds)
        else { return reply }
        let text = request.query["until"] ?? AwaitCommand.Stage.applied.rawValue
        guard let stage = AwaitCommand.Stage(rawValue: text) else {
            throw request.style.error(
                in: "query", path: ["until"], problem: "must be appended, applied or projected",
                input: .string(text))
        }
        let awaited = try await request.run(AwaitCommand(id: id, until: stage, seconds: seconds))
        return Settling.reply(reply, awaited)
    }
}

/// Puts the outcome of a command into its receipt.
enum Settling {
    static func reply(_ reply: Reply, _ awaited: AwaitedCommand) -> Reply {
        guard case .json(let body) = reply.body, var object = body.object else { return reply }
        var settled = reply
        let command = awaited.command
        let outcome = CommandAnswers.status(command)
        if object["command_id"] != nil, object["result"] != nil {
            let receipt = object["result"]?.object ?? JSONObject()
            object = object.overlaid(by: outcome.object ?? JSONObject())
            object["result"] = .object(
                receipt.overlaid(by: object["result"]?.object ?? JSONObject()))
            if let sequence = awaited.sequence { object["sequence_number"] = .integer(sequence) }
        } else {
            object["outcome"] = [
                "command_id": .string(command.id), "status": .string(command.status),
                "error": outcome["error"] ?? .null, "code": outcome["code"] ?? .null,
                "sequence_number": JSON(awaited.sequence),
            ]
        }
        object["reached"] = .bool(awaited.isReached)
        settled.body = .json(.object(object))
        return awaited.sequence.map(settled.tagged) ?? settled
    }
}
