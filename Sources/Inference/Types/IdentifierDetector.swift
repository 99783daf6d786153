// Running numbers, codes and other names that machines give.

/// Words and shapes of identifiers.
enum IdentifierDetector {
    static let names: Set<String> = [
        "id", "ids", "key", "code", "no", "nr", "number", "num", "sku", "ref", "reference", "uid",
        "guid",
        "account", "acct", "konto", "conta", "isin", "ean", "upc", "gtin", "serial", "pk", "fk",
        "kode",
        "codigo", "código", "kod", "kód", "artikel", "batch", "lot", "ticket", "invoice", "order",
        "kunde",
    ]

    /// Letters and digits together, few kinds of marks, one length or nearly: `A-1001`, `WC-1930`.
    static func isCode(_ text: String) -> Bool {
        var digits = 0
        var letters = 0
        guard (2...24).contains(text.utf8.count) else { return false }
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x41...0x5A, 0x61...0x7A: letters += 1
            case 0x2D, 0x5F, 0x2F, 0x2E, 0x23: break
            default: return false
            }
        }
        return digits > 0
    }
}
