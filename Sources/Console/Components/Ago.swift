// How long ago something was, in words.

import TerminalUI

enum Ago {
    /// `just now`, `12 s ago`.
    static func text(_ age: Duration) -> String {
        age < .seconds(1) ? "just now" : Figure.age(age) + " ago"
    }

    /// `now`, `12 s`: for a column of ages.
    static func short(_ age: Duration) -> String {
        age < .seconds(1) ? "now" : Figure.age(age)
    }
}
