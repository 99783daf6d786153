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
    case windows1253 = "cp1253"
    case greek = "iso-8859-7"
    case windows1254 = "cp1254"
    case latin5 = "iso-8859-9"
    case windows1255 = "cp1255"
    case hebrew = "iso-8859-8"
    case windows1256 = "cp1256"
    case arabic = "iso-8859-6"
    // The rest is never guessed, only named by hand.
    case windows1257 = "cp1257"
    case windows1258 = "cp1258"
    case thai = "cp874"
    case latin3 = "iso-8859-3"
    case latin4 = "iso-8859-4"
    case cyrillic = "iso-8859-5"
    case latin6 = "iso-8859-10"
    case latin7 = "iso-8859-13"
    case latin8 = "iso-8859-14"
    case latin10 = "iso-8859-16"
    case koi8Ukrainian = "koi8-u"
    case dos437 = "cp437"
    case dosLatin1 = "cp850"
    case dosLatin2 = "cp852"
    case dosTurkish = "cp857"
    case dosCyrillic = "cp866"
    case macintosh

    /// An encoding by any of its usual names; nil for an unknown one.
    package init?(named name: String) {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        // `windows-1253`, `cp-1253` and `cp1253` are one name, and so are `ibm850` and `cp850`.
        let page = ["windows", "xcp", "ibm", "xwindows"].first { prefix in
            plain.hasPrefix(prefix) && plain.dropFirst(prefix.count).allSatisfy(\.isNumber)
        }
        let usual = page.map { "cp" + plain.dropFirst($0.count) } ?? plain
        let known = Self.allCases.first { encoding in
            encoding.rawValue.filter { $0.isLetter || $0.isNumber } == usual
        }
        guard let found = known ?? Self.otherNames[usual] else { return nil }
        self = found
    }

    /// Letters and digits of further names.
    private static let otherNames: [String: TextEncoding] = [
        "latin1": .latin1, "latin2": .latin2, "latin3": .latin3, "latin4": .latin4,
        "latin5": .latin5, "latin6": .latin6, "latin7": .latin7, "latin8": .latin8,
        "latin9": .latin9, "latin10": .latin10, "greek": .greek, "greek8": .greek,
        "elot928": .greek, "turkish": .latin5, "hebrew": .hebrew, "arabic": .arabic,
        "iso88598i": .hebrew, "ecma114": .arabic, "ecma118": .greek, "asmo708": .arabic,
        "cyrillic": .cyrillic, "tis620": .thai, "cp620": .thai, "iso885911": .thai,
        "baltic": .windows1257, "vietnamese": .windows1258, "koi8": .koi8, "sjis": .shiftJIS,
        "cp932": .shiftJIS, "windows31j": .shiftJIS, "gbk": .gb18030, "gb2312": .gb18030,
        "cp936": .gb18030, "cp949": .eucKR, "uhc": .eucKR, "usascii": .ascii,
        "utf8bom": .utf8Marked, "cp950": .big5, "macroman": .macintosh, "xmacroman": .macintosh,
    ]

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
