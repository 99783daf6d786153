// Large files are looked at by their two ends first; whoever reads them learns at the end whether what stands between
// is decoded in that way.

import Foundation
import TestSupport
import Testing

@testable import Tables

@Suite struct ProbeAheadTests {
    private static let limit = 1 << 16

    /// Rows of plain ASCII, with `middle` well behind the beginning.
    private func text(_ middle: [UInt8]) -> [UInt8] {
        let rows = Array(String(repeating: "some words in a cell,7\n", count: 30_000).utf8)
        return Array("note,count\n".utf8) + rows + middle + rows
    }

    /// What a reader of the whole file confirms, beside what a look at all of it finds.
    private func confirmed(
        _ bytes: [UInt8]
    ) throws -> (ahead: EncodingDecision?, whole: SourceProbe, first: SourceProbe) {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let source = TableSource.file(path: folder.file("t.csv"))
        try Data(bytes).write(to: URL(filePath: source.path))
        let ahead = try #require(try SourceProbe.ahead(source, limit: Self.limit))
        let layout = TableLayout(
            dialect: Dialect(), headerRows: 1, columns: ["note", "count"],
            headerTexts: ["note", "count"])
        let reader = try TableReader(
            source, storage: ahead.probe.storage, layout: layout, watch: ahead.watch)
        let block = RowBlock(width: 2)
        while try reader.fill(block) {}
        return (
            ahead.watch.confirm(ahead.probe.storage.text), try SourceProbe(source), ahead.probe
        )
    }

    @Test func `plain text is confirmed`() throws {
        let found = try confirmed(text([]))
        #expect(found.ahead == found.whole.storage.text && found.ahead?.encoding == .ascii)
        #expect(found.whole.head.starts(with: found.first.head) && !found.first.head.isEmpty)
        #expect(found.first.tail == found.whole.tail)
        #expect(found.first.byteCount == found.whole.byteCount)
    }

    @Test func `letters far behind the beginning make it UTF-8`() throws {
        let found = try confirmed(text(Array("Größe,7\n".utf8)))
        #expect(found.first.storage.encoding == .ascii)
        #expect(found.ahead == found.whole.storage.text && found.ahead?.encoding == .utf8)
    }

    @Test func `letters of a code page far behind the beginning are not confirmed`() throws {
        let line: [UInt8] = [0x47, 0x72, 0xF6, 0xDF, 0x65, 0x20, 0x80, 0x2C, 0x37, 0x0A]
        let found = try confirmed(text(line + line + line))
        #expect(found.ahead == nil && found.whole.storage.encoding == .windows1252)
    }

    @Test func `a character across the edge of what is looked at is none the worse`() throws {
        var bytes = text(Array("Größe,7\n".utf8))
        // Chunks are read whole: the first edge at or behind the limit.
        let edge = chunkSize
        bytes.replaceSubrange(edge - 1..<edge + 1, with: Array("ö".utf8))
        let found = try confirmed(bytes)
        #expect(found.first.storage.text.decodesAs.isUTF8)
        #expect(found.ahead == found.whole.storage.text)
    }

    @Test func `small and packed files are read whole`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let small = folder.file("small.csv")
        try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: small))
        #expect(try SourceProbe.ahead(.file(path: small), limit: Self.limit) == nil)
        let packed = folder.file("packed.csv")
        try Data([0x1F, 0x8B, 0x08] + [UInt8](repeating: 0, count: 4 * Self.limit))
            .write(to: URL(filePath: packed))
        #expect(try SourceProbe.ahead(.file(path: packed), limit: Self.limit) == nil)
    }
}
