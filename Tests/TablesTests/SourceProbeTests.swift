// What a probe finds out about the bytes of a file, and what it refuses.

import Testing

@testable import Tables

private func probe(_ bytes: [UInt8]) throws(TableError) -> SourceProbe {
    try SourceProbe(.bytes(bytes, name: "t.csv"))
}

@Suite struct SourceProbeTests {
    @Test func `byte order marks and zero patterns name the encoding`() throws {
        #expect(try probe([0xEF, 0xBB, 0xBF] + Array("a,b".utf8)).storage.encoding == .utf8Marked)
        #expect(try probe([0xFF, 0xFE, 0x61, 0, 0x2C, 0]).storage.encoding == .utf16)
        #expect(try probe([0xFE, 0xFF, 0, 0x61, 0, 0x2C]).head == Array("a,".utf8))
        #expect(try probe([0x61, 0, 0x2C, 0, 0x62, 0]).storage.encoding == .utf16LittleEndian)
        #expect(try probe(Array("a,b".utf8)).storage.encoding == .ascii)
        #expect(try probe(Array("é,b".utf8)).storage.encoding == .utf8)
    }

    @Test func `curly quotes and the euro sign mean Windows-1252`() throws {
        let found = try probe([
            0x93, 0x61, 0x94, 0x20, 0x80, 0x20, 0x47, 0x72, 0xF6, 0xDF, 0x65, 0x0A,
        ])
        #expect(found.storage.encoding == .windows1252)
        #expect(String(decoding: found.head, as: UTF8.self) == "“a” € Größe\n")
    }

    @Test func `Polish letters mean Windows-1250`() throws {
        let bytes: [UInt8] = [
            0x9F, 0x72, 0xF3, 0x64, 0xB3, 0x6F, 0x3B, 0xB9, 0x3B, 0x9C, 0x72, 0x65, 0x64, 0x6E,
            0x69, 0x0A,
        ]
        let found = try probe(bytes)
        #expect(found.storage.encoding == .windows1250)
        #expect(String(decoding: found.head, as: UTF8.self) == "źródło;ą;średni\n")
    }

    @Test func `missing files, directories, empty and binary files are told apart`() {
        #expect(throws: TableError.missing(path: "/nowhere/x.csv")) {
            try SourceProbe(.file(path: "/nowhere/x.csv"))
        }
        #expect(throws: TableError.directory(path: "/tmp")) { try SourceProbe(.file(path: "/tmp")) }
        #expect(throws: TableError.empty(path: "t.csv")) { try probe([]) }
        #expect(throws: TableError.empty(path: "t.csv")) { try probe(Array("\n \r\n".utf8)) }
        #expect(throws: TableError.self) { try probe(Array("%PDF-1.7 …".utf8)) }
        #expect(throws: TableError.self) {
            try probe((0..<2000).map { UInt8(truncatingIfNeeded: $0 % 23) })
        }
        #expect(TableError.empty(path: "x").code == "TABLE_EMPTY")
    }

    @Test func `gzip is known by its first bytes, and a cut one is an error`() throws {
        // "a,b\n1,2\n" packed.
        let packed: [UInt8] = [
            0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0x02, 0xFF, 0x4B, 0xD4, 0x49, 0xE2, 0x32, 0xD4, 0x31,
            0xE2, 0x02, 0, 0x7B, 0x07, 0x97, 0x0A, 0x08, 0, 0, 0,
        ]
        let found = try probe(packed)
        #expect(found.storage.compression == .gzip)
        #expect(found.head == Array("a,b\n1,2\n".utf8))
        #expect(throws: TableError.self) { try probe(Array(packed.prefix(16))) }
    }
}
