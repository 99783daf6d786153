// Workers and lag for people.

import Engine

enum PipelineOutput {
    static func show(_ view: PipelineView) {
        print(
            "\(view.mode), up \(Int(view.uptimeSeconds)) s, lag \(Figures.grouped(view.lag)), "
                + "dead letters \(view.deadLetters), parked writes \(view.parkedWrites)"
                + (view.dataBytes.map { ", data \(Figures.bytes($0))" } ?? "")
                + (view.freeBytes.map { ", \(Figures.bytes($0)) free" } ?? ""))
        for server in view.servers ?? [] where !server.isUp {
            let age = server.answeredSecondsAgo.map { "\(Int($0)) s ago" } ?? "never"
            print("\(server.name) is down: \(server.detail); last answer \(age)")
        }
        Answer.table(
            ["WORKER", "PART", "STATE", "COMMITTED", "END", "LAG", "RATE/S", "LAST ERROR"],
            view.workers.map { worker in
                [
                    worker.name, String(worker.partition), worker.state,
                    worker.committed.map(Figures.grouped) ?? "–", Figures.grouped(worker.end),
                    Figures.grouped(worker.lag), String(Int(worker.ratePerSecond)),
                    worker.lastError ?? "",
                ]
            }, right: [1, 3, 4, 5, 6])
    }
}
