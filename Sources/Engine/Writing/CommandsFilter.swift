// The filter language of commands: what the Commands pane and `spice command list --filter` take. All terms must hold;
// `-` in front turns a term round. Plain words are looked for in command, aggregate, actor, id and reason. Pure.
//
//     state:failed,waiting  by:ana  class:Order  key:10248  type:update  code:conflict  id:0192f3
//     age<5m  age>1h  tries>1  -by:etl  word

internal import JSONText

package struct CommandsFilter: Hashable, Sendable {
    enum Test: Hashable, Sendable {
        case states(Set<CommandPhase>)
        case word(String)
        /// A part of one member: `by`, `class`, `key`, `type`, `code`, `id`.
        case member(String, [String])
        case age(isBelow: Bool, seconds: Double)
        case tries(isBelow: Bool, Int)
    }

    struct Term: Hashable, Sendable {
        var test: Test
        var isNegated: Bool
    }

    /// As typed.
    package var text: String
    private(set) var terms: [Term] = []
    /// What cannot be read, as it was typed.
    package private(set) var unknown: [String] = []

    package static let members = ["by", "class", "key", "type", "code", "id"]
    package static let example = "state:failed,waiting  by:ana  class:Order  age<5m  -word"

    package init(_ text: String = "") {
        self.text = Self.trimmed(text)
        for part in text.lowercased().split(whereSeparator: \.isWhitespace) {
            let isNegated = part.hasPrefix("-") && part.count > 1
            let body = String(isNegated ? part.dropFirst() : part)
            if let test = Self.test(body, &unknown) {
                terms.append(Term(test: test, isNegated: isNegated))
            }
        }
    }

    private static func test(_ text: String, _ unknown: inout [String]) -> Test? {
        if let at = text.firstIndex(where: { "<>".contains($0) }) {
            let isBelow = text[at] == "<"
            let value = String(text[text.index(after: at)...])
            switch text[..<at] {
            case "age":
                if let seconds = seconds(value) { return .age(isBelow: isBelow, seconds: seconds) }
            case "tries":
                if let count = Int(value) { return .tries(isBelow: isBelow, count) }
            default: return .word(text)
            }
            unknown.append(text)
            return nil
        }
        guard let colon = text.firstIndex(of: ":") else { return .word(text) }
        let (name, list) = (text[..<colon], text[text.index(after: colon)...])
        let values = list.split(separator: ",").map(String.init)
        if name == "state" {
            let known = values.compactMap { CommandPhase(rawValue: $0) }
            unknown += values.filter { CommandPhase(rawValue: $0) == nil }
            return known.isEmpty ? nil : .states(Set(known))
        }
        guard members.contains(String(name)) else { return .word(text) }
        return values.isEmpty ? nil : .member(String(name), values)
    }

    /// `90`, `90s`, `5m`, `2h`, `1d`.
    private static func seconds(_ text: String) -> Double? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let last = text.last else { return nil }
        if let unit = units[last] { return Double(text.dropLast()).map { $0 * unit } }
        return Double(text)
    }

    private static func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    package var isEmpty: Bool { text.isEmpty }
    /// Whether it lets everything through.
    package var holdsAll: Bool { terms.isEmpty }

    /// The states that it lets through; empty for all.
    package var phases: Set<CommandPhase> {
        terms.reduce(into: []) { phases, term in
            guard case .states(let states) = term.test, !term.isNegated else { return }
            phases = phases.isEmpty ? states : phases.intersection(states)
        }
    }

    /// Commands older than this many seconds cannot pass; nil when age does not matter.
    package var oldest: Double? {
        terms.compactMap { term -> Double? in
            guard case .age(let isBelow, let seconds) = term.test, isBelow != term.isNegated else {
                return nil
            }
            return seconds
        }.min()
    }

    /// The engine's statuses to ask for, sorted; empty for all.
    package var statuses: [String] { Set(phases.flatMap(\.statuses)).sorted() }

    /// `age`: how long ago the command was accepted, in seconds; nil when nobody knows.
    package func holds(_ command: CommandView, _ phase: CommandPhase, age: Double? = nil) -> Bool {
        terms.allSatisfy { Self.holds($0.test, command, phase, age) != $0.isNegated }
    }

    private static func holds(
        _ test: Test, _ command: CommandView, _ phase: CommandPhase, _ age: Double?
    ) -> Bool {
        switch test {
        case .states(let states): return states.contains(phase)
        case .age(let isBelow, let seconds):
            return age.map { isBelow ? $0 < seconds : $0 > seconds } ?? false
        case .tries(let isBelow, let count):
            return isBelow ? command.attempts < count : command.attempts > count
        case .member(let name, let values):
            let content = member(name, of: command).lowercased()
            return values.contains { content.contains($0) }
        case .word(let word):
            let content =
                ("\(command.phrase) \(command.type) \(command.aggregate) \(command.actor ?? "") "
                + "\(command.id) \(command.code ?? "") \(command.reason ?? "")").lowercased()
            return content.contains(word)
        }
    }

    private static func member(_ name: String, of command: CommandView) -> String {
        let parts = command.aggregate.split(separator: "/", maxSplits: 1).map(String.init)
        return switch name {
        case "by": command.actor ?? ""
        case "class": parts.first ?? ""
        case "key": parts.count > 1 ? parts[1] : ""
        case "type": "\(command.phrase) \(command.type)"
        case "code": command.code ?? ""
        default: command.id
        }
    }
}
