// Streets and house numbers. A proper name with a number behind it may be a house, and as well one of many things that are
// numbered, or somebody who shares a name.

/// Recognises addresses.
struct StreetVote: SemanticDetector {
    private static let headers: Set<String> = [
        "address", "street", "straße", "strasse", "adresse", "addr", "rue", "calle",
        "dirección", "via",
        "indirizzo", "endereço", "adres", "ulica", "住所", "주소", "地址", "адрес",
    ]
    /// Of so few different names before the numbers each is a kind of thing, not a street.
    private static let kinds = 0.1

    private static let texts = TextVote(
        semantic: .streetAddress, headers: headers,
        against: ["email", "ip", "mac", "mail", "2", "id"], alone: 0.9, withHeader: 0.3,
        from: [.string], evidence: "streets and house numbers", test: PlaceWords.isStreet)

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard let vote = Self.texts.vote(sketch, reading) else { return nil }
        if sketch.headerHas(Self.headers) || sketch.textShare(PlaceWords.isNamedStreet) >= 0.1 {
            return vote
        }
        return PersonNameVote.isNamed(sketch) || isNumbered(sketch) ? nil : vote
    }

    /// `Room 1`, `Room 2`: the same few words before every number.
    private func isNumbered(_ sketch: ColumnSketch) -> Bool {
        let names = Set(
            sketch.values.map { value in
                value.text.prefix { !$0.isNumber }.filter(\.isLetter).lowercased()
            })
        return names.count == 1 || Double(names.count) <= Self.kinds * Double(sketch.values.count)
    }
}
