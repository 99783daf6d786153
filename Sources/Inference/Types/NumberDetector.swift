// Integers and decimals: one convention for the whole column; codes with leading zeros are no
// numbers.

/// Reads columns of numbers.
struct NumberDetector {
    private let sketch: ColumnSketch

    init(_ sketch: ColumnSketch) { self.sketch = sketch }

    func choice() -> BaseChoice? {
        guard sketch.share({ $0.number != nil }) >= 0.9 else { return nil }
        let numbers = sketch.values.filter { $0.number != nil }
        guard !holdsSeveral else { return nil }
        if let codes = codes(numbers) { return codes }
        let covered = NumberStyle.allCases.map { style in
            (style, sketch.share { $0.number?.styles.contains(style) == true })
        }
        let best = covered.map(\.1).max() ?? 0
        guard best >= 0.9 else { return nil }
        let tied = covered.filter { $0.1 >= best - 1e-9 }.map(\.0)
        let style = preferred(tied, numbers)
        let wholes = sketch.share { $0.number?.isInteger(style) == true }
        // A few fractions make the whole column decimal.
        let isInteger =
            wholes >= best - 0.02
            && !numbers.contains { value in
                value.number?.currency != nil || value.number?.isPercent == true
            } && (wholes >= best - 1e-9 || numbers.count > 50)
        var reading = ColumnReading(isInteger ? .integer : .decimal)
        reading.numberStyle = style
        var choice = BaseChoice(
            reading: reading, confidence: best >= 1 - 1e-9 ? 0.98 : 0.9, evidence: [])
        takeZeroFractions(&choice, numbers, style)
        explain(&choice, tied, numbers, best)
        return choice
    }

    /// Cells such as `2013 (1888)` or `10-20` among the numbers, more than a slip: one cell holds several numbers, and
    /// no number stands for them.
    private var holdsSeveral: Bool {
        let others = sketch.values.filter { $0.number == nil }
        guard others.count >= 3 else { return false }
        let several = others.filter { Self.countsNumbers($0.text) > 1 && $0.moment == nil }
        let rows = several.reduce(0) { $0 + $1.count }
        return several.count * 10 >= others.count * 8 && rows * 33 >= sketch.total
    }

    /// Runs of digits with something between them.
    private static func countsNumbers(_ text: String) -> Int {
        text.split { !$0.isNumber && $0 != "." && $0 != "," }.count { part in
            part.contains(where: \.isNumber)
        }
    }

    /// Leading zeros: the digits are a code. Padding that all cells share in length counts as well.
    private func codes(_ numbers: [ColumnSketch.Value]) -> BaseChoice? {
        let zeros = numbers.filter { value in
            guard let number = value.number else { return false }
            return number.startsWithZero && number.leadingDigits > 1 && number.currency == nil
                && !number.isPercent
        }
        let exponents = numbers.filter { $0.number?.hasExponent == true }
        if !exponents.isEmpty, exponents.count < numbers.count || areCodes(exponents) {
            let rest = numbers.filter { $0.number?.hasExponent != true }
            // Whole numbers of one length among `5E590`-like ones are codes.
            if areCodes(exponents), Set(rest.map { $0.text.utf8.count }).count <= 2 {
                return BaseChoice(
                    reading: ColumnReading(.string, semantic: .identifier), confidence: 0.85,
                    evidence: ["\(exponents[0].text) in row \(exponents[0].row) looks like a code"])
            }
        }
        guard !zeros.isEmpty, zeros.count * 50 >= numbers.count || zeros.count >= 3 else {
            return nil
        }
        var reading = ColumnReading(.string)
        reading.semantic = nil
        return BaseChoice(
            reading: reading, confidence: 0.95,
            evidence: ["leading zeros, as \(zeros[0].text) in row \(zeros[0].row): a code"])
    }

    /// Upper-case E without a fraction before it: `3E00`.
    private func areCodes(_ values: [ColumnSketch.Value]) -> Bool {
        values.allSatisfy { value in
            value.text.contains("E") && !value.text.contains(".") && !value.text.contains(",")
                && !value.text.contains("-") && !value.text.contains("+")
        }
    }

    /// Of the conventions that admit all cells, the one that the marks and the file speak for.
    private func preferred(_ tied: [NumberStyle], _ numbers: [ColumnSketch.Value]) -> NumberStyle {
        let marked = numbers.filter { $0.number?.hasOnlyTriples == true }
        let points = marked.filter { $0.text.contains(".") }
        let commas = marked.filter { $0.text.contains(",") }
        if tied.contains(.point), tied.contains(.pointGroups), !points.isEmpty {
            let isGrouped =
                sketch.context.usesDecimalComma
                || points.count >= 5 && points.count * 10 >= numbers.count * 9
                    && points.contains { $0.text.utf8.count { $0 == 0x2E } > 1 }
            return isGrouped ? .pointGroups : .point
        }
        if tied.contains(.comma), tied.contains(.commaGroups), !commas.isEmpty {
            let isDecimal = sketch.context.usesDecimalComma && !sketch.context.groupsByComma
            return isDecimal ? .comma : .commaGroups
        }
        if tied.contains(.blankGroups), tied.contains(.blankGroupsPoint), !tied.contains(.point) {
            return .blankGroups
        }
        return tied.first ?? .point
    }

    private func takeZeroFractions(
        _ choice: inout BaseChoice, _ numbers: [ColumnSketch.Value], _ style: NumberStyle
    ) {
        guard choice.reading.base == .decimal, style == .point,
            sketch.headerHas(IdentifierDetector.names),
            numbers.allSatisfy({ $0.text.hasSuffix(".0") })
        else { return }
        choice.reading.base = .integer
        choice.reading.dropsZeroFraction = true
        choice.evidence.append("whole numbers that were written with .0")
    }

    private func explain(
        _ choice: inout BaseChoice, _ tied: [NumberStyle], _ numbers: [ColumnSketch.Value],
        _ best: Double
    ) {
        let style = choice.reading.numberStyle ?? .point
        let percent = Int(best * 100)
        let kind = choice.reading.base == .integer ? "whole numbers" : "numbers as \(style.example)"
        choice.evidence.append("\(percent) % of the cells are \(kind)")
        let triples = numbers.filter { $0.number?.hasOnlyTriples == true }
        let hasRivals =
            tied.contains(.point) && tied.contains(.pointGroups)
            || tied.contains(.comma) && tied.contains(.commaGroups)
        if hasRivals, !triples.isEmpty {
            choice.confidence = min(choice.confidence, 0.65)
            choice.evidence.append("ambiguous: the mark in \(triples[0].text) may be either")
            let rival: BaseType = choice.reading.base == .integer ? .decimal : .integer
            choice.alternatives.append(
                AlternativeReading(base: rival, confidence: 0.3, refusedBy: 0))
        }
    }
}
