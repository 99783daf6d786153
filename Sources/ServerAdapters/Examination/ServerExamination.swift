// A look at the servers with an operator's eyes: reached, version, rights, clock, topics, index, each finding with what
// mends it. Stores and removes one small object in the bucket, as each start does, one index of one document and one key of
// Redis; changes nothing else.

package import EventSourcing
internal import Foundation
internal import JSONText
internal import Ontology

package struct ServerFinding: Hashable, Sendable {
    package enum State: Hashable, Sendable { case well, doubtful, wrong }

    /// `postgres`, `kafka.topics`: stable.
    package var name: String
    package var state: State
    package var detail: String
    /// Nil when there is nothing to do.
    package var remedy: String?

    static func well(_ name: String, _ detail: String) -> ServerFinding {
        ServerFinding(name: name, state: .well, detail: detail, remedy: nil)
    }

    static func doubtful(_ name: String, _ detail: String, _ remedy: String) -> ServerFinding {
        ServerFinding(name: name, state: .doubtful, detail: detail, remedy: remedy)
    }

    static func wrong(_ name: String, _ detail: String, _ remedy: String) -> ServerFinding {
        ServerFinding(name: name, state: .wrong, detail: detail, remedy: remedy)
    }
}

package struct ServerExamination: Sendable {
    /// How far a server's clock may be from ours: signatures of S3 end to be valid at 15 minutes.
    static let tolerableSeconds = 60.0

    let ports: ConnectedPorts
    /// Of consumers, to be looked at on the bus.
    let groups: [ConsumerGroup]
    let ids: any IDs
    let clock: any EventSourcing.Clock

    package init(
        _ ports: ConnectedPorts, groups: [ConsumerGroup], ids: any IDs,
        clock: any EventSourcing.Clock
    ) {
        self.ports = ports
        self.groups = groups
        self.ids = ids
        self.clock = clock
    }

    /// All servers at once, so that those that do not answer cost the patience of one; in an order that stays.
    package func run() async -> [ServerFinding] {
        async let postgres = postgres()
        async let objects = objects()
        async let kafka = kafka()
        async let documents = documents()
        async let graph = graph()
        async let redis = redis()
        return await postgres + objects + kafka + documents + graph + redis
    }

    func clock(_ name: String, _ whose: String, _ time: Timestamp) -> ServerFinding {
        let difference = abs(time.seconds(since: clock.now()))
        let text = "\(whose) clock differs by \(String(format: "%.1f", difference)) s"
        return difference < Self.tolerableSeconds
            ? .well(name, text) : .doubtful(name, text, "set both clocks (timedatectl)")
    }

    /// `time`: nil where the server, or what stands before it, does not tell.
    func clock(_ name: String, _ whose: String, _ time: Timestamp?) -> ServerFinding {
        guard let time else {
            return .well(name, "\(whose) clock cannot be asked; compare `date` on its host by hand")
        }
        return clock(name, whose, time)
    }

    // MARK: The graph and Redis

    private func graph() async -> [ServerFinding] {
        guard let graph = ports.graph else { return [] }
        do throws(TerminusError) {
            let version = try await graph.client.login()
            let list = try await graph.client.ask("/api/")
            return [
                .well(
                    "terminusdb",
                    "\(version), logged in as \(graph.client.settings.user), "
                        + "\(list.json.array?.count ?? 0) databases to be seen"),
                clock("terminusdb.clock", "TerminusDB's", list.date.flatMap(HTTPDate.parse)),
            ]
        } catch {
            guard case .refused = error else {
                return [
                    .wrong("terminusdb", error.message, "start it, or mend TERMINUS_SERVER_URL")
                ]
            }
            return [
                .wrong(
                    "terminusdb", error.message, "mend TERMINUS_USER, TERMINUS_KEY or the rights")
            ]
        }
    }

    /// Never wrong: all goes on without it.
    private func redis() async -> [ServerFinding] {
        guard let redis = ports.redisClient else { return [] }
        do throws(RedisError) {
            let reply = try await redis.send([["INFO"]]).first?.text ?? ""
            let facts = Self.facts(reply)
            var findings = [ServerFinding.well("redis", facts["redis_version"] ?? "answers")]
            if let time = try await redis.send([["TIME"]]).first.flatMap(Self.time) {
                findings.append(clock("redis.clock", "Redis'", time))
            }
            findings.append(await mayWrite(redis))
            let policy = facts["maxmemory_policy"] ?? ""
            if facts["maxmemory"] ?? "0" != "0", policy == "noeviction" {
                findings.append(
                    .doubtful(
                        "redis.memory",
                        "when its memory is full it refuses writes (maxmemory-policy noeviction)",
                        "set maxmemory-policy allkeys-lru: what is lost there comes from Postgres"))
            }
            return findings
        } catch {
            let remedy =
                if case .refused = error {
                    "mend user, password or the ssl settings of REDIS_URL"
                } else {
                    "start it, or mend REDIS_URL"
                }
            return [.doubtful("redis", error.message, remedy + "; all goes on without it, slower")]
        }
    }

    /// The kinds of requests that the engine sends.
    private func mayWrite(_ redis: RedisClient) async -> ServerFinding {
        let key = redis.settings.prefix + "doctor:\(ids.next())"
        do throws(RedisError) {
            _ = try await redis.send([
                ["SET", key, "1", "EX", "10"], ["GET", key], ["EVAL", "return 1", "0"],
                ["PUBLISH", key, "1"], ["DEL", key],
            ])
            return .well("redis.rights", "writes, runs scripts, publishes")
        } catch {
            return .doubtful(
                "redis.rights", error.message,
                "ACL SETUSER: allow ~\(redis.settings.prefix)* &\(redis.settings.prefix)* and "
                    + "+@read +@write +@scripting +@pubsub; all goes on without it, slower")
        }
    }

    /// Seconds and microseconds.
    private static func time(_ reply: RedisReply) -> Timestamp? {
        guard case .array(let parts?) = reply, parts.count == 2,
            let seconds = parts[0].text.flatMap({ Int64($0) }),
            let rest = parts[1].text.flatMap({ Int64($0) })
        else { return nil }
        return Timestamp(microseconds: seconds * 1_000_000 + rest)
    }

    private static func facts(_ info: String) -> [String: String] {
        let pairs = info.split(whereSeparator: \.isNewline).compactMap { line in
            line.firstIndex(of: ":").map { (String(line[..<$0]), String(line[$0...].dropFirst())) }
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
