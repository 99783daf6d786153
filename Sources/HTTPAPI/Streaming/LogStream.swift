// The stream of what happens, as server-sent events: `snapshot` (how it stands), then `event` for each event of the log
// with its position as id, and `workers` when lag or states have changed. A client that comes back with Last-Event-ID
// gets what it missed.

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
        let limit = try request.integer("limit", in: 0...1_000_000)
        let given = request.header("Last-Event-ID").flatMap { $0.isEmpty ? nil : $0 }
        // Asked here, so that a refusal has its status.
        let start = try await request.run(
            FollowLog(after: given, database: database, limit: 1))
        let pipeline = try await request.run(PipelineStatus())
        let recent =
            request.principal.databases == nil || database != nil
            ? try await request.run(FindCommands(database: database, limit: 20)).items : []
        let position = given ?? start.position
        let snapshot: JSON = [
            "position": .string(position),
            "commands": .array(recent.map(CommandAnswers.listed)),
            "pipeline": PipelineObject.json(pipeline),
        ]
        let follower = Follower(
            request: request, database: database, limit: limit ?? .max, position: position,
            workers: PipelineObject.json(pipeline))
        return Reply(
            body: .events { writer in
                try await writer.write(message("snapshot", snapshot, id: position))
                var follower = follower
                try await follower.run(&writer)
            })
    }

    static func message(_ name: String, _ data: JSON, id: String? = nil) -> [UInt8] {
        let head = (id.map { "id: \($0)\n" } ?? "") + "event: \(name)\ndata: "
        return Array(head.utf8) + data.bytes + Array("\n\n".utf8)
    }

    private struct Follower: Sendable {
        let request: RouteRequest
        let database: String?
        var limit: Int
        var position: String
        var workers: JSON

        mutating func run(_ writer: inout any EventWriter) async throws {
            var round = 0
            while limit > 0, !Task.isCancelled, !Task.isShuttingDownGracefully {
                let stretch = try await request.run(
                    FollowLog(after: position, database: database, limit: 200))
                for entry in stretch.entries where limit > 0 {
                    try await writer.write(
                        LogStream.message("event", LogEntryObject.json(entry), id: entry.position))
                    limit -= 1
                }
                let isMoving = stretch.position != position
                position = stretch.position
                round += 1
                if round % roundsToWorkers == 0 {
                    guard await request.isStillAdmitted() else { return }
                    try await tellWorkers(&writer)
                }
                if round % roundsToSign == 0 { try await writer.write(Array(": alive\n\n".utf8)) }
                if !isMoving { try await Task.sleep(for: pause) }
            }
        }

        private mutating func tellWorkers(_ writer: inout any EventWriter) async throws {
            let now = PipelineObject.json(try await request.run(PipelineStatus()))
            guard now != workers else { return }
            workers = now
            try await writer.write(LogStream.message("workers", now))
        }
    }
}
