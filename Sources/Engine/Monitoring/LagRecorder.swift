// How far behind each worker was, kept for an hour while the engine runs, so that whoever attaches late sees what was
// before. Time is cut into steps; a step keeps the highest lag that was seen in it. Flat memory: 720 numbers a worker.

internal import Synchronization

final class LagRecorder: Sendable {
    static let stepSeconds = 5.0
    static let keptSteps = 720
    /// A step in which nobody looked.
    private static let unknown = -1

    private struct Kept {
        /// The number of the newest step, counted from uptime 0.
        var newest = 0
        /// Nothing changes: a step in which nobody looked is as the one before.
        var isResting = false
        /// By worker and partition; oldest first, the last one is of the newest step.
        var lags: [Place: [Int]] = [:]
    }

    private struct Place: Hashable {
        var name: String
        var partition: Int
    }

    private let kept = Mutex(Kept())

    func note(_ workers: [PipelineView.Worker], uptime: Double) {
        let step = Int(uptime / Self.stepSeconds)
        kept.withLock { kept in
            Self.goOn(&kept, to: step)
            for worker in workers {
                let place = Place(name: worker.name, partition: worker.partition)
                var lags = kept.lags[place] ?? [Self.unknown]
                lags[lags.count - 1] = max(lags[lags.count - 1], worker.lag)
                kept.lags[place] = lags
            }
        }
    }

    /// From now on nothing changes, until it is said that something may have.
    func rest(_ isResting: Bool, uptime: Double) {
        kept.withLock { kept in
            Self.goOn(&kept, to: Int(uptime / Self.stepSeconds))
            kept.isResting = isResting
        }
    }

    private static func goOn(_ kept: inout Kept, to step: Int) {
        let passed = min(keptSteps, step - kept.newest)
        guard passed > 0 else { return }
        kept.newest = step
        for place in kept.lags.keys {
            let lags = kept.lags[place] ?? []
            let gap = kept.isResting ? lags.last ?? unknown : unknown
            kept.lags[place] = Array(
                (lags + Array(repeating: gap, count: passed)).suffix(keptSteps))
        }
    }

    /// Up to the present step.
    func view(uptime: Double) -> LagHistoryView {
        kept.withLock { kept in
            Self.goOn(&kept, to: Int(uptime / Self.stepSeconds))
            let workers = kept.lags.map { place, lags in
                LagHistoryView.Worker(
                    name: place.name, partition: place.partition,
                    lags: lags.map { $0 == Self.unknown ? nil : $0 })
            }
            return LagHistoryView(
                secondsPerStep: Self.stepSeconds,
                workers: workers.sorted { ($0.name, $0.partition) < ($1.name, $1.partition) })
        }
    }
}
