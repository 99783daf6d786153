// Runs a program on a terminal: first frame, then effects, then events and messages until it quits.
// Everything that waits is drained before one frame is drawn; frames caused by messages alone are
// at least `frameInterval` apart, those caused by keys come at once; while keys follow each other, their frames show
// what came otherwise.

package struct ProgramLoop<P: Program>: Sendable {
    enum Item: Sendable {
        case event(InputEvent)
        case message(P.Message, EffectRun?)
        case ended(EffectRun)
        case frameDue
    }

    let program: P
    let terminal: any Terminal
    let clock: any Clock<Duration>
    let frameInterval: Duration
    let inbox = Inbox<Item>()

    package init(
        _ program: P, on terminal: any Terminal, clock: any Clock<Duration> = ContinuousClock(),
        frameInterval: Duration = .milliseconds(33)
    ) {
        self.program = program
        self.terminal = terminal
        self.clock = clock
        self.frameInterval = frameInterval
    }

    /// Runs until the program quits, the terminal hangs up or the task is cancelled. Returns the
    /// exit code the program gave; 0 after cancellation, 128 + signal after a request to end or a
    /// hangup that the program did not answer by quitting itself.
    ///
    /// The loop and the drawing run on a thread of their own, effects on the shared pool.
    package func run() async -> Int32 {
        await withTaskExecutorPreference(LoopThread()) { await runHere() }
    }

    private func runHere() async -> Int32 {
        let (model, effects) = program.start()
        let viewport = await terminal.viewport
        await terminal.show(program.view(model, in: viewport), theme: program.theme(model))
        return await withDiscardingTaskGroup { group in
            group.addTask { await readEvents() }
            var state = LoopState(model: model, viewport: viewport)
            perform(effects, &state, &group)
            while state.exitCode == nil {
                let items = await inbox.drain()
                if items.isEmpty { break }
                await handle(items, &state, &group)
            }
            for run in state.running.values { run.cancel() }
            group.cancelAll()
            return state.exitCode ?? 0
        }
    }

    struct LoopState {
        var model: P.Model
        var viewport: Viewport
        var running: [EffectID: EffectRun] = [:]
        var exitCode: Int32?
        var isFramePending = false
        var pace = FramePace()
    }

    private func readEvents() async {
        while !Task.isCancelled {
            let event = await terminal.nextEvent()
            inbox.post(.event(event))
            if event == .hangup { return }
        }
    }

    private func handle(
        _ items: [Item], _ state: inout LoopState, _ group: inout DiscardingTaskGroup
    ) async {
        var isUrgent = false
        for item in items where state.exitCode == nil {
            switch item {
            case .event(let event):
                // How fast the terminal is: nobody waits to see that.
                if case .drained = event {
                    state.pace.takeMessage()
                } else {
                    isUrgent = true
                }
                if case .key = event { state.pace.takeKey(at: .now) }
                take(event, &state, &group)
            case .message(let message, let run):
                guard run.map({ isCurrent($0, state) }) ?? true else { continue }
                state.pace.takeMessage()
                perform(program.update(&state.model, message), &state, &group)
            case .ended(let run):
                if isCurrent(run, state), let id = run.id { state.running[id] = nil }
            case .frameDue:
                state.isFramePending = false
                isUrgent = isUrgent || state.pace.isStale && state.pace.wait(at: .now) == nil
            }
        }
        guard state.exitCode == nil else { return }
        if isUrgent || (state.pace.isStale && frameInterval <= .zero) {
            state.pace.draw()
            await terminal.show(
                program.view(state.model, in: state.viewport), theme: program.theme(state.model))
        } else if state.pace.isStale && !state.isFramePending {
            state.isFramePending = true
            let delay = max(frameInterval, state.pace.wait(at: .now) ?? .zero)
            group.addTask {
                try? await clock.sleep(for: delay)
                inbox.post(.frameDue)
            }
        }
    }

    private func take(
        _ event: InputEvent, _ state: inout LoopState, _ group: inout DiscardingTaskGroup
    ) {
        if case .resize(let size) = event { state.viewport.size = size }
        if let message = program.message(for: event, in: state.model) {
            perform(program.update(&state.model, message), &state, &group)
        }
        if state.exitCode != nil { return }
        if case .terminate(let signal) = event { state.exitCode = 128 + signal }
        if event == .hangup { state.exitCode = 129 }
    }

    private func isCurrent(_ run: EffectRun, _ state: LoopState) -> Bool {
        guard let id = run.id else { return true }
        return state.running[id] === run
    }
}
