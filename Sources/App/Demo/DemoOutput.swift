// The demo's answers for people.

import Engine

enum DemoOutput {
    static func show(_ query: DemoReport.Query) {
        let answer = query.answer
        print("\n\(query.hops) hops: \(query.text)")
        print(
            "  \(answer.rows) rows shown, \(answer.nodes.count) nodes, \(answer.edges.count) edges"
                + (answer.nextOffset == nil ? "" : ", there are more"))
        for node in answer.nodes { print("  " + GraphOutput.line(node)) }
        for edge in answer.edges { print("    \(edge.from) -\(edge.predicate)-> \(edge.to)") }
    }

    static func show(_ report: DemoReport, _ status: PipelineView) {
        let imported = report.imported
        let instances = imported.tables.reduce(0) { $0 + $1.accepted + $1.unchanged }
        print("")
        print(
            "\(Figures.grouped(instances)) instances, \(Figures.grouped(report.events)) events; "
                + "\(Figures.grouped(Int(imported.instancesPerSecond))) instances/s from file to "
                + "graph and documents")
        let lags = status.stages.compactMap { stage in
            stage.lag.map { "\(stage.name) \(Figures.grouped($0))" }
        }
        print("lag: " + lags.joined(separator: " · "))
        print("all in \(Figures.seconds(report.seconds))")
    }
}
