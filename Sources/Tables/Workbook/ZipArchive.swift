// Reads the members of a zip archive, stored or deflated, also beyond 4 GB. No encryption, no
// volumes. The central directory is trusted, local headers only give the place of the data.

/// A zip archive opened for reading.
final class ZipArchive {
    private struct Member {
        var method: Int
        var packedSize: Int
        var headerOffset: Int
    }

    private let region: ByteRegion
    private let path: String
    private var members: [String: Member] = [:]

    /// Errors: as `ByteRegion`; corrupt when there is no directory of an archive.
    init(_ source: TableSource) throws(TableError) {
        region = try ByteRegion(source)
        path = source.path
        try readDirectory()
    }

    /// Names of all members.
    var names: [String] { Array(members.keys) }

    func contains(_ name: String) -> Bool { members[name] != nil }

    /// The unpacked bytes of a member; nil when there is none of this name.
    func open(_ name: String) throws(TableError) -> (any ByteStream)? {
        guard let member = members[name] else { return nil }
        let header = try region.read(member.headerOffset, 30)
        guard header.starts(with: [0x50, 0x4B, 0x03, 0x04]), header.count == 30 else {
            throw .corrupt(path: path, reason: "the archive misses \(name)")
        }
        let skip = 30 + Self.number(header, 26, 2) + Self.number(header, 28, 2)
        let packed = RegionStream(
            region, from: member.headerOffset + skip, count: member.packedSize)
        switch member.method {
        case 0: return packed
        case 8: return try InflateStream(packed, .bare, path: path)
        default:
            throw .corrupt(path: path, reason: "\(name) is packed in a way that is not known")
        }
    }

    /// Little-endian number.
    private static func number(_ bytes: [UInt8], _ at: Int, _ width: Int) -> Int {
        guard at >= 0, at + width <= bytes.count else { return 0 }
        return (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }

    private func readDirectory() throws(TableError) {
        let tailSize = min(region.count, 65_557 + 20)
        let tailStart = region.count - tailSize
        let tail = try region.read(tailStart, tailSize)
        let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
        guard tail.count >= 22,
            let end = (0...(tail.count - 22)).last(where: { tail[$0...].starts(with: mark) })
        else { throw .corrupt(path: path, reason: "the archive has no directory") }
        var count = Self.number(tail, end + 10, 2)
        var size = Self.number(tail, end + 12, 4)
        var start = Self.number(tail, end + 16, 4)
        if end >= 20, tail[(end - 20)...].starts(with: [0x50, 0x4B, 0x06, 0x07]) {
            let wide = try region.read(Self.number(tail, end - 12, 8), 56)
            count = Self.number(wide, 32, 8)
            size = Self.number(wide, 40, 8)
            start = Self.number(wide, 48, 8)
        }
        let directory = try region.read(start, size)
        var at = 0
        for _ in 0..<count {
            guard at + 46 <= directory.count else { break }
            at = take(directory, at)
        }
    }

    /// Notes the member described at `at`; returns where the next one is described.
    private func take(_ directory: [UInt8], _ at: Int) -> Int {
        let nameLength = Self.number(directory, at + 28, 2)
        let extraLength = Self.number(directory, at + 30, 2)
        let nameEnd = min(directory.count, at + 46 + nameLength)
        let name = String(decoding: directory[(at + 46)..<nameEnd], as: UTF8.self)
        var member = Member(
            method: Self.number(directory, at + 10, 2),
            packedSize: Self.number(directory, at + 20, 4),
            headerOffset: Self.number(directory, at + 42, 4))
        let isWide = Self.number(directory, at + 24, 4) == 0xFFFF_FFFF
        var extra = nameEnd
        while extra + 4 <= min(directory.count, nameEnd + extraLength) {
            let length = Self.number(directory, extra + 2, 2)
            if Self.number(directory, extra, 2) == 1 {
                var field = extra + 4 + (isWide ? 8 : 0)
                if member.packedSize == 0xFFFF_FFFF {
                    member.packedSize = Self.number(directory, field, 8)
                    field += 8
                }
                if member.headerOffset == 0xFFFF_FFFF {
                    member.headerOffset = Self.number(directory, field, 8)
                }
            }
            extra += 4 + length
        }
        members[name.replacingBackslashes] = member
        return nameEnd + extraLength + Self.number(directory, at + 32, 2)
    }
}

extension String {
    /// Some programs write member names with backslashes.
    fileprivate var replacingBackslashes: String {
        contains("\\") ? String(map { $0 == "\\" ? "/" : $0 }) : self
    }
}
