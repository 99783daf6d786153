// Dates, date-times and times: the order of day and month by elimination over the whole column.

/// Reads columns of moments.
struct MomentDetector {
    private let sketch: ColumnSketch

    private static let dateWords: Set<String> = [
        "date", "datum", "day", "tag", "fecha", "data", "dato", "dátum", "päivä", "tarih", "дата",
        "日期",
        "日付", "날짜", "on", "at", "born", "birthday", "dob", "created", "updated", "timestamp",
        "jour", "dag", "dia", "día", "giorno", "dzień", "den", "gün", "pvm", "день", "ημερομηνία",
        "tanggal", "ngày", "dt", "ymd", "yyyymmdd",
    ]

    /// Ends of words for a day: `Buchungsdatum`, `Stichtag`, `注文日`.
    private static let dateEndings = [
        "datum", "dátum", "date", "tag", "päivä", "日", "日期", "일자", "일", "날짜",
    ]

    /// Years that people write about; the others are numbers more often than years.
    private static let usualYears = 1950...2050
    /// So many distinct values that are all days are no numbers, whatever they are called.
    private static let tellingDays = 5

    init(_ sketch: ColumnSketch) { self.sketch = sketch }

    func choice() -> BaseChoice? {
        let moments = sketch.values.filter { $0.moment != nil }
        let covered = moments.reduce(0) { $0 + $1.count }
        let total = sketch.total - slips(beside: covered)
        guard Double(covered) >= 0.9 * Double(total), covered > 0 else { return nil }
        let bare = moments.reduce(0) { $1.number != nil ? $0 + $1.count : $0 }
        if bare * 2 > covered, !mayBeCompact(moments) { return nil }
        let dated = moments.reduce(0) { $1.moment?.hasDate == true ? $0 + $1.count : $0 }
        if dated == 0 { return times(moments, covered) }
        guard Double(dated) >= 0.9 * Double(total) else { return nil }
        return dates(moments.filter { $0.moment?.hasDate == true }, dated, of: total)
    }

    /// Cells with days that no calendar has: slips among dates, as long as the dates are more than they.
    private func slips(beside dates: Int) -> Int {
        guard dates < sketch.total, dates * 2 > sketch.total else { return 0 }
        return sketch.values.reduce(0) { sum, value in
            value.moment == nil && ImpossibleDay.isOne(value.text) ? sum + value.count : sum
        }
    }

    /// Eight digits are a date only if all are, and the name, their number or their years agree: of whole numbers of
    /// eight digits, one in two thousand is a day of a usual year.
    private func mayBeCompact(_ moments: [ColumnSketch.Value]) -> Bool {
        guard moments.count == sketch.values.count,
            moments.allSatisfy({ Self.isEightDigits($0.text) })
        else { return false }
        return isNamedDay || moments.count >= Self.tellingDays || areUsualDays(moments)
    }

