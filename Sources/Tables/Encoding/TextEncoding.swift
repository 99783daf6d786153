// The character encodings that tables come in, by the names that other programs use.

/// A character encoding. The raw value is the usual lower-case name.
package enum TextEncoding: String, Hashable, Sendable, Codable, CaseIterable {
    case ascii
    case utf8 = "utf-8"
    /// UTF-8 that begins with a byte order mark.
    case utf8Marked = "utf-8-sig"
    /// UTF-16 that begins with a byte order mark.
    case utf16 = "utf-16"
    case utf16LittleEndian = "utf-16-le"
    case utf16BigEndian = "utf-16-be"
    case utf32LittleEndian = "utf-32-le"
    case utf32BigEndian = "utf-32-be"
    case windows1252 = "cp1252"
    case latin1 = "iso-8859-1"
    case latin9 = "iso-8859-15"
    case windows1250 = "cp1250"
    case latin2 = "iso-8859-2"
    case windows1251 = "cp1251"
    case koi8 = "koi8-r"
    case shiftJIS = "shift_jis"
    case eucJP = "euc-jp"
    case gb18030
    case big5
    case eucKR = "euc-kr"

    /// An encoding by any of its usual names; nil for an unknown one.
    package init?(named name: String) {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        let other: [String: TextEncoding] = [
            "windows1252": .windows1252, "latin1": .latin1, "iso88591": .latin1,
            "latin9": .latin9, "windows1250": .windows1250, "latin2": .latin2,
            "windows1251": .windows1251, "koi8": .koi8, "sjis": .shiftJIS, "cp932": .shiftJIS,
            "windows31j": .shiftJIS, "gbk": .gb18030, "gb2312": .gb18030, "cp936": .gb18030,
            "cp949": .eucKR, "uhc": .eucKR, "usascii": .ascii, "utf8bom": .utf8Marked,
            "cp950": .big5,
        ]
        let known = Self.allCases.first { encoding in
            encoding.rawValue.filter { $0.isLetter || $0.isNumber } == plain
        }
        guard let found = known ?? other[plain] else { return nil }
        self = found
    }

    /// The text is UTF-8 already, apart from a mark at its start.
    package var isUTF8: Bool { self == .ascii || self == .utf8 || self == .utf8Marked }

    /// What the C library calls it.
    var iconvName: String {
        switch self {
        case .utf8Marked: "UTF-8"
        case .utf16, .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        case .utf32LittleEndian: "UTF-32LE"
        case .utf32BigEndian: "UTF-32BE"
        case .shiftJIS: "CP932"
        case .eucKR: "CP949"
        default: rawValue.uppercased()
        }
    }

    /// How many bytes one unit takes when every character has at least that many.
    var unitWidth: Int {
        switch self {
        case .utf16, .utf16LittleEndian, .utf16BigEndian: 2
        case .utf32LittleEndian, .utf32BigEndian: 4
        default: 1
        }
    }
}
