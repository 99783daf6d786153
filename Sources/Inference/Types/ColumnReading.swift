// How the cells of one column are read: decided once for the whole column, used by inference and
// import alike.

package import JSONText

/// Why a cell does not fit the reading of its column.
package struct CellFault: Error, Hashable, Sendable, Codable, CustomStringConvertible {
    package var expected: BaseType
    /// Where the base type alone does not say it.
    package var meaning: Semantic?
    package var text: String
    /// The currency of the column, where the cell is in another one.
    package var currency: String?

    package init(
        expected: BaseType, meaning: Semantic? = nil, text: String, currency: String? = nil
    ) {
        self.expected = expected
        self.meaning = meaning
        self.text = text
        self.currency = currency
    }

    /// A stable word for programs.
    package var code: String {
        currency == nil ? "CELL_NOT_" + name.uppercased() : "CELL_OTHER_CURRENCY"
    }

    package var description: String {
        if let currency {
            return
                "\"\(text.prefix(80))\" is not in \(currency) like the other amounts: convert it, "
                + "or map a column that keeps the currency of each row"
        }
        let article = name.first.map { "aeio".contains($0) } == true ? "an" : "a"
        return "\"\(text.prefix(80))\" is not \(article) \(meaning == nil ? "" : "JSON ")\(name)"
    }

    private var name: String { meaning?.rawValue ?? expected.rawValue }
}

/// The reading of a column.
package struct ColumnReading: Hashable, Sendable, Codable {
    package var base: BaseType
    package var semantic: Semantic?
    /// Java pattern of dates and times.
    package var format: String?
    /// BCP 47, where the cells show one.
    package var locale: String?
    package var numberStyle: NumberStyle?
    package var dateOrder: DateOrder?
    /// Two-digit years end with this one.
    package var lastYear: Int
    /// Texts that mean "missing", besides the empty cell.
    package var nullWords: [String]
    package var trueWords: [String]
    package var falseWords: [String]
    /// Whole numbers written as `12.0`, as programs write identifiers that went through a float.
    package var dropsZeroFraction: Bool
    /// A person chose dates: times of day beside them are left out.
    package var dropsTime: Bool?
    /// Codes written as `="00731"`, to keep a spreadsheet from touching them.
    package var hasGuards: Bool
    /// What amounts are in. One in another currency does not fit, one without a currency does; nil: any fits.
    package var currency: String?

    package init(_ base: BaseType, semantic: Semantic? = nil) {
        self.base = base
        self.semantic = semantic
        lastYear = 2049
        nullWords = []
        trueWords = []
        falseWords = []
        dropsZeroFraction = false
        hasGuards = false
    }

    /// The value of `cell`: `.null` for a missing one, ISO text for dates and times, exact numbers
    /// (`12.50` stays
    /// `12.50`; a percentage is the number before the sign). Errors: the cell does not fit.
    package func parse(_ cell: String) throws(CellFault) -> JSON {
        let text = trimmedCell(cell)
        if text.isEmpty || nullWords.contains(text) { return .null }
        switch base {
        case .empty: throw CellFault(expected: .empty, text: text)
        case .string where semantic == .object || semantic == .array: return try structure(text)
        case .string: return .string(hasGuards ? Self.unguarded(text) : cell)
        case .boolean: return .bool(try flag(text))
        case .integer: return try integer(text)
        case .decimal: return try decimal(text)
        case .date where semantic == .year: return .string(try year(text))
        case .date, .datetime, .time: return .string(try moment(text))
        }
    }

    /// `="00731"` → `00731`; other texts stay.
    static func unguarded(_ text: String) -> String {
        guard text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 3 else { return text }
        return String(text.dropFirst(2).dropLast())
    }

    private func structure(_ text: String) throws(CellFault) -> JSON {
        let value = try? JSON(parsing: text)
        if semantic == .object, let value, value.object != nil { return value }
        if semantic == .array, let value, value.array != nil { return value }
        throw CellFault(expected: .string, meaning: semantic, text: text)
    }

    private func flag(_ text: String) throws(CellFault) -> Bool {
        let word = text.lowercased()
        if trueWords.contains(word) { return true }
        if falseWords.contains(word) { return false }
        throw CellFault(expected: .boolean, text: text)
    }

    private func integer(_ text: String) throws(CellFault) -> JSON {
        let style = numberStyle ?? .point
        if PlainCell.number(text) == .whole, let whole = Int(text) { return .integer(whole) }
        guard let number = NumberText(text), let digits = number.text(style) else {
            throw CellFault(expected: .integer, text: text)
        }
        try demandCurrency(number, text)
        if number.isInteger(style) { return try json(digits, text) }
        guard dropsZeroFraction, let dot = digits.firstIndex(of: "."),
            digits[digits.index(after: dot)...].allSatisfy({ $0 == "0" })
        else { throw CellFault(expected: .integer, text: text) }
        return try json(String(digits[..<dot]), text)
    }

    private func decimal(_ text: String) throws(CellFault) -> JSON {
        let style = numberStyle ?? .point
        let plain = PlainCell.number(text)
        if plain == .whole, let whole = Int(text) { return .integer(whole) }
        if plain == .fraction, style.decimalMark == "." { return .number(text) }
        guard let number = NumberText(text), let digits = number.text(style) else {
            throw CellFault(expected: .decimal, text: text)
        }
        try demandCurrency(number, text)
        return try json(digits, text)
    }

    private func demandCurrency(_ number: NumberText, _ text: String) throws(CellFault) {
        guard let currency, let sign = number.currency, CurrencyName.of(sign: sign) != currency
        else { return }
        throw CellFault(expected: base, text: text, currency: currency)
    }

    private func json(_ digits: String, _ text: String) throws(CellFault) -> JSON {
        do throws(JSONError) {
            return try JSON(parsing: digits)
        } catch {
            throw CellFault(expected: base, text: text)
        }
    }

    /// A year alone is no moment: it has neither month nor day.
    private func year(_ text: String) throws(CellFault) -> String {
        guard text.utf8.count == 4, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw CellFault(expected: base, text: text)
        }
        return text
    }

    private func moment(_ text: String) throws(CellFault) -> String {
        if dateOrder != nil {
            if base == .date, PlainCell.isISODate(text) { return text }
            if base == .datetime, let iso = PlainCell.isoMoment(text) { return iso }
        }
        guard let moment = MomentText(text), moment.hasDate == (base != .time),
            base != .time || moment.time != nil
        else {
            throw CellFault(expected: base, text: text)
        }
        // A date in another, unmistakable order is still that date.
        let order = dateOrder.map { moment.orders.contains($0) ? $0 : moment.orders.first } ?? nil
        let isMistakable = moment.hasDate && moment.orders.count > 1 && order != dateOrder
        guard !isMistakable, order == dateOrder || moment.orders == [.yearMonthDay],
            let iso = moment.iso(in: order, pivot: lastYear)
        else { throw CellFault(expected: base, text: text) }
        switch base {
        case .date:
            // Nothing is lost with midnight; another time only where somebody chose so.
            guard moment.time?.isMidnight != false || dropsTime == true else {
                throw CellFault(expected: .date, text: text)
            }
            return String(iso.prefix(10))
        case .datetime: return moment.time == nil ? iso + "T00:00:00" : iso
        default: return iso
        }
    }
}
