// Messages → the next model. What the panes ask of the shell is granted here.

import Engine
import EventSourcing
package import TerminalUI

extension Console {
    package func update(
        _ model: inout ConsoleModel, _ message: ConsoleMessage
    ) -> [Effect<ConsoleMessage>] {
        ScrollWindow.$jumpsHalfPages.withValue(model.link.isSlow) { updated(&model, message) }
    }

    private func updated(
        _ model: inout ConsoleModel, _ message: ConsoleMessage
    ) -> [Effect<ConsoleMessage>] {
        let wasGone = model.engineFailure != nil
        if let reply = updatePane(&model, message) {
            var effects = apply(reply, &model)
            if case .pipeline(.answered) = message {
                model.pace.silentSince = nil
                effects += settlePace(&model)
            }
            return wasGone && model.engineFailure == nil ? effects + [askWhoReturned()] : effects
        }
        switch message {
        case .pressed(let key):
            model.noteView()
            let effects = press(key, &model)
            return effects + keepSession(&model)
        case .pasted(let text): return paste(text, &model)
        case .scrolled(let lines): return scroll(lines, &model)
        case .resized(let size): model.size = size
        case .ticked(let now):
            model.ticks += 1
            let isResting = model.pace.kind == .resting
            guard isResting || !model.link.isSlow || model.ticks % Self.slowTicks == 0 else {
                return []
            }
            model.now = now
            // Until then only the seconds on the screen go on.
            if let due = model.pace.askAgainAt, model.pace.kind == .slowly, now < due { return [] }
            return isResting ? turn(to: .lively, &model) + tick(&model) : tick(&model)
        case .clockRead(let now): model.now = max(model.now, now)
        case .quitConfirmed: return [.quit()]
        case .leavingAsked(let hosting): return leave(&model, hosting)
        case .leavingWanted:
            model.isLeaving = true
            return checkLeaving(model)
        case .leavingChecked(let hosting): return takeLeavingCheck(&model, hosting)
        case .engineReturned(let hosting):
            let here = hosting == nil ? "" : "; it runs in this console now"
            model.notice = Notice("the engine answers again\(here)", .good)
        case .chosen(let name): return choose(name, &model)
        case .databaseChosen(let name):
            model.choose(database: name)
            model.notice = Notice("now in \(name)")
            return Self.droppingReads() + load(&model) + [lookAgain()]
        case .told(let notice): model.notice = notice
        case .databasesAnswered(let answer): return takeDatabases(answer, &model)
        case .jobAdvanced(let id, let progress):
            if let index = model.jobs.firstIndex(where: { $0.id == id }) {
                model.jobs[index].progress = progress
            }
        case .jobStopped(let id): return stopJob(&model, id)
        case .jobEnded(let id):
            model.jobs.removeAll { $0.id == id }
            model.jobStops[id] = nil
        default: return updatePlaces(&model, message)
        }
        return []
    }

    /// Profiles, files, links, first steps.
    private func updatePlaces(
        _ model: inout ConsoleModel, _ message: ConsoleMessage
    ) -> [Effect<ConsoleMessage>] {
        switch message {
        case .entered(let message, let now):
            var attention: [Effect<ConsoleMessage>] = []
            if case .followed = message {} else { attention = attend(&model, now) }
            return enliven(&model, now) + attention + updated(&model, message)
        case .followed(let position): return take(followed: position, &model)
        case .engineChanged(let now): return takeChange(&model, now)
        case .focused(let isFocused, let now): return take(isFocused: isFocused, &model, now)
        case .fellSilent(let since, let now): return takeSilence(since: since, &model, now)
        case .answered(let place, let message): return take(message, askedIn: place, &model)
        case .branchesAnswered(let wanted, let answer):
            return takeBranches(answer, wanted: wanted, &model)
        case .branchChosen(let name): return choose(branch: name, &model)
        case .copyRefused(let text, let what): return keep(copy: text, what)
        case .clicked(let place): return click(place, &model)
        case .drained(let time): take(drain: time, &model)
        case .restedCursor: model.isMoving = false
        case .watchedCursor(let now): return watchCursor(&model, now)
        case .commanded(let name, let argument): return run(name, argument, &model)
        case .themeChosen(let index):
            model.theme = index
            return keepSession(&model)
        case .filesChanged(let files): take(files, &model)
        case .profileWanted(let profile): return want(profile, &model)
        case .profileAsked(let profile, let hosting): return turn(to: profile, hosting, &model)
        case .profileConfirmed(let profile): return turn(to: profile, &model)
        case .profileTurned(let session): return takeTurn(session, &model)
        case .addressGiven(let text): return turn(to: text, &model)
        case .exportWanted(let path): return export(path, &model)
        case .stepChosen(let step): return take(step, &model)
        case .demoImported(let answer): return takeDemo(answer, &model)
        case .guarded(let message, let title): return guarded(message, title, &model)
        case .granted(let reply): return apply(reply, &model)
        default: break
        }
        return []
    }

    func tick(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        giveUpTurn(&model)
        let context = context(model)
        var effects = apply(model.pane.binding.load(&model, context), &model)
        if model.pane != .pipeline {
            effects += apply(PaneID.pipeline.binding.load(&model, context), &model)
        }
        if model.ticks % 5 == 0 || model.database == nil || model.databaseTurn != nil {
            effects += loadDatabases(&model)
        }
        return effects + checkLeaving(model) + keepSession(&model) + lookAtFiles()
    }

