// Messages → the next model. What the panes ask of the shell is granted here.

import Engine
package import TerminalUI

extension Console {
    package func update(
        _ model: inout ConsoleModel, _ message: ConsoleMessage
    ) -> [Effect<ConsoleMessage>] {
        if let reply = updatePane(&model, message) { return apply(reply, &model) }
        switch message {
        case .pressed(let key): return press(key, &model)
        case .pasted(let text): return paste(text, &model)
        case .scrolled(let lines): return scroll(lines, &model)
        case .resized(let size): model.size = size
        case .ticked(let now):
            model.now = now
            model.ticks += 1
            return tick(&model)
        case .clockRead(let now): model.now = max(model.now, now)
        case .askedToEnd, .quitConfirmed: return [.quit()]
        case .chosen(let name): return choose(name, &model)
        case .databaseChosen(let name):
            model.choose(database: name)
            model.notice = Notice("now in \(name)")
            return load(&model) + [lookAgain()]
        case .databasesAnswered(let answer): return takeDatabases(answer, &model)
        case .jobAdvanced(let id, let progress):
            if let index = model.jobs.firstIndex(where: { $0.id == id }) {
                model.jobs[index].progress = progress
            }
        case .jobEnded(let id): model.jobs.removeAll { $0.id == id }
        case .ontology, .mapping, .commands, .graph, .pipeline: break
        }
        return []
    }

    private func tick(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        let context = context(model)
        var effects = apply(model.pane.binding.load(&model, context), &model)
        if model.pane != .pipeline {
            effects += apply(PaneID.pipeline.binding.load(&model, context), &model)
        }
        if model.ticks % 5 == 0 || model.database == nil { effects += loadDatabases(&model) }
        return effects
    }

    private func takeDatabases(
        _ answer: Answered<PageView<DatabaseView>>, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        model.now = max(model.now, answer.at)
        model.databases.take(answer)
        guard model.database == nil, let first = model.databases.value?.items.first else {
            return []
        }
        model.database = first.name
        return apply(model.pane.binding.load(&model, context(model)), &model)
            + openSubject(&model)
    }

    /// Grants what a pane asks for.
    func apply(
        _ reply: PaneReply<ConsoleMessage>, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        var effects = reply.effects
        if let notice = reply.notice { model.notice = notice }
        if let prompt = reply.prompt { model.overlay = .prompt(prompt) }
        if let question = reply.question { model.overlay = .question(question) }
        if let job = reply.job { effects.append(begin(job, &model)) }
        if let jump = reply.jump {
            effects += go(to: jump.pane, &model)
            if let subject = jump.subject, let message = jump.pane.binding.opening(subject) {
                effects += update(&model, message)
            }
        }
        return effects
    }

    private func begin(
        _ request: JobRequest<ConsoleMessage>, _ model: inout ConsoleModel
    ) -> Effect<ConsoleMessage> {
        model.jobsStarted += 1
        let job = Job(id: model.jobsStarted, title: request.title, startedAt: model.now)
        model.jobs.append(job)
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
