// A key as a person names it. Written `x`, `X`, `ctrl-d`, `alt-x`, `enter`, `f5`, `page-down` in key
// maps and tests; shown short (`⏎`, `^D`) in hints.

package struct Key: Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        case character(Character)
        case enter, tab, backTab, escape, backspace, delete, insert
        case up, down, left, right, home, end, pageUp, pageDown
        case function(Int)
    }

    package struct Modifiers: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let control = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        package static let shift = Modifiers(rawValue: 4)
    }

    package var code: Code
    package var modifiers: Modifiers

    package init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    package static func character(_ character: Character) -> Key { Key(.character(character)) }
    package static func control(_ character: Character) -> Key {
        Key(.character(character), .control)
    }
    package static let enter = Key(.enter)
    package static let tab = Key(.tab)
    package static let backTab = Key(.backTab)
    package static let escape = Key(.escape)
    package static let backspace = Key(.backspace)
    package static let delete = Key(.delete)
    package static let up = Key(.up)
    package static let down = Key(.down)
    package static let left = Key(.left)
    package static let right = Key(.right)
    package static let home = Key(.home)
    package static let end = Key(.end)
    package static let pageUp = Key(.pageUp)
    package static let pageDown = Key(.pageDown)

    /// Whether it goes to the last row of a list.
    package var isToEnd: Bool { self == .end || self == .character("G") }

    /// The letter when it is typed alone: what an input field takes.
    package var typed: Character? {
        guard modifiers.subtracting(.shift).isEmpty, case .character(let character) = code else {
            return nil
        }
        return character
    }
}

extension Key {
    private static let names: [(name: String, label: String, code: Code)] = [
        ("enter", "⏎", .enter), ("tab", "⇥", .tab), ("back-tab", "S-⇥", .backTab),
        ("esc", "Esc", .escape), ("backspace", "⌫", .backspace), ("delete", "Del", .delete),
        ("insert", "Ins", .insert), ("up", "↑", .up), ("down", "↓", .down), ("left", "◂", .left),
        ("right", "▸", .right), ("home", "Home", .home), ("end", "End", .end),
        ("page-up", "PgUp", .pageUp), ("page-down", "PgDn", .pageDown),
        ("space", "Space", .character(" ")),
    ]

    /// Reads the name of a key; nil when there is no such key.
    package init?(named name: String) {
        var rest = Substring(name)
        var modifiers: Modifiers = []
        let prefixes: [(String, Modifiers)] = [
            ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
        ]
        while let (text, modifier) = prefixes.first(where: { rest.hasPrefix($0.0) }) {
            rest = rest.dropFirst(text.count)
            modifiers.insert(modifier)
        }
        if let known = Self.names.first(where: { $0.name == rest }) {
            self.init(known.code, modifiers)
        } else if rest.count == 1, let character = rest.first {
            self.init(.character(character), modifiers)
        } else if rest.first == "f", let number = Int(rest.dropFirst()), (1...24).contains(number) {
            self.init(.function(number), modifiers)
        } else {
            return nil
        }
    }

    /// The name as key maps write it.
    package var name: String { prefix("ctrl-", "alt-", "shift-") + base(\.name, function: "f") }

    /// The short spelling for hints.
    package var label: String {
        if case .character(let letter) = code, modifiers == .control {
            return "^" + letter.uppercased()
        }
        return prefix("C-", "A-", "S-") + base(\.label, function: "F")
    }

    private func prefix(_ control: String, _ alt: String, _ shift: String) -> String {
        (modifiers.contains(.control) ? control : "") + (modifiers.contains(.alt) ? alt : "")
            + (modifiers.contains(.shift) ? shift : "")
    }

    private func base(
        _ part: KeyPath<(name: String, label: String, code: Code), String>, function: String
    ) -> String {
        if let known = Self.names.first(where: { $0.code == code }) { return known[keyPath: part] }
        switch code {
        case .character(let character): return String(character)
        case .function(let number): return function + String(number)
        default: return ""
        }
    }
}
