import ArgumentParser
import Engine

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How the pipeline is doing: workers, lag, what failed.",
        discussion: "Example: spice status --json")

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let view = try await EngineSession.with(engine, command: "status") { session in
            try await session.client.run(PipelineStatus(), session.call)
        }
        if output.json {
            try Answer.json(view)
            return
        }
        print(
            "\(view.mode), up \(Int(view.uptimeSeconds)) s, lag \(Figures.grouped(view.lag)), "
                + "dead letters \(view.deadLetters), parked writes \(view.parkedWrites)")
        Answer.table(
            ["WORKER", "PART", "STATE", "COMMITTED", "END", "LAG", "RATE/S", "LAST ERROR"],
            view.workers.map { worker in
                [
                    worker.name, String(worker.partition), worker.state,
                    Figures.grouped(worker.committed), Figures.grouped(worker.end),
                    Figures.grouped(worker.lag), String(Int(worker.ratePerSecond)),
                    worker.lastError ?? "",
                ]
            }, right: [1, 3, 4, 5, 6])
    }
}
