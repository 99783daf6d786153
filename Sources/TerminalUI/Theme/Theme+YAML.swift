// Reading a theme from the text of a YAML file:
//
//     name: harvest-dark
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
        let root = try ThemeReader.mapping(try ThemeReader.compose(text), field: "the file")
        try ThemeReader.checkFields(root, known: ["name", "ground", "page", "roles"])
        name = try ThemeReader.text(root, "name") ?? "unnamed"
        let groundText = try ThemeReader.text(root, "ground") ?? "dark"
        guard let ground = Ground(rawValue: groundText) else {
            throw ThemeReader.invalid(root["ground"], "ground", groundText, "dark or light")
        }
        self.ground = ground
        guard let page = try ThemeReader.color(root, "page") else {
            throw .missing(fields: ["page"])
        }
        self.page = page
        guard let rolesNode = root["roles"] else { throw .missing(fields: ["roles"]) }
        let roles = try ThemeReader.mapping(rolesNode, field: "roles")
        try ThemeReader.checkFields(roles, known: Role.allCases.map(\.rawValue))
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
    static func compose(_ text: String) throws(ThemeError) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw .malformed(line: mark.line, column: mark.column, reason: problem)
            default: throw .malformed(line: 1, column: 1, reason: "\(error)")
            }
        } catch {
            throw .malformed(line: 1, column: 1, reason: "\(error)")
        }
    }

    static func mapping(_ node: Node?, field: String) throws(ThemeError) -> Node.Mapping {
        guard let mapping = node?.mapping else {
            throw invalid(node, field, node?.string ?? "", "a list of name: value")
        }
        return mapping
    }

    static func entry(_ node: Node, role: Role) throws(ThemeError) -> Theme.Entry {
        let map = try mapping(node, field: role.rawValue)
        try checkFields(map, known: ["fg", "bg", "basic", "basic-bg", "attributes", "mono"])
        return Theme.Entry(
            foreground: try color(map, "fg"), background: try color(map, "bg"),
            basicForeground: try basic(map, "basic"), basicBackground: try basic(map, "basic-bg"),
            attributes: try attributes(map, "attributes"),
            monoAttributes: try attributes(map, "mono"))
    }

    static func text(_ map: Node.Mapping, _ field: String) throws(ThemeError) -> String? {
        guard let node = map[field] else { return nil }
        guard let text = node.string else { throw invalid(node, field, "", "one word") }
        return text
    }

    static func color(_ map: Node.Mapping, _ field: String) throws(ThemeError) -> Color? {
        guard let text = try text(map, field) else { return nil }
        guard let color = Color(hex: text) else {
            throw invalid(map[field], field, text, "a colour like \"#a0b1c2\"")
        }
        return color
    }

    static func basic(_ map: Node.Mapping, _ field: String) throws(ThemeError) -> BasicColor? {
        guard let text = try text(map, field) else { return nil }
        guard let color = BasicColor(rawValue: text) else {
            let names = BasicColor.allCases.map(\.rawValue).joined(separator: ", ")
            throw invalid(map[field], field, text, "one of \(names)")
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
                throw invalid(
                    item, field, item.string ?? "", "bold, dim, underline, reverse or italic")
            }
            result.insert(attribute)
        }
        return result
    }

    static func checkFields(_ map: Node.Mapping, known: [String]) throws(ThemeError) {
        for (key, _) in map {
            let name = key.string ?? ""
            guard !known.contains(name) else { continue }
            let nearest = known.min { Spelling.distance($0, name) < Spelling.distance($1, name) }
            throw .unknownField(
                line: key.mark?.line ?? 1, column: key.mark?.column ?? 1, field: name,
                nearest: nearest ?? "")
        }
    }

    static func invalid(
        _ node: Node?, _ field: String, _ value: String, _ expected: String
    ) -> ThemeError {
        .invalid(
            line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1, field: field,
            value: value, expected: expected)
    }
}
