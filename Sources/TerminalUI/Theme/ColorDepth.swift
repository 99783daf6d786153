// How many colours a terminal has, found out from its environment: `NO_COLOR` (any text) wins, then
// `COLORTERM`, then `TERM`.

package enum ColorDepth: Int, Comparable, CaseIterable, Hashable, Sendable {
    case mono
    case sixteen
    case palette
    case trueColor

    package static func < (a: ColorDepth, b: ColorDepth) -> Bool { a.rawValue < b.rawValue }

    package static func detect(_ environment: [String: String]) -> ColorDepth {
        if let value = environment["NO_COLOR"], !value.isEmpty { return .mono }
        let term = environment["TERM"] ?? ""
        if term.isEmpty || term == "dumb" || term.hasPrefix("vt") { return .mono }
        if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") { return .trueColor }
        if term.hasSuffix("-direct") { return .trueColor }
        return term.contains("256color") ? .palette : .sixteen
    }
}

extension GlyphSet {
    /// Unicode when the locale is a UTF-8 one, by the usual order of variables.
    package static func detect(_ environment: [String: String]) -> GlyphSet {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
            .compactMap { environment[$0] }.first { !$0.isEmpty }
        let text = (locale ?? "").lowercased()
        return text.hasSuffix("utf-8") || text.hasSuffix("utf8") || text.contains("utf-8@")
            ? .unicode : .ascii
    }
}
