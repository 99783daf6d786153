// Found text in its role, case aside.

import TerminalUI

enum Highlight {
    static func spans(_ text: String, found filter: String, _ style: Style = .text) -> [Span] {
        let words = filter.lowercased().split(separator: " ")
        let letters = Array(text)
        let lower = letters.map { Character($0.lowercased().prefix(1).description) }
        guard let word = words.first(where: { !$0.isEmpty }).map(Array.init),
            lower.count >= word.count,
            let start = (0...(lower.count - word.count)).first(where: {
                Array(lower[$0..<$0 + word.count]) == word
            })
        else { return [Span(text, style)] }
        let end = start + word.count
        return [
            Span(String(letters[..<start]), style),
            Span(String(letters[start..<end]), .match),
            Span(String(letters[end...]), style),
        ].filter { !$0.text.isEmpty }
    }
}
