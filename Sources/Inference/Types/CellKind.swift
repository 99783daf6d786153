// A quick look at one cell without its column: enough to tell a body row from a header or a note.

/// What a single cell looks like.
enum CellKind: UInt8, Hashable, Sendable {
    case empty
    case number
    case moment
    case token
    case address
    case text
    /// Holds what a rightly cut cell seldom holds: foreign delimiters, quotes at its edges.
    case junk

    /// Kinds that a rightly cut column consists of.
    static let proper: [CellKind] = [.number, .moment, .token, .address, .text]

    /// How sure a cell of this kind makes us that the text was cut at the right places.
    var weight: Double {
        switch self {
        case .empty: 0.55
        case .number, .moment, .address: 1
        case .token: 0.9
        case .text: 0.8
        case .junk: 0.25
        }
    }

    init(_ text: String, delimiter: String) {
        let bytes = Array(text.utf8.prefix(200))
        let trimmed = Self.trim(bytes)
        let word =
            trimmed.count == text.utf8.count ? text : String(decoding: trimmed, as: UTF8.self)
        if trimmed.isEmpty || NullWords.isCommon(word) {
            self = .empty
        } else if Self.isQuoted(trimmed) {
            self = .junk
        } else if PlainCell.number(word) != nil || NumberText(word) != nil {
            self = .number
        } else if Self.mayBeMoment(trimmed),
            PlainCell.moment(word) != nil || MomentText(word) != nil
        {
            self = .moment
        } else {
            self = Self.wordKind(trimmed, delimiter)
        }
    }

    private static func trim(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var slice = bytes[...]
        while let first = slice.first, first == 0x20 { slice.removeFirst() }
        while let last = slice.last, last == 0x20 { slice.removeLast() }
        return slice
    }

    private static func isQuoted(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        let isMark = { (byte: UInt8) in byte == 0x22 || byte == 0x27 }
        if bytes.count == 1 { return first == 0x22 }
        return isMark(first) && first == last || (first == 0x22) != (last == 0x22)
    }

    /// A cheap gate before the date reader: some digit or a short text.
    private static func mayBeMoment(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count <= 40 && bytes.contains { (0x30...0x39).contains($0) }
    }

    /// `&nbsp`: the semicolon behind it belongs to a character of HTML.
    private static func isOpenEntity(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let mark = bytes.lastIndex(of: UInt8(ascii: "&")) else { return false }
        let name = bytes[(mark + 1)...]
        return (2...8).contains(name.count)
            && name.allSatisfy {
                (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0)
                    || (0x30...0x39).contains($0) || $0 == 0x23
            }
    }

    private static func wordKind(_ bytes: ArraySlice<UInt8>, _ delimiter: String) -> CellKind {
        var blanks = 0
        var tightCommas = 0
        var previous: UInt8 = 0
        for (index, byte) in zip(bytes.indices, bytes) {
            defer { previous = byte }
            if previous == UInt8(ascii: ","), byte != 0x20 { tightCommas += 1 }
            switch byte {
            case 0x20: blanks += 1
            case UInt8(ascii: ";"):
                guard isOpenEntity(bytes[..<index]) else { return .junk }
            case UInt8(ascii: "|"), 0x09, 0x1F: return .junk
            default: break
            }
        }
        if tightCommas > 1 { return .junk }
        if delimiter == ";", isOpenEntity(bytes) { return .junk }
        if blanks > 0 { return .text }
        if bytes.contains(UInt8(ascii: "@")) || bytes.contains(UInt8(ascii: "/")) {
            return .address
        }
        // A comma without a blank after it is seldom prose.
        if bytes.contains(UInt8(ascii: ",")) { return .junk }
        return .token
    }
}
