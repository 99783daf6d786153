// Which country the telephone numbers of a column are of: by `+NN` or `00NN`, by the way in which only one country writes
// them, or by the country that stands in the row. The numbers themselves stay as they are written.

/// How many numbers of a column belong to one country.
package struct PhoneCountry: Hashable, Sendable, Codable {
    package enum Proof: String, Hashable, Sendable, Codable {
        /// `+49 …`
        case prefix
        /// The way it is written.
        case pattern
    }

    package var callingCode: String
    /// Codes of ISO 3166-1 of those that share it, the largest first.
    package var countries: [String]
    package var proof: Proof
    /// Cells, of those whose texts were kept.
    package var cells: Int

    /// Of one number; nil when it does not say.
    static func of(_ text: String) -> (entry: CallingCodes.Entry, proof: Proof)? {
        let trimmed = trimmedCell(text)
        let digits = trimmed.filter { $0.isASCII && $0.isNumber }
        if trimmed.hasPrefix("+") || trimmed.hasPrefix("(+") {
            return CallingCodes.entry(atStartOf: digits).map { ($0, .prefix) }
        }
        if trimmed.hasPrefix("00"), digits.count > 9 {
            return CallingCodes.entry(atStartOf: String(digits.dropFirst(2))).map { ($0, .prefix) }
        }
        return CallingCodes.code(writtenLike: trimmed).flatMap { CallingCodes.entry($0) }.map {
            ($0, .pattern)
        }
    }

    /// The most frequent first; those that a pattern alone proves only where the column has hardly another.
    static func list(_ values: [DistinctValue]) -> [PhoneCountry] {
        var counts: [String: PhoneCountry] = [:]
        var total = 0
        for value in values {
            total += value.count
            guard let (entry, proof) = of(value.text) else { continue }
            let name = entry.code + proof.rawValue
            var count =
                counts[name]
                ?? PhoneCountry(
                    callingCode: entry.code, countries: entry.countries, proof: proof, cells: 0)
            count.cells += value.count
            counts[name] = count
        }
        // A shape is a habit, no rule: one number in ten may look like another country's by chance.
        return counts.values.filter { $0.proof == .prefix || $0.cells * 10 >= total * 8 }
            .sorted { ($1.cells, $0.callingCode) < ($0.cells, $1.callingCode) }
    }

    /// As E.164 writes it: `+49301234`. `code`: of the country that is not said in the number. Nil when it cannot be told.
    static func e164(_ text: String, code: String? = nil) -> String? {
        let trimmed = trimmedCell(text)
        guard !trimmed.contains(where: \.isLetter) else { return nil }
        // `+44 (0)20 …`: the trunk prefix in brackets is for calls inside.
        var digits = trimmed.replacing("(0)", with: "").filter { $0.isASCII && $0.isNumber }
        if trimmed.hasPrefix("00") { digits = String(digits.dropFirst(2)) }
        let isComplete =
            trimmed.hasPrefix("+") || trimmed.hasPrefix("(+") || trimmed.hasPrefix("00")
        if !isComplete {
            guard let code, let entry = CallingCodes.entry(code) else { return nil }
            if let trunk = entry.trunk, digits.hasPrefix(trunk) {
                digits = String(digits.dropFirst(trunk.count))
            }
            digits = code + digits
        }
        return (8...15).contains(digits.count) ? "+" + digits : nil
    }
}

extension PhoneCountry {
    /// `+49 (DE): 30 numbers by their prefix`
    var text: String {
        let by = proof == .prefix ? "their prefix" : "the way they are written"
        let numbers = cells == 1 ? "1 number" : "\(cells) numbers"
        return
            "+\(callingCode) (\(countries.prefix(2).joined(separator: ", "))): \(numbers) by \(by)"
    }
}

extension TableInference {
    /// Says of each column of telephone numbers which countries they are of, where they or the rows tell.
    mutating func notePhoneCountries(_ values: [ColumnValues]) {
        let country = columns.first {
            $0.reading.semantic == .countryCode || $0.reading.semantic == .country
        }
        for (index, column) in zip(columns.indices, values)
        where columns[index].reading.semantic == .phone {
            let found = PhoneCountry.list(column.values)
            columns[index].phoneCountries = found
            var evidence = found.prefix(3).map(\.text)
            if let country {
                evidence.append("\(country.name) says the country of each row")
            }
            let only = found.count == 1 ? found[0].callingCode : nil
            if let first = column.values.lazy.compactMap({ value in
                PhoneCountry.e164(value.text, code: only).map { (value.text, $0) }
            }).first {
                evidence.append(
                    "kept as written; as E.164 \(first.0) would be \(first.1)")
            }
            columns[index].evidence += evidence
        }
    }
}
