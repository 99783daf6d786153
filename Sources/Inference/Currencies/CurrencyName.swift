// What a sign of money stands for: the ISO 4217 code where only one currency is written so, else the sign itself. `$`, `¥`
// and `kr` name several currencies, and nothing in a cell says which.

package enum CurrencyName {
    /// Signs that one currency has alone.
    private static let codes: [String: String] = [
        "€": "EUR", "£": "GBP", "₩": "KRW", "원": "KRW", "₹": "INR", "₽": "RUB", "руб": "RUB",
        "р": "RUB", "₺": "TRY", "TL": "TRY", "฿": "THB", "₫": "VND", "₱": "PHP", "₪": "ILS",
        "NIS": "ILS",
        "zł": "PLN", "Kč": "CZK", "R$": "BRL", "US$": "USD", "Ft": "HUF", "Fr": "CHF",
        "元": "CNY", "円": "JPY", "лв": "BGN", "lei": "RON", "₴": "UAH", "грн": "UAH",
        "₸": "KZT", "₾": "GEL", "₮": "MNT", "₦": "NGN", "₲": "PYG", "₡": "CRC", "din": "RSD",
    ]

    /// `€` → `EUR`, `kr.` → `kr`, `$` → `$`.
    static func of(sign: String) -> String {
        let bare = sign.hasSuffix(".") ? String(sign.dropLast()) : sign
        return codes[bare] ?? bare
    }

    /// Of a cell that is an amount with a sign; nil for every other cell.
    package static func of(cell: String) -> String? {
        let text = trimmedCell(cell)
        guard PlainCell.number(text) == nil else { return nil }
        return NumberText(text)?.currency.map(of(sign:))
    }

    static func isCode(_ name: String) -> Bool { CurrencyCodes.contains(name) }
}
