// Finding an entry by what a person remembers of it: words in any order, else letters in order.

package enum Fuzzy {
    /// How well a text holds what is looked for; nil when it does not. Higher is better. Every word of
    /// the query must be found: whole, at a word's start, inside, or as letters in their order. O(n · m).
    package static func score(_ query: String, in text: String) -> Int? {
        let text = Array(text.lowercased())
        var total = 0
        for word in query.lowercased().split(separator: " ") {
            guard let score = score(Array(word), in: text) else { return nil }
            total += score
        }
        return total
    }

    /// The indices of the texts that hold the query, best first; equal ones stay in their order.
    package static func ranked(_ query: String, _ texts: [String]) -> [Int] {
        let scored = texts.indices.compactMap { index in
            score(query, in: texts[index]).map { (index: index, score: $0) }
        }
        return scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.index)
    }

    private static func score(_ word: [Character], in text: [Character]) -> Int? {
        if let place = place(of: word, in: text) {
            let isStart = place == 0 || !text[place - 1].isLetter
            // What stands early names the thing; what stands late explains it.
            return (isStart ? 300 : 200) - min(place, 100)
        }
        // Scattered letters mean something only for a word of some length.
        guard word.count >= 3 else { return nil }
        var at = text.startIndex
        var first: Int?
        for letter in word {
            guard let found = text[at...].firstIndex(of: letter) else { return nil }
            first = first ?? found
            at = found + 1
        }
        let spread = at - (first ?? 0) - word.count
        return spread > 12 ? nil : 50 - spread
    }

    private static func place(of word: [Character], in text: [Character]) -> Int? {
        guard !word.isEmpty, word.count <= text.count else { return word.isEmpty ? 0 : nil }
        var inside: Int?
        for start in 0...(text.count - word.count)
        where text[start..<start + word.count].elementsEqual(word) {
            if start == 0 || !text[start - 1].isLetter { return start }
            inside = inside ?? start
        }
        return inside
    }
}
