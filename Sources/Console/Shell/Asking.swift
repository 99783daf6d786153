// What a pane may ask a person: a question, a line of text, a form, one of several.

package import TerminalUI

/// Asks before something is done. The message holds the exact target: a refresh cannot change it.
package struct Question<Message: Sendable>: Sendable {
    package var dialog: Dialog
    package var confirm: Message
    /// A third way beside going on and leaving it, by its key.
    package var alternative: (key: Key, message: Message)?

    package init(
        dialog: Dialog, confirm: Message, alternative: (key: Key, message: Message)? = nil
    ) {
        self.dialog = dialog
        self.confirm = confirm
        self.alternative = alternative
    }

    func map<Parent: Sendable>(_ wrap: (Message) -> Parent) -> Question<Parent> {
        Question<Parent>(
            dialog: dialog, confirm: wrap(confirm),
            alternative: alternative.map { ($0.key, wrap($0.message)) })
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
    /// Sent on escape where leaving the prompt takes something back.
    package var cleared: Message?
    /// What is wrong with a text, said while it is typed; such a text cannot be sent.
    package var check: (@Sendable (String) -> String?)?
    /// Whether somebody typed, or tried to send it: before that an empty line is not called wrong.
    var wasTouched = false
    /// Sends the text on tab; the pane answers with a prompt that holds the completed text.
    package var complete: (@Sendable (String) -> Message)?
    /// What is said of the text as it stands.
    var problem: String? {
        let text = choices.text(field)
        return text.isEmpty && !wasTouched ? nil : check?(text)
    }

    /// What may stand here, shown while it is typed; anything else may be typed too.
    package var choices = PromptChoices()

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
        prompt.check = check
        prompt.wasTouched = wasTouched
        if let change { prompt.change = { wrap(change($0)) } }
        prompt.cleared = cleared.map(wrap)
        if let complete { prompt.complete = { wrap(complete($0)) } }
        prompt.choices = choices
        return prompt
    }
}

/// Asks for several values at once; `check` says what is wrong with each, in their order.
package struct FormRequest<Message: Sendable>: Sendable {
    package var form: Form
    package var check: @Sendable ([String]) -> [String?]
    package var submit: @Sendable ([String]) -> Message

    package init(
        _ form: Form, check: @escaping @Sendable ([String]) -> [String?],
        submit: @escaping @Sendable ([String]) -> Message
    ) {
        self.form = form
        self.check = check
        self.submit = submit
    }

    mutating func checkAll() {
        for (index, problem) in check(form.values).enumerated() where index < form.fields.count {
            form.fields[index].problem = problem
        }
    }

    func map<Parent: Sendable>(
        _ wrap: @escaping @Sendable (Message) -> Parent
    ) -> FormRequest<Parent> {
        let submit = submit
        return FormRequest<Parent>(form, check: check) { wrap(submit($0)) }
    }
}

/// Asks for one of several, found by typing.
package struct Menu<Message: Sendable>: Sendable {
    package var title: String
    package var entries: [HelpOverlay.Entry]
    package var messages: [Message]
    /// The entry under the cursor at first.
    package var selected = 0
    /// What Enter does to an entry that is on or off, as `show or hide`: then Space does it too. Nil: it chooses one.
    package var turning: String?

    package init(_ title: String, _ items: [(HelpOverlay.Entry, Message)], selected: Int = 0) {
        self.title = title
        entries = items.map(\.0)
        messages = items.map(\.1)
        self.selected = selected
    }

    func map<Parent: Sendable>(_ wrap: (Message) -> Parent) -> Menu<Parent> {
        var menu = Menu<Parent>(
            title, Array(zip(entries, messages.map(wrap))), selected: selected)
        menu.turning = turning
        return menu
    }
}
