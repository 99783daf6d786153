// Telephone numbers: grouped digits with the marks that people put between them. Bare digits need
// the header.

/// Recognises telephone numbers.
struct PhoneVote: SemanticDetector {
    private static let headers: Set<String> = [
        "phone", "tel", "telephone", "telefon", "mobile", "fax", "handy", "cell", "téléphone",
        "teléfono",
        "telefono", "telefone", "puhelin", "telefoon", "電話", "전화", "电话", "телефон", "gsm",
        "手机", "手机号", "手机号码", "电话号码", "電話番号", "携帯", "携帯電話", "전화번호", "휴대폰", "тел", "τηλέφωνο",
        "celular", "móvil", "cellulare", "mobil", "mobilnummer", "telefonnummer", "komórka", "cep",
        "matkapuhelin", "contactno", "msisdn",
    ]

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .string || reading.base == .integer else { return nil }
        let isNamed = sketch.headerHas(Self.headers)
        // Numbers of people and firms are grouped like telephone numbers.
        guard isNamed || !IdentifierVote.isPaper(sketch.words) else { return nil }
        let shaped = sketch.textShare { Self.isShaped($0) }
        if isNamed, sketch.textShare({ Self.digitCount($0) >= 5 }) > 0.6 {
            return SemanticVote(
                semantic: .phone, confidence: 0.97, evidence: "named so, and digits in groups",
                base: .string)
        }
        let marked = sketch.textShare {
            Self.isShaped($0) && $0.contains { " +()-/.".contains($0) }
        }
        guard reading.base == .string, shaped > 0.85, marked > 0.3, !hasFixedShape(sketch) else {
            return nil
        }
        return SemanticVote(
            semantic: .phone, confidence: 0.85, evidence: "digits grouped like telephone numbers",
            base: .string)
    }

    private static func digitCount(_ text: String) -> Int {
        text.utf8.count { (0x30...0x39).contains($0) }
    }

    private static func isShaped(_ text: String) -> Bool {
        guard (6...15).contains(digitCount(text)), text.utf8.count <= 26, MomentText(text) == nil,
            !isYearSpan(text)
        else {
            return digitCount(text) > 9 && text.contains("x") && text.utf8.count <= 26
        }
        return text.utf8.allSatisfy { (0x30...0x39).contains($0) || " +()-/.x".utf8.contains($0) }
    }

    /// `2013-2014`, `1999/2000`.
    private static func isYearSpan(_ text: String) -> Bool {
        let parts = text.split { $0 == "-" || $0 == "/" || $0 == " " }.map { Int($0) ?? 0 }
        return parts.count == 2 && parts.allSatisfy { (1500...2199).contains($0) }
            && parts[0] <= parts[1]
    }

    /// `2024-0001-0002` in every row: a document number.
    private func hasFixedShape(_ sketch: ColumnSketch) -> Bool {
        let shapes = Set(
            sketch.values.prefix(50).map { value in
                String(value.text.map { $0.isNumber ? "9" : $0 })
            })
        let starts = Set(sketch.values.prefix(50).map { $0.text.prefix(4) })
        if shapes.count == 1, sketch.values.count > 1, sketch.values.allSatisfy(Self.beginsWithYear)
        {
            return true
        }
        return shapes.count == 1 && sketch.values.count > 5 && starts.count <= 3
            && !sketch.values[0].text.hasPrefix("+") && !sketch.values[0].text.hasPrefix("0")
    }

    private static func beginsWithYear(_ value: ColumnSketch.Value) -> Bool {
        let year = value.text.prefix { $0.isNumber }
        return year.count == 4 && Int(year).map { (1950...2099).contains($0) } ?? false
    }
}
