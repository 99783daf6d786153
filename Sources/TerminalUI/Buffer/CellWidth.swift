// How many columns a scalar takes, by the same rules as glibc's wcwidth, which ncurses uses: if the
// two disagreed, columns would drift. Works without a locale, so snapshots are equal everywhere.

package enum CellWidth {
    /// 0 for marks that join the cell before, 2 for East Asian wide, 1 for the rest, nil for what
    /// must never reach a terminal (controls, unassigned, surrogates, line separators).
    package static func of(_ scalar: Unicode.Scalar) -> Int? {
        let value = scalar.value
        if value < 0x7F { return value < 0x20 ? nil : 1 }
        if value < 0xA0 { return nil }
        if value < 0x300 { return 1 }
        if isJoiningJamo(value) { return 0 }
        if isVisibleFormat(value) { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        case .control, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: return nil
        default: return isWide(value) ? 2 : 1
        }
    }

    /// The columns `text` takes on a screen with these glyphs, after unsafe parts are replaced.
    package static func of(_ text: some StringProtocol, glyphs: GlyphSet = .unicode) -> Int {
        if text.utf8.allSatisfy(isPlain) { return text.utf8.count }
        var columns = 0
        guard text.utf8.count > mostCounted else {
            CellText.forEach(in: text, glyphs: glyphs) { columns += $0.width }
            return columns
        }
        // No screen is so wide: what is beyond cannot matter, and counting it would cost every frame.
        let counted = String(String.UnicodeScalarView(text.unicodeScalars.prefix(mostCounted)))
        CellText.forEach(in: counted, glyphs: glyphs) { columns += $0.width }
        return columns
    }

    private static let mostCounted = 10_000

    /// The same for a whole string, which a screen asks for thousands of times: most are plain, and known to be quickly.
    package static func of(_ text: String, glyphs: GlyphSet = .unicode) -> Int {
        ofPlain(text) ?? of(text[...], glyphs: glyphs)
    }

    /// The columns of a text of plain letters alone, on any screen; nil for any other text.
    static func ofPlain(_ text: String) -> Int? {
        var count = 0
        for byte in text.utf8 {
            guard isPlain(byte) else { return nil }
            count += 1
        }
        return count
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

    /// Vowels and finals of Hangul syllables spelled in parts.
    private static func isJoiningJamo(_ value: UInt32) -> Bool {
        (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7C6).contains(value)
            || (0xD7CB...0xD7FB).contains(value)
    }

    /// Signs that stand under a number: formats by category, but ink on the screen.
    private static func isVisibleFormat(_ value: UInt32) -> Bool {
        switch value {
        case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
        default: false
        }
    }

    /// Binary search over pairs of first and last wide scalar.
    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        var low = 0
        var high = wide.count / 2
        while low < high {
            let middle = (low + high) / 2
            if value > wide[middle * 2 + 1] {
                low = middle + 1
            } else if value < wide[middle * 2] {
                high = middle
            } else {
                return true
            }
        }
        return false
    }

    private static let wide: [UInt32] = [
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0,
        0x23F3, 0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F,
        0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5,
        0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5,
        0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728,
        0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
        0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x2E80, 0x2E99, 0x2E9B, 0x2EF3, 0x2F00, 0x2FD5, 0x2FF0, 0x2FFB, 0x3000, 0x3029,
        0x302E, 0x303E, 0x3041, 0x3096, 0x309B, 0x30FF, 0x3105, 0x312F, 0x3131, 0x318E,
        0x3190, 0x31E3, 0x31F0, 0x321E, 0x3220, 0xA48C, 0xA490, 0xA4C6, 0xA960, 0xA97C,
        0xAC00, 0xD7A3, 0xF900, 0xFA6D, 0xFA70, 0xFAD9, 0xFE10, 0xFE19, 0xFE30, 0xFE52,
        0xFE54, 0xFE66, 0xFE68, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x16FE3,
        0x16FF0, 0x16FF1, 0x17000, 0x187F7, 0x18800, 0x18CD5, 0x18D00, 0x18D08, 0x1AFF0, 0x1AFF3,
        0x1AFF5, 0x1AFFB, 0x1AFFD, 0x1AFFE, 0x1B000, 0x1B122, 0x1B150, 0x1B152, 0x1B164, 0x1B167,
        0x1B170, 0x1B2FB, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A,
        0x1F200, 0x1F202, 0x1F210, 0x1F23B, 0x1F240, 0x1F248, 0x1F250, 0x1F251, 0x1F260, 0x1F265,
        0x1F300, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA,
        0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440,
        0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A,
        0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC,
        0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6D7, 0x1F6DD, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC,
        0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF,
        0x1FA70, 0x1FA74, 0x1FA78, 0x1FA7C, 0x1FA80, 0x1FA86, 0x1FA90, 0x1FAAC, 0x1FAB0, 0x1FABA,
        0x1FAC0, 0x1FAC5, 0x1FAD0, 0x1FAD9, 0x1FAE0, 0x1FAE7, 0x1FAF0, 0x1FAF6, 0x20000, 0x2A6DF,
        0x2A700, 0x2B738, 0x2B740, 0x2B81D, 0x2B820, 0x2CEA1, 0x2CEB0, 0x2EBE0, 0x2F800, 0x2FA1D,
        0x30000, 0x3134A,
    ]
}
