// Performing effects: each is a child task of the loop that ends early when it is replaced or
// cancelled by its id. The loop itself never waits for one.

/// One running effect. Its identity is the request's id: messages of a run that is no longer the
/// current one of its name are dropped.
final class EffectRun: Sendable {
    let id: EffectID?
    private let stop = Inbox<Void>()

    init(id: EffectID?) { self.id = id }

    func cancel() { stop.post(()) }

    func cancelled() async { _ = await stop.drain() }
}

extension ProgramLoop {
    func perform(
        _ effects: [Effect<P.Message>], _ state: inout LoopState, _ group: inout DiscardingTaskGroup
    ) {
        for effect in effects {
            switch effect.kind {
            case .quit(let code):
                state.exitCode = code
            case .copy(let text, let then):
                group.addTask {
                    if let message = then(await terminal.copy(text)) {
                        inbox.post(.message(message, nil))
                    }
                }
            case .mouse(let isOn):
                group.addTask { await terminal.useMouse(isOn) }
            case .cancelAll(let kept):
                for id in state.running.keys where !kept.contains(id) {
                    state.running.removeValue(forKey: id)?.cancel()
                }
            case .cancel:
                if let id = effect.id { state.running.removeValue(forKey: id)?.cancel() }
            case .work(let work):
                let run = EffectRun(id: effect.id)
                if let id = effect.id { state.running.updateValue(run, forKey: id)?.cancel() }
                group.addTask { await race(run, work) }
            }
        }
    }

    /// Works until done or cancelled, whichever comes first.
    private func race(
        _ run: EffectRun,
        _ work: @escaping @Sendable (any Clock<Duration>, Effect<P.Message>.Send) async -> Void
    ) async {
        await withTaskGroup(of: Void.self) { race in
            race.addTask(executorPreference: globalConcurrentExecutor) {
                await work(clock) { message in
                    if !Task.isCancelled { inbox.post(.message(message, run)) }
                }
            }
            race.addTask { await run.cancelled() }
            await race.next()
            race.cancelAll()
        }
        inbox.post(.ended(run))
    }
}
