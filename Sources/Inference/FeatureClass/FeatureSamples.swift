// Features of the sample values taken together, of their spelling, and of the spelling of the name.

extension FeatureClassFeatures {
    /// How the name is written.
    mutating func takeSpelling(_ name: String) {
        let letters = name.filter(\.isLetter)
        set("ncap", !letters.isEmpty && letters == letters.uppercased())
        set("nlow", !letters.isEmpty && letters == letters.lowercased())
        set("nspace", name.contains(" "))
        set("nunder", name.contains("_"))
        set("nlen", Double(min(30, name.count)) / 30)
        set("nask", name.contains("?"))
        set("nparen", name.contains("("))
        let low = name.lowercased()
        set("npct", low.contains("%") || low.contains("percent"))
        set("unnamed", low.hasPrefix("unnamed"))
    }

    /// Whether values recur, and the spelling that they share.
    mutating func takeRecurrence(_ samples: [String]) {
        guard !samples.isEmpty else { return }
        let kinds = Set(samples).count
        set("same", samples.count > 1 ? 1 - Double(kinds - 1) / Double(samples.count - 1) : 0)
        set("allsame", kinds == 1 && samples.count > 1)
        let numbers = samples.compactMap { Double($0) }
        if numbers.count == samples.count {
            takeNumbers(numbers, samples)
        } else {
            takeTexts(samples)
        }
    }

    private mutating func takeNumbers(_ numbers: [Double], _ samples: [String]) {
        let pairs = zip(numbers, numbers.dropFirst())
        let count = Double(numbers.count)
        set("up", numbers.count > 2 && pairs.allSatisfy { $0 < $1 })
        set("down", numbers.count > 2 && pairs.allSatisfy { $0 > $1 })
        set("step1", numbers.count > 2 && pairs.allSatisfy { abs($1 - $0 - 1) < 1e-9 })
        set("zero", Double(numbers.count { $0 == 0 }) / count)
        let round = numbers.count { $0 != 0 && $0.truncatingRemainder(dividingBy: 10) == 0 }
        set("round", Double(round) / count)
        let isWide = (samples.first?.count ?? 0) >= 4
        set("samelen", numbers.count > 2 && isWide && Set(samples.map(\.count)).count == 1)
        let padded = samples.count { $0.count > 1 && $0.first == "0" && !$0.hasPrefix("0.") }
        set("lead0", Double(padded) / count)
        let places = samples.map { text in
            text.firstIndex(of: ".").map { text[$0...].count - 1 } ?? 0
        }
        set("places", Double(min(4, places.max() ?? 0)) / 4)
    }

    private mutating func takeTexts(_ samples: [String]) {
        func take(_ name: String, _ test: (String) -> Bool) {
            set(name, Double(samples.count(where: test)) / Double(samples.count))
        }
        take("code", Self.isCode)
        take("upper2") { (2...3).contains($0.count) && $0.allSatisfy { ("A"..."Z").contains($0) } }
        take("one") { $0.count == 1 }
        take("cap") { $0.first?.isUppercase == true }
        take("low") { $0 == $0.lowercased() }
        take("under") { $0.contains("_") }
        take("slash") { $0.contains("/") }
        take("dash") { $0.contains("-") }
        take("hex", Self.isHexadecimal)
        take("flag") { Self.flags.contains($0.lowercased()) }
        take("paren") { $0.contains("(") }
        take("colon") { $0.contains(":") }
        take("html") { $0.contains("<") }
        take("at") { $0.contains("@") }
        take("long") { $0.count > 60 }
        take("dot") { $0.hasSuffix(".") }
        take("parts") { text in
            text.split(omittingEmptySubsequences: false) { ",;|".contains($0) }.count >= 3
        }
    }

    private static let flags: Set<String> = [
        "yes", "no", "true", "false", "y", "n", "t", "f", "m", "male", "female", "none",
    ]

    /// A few letters, then digits: `AB-1234`.
    private static func isCode(_ text: String) -> Bool {
        let letters = text.prefix { $0.isASCII && $0.isLetter }
        guard (1...4).contains(letters.count) else { return false }
        var rest = text.dropFirst(letters.count)
        if let mark = rest.first, "-_ ".contains(mark) { rest = rest.dropFirst() }
        let digits = rest.prefix(while: \.isNumber)
        return digits.count >= 2 && rest.dropFirst(digits.count).count <= 1
    }

    private static func isHexadecimal(_ text: String) -> Bool {
        text.count >= 8 && text.contains(where: \.isNumber)
            && text.allSatisfy { $0 == "-" || $0.isHexDigit && !$0.isUppercase }
    }
}
