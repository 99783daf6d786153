// The stream of what happens, as server-sent events. A client that comes back with Last-Event-ID gets what it missed.

internal import Engine
internal import JSONText
internal import ServiceLifecycle
internal import WireFormat

enum LogStream {
    private static let pause = Duration.milliseconds(100)
    /// Rounds between looks at the workers, and between signs of life.
    private static let roundsToWorkers = 10
    private static let roundsToSign = 150

    static func reply(_ request: RouteRequest) async throws(WireError) -> Reply {
        let database = request.query["database"].flatMap { $0.isEmpty ? nil : $0 }
        let limit = try request.integer("limit", in: 0...1_000_000) ?? .max
        let given = request.header("Last-Event-ID").flatMap { $0.isEmpty ? nil : $0 }
        // Asked here, so that a refusal has its status.
        let follower: LogFollower
        let snapshot: LogFollower.Message
        do throws(EngineError) {
            (follower, snapshot) = try await LogFollower.opening(
                request.engine, request.caller, database: database, after: given)
        } catch {
            throw WireError(error)
        }
        return Reply(
            body: .events { writer in
                try await writer.write(bytes(snapshot))
                try await run(follower, request, limit, &writer)
            })
    }

    private static func bytes(_ message: LogFollower.Message) -> [UInt8] {
        let head = (message.id.map { "id: \($0)\n" } ?? "") + "event: \(message.name)\ndata: "
        return Array(head.utf8) + message.data.bytes + Array("\n\n".utf8)
    }

    private static func run(
        _ follower: LogFollower, _ request: RouteRequest, _ limit: Int,
        _ writer: inout any EventWriter
    ) async throws {
        var (follower, left, round) = (follower, limit, 0)
        while left > 0, !Task.isCancelled, !Task.isShuttingDownGracefully {
            let (messages, isMoving) = try await follower.news()
            for message in messages.prefix(left) { try await writer.write(bytes(message)) }
            left -= min(left, messages.count)
            round += 1
            if round % roundsToWorkers == 0 {
                guard await request.isStillAdmitted() else { return }
                if let workers = try await follower.changedWorkers() {
                    try await writer.write(bytes(workers))
                }
            }
            if round % roundsToSign == 0 { try await writer.write(Array(": alive\n\n".utf8)) }
            if !isMoving { try await Task.sleep(for: pause) }
        }
    }
}
