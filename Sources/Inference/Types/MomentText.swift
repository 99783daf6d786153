// Takes a date, a time or both apart, and says under which orders of day and month the text is one.

/// The order in which a date names its parts.
package enum DateOrder: String, Hashable, Sendable, Codable, CaseIterable {
    case yearMonthDay = "ymd"
    case dayMonthYear = "dmy"
    case monthDayYear = "mdy"
}

/// A few of the orders.
struct DateOrders: Hashable, ExpressibleByArrayLiteral {
    private var bits: UInt8 = 0

    init(arrayLiteral orders: DateOrder...) { self.init(orders.contains) }

    init() {}

    init(_ isIn: (DateOrder) -> Bool) {
        for order in DateOrder.allCases where isIn(order) { bits |= Self.bit(order) }
    }

    var isEmpty: Bool { bits == 0 }
    var count: Int { bits.nonzeroBitCount }
    var first: DateOrder? { DateOrder.allCases.first(where: contains) }

    func contains(_ order: DateOrder) -> Bool { bits & Self.bit(order) != 0 }

    private static func bit(_ order: DateOrder) -> UInt8 {
        switch order {
        case .yearMonthDay: 1
        case .dayMonthYear: 2
        case .monthDayYear: 4
        }
    }
}

/// A text that is a moment in at least one order.
struct MomentText: Hashable {
    struct Field: Hashable {
        var value: Int
        var digits: Int
        var isName = false
    }

    /// The parts of the date in their written order; empty for a bare time.
    var fields: [Field] = []
    /// What stands between and after the parts.
    var marks: [String] = []
    var time: ClockTime?
    /// What stands between date and time.
    var joint = ""
    var weekdayBefore = false
    /// Orders under which the date exists.
    var orders = DateOrders()

    var hasDate: Bool { !fields.isEmpty }

    init?(_ text: String) {
        if let plain = PlainCell.moment(text) {
            self.init(plain)
        } else {
            self.init(long: text)
        }
    }

    /// The same as the long way.
    private init(_ plain: PlainCell.Moment) {
        fields = [
            Field(value: plain.year, digits: 4), Field(value: plain.month, digits: 2),
            Field(value: plain.day, digits: 2),
        ]
        marks = ["-", "-", ""]
        orders = [.yearMonthDay]
        guard let clock = plain.clock else { return }
        joint = plain.hasT ? "'T'" : " "
        time = ClockTime(clock.hour, clock.minute, clock.second)
    }

    /// Of any text.
    init?(long text: String) {
        guard !Self.beginsWithOtherWord(text),
            var rest = MomentToken.tokens(of: text)?[...]
        else { return nil }
        Self.dropBlanks(&rest)
        while case .mark(" ")? = rest.last { rest.removeLast() }
        if let clock = ClockTime(&rest), rest.isEmpty {
            time = clock
            return
        }
        takeWeekday(&rest)
        guard takeDate(&rest) else { return nil }
        orders = DateOrders { day(in: $0, pivot: 2069) != nil }
        guard !orders.isEmpty else { return nil }
        guard !rest.isEmpty else { return }
        joint = Self.takeJoint(&rest)
        guard let clock = ClockTime(&rest) else { return nil }
        time = clock
        guard rest.isEmpty else { return nil }
    }

    /// A word that is no part of a date comes first: no moment begins so.
    private static func beginsWithOtherWord(_ text: String) -> Bool {
        guard let first = text.utf8.first, (first | 0x20) &- 0x61 < 26 else { return false }
        let word = text.utf8.prefix { ($0 | 0x20) &- 0x61 < 26 }
        if word.endIndex < text.endIndex, text.utf8[word.endIndex] >= 0x80 { return false }
        let name = String(text[..<word.endIndex])
        return MonthNames.number(of: name) == nil && !MonthNames.isWeekday(name)
    }

    static func dropBlanks(_ rest: inout ArraySlice<MomentToken>) {
        while case .mark(" ")? = rest.first { rest.removeFirst() }
    }

    private static func takeJoint(_ rest: inout ArraySlice<MomentToken>) -> String {
        if case .word(let word)? = rest.first, word == "T" || word == "t" {
            rest.removeFirst()
            return "'T'"
        }
        if case .mark(",")? = rest.first {
            rest.removeFirst()
            dropBlanks(&rest)
            return ", "
        }
        dropBlanks(&rest)
        return " "
    }

