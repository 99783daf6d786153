// Moments of the past as people read them: a time to the second, or a position of the log.

import Engine

enum MomentText {
    /// `2026-03-02 12:03:10`, or `position 4711`.
    static func short(_ asked: String) -> String {
        Int(asked.prefix(1)) != nil && !asked.contains("-") ? "position \(asked)" : time(asked)
    }

    /// When the last change before it happened, else as it was asked.
    static func short(_ view: AsOfView?, asked: String) -> String {
        view?.at.map(time) ?? short(asked)
    }

    private static func time(_ text: String) -> String {
        text.count > 19 ? String(text.prefix(19)).replacing("T", with: " ") : text
    }
}
