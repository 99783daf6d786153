// What a cell looks like when letters and digits are taken for any letters and digits: `k7` and `k12` have the shape
// `a9`, `2024-05-06` has `9-9-9`. Values that count up keep their shape while their length changes.

enum TextPattern {
    /// Runs of letters become one `a`, runs of digits one `9`; the rest stays.
    static func text(_ cell: String) -> String {
        var shape = ""
        var last: Character?
        for character in cell {
            let kind: Character = character.isLetter ? "a" : character.isNumber ? "9" : character
            if kind != last || !(kind == "a" || kind == "9") { shape.append(kind) }
            last = kind
        }
        return shape
    }

    static func hasDigit(_ shape: String) -> Bool { shape.contains("9") }

    /// Digits among something else: hardly ever the name of a column when its cells look the same.
    static func isMixed(_ shape: String) -> Bool { hasDigit(shape) && shape != "9" }
}
