// Votes for identifiers: unique codes and running numbers.

/// Recognises identifiers.
struct IdentifierVote: SemanticDetector {
    /// Registers that give numbers to things; their numbers may begin with zeros and are never added up.
    private static let registers: Set<String> = [
        "cik", "ein", "ssn", "duns", "naics", "cusip", "sedol", "npi", "fips", "ndc", "gtin",
        "ean", "upc", "issn", "imei", "siren", "siret", "cnpj", "cpf", "abn", "pzn", "msisdn",
        "nip", "pesel", "regon", "nif", "dni", "cuit", "cuil", "bsn", "taxid", "vatid", "ustid",
        "steuernummer", "steuerid", "aadhaar", "snils", "инн", "снилс",
    ]
    /// Papers by whose names their numbers are called.
    private static let papers: Set<String> = [
        "passport", "reisepass", "passeport", "pasaporte", "passaporto", "passaporte",
    ]
    /// What has numbers as well, so called only with a word for them: `tax id`, `license no`.
    private static let rights: Set<String> = [
        "tax", "vat", "license", "licence", "permit", "visa", "insurance", "security", "policy",
        "registration", "national",
    ]

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        let isNamed = sketch.headerHas(IdentifierDetector.names)
        switch reading.base {
        case .integer where Self.isRegister(sketch.words) || areLongPapers(sketch):
            return SemanticVote(
                semantic: .identifier, confidence: 0.86,
                evidence: "numbers of a register are codes", base: .string)
        case .integer:
            guard isNamed || sketch.isUnique && isRunning(sketch) else { return nil }
            let codes = sketch.values.filter {
                $0.number == nil && IdentifierDetector.isCode($0.text) && $0.moment == nil
            }
            if isNamed, let code = codes.first {
                return SemanticVote(
                    semantic: .identifier, confidence: 0.8,
                    evidence: "\(code.text) in row \(code.row) is a code, so all are", base: .string
                )
            }
            return SemanticVote(
                semantic: .identifier, confidence: isNamed ? 0.85 : 0.7,
                evidence: isNamed ? "named like an identifier" : "a running number")
        case .string:
            if reading.semantic == .identifier {
                return SemanticVote(semantic: .identifier, confidence: 0.85, evidence: "codes")
            }
            if Self.isPaper(sketch.words),
                sketch.textShare({ Self.digitCount($0) >= 4 }) > 0.9
            {
                return SemanticVote(
                    semantic: .identifier, confidence: 0.86,
                    evidence: "named like the number of a register or a paper")
            }
            let codes = sketch.textShare(IdentifierDetector.isCode)
            guard codes > 0.9 else { return nil }
            return SemanticVote(
                semantic: .identifier, confidence: isNamed || sketch.isUnique ? 0.8 : 0.55,
                evidence: "letters and digits mixed as in codes")
        default: return nil
        }
    }

    /// `CIK`, `fips_code`: the register's name, before nothing but a word for number.
    private static func isRegister(_ words: [String]) -> Bool {
        words.last.map(registers.contains) == true || registers.contains(words.joined())
            || bare(words).last.map(registers.contains) == true
    }

    /// `533 380 006` under the name of a paper.
    private func areLongPapers(_ sketch: ColumnSketch) -> Bool {
        Self.bare(sketch.words).last.map(Self.papers.contains) == true
            && sketch.textShare { Self.digitCount($0) >= 6 } > 0.9
    }

    private static func digitCount(_ text: String) -> Int {
        text.utf8.count { (0x30...0x39).contains($0) }
    }

    /// Of a register, or `passport`, `tax id`: another kind of number than a telephone's.
    static func isPaper(_ words: [String]) -> Bool {
        if isRegister(words) { return true }
        guard let named = bare(words).last else { return false }
        return papers.contains(named) || bare(words).count < words.count && rights.contains(named)
    }

    /// Without a word for number at the end.
    private static func bare(_ words: [String]) -> ArraySlice<String> {
        words.last.map(IdentifierDetector.names.contains) == true ? words.dropLast() : words[...]
    }

    private func isRunning(_ sketch: ColumnSketch) -> Bool {
        let numbers = sketch.values.prefix(50).compactMap { Int($0.text) }
        guard numbers.count >= 5 else { return false }
        return zip(numbers, numbers.dropFirst()).allSatisfy { $1 - $0 == 1 }
    }
}
