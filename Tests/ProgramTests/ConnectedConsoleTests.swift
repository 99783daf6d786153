// A console on a BFF in connected mode while one server after another hangs and comes back: that server is red, by its name
// and with the age of its last answer, and alone; every key still answers; and in the end all is well.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(
    .serialized,
    .enabled(
        if: Program.isThere
            && TestServers.has(
                "a console on servers that hang", TestServers.postgres, TestServers.seaweed,
                TestServers.noidaElastic, TestServers.redis,
                TestServers.variable("SPICE_TEST_SERVICES"))
    ))
struct ConnectedConsoleTests {
    /// A server by the name that screens have for it, and how it is made to hang and let go.
    private struct Hanging {
        var name: String
        var hang: () throws -> Void
        var release: () throws -> Void

        init(_ name: String, _ way: SlowWay) {
            (self.name, hang, release) = (name, { way.cause(.hang) }, { way.cause(nil) })
        }

        init(_ name: String, _ service: TestService) {
            self.name = name
            hang = { try service.cause(.pause) }
            release = { try service.cause(.resume) }
        }
    }

    private struct Place {
        var name: String
        var variable: String
        var url: String?
    }

    @Test func aServerThatHangsIsOneRedNodeAndEveryKeyAnswers() async throws {
        let places = [
            Place(name: "Postgres", variable: "POSTGRES_URL", url: nil),
            Place(
                name: "S3", variable: "MINIO_ENDPOINT_URL", url: TestServers.seaweed),
            Place(
                name: "Elasticsearch", variable: "ELASTICSEARCH_URL",
                url: TestServers.noidaElastic),
            Place(name: "TerminusDB", variable: "TERMINUS_SERVER_URL", url: nil),
            Place(name: "Redis", variable: "REDIS_URL", url: TestServers.redis),
        ]
        var ways: [SlowWay] = []
        let roles = try await ConnectedRoles(doors: 1) { environment in
            for place in places {
                let url = place.url ?? environment[place.variable] ?? ""
                let way = try SlowWay(to: url)
                ways.append(way)
                environment[place.variable] = way.url(of: url)
            }
        }
        defer { for way in ways { way.cut() } }
        _ = try await roles.complete(
            try await roles.send([
                .init("POST", ConnectedRoles.items + "/create", #"{"data":{"item_id":"i-1"}}"#)
            ]))
        try await roles.rest()
        let console = try ConsoleRun(
            (try roles.connect).joined(separator: " ") + " --pane pipeline", columns: 120, rows: 40)
        try await console.shows("documents")
        try await console.shows("● 6 servers")
        var servers = zip(places, ways).map { Hanging($0.name, $1) }
        servers.append(Hanging("Kafka", roles.stack.kafka))
        for server in servers {
            try server.hang()
            do { try await hangs(server.name, console) } catch {
                try server.release()
                throw error
            }
            try server.release()
            try await console.shows("\(server.name) well again", seconds: 60) { screen in
                screen.text.contains("● 6 servers") && screen.text.contains("● live")
            }
            let write = ConnectedRoles.Write(
                "PATCH", ConnectedRoles.items + "/i-1", #"{"name":"\#(server.name)"}"#)
            try await roles.complete(try await roles.send([write]))
            try await roles.rest()
        }
        try await console.leave()
        await roles.close()
    }

    private func hangs(_ name: String, _ console: ConsoleRun) async throws {
        // More than one would be told together, and without their ages.
        let isRed: @Sendable (VirtualScreen) -> Bool = { [text = "✗ \(name) "] screen in
            screen.text.contains(text)
                && screen.text.split(separator: text).dropFirst().contains { rest in
                    rest.contains(/^[0-9]+ s ago/)
                }
        }
        try await console.shows("\(name) red, with an age", seconds: 60, isRed)
        for (key, text) in [
            ("1", "Classes"), ("2", "Mapping"), ("3", "Commands"), ("4", "Graph"),
            ("5", "Pipeline"),
        ] {
            try await console.type(key, shows: text)
        }
        try await console.type("?", shows: "What can be done here")
        try await console.escape(from: "What can be done here")
        try await console.type(":", shows: "All actions")
        try await console.escape(from: "All actions")
        try await console.shows("\(name) red still", seconds: 60, isRed)
    }
}
