// What a dead letter is called. Bytes that are no event belong to no aggregate: they have nothing but their id.

import Engine
import TerminalUI

extension DeadLetterView {
    /// Trying such bytes again cannot help.
    var isUnreadable: Bool { eventID == nil }

    /// Also what is typed to give it up.
    var name: String { isUnreadable ? String(id.prefix(8)) : aggregate }

    var phrase: String {
        let what = eventType.lowercased().replacing("_", with: " ")
        return isUnreadable ? "unreadable bytes, \(name)" : "\(what) of \(aggregate)"
    }

    var tries: String { attempts == 1 ? "1 try" : "\(Figure.count(attempts)) tries" }

    static let unreadableAdvice =
        "these bytes are no event: mend what wrote them, then X gives them up"
}
