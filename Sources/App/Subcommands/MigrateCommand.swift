// `spice migrate`: brings the servers of the connected mode to this version: tables, bucket, topics, index.

import ArgumentParser
import EmbeddedAdapters
import Foundation
import HTTPClient
import JSONText
import ServerAdapters

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract:
            "Create what the connected mode needs on its servers: tables, bucket, topics, index.",
        discussion: """
            Harmless when repeated, and by many processes at once; starting an engine does the same. Databases of the \
            graph are made when something is written to them. In embedded mode there is nothing to do: files are \
            brought to this version when they are opened.

            Example:
              spice migrate --json
            """)

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let configuration = try AppConfiguration.load()
        guard let plan = try ConnectedPlan(configuration) else {
            return try Answer.done(
                ["mode": "embedded", "migrated": []],
                "embedded mode: files are brought to this version when they are opened", output)
        }
        let clock = SystemClock()
        let ports = ConnectedPorts(plan.settings, http: HTTPClient(), clock: clock)
        do {
            try await ports.prepare(ids: SystemIDs(clock: clock, randomness: SystemRandomness()))
        } catch {
            await ports.close()
            throw StartError(
                "\(error.server) is not ready: \(error.reason); spice doctor says more",
                code: "server_unready")
        }
        await ports.close()
        var names = ["tables in Postgres", "the bucket", "topics in Kafka", "the search index"]
        if plan.settings.graph != nil { names.append("the login at TerminusDB") }
        try Answer.done(
            ["mode": "connected", "migrated": .array(names.map { .string($0) })],
            "in place: " + names.joined(separator: ", "), output)
    }
}
