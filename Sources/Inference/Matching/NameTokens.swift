// Cuts names of tables and columns into words: `home_team_id`, `SupportRepId`, `ORDER NO` →
// lower-case words.

/// Words of names.
package enum NameTokens {
    /// Lower-case words of `name`, cut at marks, at camel humps and between letters and digits.
    package static func split(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var previous: Character = " "
        let characters = Array(name)
        for (index, character) in characters.enumerated() {
            guard character.isLetter || character.isNumber else {
                if !word.isEmpty { words.append(word) }
                word = ""
                previous = " "
                continue
            }
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            let isHump =
                character.isUppercase
                && (previous.isLowercase || previous.isUppercase && next.isLowercase)
            if !word.isEmpty, isHump || character.isNumber != previous.isNumber {
                words.append(word)
                word = ""
            }
            word += character.lowercased()
            previous = character
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// A plain English singular; other words stay.
    package static func singular(_ word: String) -> String {
        if word.count > 4, word.hasSuffix("ies") { return word.dropLast(3) + "y" }
        for ending in ["sses", "shes", "ches", "xes", "zes"] where word.hasSuffix(ending) {
            return String(word.dropLast(2))
        }
        if word == "people" { return "person" }
        if word == "children" { return "child" }
        if word == "men" { return "man" }
        if word == "women" { return "woman" }
        if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"),
            !word.hasSuffix("is")
        {
            return String(word.dropLast())
        }
        return word
    }
}
