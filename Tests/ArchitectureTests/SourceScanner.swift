// Looks at Swift source as text with strings and comments blanked out, so that a word in either is no violation.
// Knows "…", """…""", #"…"#, interpolation, // and nested /* */. Regular expression literals are not used here.

import Foundation

/// One source file.
struct SourceText {
    let path: String
    /// As written.
    let lines: [String]
    /// The same lines, strings and comments blanked; interpolated code stays.
    let code: [String]
    private let whole: Data

    init(path: String, _ text: String) {
        self.path = path
        lines = SourceText.split(text)
        whole = Data(text.utf8)
        code = SourceText.split(SourceText.blanked(text))
    }

    /// Whether a word is anywhere in it, also in strings and comments: much faster than to look through all lines.
    func mentions(_ word: String) -> Bool { whole.range(of: Data(word.utf8)) != nil }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    private enum Mode {
        case code(parentheses: Int)
        case string(hashes: Int, isLong: Bool)
    }

    private static let beginners = Array("/#\"()".utf8)
    private static let enders = Array("\"\\".utf8)

    /// The text with the content of strings and comments replaced by spaces.
    static func blanked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var modes: [Mode] = [.code(parentheses: 0)]
        var at = 0
        func starts(_ word: String) -> Bool {
            bytes[at...].starts(with: word.utf8)
        }
        func blank(_ count: Int) {
            for _ in 0..<count where at < bytes.count {
                output.append(bytes[at] == 0x0A ? 0x0A : 0x20)
                at += 1
            }
        }
        func keep() {
            output.append(bytes[at])
            at += 1
        }
        while at < bytes.count {
            switch modes[modes.count - 1] {
            case .code(let parentheses):
                // Most bytes begin nothing: they are not compared with every word.
                if !beginners.contains(bytes[at]) {
                    keep()
                } else if starts("//") {
                    while at < bytes.count, bytes[at] != 0x0A { blank(1) }
                } else if starts("/*") {
                    var depth = 0
                    repeat {
                        let step = starts("/*") ? 1 : starts("*/") ? -1 : 0
                        depth += step
                        blank(step == 0 ? 1 : 2)
                    } while depth > 0 && at < bytes.count
                } else if let (hashes, isLong) = opening(bytes, at) {
                    modes.append(.string(hashes: hashes, isLong: isLong))
                    blank(hashes + (isLong ? 3 : 1))
                } else {
                    let isInterpolation = modes.count > 1
                    if bytes[at] == UInt8(ascii: "(") {
                        modes[modes.count - 1] = .code(parentheses: parentheses + 1)
                    } else if bytes[at] == UInt8(ascii: ")") {
                        if isInterpolation, parentheses == 0 {
                            modes.removeLast()
                            blank(1)
                            continue
                        }
                        modes[modes.count - 1] = .code(parentheses: parentheses - 1)
                    }
                    keep()
                }
            case .string(let hashes, let isLong):
                let fence = String(repeating: "#", count: hashes)
                if !enders.contains(bytes[at]) {
                    blank(1)
                } else if starts((isLong ? "\"\"\"" : "\"") + fence) {
                    modes.removeLast()
                    blank((isLong ? 3 : 1) + hashes)
                } else if starts("\\" + fence + "(") {
                    modes.append(.code(parentheses: 0))
                    blank(2 + hashes)
                } else {
                    blank(starts("\\" + fence) ? 2 + hashes : 1)
                }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The number of `#` and whether it is a long string, when a string literal begins at `at`.
    private static func opening(_ bytes: [UInt8], _ at: Int) -> (hashes: Int, isLong: Bool)? {
        var quote = at
        while quote < bytes.count, bytes[quote] == UInt8(ascii: "#") { quote += 1 }
        guard quote < bytes.count, bytes[quote] == UInt8(ascii: "\"") else { return nil }
        return (quote - at, bytes[quote...].starts(with: "\"\"\"".utf8))
    }
}
