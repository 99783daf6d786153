// The rules for a single file: imports, sizes, words that must not be there. Each answers violations as sentences.

/// A rule that is broken, and where.
struct Violation: Hashable, CustomStringConvertible {
    let path: String
    let line: Int
    let what: String

    var description: String { "\(path):\(line): \(what)" }
}

enum SourceRules {
    static let maximumFileLines = 400
    static let maximumFunctionLines = 70
    static let maximumLineLength = 120

    /// The modules that a file imports, with their lines.
    static func imports(_ source: SourceText) -> [(line: Int, module: String)] {
        let kinds: Set<Substring> = [
            "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
        ]
        var result: [(Int, String)] = []
        for (index, line) in source.code.enumerated() {
            let first = line.utf8.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            // An import, or one of the words and marks that may stand before it.
            guard let first, "@fip".utf8.contains(first) else { continue }
            let words = line.split { $0 == " " || $0 == "\t" }
            guard let at = words.firstIndex(of: "import"), at + 1 < words.count,
                words[..<at].allSatisfy({ isModifier($0) })
            else { continue }
            var name = words[at + 1]
            if kinds.contains(name), at + 2 < words.count { name = words[at + 2] }
            result.append((index + 1, String(name.prefix { $0 != "." && $0 != ";" })))
        }
        return result
    }

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@")
            || ["package", "internal", "private", "fileprivate", "public"].contains(word)
    }

    /// A file that is too long.
    static func fileSize(_ source: SourceText) -> [Violation] {
        guard source.lines.count > maximumFileLines else { return [] }
        return [
            Violation(
                path: source.path, line: source.lines.count,
                what: "\(source.lines.count) lines, at most \(maximumFileLines)")
        ]
    }

    /// Functions, initialisers and accessors that are too long, from their first line to the closing brace.
    static func functionSize(_ source: SourceText) -> [Violation] {
        var open: [(line: Int, isFunction: Bool)] = []
        var heading: (line: Int, isFunction: Bool)?
        var result: [Violation] = []
        for (index, line) in source.code.enumerated() {
            if line.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) { continue }
            if let at = functionStart(line) { heading = (index, at) }
            for character in line.utf8 {
                if character == UInt8(ascii: "{") {
                    open.append((heading?.line ?? index, heading?.isFunction ?? false))
                    heading = nil
                } else if character == UInt8(ascii: "}"), let block = open.popLast() {
                    let length = index - block.line + 1
                    if block.isFunction, length > maximumFunctionLines {
                        result.append(
                            Violation(
                                path: source.path, line: block.line + 1,
                                what:
                                    "a function of \(length) lines, at most \(maximumFunctionLines)"
                            ))
                    }
                }
            }
        }
        return result
    }

    /// True when a function begins on the line, false when a type does, nil when neither.
    private static func functionStart(_ line: String) -> Bool? {
        let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "@" }
        let types: Set<Substring> = ["struct", "class", "enum", "protocol", "extension", "actor"]
        for word in words {
            if ["func", "init", "deinit", "subscript", "var"].contains(word) { return true }
            if types.contains(word) { return false }
            if ["case", "let", "return", "self", "if", "guard"].contains(word) { return nil }
        }
        return nil
    }

    /// `try!`, `as!`, forced unwraps, `fatalError`, open ends and escapes from the concurrency checks without a reason.
    static func bannedWords(_ source: SourceText) -> [Violation] {
        var result: [Violation] = []
        let banned = [
            ("try!", "try!"), ("as!", "as!"), ("fatalError(", "fatalError"),
            ("Task.detached", "Task.detached"), (" Process()", "Foundation's Process"),
        ].filter { source.mentions($0.0) }
        let escapes = ["@unchecked Sendable", "nonisolated(unsafe)"].filter(source.mentions)
        let openEnds = ["TODO", "FIXME", "XXX:"].filter(source.mentions)
        for (index, line) in source.code.enumerated() {
            for (word, what) in banned where line.contains(word) {
                let isOnPurpose =
                    word == "fatalError(" && index > 0
                    && source.lines[index - 1].contains("// On purpose")
                if isOnPurpose { continue }
                result.append(Violation(path: source.path, line: index + 1, what: what))
            }
            if hasForcedUnwrap(line) {
                result.append(
                    Violation(path: source.path, line: index + 1, what: "a forced unwrap"))
            }
            for word in escapes where line.contains(word) {
                let above = index > 0 ? source.lines[index - 1] : ""
                if !above.contains("//") && !source.lines[index].contains("//") {
                    result.append(
                        Violation(
                            path: source.path, line: index + 1,
                            what: "\(word) without a line that says why it is safe"))
                }
            }
        }
        for (index, line) in source.lines.enumerated() where !openEnds.isEmpty {
            for word in openEnds where line.contains(word) {
                result.append(Violation(path: source.path, line: index + 1, what: word))
            }
        }
        return result
    }

    /// `name!`, `)!`, `]!` that is not part of `!=`, and `Type!` declarations.
    static func hasForcedUnwrap(_ line: String) -> Bool {
        guard line.utf8.contains(UInt8(ascii: "!")) else { return false }
        let bytes = Array(line.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "!") && index > 0 {
            if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "=") {
                // `a!==b` cannot be told from `a != b` without spaces; the format always writes spaces.
                continue
            }
            let before = bytes[index - 1]
            let isName =
                Character(Unicode.Scalar(before)).isLetter || before == UInt8(ascii: "_")
                || Character(Unicode.Scalar(before)).isNumber
            let isClosing = [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "?")].contains(
                before)
            guard isName || isClosing else { continue }
            let word = bytes[..<index].reversed().prefix {
                Character(Unicode.Scalar($0)).isLetter
            }
            let name = String(decoding: word.reversed(), as: UTF8.self)
            if !["try", "as"].contains(name) { return true }
        }
        return false
    }

    /// Pointers and `unsafe`, which only some files may use.
    static func usesPointers(_ source: SourceText) -> Bool {
        guard ["nsafe", "OpaquePointer"].contains(where: source.mentions) else { return false }
        return source.code.contains { line in
            let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            return words.contains("unsafe") || words.contains("OpaquePointer")
                || words.contains { $0.hasPrefix("Unsafe") }
        }
    }

    /// A file opens with what it is.
    static func opening(_ source: SourceText) -> [Violation] {
        let first = source.lines.first { !$0.isEmpty && !$0.hasPrefix("// swift-tools") } ?? ""
        // A subcommand says what it is where people read it too.
        let isSubcommand = source.path.contains("/Subcommands/")
        if isSubcommand, source.code.contains(where: { $0.contains("abstract:") }) { return [] }
        guard !first.hasPrefix("//") else { return [] }
        return [Violation(path: source.path, line: 1, what: "does not open with what it is")]
    }
}