    private static func isEightDigits(_ text: String) -> Bool {
        text.utf8.count == 8 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private var isNamedDay: Bool {
        sketch.headerHas(Self.dateWords)
            || Self.dateEndings.contains { sketch.words.last?.hasSuffix($0) == true }
    }

    /// Days of usual years, under a name of neither numbers of things nor amounts.
    private func areUsualDays(_ moments: [ColumnSketch.Value]) -> Bool {
        let isOther =
            KeyNames.core(sketch.words).1 || sketch.headerHas(IdentifierDetector.names)
            || sketch.words.contains { KeyNames.measures.contains($0) || MoneyVote.isWord($0) }
        return !isOther
            && moments.allSatisfy { Self.usualYears.contains($0.moment?.fields.first?.value ?? 0) }
    }

    private func times(_ moments: [ColumnSketch.Value], _ covered: Int) -> BaseChoice? {
        // One duration beyond 24 hours and the column is no time of day.
        guard covered == sketch.total || !hasLongDurations() else { return nil }
        var reading = ColumnReading(.time)
        reading.format = usualPattern(moments, order: nil)
        return BaseChoice(
            reading: reading, confidence: sure(covered),
            evidence: ["times of day as \(reading.format ?? "")"])
    }

    private func hasLongDurations() -> Bool {
        sketch.values.contains { value in
            value.moment == nil && value.text.contains(":")
                && value.text.utf8.allSatisfy { (0x30...0x3A).contains($0) }
        }
    }

    private func dates(
        _ moments: [ColumnSketch.Value], _ dated: Int, of total: Int
    ) -> BaseChoice? {
        var votes: [DateOrder: Int] = [:]
        for value in moments {
            guard let orders = value.moment?.orders else { continue }
            for order in DateOrder.allCases where orders.contains(order) {
                votes[order, default: 0] += value.count
            }
        }
        let ranked = DateOrder.allCases.sorted { left, right in
            (votes[left] ?? 0, preference(left)) > (votes[right] ?? 0, preference(right))
        }
        let order = ranked[0]
        let agreeing = votes[order] ?? 0
        guard Double(agreeing) >= 0.9 * Double(total) else { return nil }
        let own = moments.filter { $0.moment?.orders.contains(order) == true }
        let timed = own.filter { $0.moment?.time != nil }
        let withTime = timed.reduce(0) { $0 + $1.count }
        // One time of day that would be lost makes them all moments; midnight is none.
        let isTimed =
            withTime * 2 > agreeing || timed.contains { $0.moment?.time?.isMidnight == false }
        var reading = ColumnReading(isTimed ? .datetime : .date)
        reading.dateOrder = order
        reading.format = usualPattern(isTimed ? timed : own, order: order)
        reading.lastYear = lastYear(own)
        var choice = BaseChoice(reading: reading, confidence: sure(agreeing), evidence: [])
        explain(&choice, order, ranked, votes, own)
        if isTimed, withTime < agreeing {
            choice.evidence.append(
                "\(agreeing - withTime) of them have no time of day and are read as midnight")
        }
        if moments.count < Self.tellingDays, !isNamedDay,
            moments.allSatisfy({ Self.isEightDigits($0.text) })
        {
            choice.confidence = min(choice.confidence, 0.8)
            choice.evidence.append("read as days, since all are days of usual years")
            choice.alternatives.append(
                AlternativeReading(base: .integer, confidence: 0.2, refusedBy: 0))
        }
        return choice
    }

    /// Which order to prefer when the cells allow several.
    private func preference(_ order: DateOrder) -> Int {
        if order == sketch.context.dateOrder { return 3 }
        return switch order {
        case .yearMonthDay: hasLeadingYear ? 4 : 0
        case .dayMonthYear: 2
        case .monthDayYear: sketch.context.usesDecimalComma ? 1 : 1
        }
    }

    private var hasLeadingYear: Bool {
        sketch.values.contains { $0.moment?.fields.first?.digits == 4 }
    }

    private func explain(
        _ choice: inout BaseChoice, _ order: DateOrder, _ ranked: [DateOrder],
        _ votes: [DateOrder: Int], _ own: [ColumnSketch.Value]
    ) {
        let format = choice.reading.format ?? ""
        let top = votes[order] ?? 0
        for rival in ranked.dropFirst() where (votes[rival] ?? 0) > 0 {
            let admitted = votes[rival] ?? 0
            let isTie = admitted == top
            let rivalFormat = usualPattern(own, order: rival)
            choice.alternatives.append(
                AlternativeReading(
                    base: choice.reading.base, format: rivalFormat,
                    confidence: isTie ? 0.45 : 0.05, refusedBy: sketch.total - admitted))
            if isTie {
                choice.confidence = min(choice.confidence, 0.55)
                choice.evidence.append("ambiguous: \(format) and \(rivalFormat) both fit every row")
            } else if let proof = own.first(where: { $0.moment?.orders.contains(rival) == false }) {
                choice.evidence.append("\(proof.text) in row \(proof.row) settles the order")
            }
        }
        choice.evidence.append("\(top) of \(sketch.total) cells are \(format)")
    }

    private func sure(_ agreeing: Int) -> Double {
        let share = Double(agreeing) / Double(sketch.total)
        return share == 1 ? (sketch.total >= 3 ? 0.99 : 0.9) : 0.9 + 0.08 * (share - 0.9) * 10
    }

    /// The pattern of most cells; single letters where any cell has a single digit.
    private func usualPattern(_ moments: [ColumnSketch.Value], order: DateOrder?) -> String {
        var written: [String: Int] = [:]
        var last: (moment: MomentText, pattern: String)?
        for value in moments {
            guard let moment = value.moment, order.map({ moment.orders.contains($0) }) ?? true
            else {
                continue
            }
            // Most cells are written like the one before.
            let isAlike = last.map { $0.moment.isWritten(as: moment) } ?? false
            if !isAlike { last = (moment, moment.pattern(in: order)) }
            written[last?.pattern ?? "", default: 0] += value.count
        }
        var counts: [String: Int] = [:]
        var singles: Set<Character> = []
        for (pattern, count) in written {
            for letter in "dMHh" where Self.hasSingle(letter, pattern) { singles.insert(letter) }
            counts[Self.doubled(pattern), default: 0] += count
        }
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard var pattern = ranked.first?.key else { return "" }
        for letter in singles where !pattern.contains(String(repeating: letter, count: 3)) {
            pattern = pattern.replacing(String([letter, letter]), with: String(letter))
        }
        return pattern
    }

    private static func hasSingle(_ letter: Character, _ pattern: String) -> Bool {
        var run = 0
        for character in pattern + " " {
            if character == letter {
                run += 1
            } else {
                if run == 1 { return true }
                run = 0
            }
        }
        return false
    }

    /// Single letters of day, month and hour doubled, so that 1 and 01 count as one pattern.
    private static func doubled(_ pattern: String) -> String {
        var result = ""
        var run = ""
        for character in pattern + "\0" {
            if character == run.last {
                run.append(character)
                continue
            }
            if run.count == 1, let only = run.first, "dMHh".contains(only) { run.append(only) }
            if run.hasPrefix("MMM") { run = "MMM" }
            result += run
            run = String(character)
        }
        return result
    }

    /// Two-digit years of births lie in the past; others may reach some way ahead.
    private func lastYear(_ moments: [ColumnSketch.Value]) -> Int {
        sketch.headerHas(["birth", "born", "dob", "geburtsdatum", "birthday", "birthdate"])
            ? 2025 : 2049
    }
}
