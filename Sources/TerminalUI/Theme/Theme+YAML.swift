// Reading a theme from the text of a YAML file:
//
//     name: harvest-dark
//     about: for dark terminals   # shown in the list of themes; may be left out
//     ground: dark                # what it was made for: dark or light
//     page: "#14171c"             # background of pictures; terminals keep their own
//     roles:
//       bad: { fg: "#ff7a72", bg: "#14171c", basic: bright-red, attributes: [bold], mono: [reverse] }
//       selection: { fg: …, bg: …, basic: white, basic-bg: blue, mono: [reverse] }
//
// Every role must be there; unknown fields are refused with the nearest known name.

import Yams

extension Theme {
    package init(yaml text: String) throws(ThemeError) {
        let root = try YAMLText.mapping(try YAMLText.compose(text), field: "the file")
        try YAMLText.checkFields(root, known: ["name", "about", "ground", "page", "roles"])
        name = try ThemeReader.text(root, "name") ?? "unnamed"
        about = try ThemeReader.text(root, "about") ?? ""
        let groundText = try ThemeReader.text(root, "ground") ?? "dark"
        guard let ground = Ground(rawValue: groundText) else {
            throw YAMLText.invalid(root["ground"], "ground", groundText, "dark or light")
        }
        self.ground = ground
        guard let page = try ThemeReader.color(root, "page") else {
            throw .missing(fields: ["page"])
        }
        self.page = page
        guard let rolesNode = root["roles"] else { throw .missing(fields: ["roles"]) }
        let roles = try YAMLText.mapping(rolesNode, field: "roles")
        try YAMLText.checkFields(roles, known: Role.allCases.map(\.rawValue))
        var entries: [Role: Entry] = [:]
        for role in Role.allCases {
            guard let node = roles[role.rawValue] else { continue }
            entries[role] = try ThemeReader.entry(node, role: role)
        }
        let missing = Role.allCases.filter { entries[$0] == nil }
        guard missing.isEmpty else {
            throw .missing(fields: missing.map { "roles.\($0.rawValue)" })
        }
        self.entries = entries
    }
}

/// Reads the parts; every error carries its place.
private enum ThemeReader {
    static func entry(_ node: Node, role: Role) throws(ThemeError) -> Theme.Entry {
        let map = try YAMLText.mapping(node, field: role.rawValue)
        try YAMLText.checkFields(
            map, known: ["fg", "bg", "basic", "basic-bg", "attributes", "mono"])
        return Theme.Entry(
            foreground: try color(map, "fg"), background: try color(map, "bg"),
            basicForeground: try basic(map, "basic"), basicBackground: try basic(map, "basic-bg"),
            attributes: try attributes(map, "attributes"),
            monoAttributes: try attributes(map, "mono"))
    }

    static func text(_ map: Node.Mapping, _ field: String) throws(ThemeError) -> String? {
        guard let node = map[field] else { return nil }
        guard let text = node.string else { throw YAMLText.invalid(node, field, "", "one word") }
        return text
    }

    static func color(_ map: Node.Mapping, _ field: String) throws(ThemeError) -> Color? {
        guard let text = try text(map, field) else { return nil }
        guard let color = Color(hex: text) else {
            throw YAMLText.invalid(map[field], field, text, "a colour like \"#a0b1c2\"")
        }
        return color
    }

    static func basic(_ map: Node.Mapping, _ field: String) throws(ThemeError) -> BasicColor? {
        guard let text = try text(map, field) else { return nil }
        guard let color = BasicColor(rawValue: text) else {
            let names = BasicColor.allCases.map(\.rawValue).joined(separator: ", ")
            throw YAMLText.invalid(map[field], field, text, "one of \(names)")
        }
        return color
    }

    static func attributes(_ map: Node.Mapping, _ field: String) throws(ThemeError) -> Attributes {
        guard let node = map[field] else { return [] }
        let names: [String: Attributes] = [
            "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse,
            "italic": .italic,
        ]
        var result: Attributes = []
        for item in node.array() {
            guard let name = item.string, let attribute = names[name] else {
                throw YAMLText.invalid(
                    item, field, item.string ?? "", "bold, dim, underline, reverse or italic")
            }
            result.insert(attribute)
        }
        return result
    }
}
