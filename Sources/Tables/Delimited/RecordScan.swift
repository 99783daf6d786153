// The state machine behind the scanner: one run cuts one record out of the window.

/// One attempt to cut a record. It fails only when the window ends first and may still grow.
struct RecordScan {
    private enum Step {
        case cellEnd
        case recordEnd
        case starved
    }

    private let scanner: RecordScanner
    private let mayGrow: Bool
    var at: Int

    init(scanner: RecordScanner, at: Int, mayGrow: Bool) {
        self.scanner = scanner
        self.at = at
        self.mayGrow = mayGrow
    }

    private var window: [UInt8] { scanner.window }

    /// Fills `record`; false when more bytes are needed.
    mutating func run(_ record: inout RawRecord) -> Bool {
        while true {
            switch cell(&record) {
            case .starved: return false
            case .cellEnd: record.ends.append(record.bytes.count)
            case .recordEnd:
                record.ends.append(record.bytes.count)
                return true
            }
        }
    }

    private mutating func cell(_ record: inout RawRecord) -> Step {
        if scanner.skipsBlanks {
            while at < window.count, window[at] == 0x20 { at += 1 }
        }
        if let quote = scanner.quote, at < window.count, window[at] == quote {
            let (place, length, lines) = (at, record.bytes.count, record.lineCount)
            at += 1
            switch quoted(quote, &record) {
            case .starved:
                if mayGrow { return .starved }
                // The quote never closes: it is a character like any other.
                record.bytes.removeSubrange(length...)
                record.lineCount = lines
                record.faults.insert(.unclosedQuote)
                record.bytes.append(quote)
                at = place + 1
            case .cellEnd, .recordEnd:
                record.hasQuotes = true
            }
        }
        return plain(&record)
    }

    /// Reads up to and over the closing quote.
    private mutating func quoted(_ quote: UInt8, _ record: inout RawRecord) -> Step {
        var from = at
        while at < window.count {
            let byte = window[at]
            if byte == quote {
                record.bytes += window[from..<at]
                if at + 1 == window.count, mayGrow { return .starved }
                let isDoubled = at + 1 < window.count && window[at + 1] == quote
                guard scanner.doublesQuotes, isDoubled else {
                    at += 1
                    return .cellEnd
                }
                record.bytes.append(quote)
                at += 2
                from = at
            } else if byte == 0x5C, scanner.usesBackslash {
                guard at + 1 < window.count else { return .starved }
                record.bytes += window[from..<at]
                record.bytes.append(window[at + 1])
                at += 2
                from = at
            } else {
                if byte == 0x0A
                    || byte == 0x0D && !(at + 1 < window.count && window[at + 1] == 0x0A)
                {
                    record.lineCount += 1
                }
                at += 1
            }
        }
        return .starved
    }

    /// Reads up to and over the next delimiter or line end.
    private mutating func plain(_ record: inout RawRecord) -> Step {
        let first = scanner.delimiter.first
        let begin = at
        var from = at
        while at < window.count {
            let byte = window[at]
            if byte == 0x0A || byte == 0x0D {
                if byte == 0x0D, at + 2 >= window.count, mayGrow { return .starved }
                finish(&record, from, begin)
                at += scanner.lineEndLength(at: at)
                return .recordEnd
            }
            if byte == first, let isDelimiter = delimiterStands() {
                guard isDelimiter else {
                    at += 1
                    continue
                }
                finish(&record, from, begin)
                at += scanner.delimiter.count
                return .cellEnd
            } else if byte == first {
                return .starved
            }
            if byte == 0x5C, scanner.usesBackslash, at + 1 < window.count {
                record.bytes += window[from..<at]
                from = at + 1
                at += 1
            }
            at += 1
        }
        if mayGrow { return .starved }
        finish(&record, from, begin)
        return .recordEnd
    }

    private func finish(_ record: inout RawRecord, _ from: Int, _ begin: Int) {
        guard from < at else { return }
        if record.hasQuotes, begin > 0, window[begin - 1] == scanner.quote,
            window[begin..<at].contains(where: { $0 != 0x20 && $0 != 0 })
        {
            record.faults.insert(.strayQuote)
        }
        record.bytes += window[from..<at]
    }

    /// Whether the whole delimiter stands here; nil when the window ends in the middle of it.
    private func delimiterStands() -> Bool? {
        let length = scanner.delimiter.count
        if length == 1 { return true }
        if at + length > window.count {
            return mayGrow ? nil : false
        }
        return window[at..<(at + length)].elementsEqual(scanner.delimiter)
    }
}
