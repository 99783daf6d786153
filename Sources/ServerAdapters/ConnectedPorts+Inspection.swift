// What each server says of itself: product, version, position; for screens, `/ready` and the doctor. Each asks its own
// server only, changes nothing, and throws what is wrong in words.

internal import EventSourcing
internal import Ontology
internal import Synchronization

/// Why a server is not as it should be.
package struct ServerComplaint: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

extension ConnectedPorts {
    package func askPostgres() async throws -> String {
        let seen: PostgresInspection
        do throws(PostgresError) {
            seen = try await registry.inspect()
        } catch {
            throw ServerComplaint(error.message)
        }
        guard let version = seen.tableVersion else {
            throw ServerComplaint("\(seen.serverVersion), without our tables: spice migrate")
        }
        if let head = try? await store.recordedHead() {
            lastSegment.withLock { $0 = head.segment }
        }
        return "\(seen.serverVersion), tables of version \(version)"
    }

    package func askObjects() async throws -> String {
        do throws(S3Error) {
            _ = try await objects.list(Segment.directory, limit: 1)
        } catch {
            throw ServerComplaint(error.message)
        }
        // The position stands in Postgres, which may be the one that is down: as it was told last.
        let segment = lastSegment.withLock { $0 }
        return segment.map { "log at segment \($0)" } ?? "answers"
    }

    package func askKafka() async throws -> String {
        do throws(EventBusError) {
            let places = try await bus.positions(
                of: ConsumerGroup("instance-worker-group"), topics: [.instanceCommands])
            return "\(places.count) partitions a topic"
        } catch {
            throw ServerComplaint("\(error)")
        }
    }

    package func askDocuments() async throws -> String {
        do throws(ElasticError) {
            let product = try await search.product()
            return (product.isOpenSearch ? "OpenSearch " : "Elasticsearch ") + product.version
        } catch {
            throw ServerComplaint(error.message)
        }
    }

    /// Nil where there is no graph server in the settings.
    package var asksGraph: (@Sendable () async throws -> String)? {
        guard let graph else { return nil }
        return {
            do throws(TerminusError) {
                return try await graph.client.login()
            } catch {
                throw ServerComplaint(error.message)
            }
        }
    }

    /// Nil where there is no Redis in the settings.
    package var asksRedis: (@Sendable () async throws -> String)? {
        guard let redisClient else { return nil }
        return {
            do throws(RedisError) {
                let reply = try await redisClient.send([["INFO", "server"]]).first?.text ?? ""
                let line = reply.split(whereSeparator: \.isNewline).first {
                    $0.hasPrefix("redis_version:")
                }
                return line.map { String($0.dropFirst("redis_version:".count)) } ?? "answers"
            } catch {
                throw ServerComplaint(error.message)
            }
        }
    }
}
