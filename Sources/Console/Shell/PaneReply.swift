// What a pane wants done after a message: effects, and requests to the shell.

package import Engine
package import TerminalUI

package struct PaneReply<Message: Sendable>: Sendable {
    package var effects: [Effect<Message>] = []
    /// The answer to the last action, for the message line.
    package var notice: Notice?
    /// A question that stands over the screen until it is answered.
    package var question: Question<Message>?
    /// A line of text wanted on the message line.
    package var prompt: Prompt<Message>?
    /// Several values wanted at once.
    package var form: FormRequest<Message>?
    /// One of several wanted.
    package var menu: Menu<Message>?
    /// What a menu of this title offers now; nothing happens where none stands open.
    package var refill: Menu<Message>?
    /// A text for the clipboard, with what it is: `the command's id`.
    package var copy: (text: String, what: String)?
    /// Long work with progress on the message line.
    package var job: JobRequest<Message>?
    /// A database that comes or goes by what was done.
    package var database: DatabaseTurn?
    /// Another pane to open, with what to show there.
    package var jump: Jump?

    package init(effects: [Effect<Message>] = []) { self.effects = effects }

    package static var nothing: PaneReply { PaneReply() }

    package static func effect(_ effect: Effect<Message>) -> PaneReply {
        PaneReply(effects: [effect])
    }

    package static func asking(_ prompt: Prompt<Message>) -> PaneReply {
        var reply = PaneReply()
        reply.prompt = prompt
        return reply
    }

    package static func asking(_ question: Question<Message>) -> PaneReply {
        var reply = PaneReply()
        reply.question = question
        return reply
    }

    package static func asking(_ form: FormRequest<Message>) -> PaneReply {
        var reply = PaneReply()
        reply.form = form
        return reply
    }

    package static func asking(_ menu: Menu<Message>) -> PaneReply {
        var reply = PaneReply()
        reply.menu = menu
        return reply
    }

    package static func copying(_ text: String, _ what: String) -> PaneReply {
        var reply = PaneReply()
        reply.copy = (text, what)
        return reply
    }

    package static func say(_ text: String, _ mood: Notice.Mood = .plain) -> PaneReply {
        var reply = PaneReply()
        reply.notice = Notice(text, mood)
        return reply
    }

    package func map<Parent: Sendable>(
        _ wrap: @escaping @Sendable (Message) -> Parent
    ) -> PaneReply<Parent> {
        var reply = PaneReply<Parent>(effects: effects.map { $0.map(wrap) })
        reply.notice = notice
        reply.question = question?.map(wrap)
        reply.prompt = prompt?.map(wrap)
        reply.form = form?.map(wrap)
        reply.menu = menu?.map(wrap)
        reply.refill = refill?.map(wrap)
        reply.copy = copy
        reply.job = job?.map(wrap)
        reply.jump = jump
        reply.database = database
        return reply
    }
}

/// What becomes of databases, as soon as the engine's list says so.
package enum DatabaseTurn: Hashable, Sendable {
    /// It is to be shown once it is there.
    case opened(String)
    /// Another is to be shown once it is gone.
    case gone(String)
}

/// A sentence on the message line.
package struct Notice: Hashable, Sendable {
    package enum Mood: Hashable, Sendable { case plain, good, attention, bad }

    package var text: String
    package var mood: Mood

    package init(_ text: String, _ mood: Mood = .plain) {
        self.text = text
        self.mood = mood
    }
}

/// Work that takes long. It is cancelled when the console ends or the user cancels it.
package struct JobRequest<Message: Sendable>: Sendable {
    package typealias Report = @Sendable (Progress) -> Void

    /// What is done, as `rebuild documents`.
    package var title: String
    package var work: @Sendable (_ report: @escaping Report) async -> Message
    /// Told when the person stops it.
    package var stopped: Message?

    package init(title: String, work: @escaping @Sendable (@escaping Report) async -> Message) {
        self.title = title
        self.work = work
    }

    /// A use case as a job.
    package static func run<Request: UseCase>(
        _ request: Request, title: String, _ engine: EngineCalls,
        _ wrap: @escaping @Sendable (Answered<Request.Answer>) -> Message
    ) -> JobRequest {
        JobRequest(title: title) { report in
            wrap(await engine.answer(request, progress: report))
        }
    }

    func map<Parent: Sendable>(
        _ wrap: @escaping @Sendable (Message) -> Parent
    ) -> JobRequest<Parent> {
        let work = work
        var request = JobRequest<Parent>(title: title) { wrap(await work($0)) }
        request.stopped = stopped.map(wrap)
        return request
    }
}

/// Another pane, and what to show there.
package struct Jump: Hashable, Sendable {
    package var pane: PaneID
    /// `Class/key`, or a command's id; nil: as it was left.
    package var subject: String?

    package init(_ pane: PaneID, subject: String? = nil) {
        self.pane = pane
        self.subject = subject
    }
}
