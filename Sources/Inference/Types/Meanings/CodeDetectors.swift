// Meanings with a code of their own: money, countries, accounts, cards, books, telephones, post.

extension SemanticDetectors {
    static let codes: [any SemanticDetector] = [
        TextVote(
            semantic: .currencyCode, headers: ["currency", "ccy", "währung", "devise", "moneda"],
            against: ["country", "iso3"], alone: 0.95, withHeader: 0.6, evidence: "currency codes",
            test: CurrencyCodes.contains),
        TextVote(
            semantic: .countryCode, headers: ["country", "iso2", "iso", "nation", "land", "cc"],
            against: ["state", "province", "language", "lang"], alone: 0.9, withHeader: 0.7,
            evidence: "country codes"
        ) { $0.utf8.count == 2 && WordLists.countryCodeSet.contains($0) },
        TextVote(
            semantic: .iban, headers: ["iban"], alone: 0.99, withHeader: 0.6,
            evidence: "account numbers with a right check sum", test: CheckDigits.isIBAN),
        TextVote(
            semantic: .isbn, headers: ["isbn"], alone: 0.95, withHeader: 0.5,
            evidence: "book numbers with a right check digit", test: CheckDigits.isISBN),
        TextVote(
            semantic: .creditCard, headers: ["card", "cc", "credit", "pan"], against: ["id"],
            alone: 0.92, withHeader: 0.6, evidence: "card numbers with a right check digit"
        ) { text in
            guard let digits = CheckDigits.digits(text), (12...19).contains(digits.count) else {
                return false
            }
            return CheckDigits.isLuhn(digits)
        },
        PhoneVote(), PostalCodeVote(),
    ]
}
