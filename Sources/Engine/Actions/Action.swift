// One thing that a person can do, as data: keys, hints, help, palette and subcommands are all made from it.

package struct Action: Hashable, Sendable {
    /// `pane.verb`, as `pipeline.pause`; unique.
    package struct Name: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
        package var text: String

        package init(_ text: String) { self.text = text }
        package init(stringLiteral value: String) { text = value }
        package var description: String { text }
    }

    /// Where its keys work.
    package enum Scope: String, Hashable, Sendable, CaseIterable {
        case everywhere, ontology, mapping, commands, graph, pipeline
        /// The command line alone.
        case program
    }

    /// What it may do to data.
    package enum Danger: Hashable, Sendable, Comparable {
        /// Only looks.
        case none
        /// Changes something that can be changed back.
        case changes
        /// Cannot be undone, or takes something away for a while: asks first.
        case destroys
    }

    package struct Argument: Hashable, Sendable {
        package var name: String
        package var help: String
        package var isOptional: Bool

        package init(_ name: String, _ help: String, isOptional: Bool = false) {
            self.name = name
            self.help = help
            self.isOptional = isOptional
        }
    }

    package var name: Name
    package var scope: Scope
    /// One or two words for the hint line.
    package var title: String
    /// One sentence for help and palette.
    package var help: String
    /// Default keys, as key maps write them: `x`, `ctrl-l`, `enter`. The first is the one shown.
    package var keys: [String]
    /// Shown instead of the first key, for groups of keys: `↑↓`.
    package var shownKey: String?
    package var danger: Danger
    package var arguments: [Argument]
    /// What the program is called with to do the same: a subcommand and its arguments, with words in capitals for what is
    /// selected (`dlq retry ID`). Nil when there is none.
    package var twin: String?

    package init(
        _ name: Name, in scope: Scope, title: String, help: String, keys: [String] = [],
        shownKey: String? = nil, danger: Danger = .none, arguments: [Argument] = [],
        twin: String? = nil
    ) {
        self.name = name
        self.scope = scope
        self.title = title
        self.help = help
        self.keys = keys
        self.shownKey = shownKey
        self.danger = danger
        self.arguments = arguments
        self.twin = twin
    }
}
