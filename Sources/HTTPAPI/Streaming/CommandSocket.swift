// What is said over one WebSocket: a client subscribes to commands and is told how each stands, at once and whenever
// that changes; or it follows the log, and is told what the stream of server-sent events tells. Knows nothing of
// frames.

internal import Engine
internal import JSONText
internal import WireFormat

struct CommandSocket: Sendable {
    /// Commands followed by one connection at most.
    static let maximumSubscriptions = 1000

    private let engine: any EngineClient
    private let principal: Principal
    private let now: @Sendable () -> String
    let clientID: String
    let userID: String?
    /// Followed commands with the status that was told last.
    private(set) var followed: [String: String] = [:]
    /// Nil: it does not follow the log.
    private var log: LogFollower?
    private var looks = 0
    /// Looks at the log between two at the workers.
    private static let looksToWorkers = 20

    init(
        engine: any EngineClient, principal: Principal, clientID: String, userID: String?,
        now: @escaping @Sendable () -> String
    ) {
        self.engine = engine
        self.principal = principal
        self.clientID = clientID
        self.userID = userID
        self.now = now
    }

    /// The greeting; with a command, how it stands follows.
    mutating func open(_ command: String?) async -> [JSON] {
        var greeting = JSONObject([
            ("type", "connection_established"), ("client_id", .string(clientID)),
        ])
        greeting["command_id"] = command.map(JSON.string)
        greeting["user_id"] = userID.map(JSON.string)
        greeting["message"] = "connected"
        guard let command else { return [.object(greeting)] }
        return [.object(greeting)] + (await subscribe(command))
    }

    /// The answers to one message of the client.
    mutating func answers(to text: String) async -> [JSON] {
        guard let message = try? JSON(parsing: text), let type = message["type"]?.string else {
            return [CommandSocket.error("a message is a JSON object with a type")]
        }
        switch type {
        case "ping":
            return [["type": "pong", "timestamp": message["timestamp"] ?? .string(now())]]
        case "subscribe":
            guard let id = message["command_id"]?.string else {
                return [CommandSocket.error("subscribe names a command_id")]
            }
            return await subscribe(id)
        case "unsubscribe":
            guard let id = message["command_id"]?.string else {
                return [CommandSocket.error("unsubscribe names a command_id")]
            }
            let wasFollowed = followed.removeValue(forKey: id) != nil
            return [CommandSocket.result("unsubscribe", id, wasFollowed)]
        case "get_subscriptions":
            return [
                [
                    "type": "subscriptions",
                    "subscribed_commands": .array(followed.keys.sorted().map(JSON.string)),
                ]
            ]
        case "follow": return await follow(message)
        case "unfollow":
            let wasFollowing = log != nil
            log = nil
            return [CommandSocket.result("unfollow", nil, wasFollowing)]
        default: return [CommandSocket.error("there is no message \(type.prefix(40))")]
        }
    }

    /// `{database?, last_event_id?}`: how it stands, and from then on what happens.
    private mutating func follow(_ message: JSON) async -> [JSON] {
        do throws(EngineError) {
            let (follower, snapshot) = try await LogFollower.opening(
                engine, principal, database: message["database"]?.string,
                after: message["last_event_id"]?.string)
            log = follower
            return [CommandSocket.result("follow", nil, true), told(snapshot)]
        } catch {
            return [
                CommandSocket.result("follow", nil, false), CommandSocket.error(error.message),
            ]
        }
    }

    private func told(_ message: LogFollower.Message) -> JSON {
        [
            "type": .string(message.name), "id": JSON(message.id), "timestamp": .string(now()),
            "data": message.data,
        ]
    }

    /// While the log does not answer nothing is told; the place stays.
    private mutating func news() async -> [JSON] {
        guard var follower = log else { return [] }
        looks += 1
        var messages: [JSON] = []
        do throws(EngineError) {
            messages += try await follower.news().messages.map(told)
        } catch  where error.code == .unavailable || error.code == .busy {
            // It will answer again; the place stays.
        } catch {
            log = nil
            return [CommandSocket.error(error.message)]
        }
        if looks % CommandSocket.looksToWorkers == 0,
            let workers = try? await follower.changedWorkers()
        {
            messages.append(told(workers))
        }
        log = follower
        return messages
    }

    private mutating func subscribe(_ id: String) async -> [JSON] {
        guard followed.count < CommandSocket.maximumSubscriptions else {
            return [CommandSocket.error("too many subscriptions")]
        }
        do throws(EngineError) {
            let view = try await engine.run(GetCommand(id: id), CallContext(principal))
            followed[id] = view.status
            return [CommandSocket.result("subscribe", id, true), update(view)]
        } catch {
            return [
                CommandSocket.result("subscribe", id, false), CommandSocket.error(error.message),
            ]
        }
    }

    /// What has changed since it was last told. A command that has ended is told once more and then let go.
    mutating func changes() async -> [JSON] {
        var messages: [JSON] = []
        for (id, told) in followed where !["COMPLETED", "FAILED"].contains(told) {
            guard let view = try? await engine.run(GetCommand(id: id), CallContext(principal)),
                view.status != told
            else { continue }
            followed[id] = view.status
            messages.append(update(view))
        }
        return messages + (await news())
    }

    private func update(_ view: CommandView) -> JSON {
        [
            "type": "command_update", "command_id": .string(view.id), "timestamp": .string(now()),
            "data": CommandAnswers.status(view),
        ]
    }

    private static func result(_ action: String, _ id: String?, _ success: Bool) -> JSON {
        [
            "type": "subscription_result", "action": .string(action), "command_id": JSON(id),
            "success": .bool(success),
        ]
    }

    private static func error(_ message: String) -> JSON {
        ["type": "error", "message": .string(message)]
    }
}
