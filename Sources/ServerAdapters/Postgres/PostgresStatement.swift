// What goes to Postgres and what comes back: statements with values, rows of texts.

/// One value of a statement.
package enum PostgresValue: Hashable, Sendable {
    case null
    /// Postgres keeps no NUL in a text: one is stored as U+FFFD.
    case text(String)
    case integer(Int64)
    case double(Double)
    case bool(Bool)
    case bytes([UInt8])
    case texts([String])
    case optionalTexts([String?])
    case integers([Int64])
    case byteLists([[UInt8]])

    static func text(_ value: String?) -> PostgresValue { value.map { .text($0) } ?? .null }
    static func integer(_ value: Int) -> PostgresValue { .integer(Int64(value)) }

    /// The bytes as sent; nil for null.
    var wire: [UInt8]? {
        switch self {
        case .null: nil
        case .text(let value): PostgresValue.clean(value)
        case .integer(let value): Array(String(value).utf8)
        case .double(let value): Array("\(value)".utf8)
        case .bool(let value): value ? [UInt8(ascii: "t")] : [UInt8(ascii: "f")]
        case .bytes(let value): value
        case .texts(let values): PostgresValue.list(values)
        case .optionalTexts(let values): PostgresValue.list(values)
        case .integers(let values):
            Array(("{" + values.map { String($0) }.joined(separator: ",") + "}").utf8)
        case .byteLists(let values): PostgresValue.binary(values)
        }
    }

    var isBinary: Bool {
        switch self {
        case .bytes, .byteLists: true
        default: false
        }
    }

    private static func clean(_ text: String) -> [UInt8] {
        guard text.utf8.contains(0) else { return Array(text.utf8) }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte == 0 { bytes += [0xEF, 0xBF, 0xBD] } else { bytes.append(byte) }
        }
        return bytes
    }

    private static func list(_ values: [String?]) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            guard let value else {
                bytes += Array("NULL".utf8)
                continue
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in clean(value) {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                    bytes.append(UInt8(ascii: "\\"))
                }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// A `bytea[]` as Postgres sends it: dimensions, whether there are nulls, the type of the elements, then for the
    /// dimension its size and first index, then each element after its length; all big-endian.
    private static func binary(_ values: [[UInt8]]) -> [UInt8] {
        let typeOfBytes: Int32 = 17
        var numbers: [Int32] = [values.isEmpty ? 0 : 1, 0, typeOfBytes]
        if !values.isEmpty { numbers += [Int32(values.count), 1] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + values.reduce(0) { $0 + $1.count + 4 })
        for number in numbers { bytes += bigEndian(number) }
        for value in values {
            bytes += bigEndian(Int32(value.count))
            bytes += value
        }
        return bytes
    }

    private static func bigEndian(_ number: Int32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}

/// One statement. `isPrepared`: kept prepared on the connection under its own text.
package struct PostgresStatement: Sendable {
    package var sql: String
    package var values: [PostgresValue]
    package var isPrepared: Bool

    package init(_ sql: String, _ values: [PostgresValue] = [], isPrepared: Bool = true) {
        self.sql = sql
        self.values = values
        self.isPrepared = isPrepared
    }
}

/// The answer to one statement.
package struct PostgresRows: Sendable {
    package var rows: [PostgresRow]
    /// How many rows the statement changed or gave.
    package var affected: Int

    package var first: PostgresRow? { rows.first }
}

package struct PostgresRow: Sendable {
    package let cells: [[UInt8]?]

    package func isNull(_ column: Int) -> Bool { cells[column] == nil }

    /// Empty for null.
    package func text(_ column: Int) -> String {
        String(decoding: cells[column] ?? [], as: UTF8.self)
    }

    package func optionalText(_ column: Int) -> String? {
        cells[column].map { String(decoding: $0, as: UTF8.self) }
    }

    /// 0 for null.
    package func integer(_ column: Int) -> Int64 { Int64(text(column)) ?? 0 }
    package func double(_ column: Int) -> Double { Double(text(column)) ?? 0 }
    package func bool(_ column: Int) -> Bool { cells[column] == [UInt8(ascii: "t")] }

    /// A bytea, which comes as `\x` and hexadecimal digits.
    package func bytes(_ column: Int) -> [UInt8] {
        guard let cell = cells[column], cell.count >= 2 else { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(cell.count / 2)
        var index = 2
        while index + 1 < cell.count {
            bytes.append(digit(cell[index]) << 4 | digit(cell[index + 1]))
            index += 2
        }
        return bytes
    }

    private func digit(_ byte: UInt8) -> UInt8 {
        byte <= UInt8(ascii: "9") ? byte - UInt8(ascii: "0") : byte - UInt8(ascii: "a") + 10
    }
}
