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
    /// Long work with progress on the message line.
    package var job: JobRequest<Message>?
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
        reply.question = question.map { Question(dialog: $0.dialog, confirm: wrap($0.confirm)) }
        reply.prompt = prompt?.map(wrap)
        reply.job = job?.map(wrap)
        reply.jump = jump
        return reply
    }
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

/// Asks before something is done. The message holds the exact target: a refresh cannot change it.
package struct Question<Message: Sendable>: Sendable {
    package var dialog: Dialog
    package var confirm: Message

    package init(dialog: Dialog, confirm: Message) {
        self.dialog = dialog
        self.confirm = confirm
    }
}

/// Asks for a line of text. A live prompt sends every change, and the empty text on escape.
package struct Prompt<Message: Sendable>: Sendable {
    package var label: String
    package var placeholder: String
    package var field: InputField
    package var isLive: Bool
    package var submit: @Sendable (String) -> Message
    /// Sends each change of a prompt that is not live, and the empty text on escape.
    package var change: (@Sendable (String) -> Message)?
    /// Sends the text on tab; the pane answers with a prompt that holds the completed text.
    package var complete: (@Sendable (String) -> Message)?

    package init(
        _ label: String, text: String = "", placeholder: String = "", isLive: Bool = false,
        submit: @escaping @Sendable (String) -> Message
    ) {
        self.label = label
        self.placeholder = placeholder
        field = InputField(text)
        self.isLive = isLive
        self.submit = submit
    }

    func map<Parent: Sendable>(_ wrap: @escaping @Sendable (Message) -> Parent) -> Prompt<Parent> {
        let submit = submit
        var prompt = Prompt<Parent>(
            label, placeholder: placeholder, isLive: isLive, submit: { wrap(submit($0)) })
        prompt.field = field
        if let change { prompt.change = { wrap(change($0)) } }
        if let complete { prompt.complete = { wrap(complete($0)) } }
        return prompt
    }
}

/// Work that takes long. It is cancelled when the console ends or the user cancels it.
package struct JobRequest<Message: Sendable>: Sendable {
    package typealias Report = @Sendable (Progress) -> Void

    /// What is done, as `rebuild documents`.
    package var title: String
    package var work: @Sendable (_ report: @escaping Report) async -> Message

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
        return JobRequest<Parent>(title: title) { wrap(await work($0)) }
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
