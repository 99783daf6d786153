// `spice lineage`: why a node or an edge is there.

import ArgumentParser
import Engine

struct LineageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lineage",
        abstract: "Why a node or an edge is there: events, commands, file and row.",
        discussion: """
            Examples:
              spice lineage --db northwind SalesOrder/10248
              spice lineage --db northwind SalesOrder/10248 --edge customerId
            """)

    @Argument(help: "Class/key")
    var subject: String

    @Option(name: .customLong("db"), help: DatabaseOption.help)
    var database: String?

    @Option(help: "The branch; main when absent.")
    var branch: String?

    @Option(help: "The predicate of an edge from it.")
    var edge: String?

    @Option(help: "With --edge: the Class/key that it points to.")
    var target: String?

    @Option(help: "What there was to tell then: a time, a day, or a position of the log.")
    var asOf: String?

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let subject = try Subject(subject)
        let view = try await EngineSession.ask(engine, command: "lineage", database: database) {
            TraceLineage(
                database: $0, branch: branch, className: subject.className, key: subject.key,
                predicate: edge, target: target, asOf: asOf)
        }
        if output.json {
            try Answer.json(view)
            return
        }
        if let asOf = view.asOf { print(GraphOutput.line(asOf)) }
        let then = view.asOf == nil ? "now" : "then"
        print(view.subject + (view.isLive ? "" : "  (not there \(then))"))
        for step in view.steps {
            print(
                "  \(step.occurredAt)  \(step.eventType) sequence \(step.sequence)  \(step.eventID)"
            )
            if let command = step.commandID {
                print("    ← \(step.commandType ?? "command") \(command) by \(step.actor ?? "–")")
            }
            if let file = step.file {
                print("    ← \(file)" + (step.row.map { " row \($0)" } ?? ""))
            }
        }
        for effect in view.effects { print("  → \(effect.kind)  \(effect.text)") }
    }
}

/// `Class/key` of a command line.
struct Subject {
    let className: String
    let key: String

    init(_ text: String) throws {
        guard let slash = text.firstIndex(of: "/"), slash != text.startIndex,
            text.index(after: slash) != text.endIndex
        else { throw UsageError("an instance is named Class/key, not \(text)") }
        className = String(text[..<slash])
        key = String(text[text.index(after: slash)...])
    }
}
