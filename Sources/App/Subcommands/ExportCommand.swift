// `spice export`: a read model as sorted lines of JSON.

import ArgumentParser
import Engine
import JSONText

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print a read model as sorted lines of JSON.",
        discussion: """
            Two exports of the same log are equal byte by byte. `portable` also leaves out sequences, event ids and \
            times, so that two engines can be compared. With --json it is one object whose `items` are these lines.

            Example: spice export graph --db northwind --canonical=portable > graph.jsonl
            """)

    @Argument(help: "graph, documents or lineage.")
    var model: String

    @Option(name: .customLong("db"), help: DatabaseOption.help)
    var database: String?

    @Option(help: "The branch; main when absent.")
    var branch: String?

    @Option(help: "full or portable.")
    var canonical = "full"

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let name = ReadModelName(rawValue: model) else {
            throw UsageError("there is no read model \(model): graph, documents or lineage")
        }
        guard canonical == "full" || canonical == "portable" else {
            throw UsageError("--canonical is full or portable, not \(canonical)")
        }
        try await EngineSession.with(engine, command: "export", isOnce: true) { session in
            let database = try await session.database(database)
            var request = ExportReadModel(
                model: name, database: database, branch: branch,
                isPortable: canonical == "portable")
            var isFirst = true
            if output.json { print(head(name, database), terminator: "") }
            repeat {
                let page = try await session.client.run(request, session.call)
                for line in page.items {
                    if output.json {
                        print(isFirst ? "" : ",", terminator: "\n" + line)
                    } else {
                        // Byte for byte: exports are compared.
                        Swift.print(line)
                    }
                    isFirst = false
                }
                request.after = page.next
            } while request.after != nil
            if output.json { print("\n]}") }
        }
    }

    /// The object up to its items, which are written as they come: an export may be larger than memory.
    private func head(_ model: ReadModelName, _ database: String) -> String {
        let members: JSON = [
            "model": .string(model.rawValue), "database": .string(database),
            "canonical": .string(canonical),
        ]
        return members.text.dropLast() + #","items":["#
    }
}
