// Tables whose cells are hostile to a terminal: wide, combining, right-to-left, joined, controlling. Made here, so that no
// editor can mend them.

import Foundation

enum TortureTables {
    /// `name` in many scripts between two plain columns.
    static let scripts: String = {
        let names = [
            "plain", "でんわ", "電話番号", "한국어", "e\u{301}a\u{308}\u{323}\u{330}o", "שלום עולם",
            "مرحبا ١٢٣",
            "אב12גד", "👨\u{200D}👩\u{200D}👧", "🇩🇪🇫🇷", "❤\u{FE0F}", "👍🏽", "ｆｕｌｌ", "ｶﾅ",
            "\u{202E}desrever",
            "a\u{200F}b", "Z̷̧̛a̴l̸g̶o", "tab\there", "ไทยภาษา", "नमस्ते",
        ]
        let rows = (0..<40).map { "r\($0),\(names[$0 % names.count]),\($0 * 37)" }
        return (["id,name,qty"] + rows).joined(separator: "\n") + "\n"
    }()

    /// Bytes that would change the viewer's clipboard, screen or modes.
    static let controls: Data = {
        var data = Data("id,note,qty\n".utf8)
        let notes: [[UInt8]] = [
            Array("\u{1B}]52;c;aGFja2Vk\u{7}".utf8), Array("\u{1B}[2J\u{1B}[H".utf8),
            Array("\u{1B}]0;title".utf8), Array("\u{1B}[?1000h\u{1B}[?1049l".utf8),
            Array("\u{9B}31mred\u{9D}52;c;eA==\u{9C}".utf8), [0x61, 0x9B, 0x32, 0x4A],
            Array("bell\u{7}back\u{8}\u{8}form\u{C}".utf8), Array("nul\u{0}del\u{7F}".utf8),
            Array("\u{1B}P+q544e\u{1B}\\".utf8), Array("\u{E}shift\u{F}".utf8),
        ]
        // So much plain text before and behind that nobody takes the file for something else than a table.
        func addPlain(_ rows: Range<Int>) {
            for row in rows { data += Data("p\(row),an ordinary note of a person,\(row)\n".utf8) }
        }
        addPlain(0..<60)
        for (index, note) in notes.enumerated() {
            data += Data("c\(index),\"".utf8) + Data(note) + Data("\",\(index)\n".utf8)
        }
        addPlain(60..<120)
        return data
    }()
}
