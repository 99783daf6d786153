// What happens in the log as messages: first how it stands, then each event with its position as id, and the workers
// when their lag or states have changed. Server-sent events and WebSockets both send them.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import WireFormat

struct LogFollower: Sendable {
    struct Message: Sendable {
        /// `snapshot`, `event`, `workers`.
        var name: String
        /// Where to go on after it.
        var id: String?
        var data: JSON
    }

    /// Events told at once.
    static let most = 200
    private static let recent = 20

    private let engine: any EngineClient
    private let call: CallContext
    private let database: String?
    private(set) var position: String
    private var workers: JSON

    /// `after`: the id of the last message that was seen; nil: from now on. The first message is the snapshot.
    static func opening(
        _ engine: any EngineClient, _ principal: Principal, database: String?, after: String?
    ) async throws(EngineError) -> (follower: LogFollower, snapshot: Message) {
        let call = CallContext(principal)
        let start = try await engine.run(
            FollowLog(after: after, database: database, limit: 1), call)
        let pipeline = PipelineObject.json(try await engine.run(PipelineStatus(), call))
        let commands =
            principal.databases == nil || database != nil
            ? try await engine.run(
                FindCommands(database: database, limit: recent), call
            ).items : []
        let position = try await within(engine, call, after) ?? start.position
        let follower = LogFollower(
            engine: engine, call: call, database: database, position: position, workers: pipeline)
        let snapshot: JSON = [
            "position": .string(position),
            "commands": .array(commands.map(CommandAnswers.listed)), "pipeline": pipeline,
        ]
        return (follower, Message(name: "snapshot", id: position, data: snapshot))
    }

    /// A place behind the end is of another log, or of one that was put back: what comes next is told from its end on.
    private static func within(
        _ engine: any EngineClient, _ call: CallContext, _ after: String?
    ) async throws(EngineError) -> String? {
        guard let after else { return nil }
        let end = try await engine.run(FollowLog(after: nil), call).position
        guard let wanted = StorePosition(after), let last = StorePosition(end) else { return after }
        return wanted > last ? end : after
    }

    /// What is new, at most `most`; `isMoving`: the log has gone on, whether or not there is something to tell.
    mutating func news() async throws(EngineError) -> (messages: [Message], isMoving: Bool) {
        let stretch = try await engine.run(
            FollowLog(after: position, database: database, limit: LogFollower.most), call)
        let isMoving = stretch.position != position
        position = stretch.position
        return (
            stretch.entries.map { entry in
                Message(name: "event", id: entry.position, data: LogEntryObject.json(entry))
            }, isMoving
        )
    }

    /// Nil: as they were told last.
    mutating func changedWorkers() async throws(EngineError) -> Message? {
        let now = PipelineObject.json(try await engine.run(PipelineStatus(), call))
        guard now != workers else { return nil }
        workers = now
        return Message(name: "workers", id: nil, data: now)
    }
}
