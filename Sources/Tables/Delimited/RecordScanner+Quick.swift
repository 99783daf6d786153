// The short way through ordinary records: one delimiter byte, no escapes inside of quotes, all of it in the window.
// Whatever is unusual is left to the state machine, which decides everything else.

extension RecordScanner {
    /// The record at `start`, which is then behind it; nil when the long way must be taken, with nothing changed.
    /// `wanted` and `cells`: what to make room for.
    mutating func quickRecord(bytes wanted: Int, cells: Int) -> RawRecord? {
        guard delimiter.count == 1, !usesBackslash, !skipsBlanks else { return nil }
        let mark = delimiter[0]
        let quoteMark = quote ?? 0x0A
        let bytes = window
        var record = RawRecord(line: line, offset: base + start)
        record.bytes.reserveCapacity(wanted + 32)
        record.ends.reserveCapacity(cells)
        var from = start
        var at = start
        while at < bytes.count {
            let byte = bytes[at]
            if byte == mark {
                record.bytes += bytes[from..<at]
                record.ends.append(record.bytes.count)
                at += 1
                from = at
            } else if byte == 0x0A || byte == 0x0D {
                if byte == 0x0D, at + 1 == bytes.count || bytes[at + 1] != 0x0A { return nil }
                record.bytes += bytes[from..<at]
                record.ends.append(record.bytes.count)
                start = at + (byte == 0x0A ? 1 : 2)
                line += 1
                return record
            } else if byte == quoteMark, at == from {
                guard let close = Self.plainClose(bytes, at + 1, quoteMark, mark) else {
                    return nil
                }
                record.bytes += bytes[(at + 1)..<close]
                record.hasQuotes = true
                from = close + 1
                at = from
            } else {
                at += 1
            }
        }
        return nil
    }

    /// Where a quoted cell closes that holds neither quotes nor line ends and is followed by a delimiter or a line end.
    private static func plainClose(
        _ bytes: [UInt8], _ first: Int, _ quote: UInt8, _ delimiter: UInt8
    ) -> Int? {
        var at = first
        while at + 1 < bytes.count {
            let byte = bytes[at]
            if byte == 0x0A || byte == 0x0D { return nil }
            if byte == quote {
                let next = bytes[at + 1]
                return next == delimiter || next == 0x0A || next == 0x0D ? at : nil
            }
            at += 1
        }
        return nil
    }
}
