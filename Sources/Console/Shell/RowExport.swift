// One export on its way: rows go into the file as they come. Stopped or broken off, nothing stays of it.

import Engine
import EventSourcing
import TerminalUI

struct RowExport {
    let file: any NewFileWriting
    let format: ExportFormat
    let report: @Sendable (Progress) -> Void
    let now: @Sendable () -> Timestamp
    private var rows = 0
    private var bytes = 0

    init(
        file: any NewFileWriting, format: ExportFormat,
        report: @escaping @Sendable (Progress) -> Void, now: @escaping @Sendable () -> Timestamp
    ) {
        self.file = file
        self.format = format
        self.report = report
        self.now = now
    }

    mutating func write(_ sheet: Sheet, to path: String) -> ConsoleMessage {
        if let problem = append(format.bytes(of: sheet)) {
            return given(up: problem, path)
        }
        rows = sheet.rows.count
        return finish(path)
    }

    mutating func write(_ source: RowSource, to path: String) async -> ConsoleMessage {
        let names = ExportFormat.names(source.columns)
        let began = now()
        var problem = append(format.head(names))
        var after: String?
        repeat {
            if Task.isCancelled { return given(up: "stopped, nothing was written", path) }
            switch await source.page(after) {
            case .failure(let error): problem = error.message
            case .success(let page):
                problem = append(format.rows(page.rows, names, isFirst: rows == 0))
                rows += page.rows.count
                after = page.next
                tell(source.total, since: began)
            }
        } while problem == nil && after != nil
        problem = problem ?? append(format.tail)
        return problem.map { given(up: $0, path) } ?? finish(path)
    }

    private func tell(_ total: Int?, since began: Timestamp) {
        let seconds = now().seconds(since: began)
        let rate = seconds > 0.05 ? Double(rows) / seconds : nil
        let left = total.flatMap { total in
            rate.map { $0 > 0 ? Double(max(0, total - rows)) / $0 : 0 }
        }
        report(
            Progress(
                phase: "rows", done: rows, total: total.map { max($0, rows) },
                ratePerSecond: rate, secondsLeft: left))
    }

    private mutating func append(_ more: [UInt8]) -> String? {
        bytes += more.count
        return more.isEmpty ? nil : file.append(more)
    }

    private func given(up problem: String, _ path: String) -> ConsoleMessage {
        file.drop()
        return Console.failed(path, problem)
    }

    private func finish(_ path: String) -> ConsoleMessage {
        if let problem = file.finish() { return Console.failed(path, problem) }
        let size = Figure.bytes(bytes)
        return .told(Notice("\(Figure.count(rows)) rows written to \(path) (\(size))", .good))
    }
}
