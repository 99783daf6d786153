// Which reports of workers are worth telling the board: changed ones at once, others so often that whoever looks can tell
// a worker that rests from one that is gone.

internal import EventSourcing

struct ToldReports {
    /// An unchanged report is told again when it is so old.
    static let sameSeconds = 3.0
    /// A worker whose last report is older than this does not run: twice as much, since telling takes its time.
    static let goneSeconds = 2 * sameSeconds

    /// Whether anybody takes one that is silent for gone.
    let isReadElsewhere: Bool
    private var told: [String: WorkerReport] = [:]

    init(isReadElsewhere: Bool = true) { self.isReadElsewhere = isReadElsewhere }

    func isDue(_ report: WorkerReport) -> Bool {
        guard let last = told[report.name] else { return true }
        if isNews(report) { return true }
        // The clock may be put back.
        return isReadElsewhere
            && abs(report.at.seconds(since: last.at)) >= ToldReports.sameSeconds
    }

    /// Whether it says anything but another time.
    func isNews(_ report: WorkerReport) -> Bool {
        guard let last = told[report.name] else { return true }
        var same = report
        same.at = last.at
        return same != last
    }

    /// What the board gets: only what came again since it was told last, as others tell it of the same worker.
    func change(_ report: WorkerReport) -> WorkerReport {
        var change = report
        change.redelivered -= told[report.name]?.redelivered ?? 0
        return change
    }

    mutating func note(_ report: WorkerReport) { told[report.name] = report }
}
