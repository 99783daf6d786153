// A place on earth as one text: decimal degrees, degrees with minutes and letters, points of well-known text.

/// Tests for pairs of degrees.
enum CoordinateText {
    static func isPair(_ text: String) -> Bool {
        if text.utf8.first == UInt8(ascii: "P") || text.utf8.first == UInt8(ascii: "p") {
            return isPoint(text)
        }
        guard text.contains(where: \.isNumber), text.utf8.count <= 60 else { return false }
        return isDecimal(text) || isSexagesimal(text)
    }

    /// `52.5200, 13.4050`, in brackets or not, `52,52; 13,40`, `52.52° N, 13.40° E`.
    private static func isDecimal(_ text: String) -> Bool {
        let inner = text.drop { "([ ".contains($0) }
        let body = String(inner.prefix { !")]".contains($0) })
        let plain = body.split(separator: ",").map { trimmedCell(String($0)) }
        if plain.count == 2, plain[0].contains("."), let first = Double(plain[0]),
            let second = Double(plain[1])
        {
            return abs(first) <= 90 && abs(second) <= 180
        }
        for mark: Character in [";", ",", " "] {
            let parts = body.split(separator: mark).map { trimmedCell(String($0)) }
            guard parts.count == 2, let first = degrees(parts[0], "NSns"),
                let second = degrees(parts[1], "EWOew")
            else { continue }
            return abs(first) <= 90 && abs(second) <= 180
        }
        return false
    }

    /// Degrees with a fraction of at least two digits: whole pairs may be anything.
    private static func degrees(_ text: String, _ letters: String) -> Double? {
        var text = text[...]
        if let last = text.last, letters.contains(last) { text = text.dropLast() }
        while let last = text.last, last == "°" || last == " " { text = text.dropLast() }
        let parts = text.split(
            separator: text.contains(".") ? "." : ",", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count >= 2 else { return nil }
        return Double(parts[0] + "." + parts[1])
    }

    /// `52°31'12"N 13°24'18"E`.
    private static func isSexagesimal(_ text: String) -> Bool {
        let halves = text.split { "NSEWOnsewo,".contains($0) }.filter { $0.contains("°") }
        guard halves.count == 2 else { return false }
        return halves.allSatisfy { half in
            let numbers = half.split { !($0.isNumber || $0 == ".") }.compactMap { Double($0) }
            return (1...3).contains(numbers.count) && numbers[0] <= 180
                && numbers.dropFirst().allSatisfy { $0 < 60 }
        }
    }

    /// `POINT (13.4 52.5)`: longitude first.
    private static func isPoint(_ text: String) -> Bool {
        let upper = text.uppercased()
        guard upper.hasPrefix("POINT"), let open = upper.firstIndex(of: "("), upper.last == ")"
        else { return false }
        let parts = upper[upper.index(after: open)...].dropLast().split(separator: " ")
        guard parts.count == 2, let east = Double(parts[0]), let north = Double(parts[1]) else {
            return false
        }
        return abs(east) <= 180 && abs(north) <= 90
    }
}
