// Number formats of a workbook: a number is a date only because its format says so.

/// What a number format makes of a number.
enum NumberFormatKind: Hashable, Sendable {
    case plain
    case date
    case time
    case dateTime
    /// Hours may pass 24.
    case elapsed

    /// The kind of a built-in format.
    init(builtIn id: Int) {
        switch id {
        case 14...17, 27...31, 34...36, 50...58: self = .date
        case 18...21, 32, 33, 45, 47: self = .time
        case 22: self = .dateTime
        case 46: self = .elapsed
        default: self = .plain
        }
    }

    /// The kind of a format by its code: the letters of its first section that are not quoted.
    init(code: String) {
        var letters: Set<Character> = []
        var isQuoted = false
        var bracket = ""
        var isInBracket = false
        var skipsNext = false
        var hasElapsed = false
        scan: for character in code.lowercased() {
            if skipsNext {
                skipsNext = false
                continue
            }
            switch character {
            case "\"": isQuoted.toggle()
            case _ where isQuoted: break
            case "\\", "_", "*": skipsNext = true
            case "[":
                isInBracket = true
                bracket = ""
            case "]":
                isInBracket = false
                if ["h", "hh", "m", "mm", "s", "ss"].contains(bracket) { hasElapsed = true }
            case _ where isInBracket: bracket.append(character)
            case ";": break scan
            default: letters.insert(character)
            }
        }
        let isGeneral = code.lowercased().contains("general")
        let hasDay = !isGeneral && !letters.isDisjoint(with: ["y", "d"])
        let hasClock = !isGeneral && !letters.isDisjoint(with: ["h", "s"])
        let hasMonth = !isGeneral && letters.contains("m")
        switch (hasDay, hasClock, hasMonth) {
        case _ where hasElapsed: self = .elapsed
        case (true, true, _): self = .dateTime
        case (true, false, _), (false, false, true): self = .date
        case (false, true, _): self = .time
        default: self = .plain
        }
    }
}

/// The kind of each cell style.
struct WorkbookStyles {
    var kinds: [NumberFormatKind] = []

    func kind(_ style: Int?) -> NumberFormatKind {
        guard let style, kinds.indices.contains(style) else { return .plain }
        return kinds[style]
    }
}

/// Reads `numFmts` and `cellXfs`.
final class StyleHandler: XMLHandler {
    private(set) var styles = WorkbookStyles()
    private var codes: [Int: String] = [:]
    private var isInCells = false

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
            codes[id] = attributes["formatCode"]
        case "cellXfs": isInCells = true
        case "xf" where isInCells:
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            styles.kinds.append(
                codes[id].map { NumberFormatKind(code: $0) } ?? NumberFormatKind(builtIn: id))
        default: break
        }
    }

    func text(_ bytes: [UInt8]) {}
    func end(_ name: String) { if name == "cellXfs" { isInCells = false } }
}
