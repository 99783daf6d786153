// Tells lines that are drawn, not written: below the header of Markdown (`|---|:--:|`) and of what database shells and
// lists print (`----+------`, `--- -----`).

enum RuleLine {
    /// Between these, cells of dashes are drawn lines; elsewhere they may be words for nothing.
    private static let drawnDelimiters: Set<String> = ["|", " ", "\t", "+", "\u{1F}"]

    static func isRule(_ cells: [String], _ delimiter: String) -> Bool {
        guard cells.count == 1 || drawnDelimiters.contains(delimiter) else { return false }
        var run = 0
        var longest = 0
        for cell in cells {
            for byte in cell.utf8 {
                switch byte {
                case UInt8(ascii: "-"), UInt8(ascii: "="):
                    run += 1
                    longest = max(longest, run)
                case UInt8(ascii: "+"), UInt8(ascii: "|"), UInt8(ascii: ":"), 0x20: run = 0
                default: return false
                }
            }
            run = 0
        }
        return longest > 2
    }
}
