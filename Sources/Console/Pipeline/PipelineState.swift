// What the Pipeline pane knows: the last answer, the lag of every worker over time, and alarms.

package import Engine
import EventSourcing

package struct PipelineState: Sendable {
    /// A consumer in one partition.
    package struct WorkerKey: Hashable, Sendable {
        package var name: String
        package var partition: Int
    }

    package var thresholds = Thresholds()
    package var status = Loaded<PipelineView>()
    package var history: [WorkerKey: LagHistory] = [:]
    /// What the engine kept of the time before it was looked at: asked for once.
    package var past = Loaded<LagHistoryView>()
    /// Newest last.
    package var alarms: [Alarm] = []
    /// The worker under the cursor: it stays when workers come and go.
    package var selected: WorkerKey?
    /// A part of the names or states of the workers that are shown.
    package var filter = ""
    /// Whether the page of the selected worker is open.
    package var isOpen = false
    package var trends: [WorkerKey: WorkerTrend] = [:]
    /// What waits for the worker whose page is open.
    package var stuck = Stuck()
    /// Read models that are being made again by this console.
    package var rebuilding: Set<String> = []

    package init() {}

    package static let mostAlarms = 200

    package var workers: [PipelineView.Worker] { status.value?.workers ?? [] }

    /// Those whose name or state holds what is looked for.
    package var shown: [PipelineView.Worker] {
        let words = filter.lowercased().split(separator: " ")
        return workers.filter { worker in
            let text = "\(worker.name) \(worker.partition) \(worker.state)".lowercased()
            return words.allSatisfy { text.contains($0) }
        }
    }

    package var selectedIndex: Int {
        shown.firstIndex { $0.historyKey == selected } ?? firstLate ?? 0
    }

    package var current: PipelineView.Worker? {
        let shown = shown
        return shown.isEmpty ? nil : shown[min(selectedIndex, shown.count - 1)]
    }

    /// Until someone chooses, the cursor is on the worker that is worst off.
    private var firstLate: Int? {
        let workers = shown
        if let failing = workers.firstIndex(where: { $0.state == "failing" }) { return failing }
        let worst = workers.indices.max { workers[$0].lag < workers[$1].lag }
        return worst.flatMap { workers[$0].lag > 0 ? $0 : nil }
    }

    package func stalledSeconds(_ worker: PipelineView.Worker) -> Double? {
        rebuilding.contains(worker.name) ? nil : trends[worker.historyKey]?.stalledSeconds(worker)
    }

    /// Whether a worker wants attention, by its lag or by how long something waits.
    package func isLate(_ worker: PipelineView.Worker) -> Bool {
        if worker.lag > thresholds.lag || stalledSeconds(worker) != nil { return true }
        guard let most = thresholds.oldestSeconds, let oldest = worker.oldestWaitingSeconds else {
            return false
        }
        return oldest > most
    }

    mutating func take(_ answer: Answered<PipelineView>) {
        let old = status.value
        let wasFailing = status.failure != nil
        status.take(answer)
        switch answer.result {
        case .success(let view):
            if wasFailing { note(.good, "the engine answers again", answer.at) }
            add(Alarm.between(old, view, at: answer.at, quietLag: thresholds.lag))
            for worker in view.workers {
                history[worker.historyKey, default: LagHistory()].append(Double(worker.lag))
                noteStandstill(worker, answer.at)
            }
        case .failure(let error):
            if !wasFailing { note(.bad, error.message, answer.at) }
            for key in history.keys { history[key]?.append(nil) }
        }
    }

    /// Puts what the engine kept before what was seen here. The present step was seen here.
    mutating func takePast(_ answer: Answered<LagHistoryView>) {
        past.take(answer)
        guard case .success(let view) = answer.result else { return }
        for worker in view.workers {
            let key = WorkerKey(name: worker.name, partition: worker.partition)
            let known = worker.lags.dropLast().drop { $0 == nil }
            let seconds = known.flatMap { lag in
                Array(repeating: lag.map(Double.init), count: max(1, Int(view.secondsPerStep)))
            }
            history[key, default: LagHistory()].prepend(seconds)
        }
    }

    /// A second without an answer is a gap: nobody knows what the lag was.
    mutating func noteSilence(_ context: PaneContext) {
        guard let since = status.awaitedSince, context.age(of: since) >= .seconds(1) else { return }
        for key in history.keys { history[key]?.append(nil) }
    }

    private mutating func noteStandstill(_ worker: PipelineView.Worker, _ at: Timestamp) {
        let was = stalledSeconds(worker)
        trends[worker.historyKey, default: WorkerTrend()].take(worker, at: at)
        let isNow = stalledSeconds(worker) != nil
        guard isNow != (was != nil) else { return }
        add([
            Alarm(
                at: at, mood: isNow ? .bad : .good, worker: worker.name,
                text: isNow
                    ? "stands still, \(worker.lag) events wait" : "moves again")
        ])
    }

    private mutating func note(_ mood: Notice.Mood, _ text: String, _ at: Timestamp) {
        add([Alarm(at: at, mood: mood, worker: "", text: text)])
    }

    private mutating func add(_ new: [Alarm]) {
        alarms += new
        if alarms.count > Self.mostAlarms { alarms.removeFirst(alarms.count - Self.mostAlarms) }
    }
}

extension PipelineView.Worker {
    package var historyKey: PipelineState.WorkerKey {
        PipelineState.WorkerKey(name: name, partition: partition)
    }
}
