// Numbers of a reading at the edge: beyond it they are trusted.

extension FileReading {
    private static let headerRowsAllowed = 0...1000
    private static let preambleRowsAllowed = 0...1_000_000
    private static let tablesAllowed = 1...1_000_000

    /// Throws when a number cannot be meant, also one for a part of the file.
    func check() throws(EngineError) {
        try Self.check(headerRows, "header rows", Self.headerRowsAllowed)
        try Self.check(preambleRows, "preamble rows", Self.preambleRowsAllowed)
        try Self.check(table, "the table's number", Self.tablesAllowed)
        for part in (parts ?? [:]).values { try part.check() }
    }

    private static func check(_ number: Int?, _ name: String, _ allowed: ClosedRange<Int>)
        throws(EngineError)
    {
        guard let number, !allowed.contains(number) else { return }
        throw EngineError(
            .invalidRequest,
            "\(name): \(allowed.lowerBound) to \(allowed.upperBound), not \(number)")
    }
}
