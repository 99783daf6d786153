// Role → colours and attributes. A theme says three things for each role: 24-bit colours (reduced to
// 256 by us), names of the user's own sixteen colours, and attributes for no colours at all.

package struct Theme: Hashable, Sendable {
    package enum Ground: String, Hashable, Sendable { case dark, light }

    /// How one role looks.
    package struct Entry: Hashable, Sendable {
        package var foreground: Color?
        package var background: Color?
        package var basicForeground: BasicColor?
        package var basicBackground: BasicColor?
        /// On top of colours.
        package var attributes: Attributes
        /// Instead of colours.
        package var monoAttributes: Attributes

        package init(
            foreground: Color? = nil, background: Color? = nil,
            basicForeground: BasicColor? = nil, basicBackground: BasicColor? = nil,
            attributes: Attributes = [], monoAttributes: Attributes = []
        ) {
            self.foreground = foreground
            self.background = background
            self.basicForeground = basicForeground
            self.basicBackground = basicBackground
            self.attributes = attributes
            self.monoAttributes = monoAttributes
        }

        /// Of the sixteen colours, black and white are the ground of somebody's terminal: there the terminal's own
        /// letters are taken, whatever the theme was made for.
        var basicOnAnyGround: BasicColor? {
            switch basicForeground {
            case .black, .white, .brightWhite: nil
            default: basicForeground
            }
        }
    }

    package var name: String
    /// A few words on whom it is for; empty where the file says nothing.
    package var about = ""
    /// What the theme was made for. The terminal's own background stays; SVG paints `page`.
    package var ground: Ground
    package var page: Color
    package var entries: [Role: Entry]

    package init(name: String, ground: Ground, page: Color, entries: [Role: Entry]) {
        self.name = name
        self.ground = ground
        self.page = page
        self.entries = entries
    }

    package subscript(role: Role) -> Entry { entries[role] ?? Entry() }
}

/// The looks of a style after reduction to a depth, ready for a terminal.
package struct Paint: Hashable, Sendable {
    package enum Ink: Hashable, Sendable {
        case standard
        /// A number in the terminal's palette.
        case index(Int)
        case rgb(Color)
    }

    package var foreground: Ink
    package var background: Ink
    package var attributes: Attributes
}

extension Theme {
    /// Colours and attributes of a style. When a style lies on the ground of another role, its
    /// letters keep their colour, but plain text takes the ground's own letter colour.
    package func paint(_ style: Style, depth: ColorDepth) -> Paint {
        let own = self[style.role]
        let ground = style.ground.map { self[$0] }
        var attributes = style.attributes
        if depth == .mono {
            attributes.formUnion(own.monoAttributes)
            if let ground { attributes.formUnion(ground.monoAttributes) }
            return Paint(foreground: .standard, background: .standard, attributes: attributes)
        }
        attributes.formUnion(own.attributes)
        if let ground { attributes.formUnion(ground.attributes) }
        let letters = style.role == .text ? ground ?? own : own
        let under = ground ?? own
        let basic =
            under.basicBackground == nil ? letters.basicOnAnyGround : letters.basicForeground
        var foreground = ink(letters.foreground, basic, depth)
        let background = ink(under.background, under.basicBackground, depth)
        // Where few colours make letters and ground one, the ground's own letters are read.
        if foreground == background, background != .standard {
            foreground = ink(under.foreground, under.basicForeground, depth)
        }
        return Paint(foreground: foreground, background: background, attributes: attributes)
    }

    private func ink(_ color: Color?, _ basic: BasicColor?, _ depth: ColorDepth) -> Paint.Ink {
        // A theme that names only the terminal's own colours keeps to them at every depth.
        let own = basic.map { Paint.Ink.index($0.index) } ?? .standard
        return switch depth {
        case .mono: .standard
        case .sixteen: own
        case .palette: color.map { .index($0.index256) } ?? own
        case .trueColor: color.map { .rgb($0) } ?? own
        }
    }
}
