// Makes identifiers of the ontology out of names in files.

/// Identifiers: `[A-Za-z][A-Za-z0-9_:-]*`, at most 100 characters.
package enum SchemaNames {
    package static let maximumLength = 100

    /// `text` as an identifier; `fallback` when nothing of it can stay. Case is kept.
    package static func identifier(_ text: String, fallback: String) -> String {
        var result = ""
        var pending = false
        for scalar in text.unicodeScalars {
            if let plain = plain(scalar) {
                if pending, !result.isEmpty { result += "_" }
                pending = false
                result += plain
            } else {
                pending = true
            }
        }
        while result.hasSuffix("_") && !text.hasSuffix("_") || result.hasSuffix("-") {
            result.removeLast()
        }
        guard let first = result.first else { return fallback }
        if !first.isLetter { result = fallback + "_" + result }
        return String(result.prefix(maximumLength))
    }

    /// The class for a file: its name without folders and ending. Digits in front, which no identifier may begin with,
    /// go: one or two are a place in a list (`07-orders`), more are a year or a date and move to the end
    /// (`2024-orders` → `orders_2024`).
    package static func classID(forFile name: String, number: Int) -> String {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        var stem = last
        // A table of a workbook is called by its sheet.
        if let part = name.split(separator: "#", maxSplits: 1).dropFirst().first {
            stem = String(part)
        }
        for ending in [
            ".gz", ".csv", ".tsv", ".txt", ".tab", ".psv", ".xlsx", ".jsonl", ".ndjson", ".dat",
        ]
        where stem.lowercased().hasSuffix(ending) && stem.count > ending.count {
            stem = String(stem.dropLast(ending.count))
        }
        return identifier(withoutLeadingDigits(stem), fallback: "Table\(number)")
    }

    private static func withoutLeadingDigits(_ stem: String) -> String {
        let digits = stem.prefix { $0.isASCII && ($0.isNumber || "-_. ".contains($0)) }
        let rest = stem.dropFirst(digits.count)
        guard digits.contains(where: \.isNumber), rest.contains(where: \.isLetter) else {
            return stem
        }
        let number = digits.filter(\.isNumber)
        return number.count <= 2 ? String(rest) : rest + "_" + number
    }

    /// `name`, or with `_2`, `_3` … behind it when it is taken (case is ignored). Marks it as
    /// taken.
    package static func unique(_ name: String, taken: inout Set<String>) -> String {
        var result = name
        var number = 2
        while !taken.insert(result.lowercased()).inserted {
            let ending = "_\(number)"
            result = String(name.prefix(maximumLength - ending.count)) + ending
            number += 1
        }
        return result
    }

    private static let latin: [Unicode.Scalar: String] = [
        "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "æ": "ae",
        "Æ": "Ae", "ø": "o", "Ø": "O", "å": "a", "Å": "A", "ł": "l", "Ł": "L", "đ": "d", "ı": "i",
        "é": "e", "è": "e", "ê": "e", "ë": "e", "á": "a", "à": "a", "â": "a", "ã": "a", "í": "i",
        "ì": "i", "î": "i", "ï": "i", "ó": "o", "ò": "o", "ô": "o", "õ": "o", "ú": "u", "ù": "u",
        "û": "u", "ç": "c", "ñ": "n", "š": "s", "č": "c", "ž": "z", "ř": "r", "ě": "e", "ý": "y",
        "ź": "z", "ś": "s", "ć": "c", "ą": "a", "ę": "e", "ń": "n", "ż": "z", "ő": "o", "ű": "u",
        "É": "E", "È": "E", "Š": "S", "Č": "C", "Ž": "Z",
    ]

    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        if scalar.isLetter || ("0"..."9").contains(scalar) { return String(scalar) }
        if scalar == "_" || scalar == ":" || scalar == "-" { return String(scalar) }
        return latin[scalar]
    }
}
