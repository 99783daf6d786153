// What a cell looks like when letters and digits are taken for any letters and digits: `k7` and `k12` have the shape
// `a9`, `2024-05-06` has `9-9-9`. Values that count up keep their shape while their length changes.

enum TextPattern {
    /// Runs of letters become one `a`, runs of digits one `9`; the rest stays.
    static func text(_ cell: String) -> String { plain(cell) ?? any(cell) }

    /// Of ASCII, else nil.
    private static func plain(_ cell: String) -> String? {
        var shape: [UInt8] = []
        shape.reserveCapacity(cell.utf8.count)
        for byte in cell.utf8 {
            guard byte < 0x80 else { return nil }
            let isLetter = (byte | 0x20) &- 0x61 < 26
            let kind: UInt8 = isLetter ? 0x61 : byte &- 0x30 < 10 ? 0x39 : byte
            if kind != shape.last || !(kind == 0x61 || kind == 0x39) { shape.append(kind) }
        }
        return String(decoding: shape, as: UTF8.self)
    }

    private static func any(_ cell: String) -> String {
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
