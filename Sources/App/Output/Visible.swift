// What data holds is shown, not obeyed: names and values may carry characters that a terminal takes for orders (a title,
// a colour, a key that is typed back) or that turn the line round. Every line for people goes through here.

/// Stands before Swift's `print` in this module. Lines and tabs stay; JSON for programs is `Answer.json`.
func print(_ text: String) { Swift.print(Visible.text(text)) }

enum Visible {
    /// With a visible mark in the place of each such character. O(bytes), and no copy where there is none.
    static func text(_ text: String) -> String {
        replacing(in: text) { scalar in
            switch scalar.value {
            case 0x0A, 0x09: return nil
            case ..<0x20: return String(UnicodeScalar(0x2400 + scalar.value) ?? "?")
            case 0x7F: return "\u{2421}"
            default: return "\u{FFFD}"
            }
        }
    }

    /// A cell of a table: it has one line.
    static func cell(_ text: String) -> String {
        // Scalar by scalar: CR and LF together are one character, which is neither.
        let isBroken = text.unicodeScalars.contains { breaks.contains($0.value) }
        guard isBroken else { return Visible.text(text) }
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A: line += "\u{240A}"
            case 0x09: line += "\u{2409}"
            case 0x2028, 0x2029: line += "\u{FFFD}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return Visible.text(line)
    }

    private static let breaks: Set<UInt32> = [0x0A, 0x09, 0x2028, 0x2029]

    /// The same JSON, with each such character escaped; those below a space JSON escapes itself.
    static func json(_ text: String) -> String {
        replacing(in: text) { scalar in
            guard scalar.value >= 0x7F else { return nil }
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }

    private static func isOrder(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case ..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func replacing(
        in text: String, _ mark: (UnicodeScalar) -> String?
    ) -> String {
        guard text.unicodeScalars.contains(where: isOrder) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            guard isOrder(scalar), let mark = mark(scalar) else {
                result.unicodeScalars.append(scalar)
                continue
            }
            result += mark
        }
        return result
    }
}
