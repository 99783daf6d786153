// A zip archive whose members are stored as they are.

struct StoredZip {
    private var output: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// At most 4 GiB in all.
    mutating func add(_ name: String, _ data: [UInt8]) {
        let offset = output.count
        let sum = Self.sum(of: data)
        // Version 2.0, no flags, stored; 1 January 1980, so that the same content is the same bytes.
        let facts =
            Self.two(20) + Self.two(0x0800) + Self.two(0) + Self.two(0) + Self.two(0x21)
            + Self.four(sum) + Self.four(data.count) + Self.four(data.count)
            + Self.two(name.utf8.count) + Self.two(0)
        output += [0x50, 0x4B, 3, 4] + facts + Array(name.utf8)
        output += data
        directory += [0x50, 0x4B, 1, 2] + Self.two(20) + facts
        directory += Self.two(0) + Self.two(0) + Self.two(0) + Self.four(0) + Self.four(offset)
        directory += Array(name.utf8)
        count += 1
    }

    var bytes: [UInt8] {
        output + directory + [0x50, 0x4B, 5, 6] + Self.two(0) + Self.two(0) + Self.two(count)
            + Self.two(count) + Self.four(directory.count) + Self.four(output.count) + Self.two(0)
    }

    /// CRC-32 (IEEE 802.3).
    private static func sum(of data: [UInt8]) -> Int {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in data { sum = table[Int((sum ^ UInt32(byte)) & 255)] ^ sum >> 8 }
        return Int(~sum)
    }

    private static let table: [UInt32] = (0..<256).map { number in
        (0..<8).reduce(UInt32(number)) { value, _ in
            value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
        }
    }

    private static func two(_ number: Int) -> [UInt8] {
        [UInt8(number & 255), UInt8(number >> 8 & 255)]
    }

    private static func four(_ number: Int) -> [UInt8] {
        two(number & 0xFFFF) + two(number >> 16 & 0xFFFF)
    }
}
