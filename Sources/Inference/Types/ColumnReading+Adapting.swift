// The reading of a column whose cells go where the type is decided already: by an earlier file, or by a person. What the
// cells of this file alone look like then counts only where both can be read.

extension ColumnReading {
    /// This reading, made to yield values of `type` where the cells may hold them; itself where nothing needs to change
    /// or nothing can.
    package func adapted(to type: BaseType) -> ColumnReading {
        guard type != base else { return self }
        var reading = self
        switch (base, type) {
        case (.integer, .string), (.decimal, .string), (.boolean, .string):
            reading = ColumnReading(.string)
            reading.nullWords = nullWords.filter { !NullWords.isOrdinaryWord($0) }
            reading.hasGuards = hasGuards
        // Back to dates, cells with a time of day are told.
        case (.integer, .decimal), (.date, .datetime), (.datetime, .date): reading.base = type
        case (.decimal, .integer):
            reading.base = .integer
            reading.dropsZeroFraction = true
        case (.boolean, .integer), (.boolean, .decimal), (.string, .integer), (.string, .decimal):
            reading.base = type
            reading.numberStyle = numberStyle ?? .point
        case (.integer, .boolean), (.string, .boolean):
            reading = ForcedType.anyFlag
            reading.nullWords = nullWords
        case (.string, .date), (.string, .datetime), (.string, .time):
            reading.base = type
        default: return self
        }
        reading.semantic = nil
        return reading
    }
}
