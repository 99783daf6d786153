// Coarse shapes of single cells: enough for feature classes, too coarse for reading values.

enum CellShape {
    static func isNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first, first <= 0x39, text.utf8.allSatisfy(isNumberByte) else {
            return false
        }
        return text.utf8.contains { (0x30...0x39).contains($0) } && Double(text) != nil
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2B || byte == 0x2D
            || byte | 0x20 == 0x65
    }

    static func isWhole(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2 else { return false }
        let digits = first.hasPrefix("-") || first.hasPrefix("+") ? first.dropFirst() : first
        guard !digits.isEmpty, digits.allSatisfy(\.isNumber) else { return false }
        return parts.count == 1 || !parts[1].isEmpty && parts[1].allSatisfy { $0 == "0" }
    }

    static func isGrouped(_ text: String) -> Bool {
        let parts = text.split(separator: ".")[0...].first?.split(separator: ",") ?? []
        guard parts.count >= 2, let first = parts.first, (1...4).contains(first.count) else {
            return false
        }
        return parts.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isNumber) }
            && first.last?.isNumber == true
    }

    static func isDate(_ text: String) -> Bool {
        guard text.contains(where: \.isNumber) else { return false }
        if MomentText(text)?.hasDate == true { return !isNumber(text) }
        let parts = text.split { "-/.".contains($0) }
        return parts.count == 2 && parts[0].count == 4 && parts.allSatisfy { Int($0) != nil }
            && !text.contains(".")
    }

    /// One or two digits, a colon, two digits, anywhere.
    static func hasClock(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let isDigit = { (index: Int) in
            bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index])
        }
        return bytes.indices.contains { index in
            bytes[index] == 0x3A && isDigit(index - 1) && isDigit(index + 1) && isDigit(index + 2)
        }
    }

    static func isAddress(_ text: String) -> Bool {
        let low = text.prefix(8).lowercased()
        return low.hasPrefix("http://") || low.hasPrefix("https://") || low.hasPrefix("www.")
            || low.hasPrefix("ftp://")
    }

    /// A number with a mark or a short word before or behind it: `$ 3.50`, `12 kg`, `US$5`.
    static func isEmbedded(_ text: String) -> Bool {
        var rest = text[...]
        let isMark = { (character: Character) in
            character.isASCII && character.isLetter || "$€£".contains(character)
        }
        if let first = rest.first, !first.isNumber, !first.isLetter, first != "_" {
            rest = rest.dropFirst()
        }
        if rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        rest = rest.dropFirst(rest.prefix(4).prefix(while: isMark).count)
        if rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        if let sign = rest.first, "+-".contains(sign) { rest = rest.dropFirst() }
        let digits = rest.prefix { $0.isNumber || $0 == "," || $0 == "." }
        guard digits.first?.isNumber == true else { return false }
        rest = rest.dropFirst(digits.count)
        if rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        let unit = rest.prefix { isMark($0) || "%°\"'".contains($0) }
        rest = rest.dropFirst(unit.count)
        guard unit.count <= 8 else { return false }
        if rest.isEmpty { return true }
        return rest.first == "/" && rest.count > 1
            && rest.dropFirst().allSatisfy { $0.isASCII && $0.isLetter }
    }
}