    private mutating func takeWeekday(_ rest: inout ArraySlice<MomentToken>) {
        guard case .word(let word)? = rest.first, MonthNames.isWeekday(word), rest.count > 3,
            MonthNames.number(of: word) == nil
                || { if case .word = rest.dropFirst(2).first { true } else { false } }()
        else { return }
        rest.removeFirst()
        weekdayBefore = true
        if case .mark(let mark)? = rest.first, mark == "," || mark == "." { rest.removeFirst() }
        Self.dropBlanks(&rest)
    }

    /// Reads the parts of a date off the front; false when there is none.
    private mutating func takeDate(_ rest: inout ArraySlice<MomentToken>) -> Bool {
        if case .number(let value, 8)? = rest.first { return takeCompact(value, &rest) }
        fields.reserveCapacity(3)
        marks.reserveCapacity(3)
        while fields.count < 3, let token = rest.first {
            switch token {
            case .number(let value, let digits):
                fields.append(Field(value: value, digits: digits))
                rest.removeFirst()
            case .word(let word):
                guard let month = MonthNames.number(of: word) else { return finishMonth() }
                fields.append(Field(value: month, digits: word.count, isName: true))
                rest.removeFirst()
            case .mark: return finishMonth()
            }
            marks.append(Self.takeMark(&rest, afterLast: fields.count == 3))
            if fields.count == 2, marks[1].isEmpty, rest.isEmpty { return finishMonth() }
        }
        guard fields.count == 3, fields.filter(\.isName).count <= 1 else { return finishMonth() }
        return Self.areMarksOfADate(marks, hasName: fields.contains(where: \.isName))
    }

    /// A year and a month alone: `2020-01`, `Jan 2020`, `01/2020`.
    private mutating func finishMonth() -> Bool {
        guard fields.count == 2, marks.last == "",
            fields.contains(where: { $0.digits == 4 && !$0.isName })
        else { return false }
        let isName = fields.contains(where: \.isName)
        if !isName, fields[0].digits == 2, marks[0] == "/" {
            return (1900...2100).contains(fields[1].value)
        }
        guard isName || fields[0].digits == 4 && fields[1].digits == 2 && marks[0] == "-" else {
            return false
        }
        if fields[0].isName { return fields[1].digits == 4 && [" ", "-", "/"].contains(marks[0]) }
        return fields[0].digits == 4 && [" ", "-"].contains(marks[0])
    }

    private mutating func takeCompact(_ value: Int, _ rest: inout ArraySlice<MomentToken>) -> Bool {
        guard (1900...2100).contains(value / 10_000) else { return false }
        fields = [
            Field(value: value / 10_000, digits: 4), Field(value: value / 100 % 100, digits: 2),
            Field(value: value % 100, digits: 2),
        ]
        marks = ["", "", ""]
        rest.removeFirst()
        return true
    }

    private static let dateMarks: [Unicode.Scalar] = [
        " ", "-", "/", ".", ",", "年", "月", "日",
    ]
    private static let units = ["年", "月", "日", "년", "월", "일"]
    private static let links = ["de", "of", "del", "th", "st", "nd", "rd"]
    private static let namedMarks = [
        "", "-", "/", ".", ",", "de", "of", "del", "th", ".,", "st", "nd", "rd",
    ]
    private static let numberMarks = ["-", "/", "."]

    /// The marks after a part, up to the next part.
    private static func takeMark(
        _ rest: inout ArraySlice<MomentToken>, afterLast: Bool
    ) -> String {
        var mark = ""
        while let token = rest.first {
            switch token {
            case .mark(let scalar):
                if afterLast, scalar == " " || scalar == "," || scalar == "T" { return mark }
                guard dateMarks.contains(scalar) else { return mark }
                mark.unicodeScalars.append(scalar)
            case .word(let word):
                guard units.contains(word) || !afterLast && links.contains(word.lowercased()) else {
                    return mark
                }
                mark += word
            case .number: return mark
            }
            rest.removeFirst()
            if afterLast, mark.count >= 1 { return mark }
        }
        return mark
    }

    private static func areMarksOfADate(_ marks: [String], hasName: Bool) -> Bool {
        let bare = marks.prefix(2).map { $0.filter { $0 != " " } }
        if hasName {
            return bare.allSatisfy(namedMarks.contains)
                && marks.prefix(2).allSatisfy { !$0.isEmpty }
        }
        let isUnits = bare[0] == "年" && bare[1] == "月" || bare[0] == "년" && bare[1] == "월"
        return isUnits || bare[0] == bare[1] && numberMarks.contains(bare[0])
    }
}
