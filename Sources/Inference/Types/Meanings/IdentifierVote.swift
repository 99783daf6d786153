// Votes for identifiers: unique codes and running numbers.

/// Recognises identifiers.
struct IdentifierVote: SemanticDetector {
    /// Registers that give numbers to things; their numbers may begin with zeros and are never added up.
    private static let registers: Set<String> = [
        "cik", "ein", "ssn", "duns", "naics", "cusip", "sedol", "npi", "fips", "ndc", "gtin",
        "ean", "upc", "issn", "imei", "siren", "siret", "cnpj", "cpf", "abn", "pzn", "msisdn",
    ]

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        let isNamed = sketch.headerHas(IdentifierDetector.names)
        switch reading.base {
        case .integer where isRegister(sketch.words):
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
            let codes = sketch.textShare(IdentifierDetector.isCode)
            guard codes > 0.9 else { return nil }
            return SemanticVote(
                semantic: .identifier, confidence: isNamed || sketch.isUnique ? 0.8 : 0.55,
                evidence: "letters and digits mixed as in codes")
        default: return nil
        }
    }

    /// `CIK`, `fips_code`: the register's name, before nothing but a word for number.
    private func isRegister(_ words: [String]) -> Bool {
        let named =
            words.last.map(IdentifierDetector.names.contains) == true
            ? words.dropLast() : words[...]
        return words.last.map(Self.registers.contains) == true
            || named.last.map(Self.registers.contains) == true
    }

    private func isRunning(_ sketch: ColumnSketch) -> Bool {
        let numbers = sketch.values.prefix(50).compactMap { Int($0.text) }
        guard numbers.count >= 5 else { return false }
        return zip(numbers, numbers.dropFirst()).allSatisfy { $1 - $0 == 1 }
    }
}
