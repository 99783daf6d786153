// A named connection: which engine, how it is marked, and how careful one must be with it.

import TerminalUI

package struct ConsoleProfile: Hashable, Sendable {
    /// How much a change must be confirmed.
    package enum Danger: String, CaseIterable, Hashable, Sendable {
        /// What throws something away asks.
        case normal
        /// Every change asks.
        case careful
        /// Every change wants the profile's name typed.
        case production
    }

    /// Colours are those of the theme, so a profile looks right in each.
    package enum Colour: String, CaseIterable, Hashable, Sendable {
        case grey, blue, green, yellow, red

        var style: Style {
            switch self {
            case .grey: .quiet
            case .blue: .accent
            case .green: .good
            case .yellow: .attention
            case .red: .danger
            }
        }
    }

    package var name: String
    /// Where its engine is, as a person would write it.
    package var target: String
    package var colour: Colour?
    package var danger: Danger
    package var isReadOnly: Bool

    package init(
        name: String, target: String, colour: Colour? = nil, danger: Danger = .normal,
        isReadOnly: Bool = false
    ) {
        self.name = name
        self.target = target
        self.colour = colour
        self.danger = danger
        self.isReadOnly = isReadOnly
    }

    /// How its part of the title looks; nil: as any other.
    var mark: Style? {
        if danger == .production { return Style(.bad, attributes: [.reverse, .bold]) }
        return colour.map { $0.style.adding(.reverse) }
    }
}

/// What the console asks of whoever knows where engines are.
package struct ProfileTurning: Sendable {
    /// Lets the engine go and takes that of the profile; the session kept for it, if any. Returns at
    /// once: calls wait until the engine is there.
    package var turn: @Sendable (ConsoleProfile) async -> ConsoleSession?
    /// The profile that an address stands for, or what is wrong with the address.
    package var reading: @Sendable (String) -> Result<ConsoleProfile, ProfileRefusal>

    package init(
        turn: @escaping @Sendable (ConsoleProfile) async -> ConsoleSession?,
        reading: @escaping @Sendable (String) -> Result<ConsoleProfile, ProfileRefusal>
    ) {
        self.turn = turn
        self.reading = reading
    }
}

/// Why an address is none.
package struct ProfileRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    package var reason: String
    package init(_ reason: String) { self.reason = reason }

    package var description: String { reason }
}
