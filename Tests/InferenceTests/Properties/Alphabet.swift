// Words of some languages, and the encodings that can hold them.

import Foundation

/// An encoding that a table may be written in.
enum WrittenEncoding: CaseIterable {
    case utf8, utf8Marked, utf16Little, utf16Big, windows1252, windows1250, windows1251, shiftJIS

    var isUnicode: Bool {
        switch self {
        case .utf8, .utf8Marked, .utf16Little, .utf16Big: true
        default: false
        }
    }

    func encode(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .utf8Marked: [0xEF, 0xBB, 0xBF] + text.utf8
        case .utf16Little:
            [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16Big: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .windows1252: data(text, .windowsCP1252)
        case .windows1250: data(text, .windowsCP1250)
        case .windows1251: data(text, .windowsCP1251)
        case .shiftJIS: data(text, .shiftJIS)
        }
    }

    private func data(_ text: String, _ encoding: String.Encoding) -> [UInt8] {
        guard let data = text.data(using: encoding) else {
            preconditionFailure("\(self) cannot hold the text")
        }
        return Array(data)
    }
}

struct Alphabet {
    var prefix: String
    var words: [String]
    var headers: [String]
    var encodings: [WrittenEncoding]

    private static let unicode: [WrittenEncoding] = [.utf8, .utf8Marked, .utf16Little, .utf16Big]

    static let latin = Alphabet(
        prefix: "A",
        words: [
            "Müller", "Café", "garçon", "Straße", "North", "river", "São Paulo", "plain", "élan",
        ],
        headers: ["Größe", "name", "prix", "quantité", "note", "stand", "art"],
        encodings: unicode + [.windows1252])

    static let all: [Alphabet] = [
        latin,
        Alphabet(
            prefix: "P",
            words: ["źródło", "łąka", "święto", "Kraków", "żółty", "mięso", "dzień", "północ"],
            headers: ["kod", "nazwa", "ilość", "cena", "opis", "wartość", "rodzaj"],
            encodings: unicode + [.windows1250]),
        Alphabet(
            prefix: "R",
            words: ["Москва", "река", "улица", "поставка", "товар", "Север", "дорога", "цена"],
            headers: ["код", "название", "город", "сумма", "дата", "описание", "статус"],
            encodings: unicode + [.windows1251]),
        Alphabet(
            prefix: "J",
            words: ["東京都", "大阪府", "北海道", "商品の名前", "注文", "ありがとう", "カメラ", "テスト"],
            headers: ["コード", "名前", "数量", "価格", "備考", "日付", "種類"],
            encodings: unicode + [.shiftJIS]),
    ]

    func names(_ kinds: [CellKind]) -> [String] { Array(headers.prefix(kinds.count)) }
}