    private func askWhoReturned() -> Effect<ConsoleMessage> {
        let hosting = options.hosting
        return .run(id: "shell.returned") { .engineReturned(hosting?()) }
    }

    private func takeDatabases(
        _ answer: Answered<PageView<DatabaseView>>, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        model.now = max(model.now, answer.at)
        let isFirst = model.databases.isFirstAwaited
        model.databases.take(answer)
        let names = model.databases.value?.items.map(\.name) ?? []
        if names.isEmpty, model.databases.value != nil, options.offersFirstSteps,
            !model.wasWelcomed, model.overlay == nil
        {
            model.wasWelcomed = true
            model.overlay = .chooser(welcome())
        }
        // Nothing changes under a person's hands: what floats is about the database that it was opened in.
        if model.overlay == nil, let effects = takeTurn(&model) { return effects }
        let preferred = names.first { $0 == model.preferredDatabase }
        guard model.database == nil, let name = preferred ?? names.first else {
            // What waited to know which database is meant need not wait for the next look.
            let isOpen = isFirst && model.database == nil
            return isOpen ? apply(model.pane.binding.load(&model, context(model)), &model) : []
        }
        model.database = name
        return apply(model.pane.binding.load(&model, context(model)), &model)
            + openSubject(&model)
    }

    /// Grants what a pane asks for.
    func apply(
        _ reply: PaneReply<ConsoleMessage>, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        var effects = stamped(reply.effects, model)
        if let notice = reply.notice { model.notice = notice }
        if let prompt = reply.prompt { model.overlay = .prompt(prompt) }
        if let question = reply.question { model.overlay = .question(question) }
        if var form = reply.form {
            form.checkAll()
            model.overlay = .form(form)
        }
        if let menu = reply.menu { model.overlay = .chooser(chooser(menu, model)) }
        if let menu = reply.refill { refill(menu, &model) }
        if let copy = reply.copy { effects.append(Self.copying(copy.text, copy.what)) }
        if let job = reply.job { effects.append(begin(job, &model)) }
        if let turn = reply.database {
            model.databaseTurn = turn
            model.databaseTurnEnds = model.now.adding(seconds: Self.turnSeconds)
            model.databases.askAgain()
            effects += loadDatabases(&model)
        }
        if let jump = reply.jump {
            effects += go(to: jump.pane, &model)
            if let subject = jump.subject, let message = jump.pane.binding.opening(subject) {
                effects += update(&model, message)
            }
        }
        return effects
    }

    /// What is looked for and what the cursor is on stay.
    private func refill(_ menu: Menu<ConsoleMessage>, _ model: inout ConsoleModel) {
        guard case .chooser(var chooser) = model.overlay, chooser.list.title == menu.title
        else { return }
        chooser.list.refill(menu.entries, screenHeight: model.size.rows)
        chooser.messages = menu.messages
        model.overlay = .chooser(chooser)
    }

    private func chooser(_ menu: Menu<ConsoleMessage>, _ model: ConsoleModel) -> Chooser {
        var list = HelpOverlay(title: menu.title, entries: menu.entries)
        for _ in 0..<menu.selected { _ = list.edit(.down, screenHeight: model.size.rows) }
        return Chooser(list: list, messages: menu.messages, turning: menu.turning)
    }

    /// The terminal does not answer: what is said is what is known.
    static func copying(_ text: String, _ what: String) -> Effect<ConsoleMessage> {
        let size = Figure.bytes(text.utf8.count)
        return .copy(text) { wasAsked in
            wasAsked
                ? .told(Notice("\(what) handed to the terminal to copy (\(size))", .good))
                : .copyRefused(text, what)
        }
    }

    /// What a terminal does not take goes into a file.
    private func keep(copy text: String, _ what: String) -> [Effect<ConsoleMessage>] {
        let size = Figure.bytes(text.utf8.count)
        guard let keepCopy = options.keepCopy else {
            return [.run { .told(Notice("\(what) is too long to copy (\(size))", .bad)) }]
        }
        return [
            .run(id: "shell.copy") {
                switch keepCopy(text) {
                case .written(let path):
                    .told(
                        Notice(
                            "\(what) is too long for the terminal (\(size)): written to \(path)",
                            .attention))
                case .failed(let reason):
                    .told(Notice("\(what) is too long to copy (\(size)): \(reason)", .bad))
                }
            }
        ]
    }

    func begin(
        _ request: JobRequest<ConsoleMessage>, _ model: inout ConsoleModel
    ) -> Effect<ConsoleMessage> {
        model.jobsStarted += 1
        let job = Job(id: model.jobsStarted, title: request.title, startedAt: model.now)
        model.jobs.append(job)
        model.jobStops[job.id] = request.stopped
        model.notice = nil
        return .stream(id: job.effectID) { send in
            let (reports, reporting) = AsyncStream.makeStream(
                of: Progress.self, bufferingPolicy: .bufferingNewest(1))
            async let ending = {
                let last = await request.work { reporting.yield($0) }
                reporting.finish()
                return last
            }()
            for await progress in reports { await send(.jobAdvanced(id: job.id, progress)) }
            let last = await ending
            await send(last)
            await send(.jobEnded(id: job.id))
        }
    }

    func go(to pane: PaneID, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        model.pane = pane
        model.notice = nil
        return apply(pane.binding.load(&model, context(model)), &model) + [lookAgain()]
    }
}
