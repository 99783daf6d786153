// The demo: import, then queries that are chosen from what was inferred, each node with the file and row it came from.

import Engine
import Foundation
import JSONText

struct Demo: Sendable {
    let session: EngineSession
    let files: [String]
    let isQuiet: Bool
    let database = "demo"

    private static let rowsShown = 2

    func run() async throws -> DemoReport {
        say("Reading \(files.count) tables and inferring their schema …")
        let started = ContinuousClock.now
        let imported = try await session.client.run(
            ImportFiles(database: database, files: files.map { FileInput(name: $0) }),
            session.call)
        let classes = try await session.client.run(
            ListClasses(database: database), session.call
        ).items
        if !isQuiet {
            show(classes)
            ImportOutput.show(imported, mode: .insert, keepsRejects: true)
        }
        var queries: [DemoReport.Query] = []
        for length in 2...4 {
            guard let query = try await query(classes, length) else {
                say("\nNo chain of \(length) links with data in it was found.")
                continue
            }
            queries.append(query)
            if !isQuiet { DemoOutput.show(query) }
        }
        let status = try await session.client.run(PipelineStatus(), session.call)
        let elapsed = (ContinuousClock.now - started).components
        let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        let report = DemoReport(
            database: database, seconds: seconds, imported: imported, queries: queries,
            lag: status.lag, events: status.events)
        if !isQuiet { DemoOutput.show(report, status) }
        return report
    }

    private func say(_ text: String) {
        if !isQuiet { print(text) }
    }

    /// The first chain of this length that has rows.
    private func query(_ classes: [ClassView], _ length: Int) async throws -> DemoReport.Query? {
        for chain in HopChooser.chains(of: classes, length: length).prefix(20) {
            let answer = try await session.client.run(
                GraphQuery(
                    database: database, startClass: chain.start, hops: chain.hops,
                    limit: Demo.rowsShown, includePaths: true, includeProvenance: true),
                session.call)
            if answer.rows > 0 {
                return DemoReport.Query(text: chain.text, hops: length, answer: answer)
            }
        }
        return nil
    }

    private func show(_ classes: [ClassView]) {
        print("")
        for view in classes {
            let key = view.key.isEmpty ? "generated key" : "key " + view.key.joined(separator: ", ")
            print("  \(view.id): \(view.properties.count) properties, \(key)")
            for link in view.links {
                let target =
                    link.targetProperties.isEmpty
                    ? link.target
                    : "\(link.target)(\(link.targetProperties.joined(separator: ", ")))"
                let dangling = link.unresolved > 0 ? ", \(link.unresolved) dangling" : ""
                print(
                    "    \(link.predicate) → \(target)  \(link.cardinality)  "
                        + "\(Figures.grouped(link.edges)) edges\(dangling)")
            }
        }
        print("")
    }
}

/// What the demo did, for `--json`.
struct DemoReport: Codable, Sendable {
    struct Query: Codable, Sendable {
        var text: String
        var hops: Int
        var answer: GraphAnswer
    }

    var database: String
    var seconds: Double
    var imported: ImportReport
    var queries: [Query]
    var lag: Int
    var events: Int
}
