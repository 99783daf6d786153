// How a cell looks: a role for the letters, optionally a second one whose background lies under it
// (a bad badge on the selected row), and extra attributes on top of the theme's.

package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
    package static let italic = Attributes(rawValue: 16)
}

package struct Style: Hashable, Sendable {
    package var role: Role
    /// The role whose background is used instead of `role`'s own; nil for its own.
    package var ground: Role?
    package var attributes: Attributes

    package init(_ role: Role, on ground: Role? = nil, attributes: Attributes = []) {
        self.role = role
        self.ground = ground
        self.attributes = attributes
    }

    package func on(_ ground: Role?) -> Style {
        Style(role, on: ground, attributes: attributes)
    }

    package func adding(_ more: Attributes) -> Style {
        Style(role, on: ground, attributes: attributes.union(more))
    }

    package static let text = Style(.text)
    package static let quiet = Style(.quiet)
    package static let strong = Style(.strong)
    package static let accent = Style(.accent)
    package static let selection = Style(.selection)
    package static let good = Style(.good)
    package static let attention = Style(.attention)
    package static let bad = Style(.bad)
    package static let key = Style(.key)
    package static let border = Style(.border)
    package static let header = Style(.header)
    package static let input = Style(.input)
    package static let match = Style(.match)
    package static let changed = Style(.changed)
    package static let danger = Style(.danger)
    package static let chart1 = Style(.chart1)
    package static let chart2 = Style(.chart2)
    package static let chart3 = Style(.chart3)
    package static let chart4 = Style(.chart4)
    package static let badgeFull = Style(.badgeFull)
    package static let badgePartial = Style(.badgePartial)
    package static let badgeMissing = Style(.badgeMissing)
}

/// A run of text in one style. Lines of mixed style are arrays of spans.
package struct Span: Hashable, Sendable, ExpressibleByStringLiteral {
    package var text: String
    package var style: Style

    package init(_ text: String, _ style: Style = .text) {
        self.text = text
        self.style = style
    }

    package init(stringLiteral value: String) { self.init(value) }
}
