// The console as a program: five panes in one frame. Pure but for its effects, which run use cases.

package import Engine
package import TerminalUI

package struct Console: Program {
    package typealias Model = ConsoleModel
    package typealias Message = ConsoleMessage

    let engine: EngineCalls
    /// The same engine, only looked at.
    let lookingEngine: EngineCalls
    let options: ConsoleOptions
    let size: Size

    package init(client: any EngineClient, options: ConsoleOptions, size: Size) {
        engine = EngineCalls(client: client, principal: options.principal, now: options.now)
        lookingEngine = EngineCalls(
            client: ReadingEngine(engine: client), principal: options.principal, now: options.now)
        self.options = options
        self.size = size
    }

    func engine(_ model: ConsoleModel) -> EngineCalls {
        model.isReadOnly ? lookingEngine : engine
    }

    /// The first model is complete enough to draw; nothing is asked before it is on the screen.
    package func start() -> (ConsoleModel, [Effect<ConsoleMessage>]) {
        var model = firstModel()
        let asked = load(&model)
        let mouse: [Effect<ConsoleMessage>] = model.isMouseOn ? [.mouse(true)] : []
        return (
            model,
            asked + [tick(every: .lively), follow(model.pace), lookAgain()]
                + lookAtFiles() + mouse
        )
    }

    func firstModel() -> ConsoleModel {
        var model = ConsoleModel(
            pane: options.pane, subject: options.subject, size: size, now: engine.now(),
            database: options.database, themes: options.themes)
        model.profile = options.profile
        model.profiles = options.profiles
        model.isReadOnly = options.isReadOnly || options.profile?.isReadOnly == true
        model.registry = options.registry
        model.link = LinkState(options.link)
        model.notice = Self.notice(options.problems)
        if options.isFirstRun {
            model.overlay = .chooser(welcome())
            model.wasWelcomed = true
        }
        model.pipeline.thresholds = options.thresholds
        if let session = options.session { model.restore(session) }
        if let isMouseOn = options.isMouseOn { model.isMouseOn = isMouseOn }
        return model
    }

    /// Keeps the session when it changed.
    func keepSession(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        model.noteView()
        let session = model.session
        guard let keep = options.keep, session != model.keptSession else { return [] }
        model.keptSession = session
        return [
            .run(id: "shell.session") {
                keep(session)
                return nil
            }
        ]
    }

    package func message(for event: InputEvent, in model: ConsoleModel) -> ConsoleMessage? {
        switch event {
        // The time comes along: at rest the last look at the clock may be some seconds old.
        case .key(let key): .entered(.pressed(key), at: engine.now())
        case .paste(let text): .entered(.pasted(text), at: engine.now())
        case .scroll(let lines, _): .entered(.scrolled(lines: lines), at: engine.now())
        case .resize(let size): .entered(.resized(size), at: engine.now())
        case .click(let place): .entered(.clicked(place), at: engine.now())
        case .drained(let time): .drained(time)
        // The loop ends by itself then, with the signal's number in the exit code.
        case .terminate, .hangup: nil
        case .focus(let isFocused): .focused(isFocused, at: engine.now())
        }
    }

    package func theme(_ model: ConsoleModel) -> Theme {
        model.themes[model.theme % model.themes.count]
    }

    func context(_ model: ConsoleModel) -> PaneContext {
        var context = PaneContext(
            engine: engine(model), database: model.database, branch: model.branch,
            databases: model.databases, now: model.now, size: model.size)
        context.reach = model.profile.map { EngineReach(target: $0.target) } ?? options.reach
        context.isMoving = model.isMoving
        context.isHurried = model.isHurried
        return context
    }

    /// Asks for the databases, for what the open pane shows, and for the state in the title.
    func load(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        var effects = loadDatabases(&model)
        effects += apply(model.pane.binding.load(&model, context(model)), &model)
        effects += openSubject(&model)
        if model.pane != .pipeline {
            effects += apply(PaneID.pipeline.binding.load(&model, context(model)), &model)
        }
        return effects
    }

    /// Looks at the clock when what was asked should have been answered: whoever waits is told so
    /// before the next second.
    func lookAgain() -> Effect<ConsoleMessage> {
        let now = engine.now
        return Effect(
            id: Self.lookID,
            kind: .work { clock, send in
                guard (try? await clock.sleep(for: .milliseconds(350))) != nil else { return }
                await send(.clockRead(now()))
            })
    }

    static let lookID: EffectID = "shell.look"
    /// What goes by the clock and never ends by itself.
    static let clockIDs: Set<EffectID?> = [lookID, tickID, followID, movingID]

    /// Opens what the console was started for, once there is a database to look in.
    func openSubject(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        guard model.database != nil, let subject = model.subject else { return [] }
        model.subject = nil
        guard let message = model.pane.binding.opening(subject) else { return [] }
        return update(&model, message)
    }

    func loadDatabases(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        guard model.databases.ask(at: model.now) else { return [] }
        return [
            engine(model).call(ListDatabases(), id: "shell.databases") { .databasesAnswered($0) }
        ]
    }
}
