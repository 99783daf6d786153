// Long work that runs now: imports, exports, rebuilds, dry runs. Listed with its progress; each can be stopped.

import Engine
import TerminalUI

extension Console {
    func listJobs(_ model: inout ConsoleModel) {
        guard !model.jobs.isEmpty else {
            model.notice = Notice("nothing runs")
            return
        }
        let context = context(model)
        let entries = model.jobs.map { job in
            HelpOverlay.Entry(
                key: "", name: job.title,
                help: Self.words(of: job, context).joined(separator: " · "))
        }
        model.overlay = .chooser(
            Chooser(
                list: HelpOverlay(title: "Running now: ⏎ stops one", entries: entries),
                messages: model.jobs.map { .jobStopped(id: $0.id) }))
    }

    /// How far it is and how long it takes; since when it runs where nobody tells.
    static func words(of job: Job, _ context: PaneContext) -> [String] {
        guard let progress = job.progress else {
            return [Figure.age(context.age(of: job.startedAt))]
        }
        let total = progress.total.map { " of \(Figure.count($0))" } ?? ""
        var words = ["\(progress.phase) \(Figure.count(progress.done))\(total)"]
        if let rate = progress.ratePerSecond { words.append(Figure.rate(rate)) }
        if let left = progress.secondsLeft {
            words.append("\(Figure.duration(.seconds(left.rounded()))) left")
        }
        return words
    }

    /// Ends a job; nil: there is none. What it did before stays done.
    func stopJob(_ model: inout ConsoleModel, _ id: Int?) -> [Effect<ConsoleMessage>] {
        guard let index = model.jobs.firstIndex(where: { $0.id == id }) else {
            model.notice = Notice(
                id == nil ? "nothing runs that could be stopped" : "it has ended already")
            return []
        }
        let job = model.jobs.remove(at: index)
        model.notice = Notice("stopped: \(job.title); what was done before stays", .attention)
        let told = model.jobStops.removeValue(forKey: job.id).map { update(&model, $0) } ?? []
        return [.cancel(job.effectID)] + told
    }
}
