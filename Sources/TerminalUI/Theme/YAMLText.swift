// The parts that readers of YAML files share: every error carries its line and column.

package import Yams

package enum YAMLText {
    package static func compose(_ text: String) throws(ThemeError) -> Node? {
        do {
            // Every scalar is text here: what else it could be is not looked for.
            return try Yams.compose(yaml: text, .basic)
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

    package static func mapping(_ node: Node?, field: String) throws(ThemeError) -> Node.Mapping {
        guard let mapping = node?.mapping else {
            throw invalid(node, field, node?.string ?? "", "a list of name: value")
        }
        return mapping
    }

    package static func checkFields(_ map: Node.Mapping, known: [String]) throws(ThemeError) {
        for (key, _) in map {
            let name = key.string ?? ""
            guard !known.contains(name) else { continue }
            let nearest = known.min { Spelling.distance($0, name) < Spelling.distance($1, name) }
            throw .unknownField(
                line: key.mark?.line ?? 1, column: key.mark?.column ?? 1, field: name,
                nearest: nearest ?? "")
        }
    }

    package static func invalid(
        _ node: Node?, _ field: String, _ value: String, _ expected: String
    ) -> ThemeError {
        .invalid(
            line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1, field: field,
            value: value, expected: expected)
    }

    package static func place(_ node: Node) -> TextPlace {
        TextPlace(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}
