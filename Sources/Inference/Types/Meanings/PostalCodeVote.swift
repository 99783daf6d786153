// Postal codes: short codes of a few shapes. Bare digits need the header, or leading zeros in five
// digits.

/// Recognises postal codes.
struct PostalCodeVote: SemanticDetector {
    private static let headers: Set<String> = [
        "zip", "plz", "postcode", "postal", "postalcode", "postleitzahl", "cp", "cap", "cep",
        "zipcode",
        "postnummer", "postnr", "irányítószám", "psc", "郵便番号", "우편번호", "邮编", "индекс",
        "codigopostal",
    ]

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .string || reading.base == .integer else { return nil }
        let digits = sketch.textShare { Self.isDigits($0) }
        let shaped = sketch.textShare { Self.isShaped($0) }
        let prefixed = sketch.textShare {
            $0.utf8.count <= 8 && $0.contains("-") && $0.contains(where: \.isNumber)
        }
        if sketch.headerHas(Self.headers), digits + shaped + prefixed > 0.6 {
            return SemanticVote(
                semantic: .postalCode, confidence: 0.96, evidence: "named so, and shaped so",
                base: .string)
        }
        if shaped > 0.85, sketch.values.count > 3 {
            return SemanticVote(
                semantic: .postalCode, confidence: 0.85, evidence: "shaped like postal codes",
                base: .string)
        }
        let zeros = sketch.share { $0.number?.startsWithZero == true }
        let lengths = Set(sketch.values.prefix(200).map(\.text.utf8.count))
        if reading.base == .string, digits > 0.95, lengths == [5], zeros < 0.35 {
            return SemanticVote(
                semantic: .postalCode, confidence: 0.6,
                evidence: "five digits, some with a zero before", base: .string)
        }
        if reading.base == .integer, lengths == [5], sketch.values.count > 10,
            sketch.words.first == "col" || sketch.words.isEmpty
        {
            return SemanticVote(
                semantic: .postalCode, confidence: 0.4, evidence: "five digits throughout",
                base: .string)
        }
        return nil
    }

    private static func isDigits(_ text: String) -> Bool {
        (3...8).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            || text.utf8.count <= 10
                && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x20 }
    }

    /// `SW1A 1AA`, `1234 AB`, `A1B 2C3`, `123-4567`, `12-345`, `123 45`.
    private static func isShaped(_ text: String) -> Bool {
        let shape = String(
            text.map { character in
                character.isNumber ? "9" : (character.isLetter ? "A" : character)
            })
        return [
            "AA9 9AA", "A9 9AA", "A99 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA", "9999 AA", "9999AA",
            "A9A 9A9",
            "A9A9A9", "999-9999", "99-999", "999 99", "99999-9999", "99999-999",
        ].contains(shape)
    }
}
