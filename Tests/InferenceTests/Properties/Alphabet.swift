// Words of some languages, and the encodings that can hold them.

import Foundation
import Glibc

/// An encoding that a table may be written in.
enum WrittenEncoding: CaseIterable {
    case utf8, utf8Marked, utf16Little, utf16Big, windows1252, windows1250, windows1251, shiftJIS
    case eucJP, eucKR, gb18030, big5

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
        case .eucJP: converted(text, "EUC-JP")
        case .eucKR: converted(text, "EUC-KR")
        case .gb18030: converted(text, "GB18030")
        case .big5: converted(text, "BIG5")
        }
    }

    /// By the C library, which knows more of them.
    private func converted(_ text: String, _ name: String) -> [UInt8] {
        let handle = unsafe iconv_open(name, "UTF-8")
        defer { unsafe _ = iconv_close(handle) }
        var input = Array(text.utf8).map(CChar.init(bitPattern:))
        var output = [CChar](repeating: 0, count: input.count * 2 + 16)
        let written = unsafe input.withUnsafeMutableBufferPointer { from in
            unsafe output.withUnsafeMutableBufferPointer { to in
                var (source, target) = (from.baseAddress, to.baseAddress)
                var (left, room) = (from.count, to.count)
                let result = unsafe iconv(handle, &source, &left, &target, &room)
                precondition(result != -1 && left == 0, "\(name) cannot hold the text")
                return to.count - room
            }
        }
        return output.prefix(written).map(UInt8.init(bitPattern:))
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
            encodings: unicode + [.shiftJIS, .eucJP]),
        Alphabet(
            prefix: "K",
            words: ["서울특별시", "부산광역시", "배송완료", "상품이름", "주문번호", "감사합니다", "카메라", "대한민국"],
            headers: ["코드", "이름", "수량", "가격", "비고", "날짜", "종류"],
            encodings: unicode + [.eucKR]),
        Alphabet(
            prefix: "C",
            words: ["北京市", "上海市", "广东省", "商品名称", "订单编号", "谢谢您", "照相机", "中华人民共和国"],
            headers: ["编码", "名称", "数量", "价格", "备注", "日期", "类型"],
            encodings: unicode + [.gb18030]),
        Alphabet(
            prefix: "T",
            words: ["臺北市", "高雄市", "新竹縣", "商品名稱", "訂單編號", "謝謝您", "照相機", "中華民國"],
            headers: ["編碼", "名稱", "數量", "價格", "備註", "日期", "類型"],
            encodings: unicode + [.big5]),
    ]

    func names(_ kinds: [CellKind]) -> [String] { Array(headers.prefix(kinds.count)) }
}
