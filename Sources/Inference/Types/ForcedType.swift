// The reading of a column whose type a person chose: the cells still decide conventions such as the
// decimal mark, and those that do not fit are listed.

/// Builds a reading of a given type.
struct ForcedType {
    let sketch: ColumnSketch
    let type: TypeOverride

    func choice(_ found: BaseChoice) -> BaseChoice {
        var reading = found.reading
        if reading.base != type.base { reading = fresh(found.reading) }
        reading.semantic = type.semantic
        if let order = type.dateOrder { reading.dateOrder = order }
        if let format = type.format { reading.format = format }
        let name = type.semantic?.rawValue ?? type.base.rawValue
        return BaseChoice(reading: reading, confidence: 1, evidence: ["\(name) by decision"])
    }

    /// A flag in the usual words.
    static var anyFlag: ColumnReading {
        var reading = ColumnReading(.boolean)
        reading.trueWords = ["true", "yes", "y", "t", "1", "on"]
        reading.falseWords = ["false", "no", "n", "f", "0", "off"]
        return reading
    }

    private func fresh(_ old: ColumnReading) -> ColumnReading {
        var reading = ColumnReading(type.base)
        reading.nullWords = old.nullWords
        switch type.base {
        case .integer, .decimal: reading.numberStyle = bestStyle
        case .date:
            reading.dateOrder = bestOrder
            reading.dropsTime = true
        case .datetime: reading.dateOrder = bestOrder
        case .boolean:
            reading.trueWords = Self.anyFlag.trueWords
            reading.falseWords = Self.anyFlag.falseWords
        case .string, .time, .empty: break
        }
        return reading
    }

    private var bestStyle: NumberStyle {
        var best = (style: NumberStyle.point, share: -1.0)
        for style in NumberStyle.allCases {
            let share = sketch.share { $0.number?.styles.contains(style) == true }
            if share > best.share { best = (style, share) }
        }
        return best.style
    }

    private var bestOrder: DateOrder {
        var best = (order: DateOrder.yearMonthDay, share: -1.0)
        for order in DateOrder.allCases {
            let share = sketch.share { value in
                (value.moment ?? MomentText(value.text))?.orders.contains(order) == true
            }
            if share > best.share { best = (order, share) }
        }
        return best.order
    }
}
