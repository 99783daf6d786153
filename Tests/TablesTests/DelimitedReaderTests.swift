// The delimited reader against hand-made files and against random tables.

import Testing

@testable import Tables

private func read(
    _ text: String, _ layout: TableLayout
) throws(TableError) -> (rows: [TableRow], issues: TableIssues) {
    try read(Array(text.utf8), layout)
}

private func read(
    _ bytes: [UInt8], _ layout: TableLayout
) throws(TableError) -> (rows: [TableRow], issues: TableIssues) {
    let reader = try TableReader.open(.bytes(bytes, name: "t.csv"), layout: layout)
    var rows: [TableRow] = []
    while let row = try reader.next() { rows.append(row) }
    return (rows, reader.issues)
}

@Suite struct DelimitedReaderTests {
    @Test func `the header is row 1 and rows know their lines and offsets`() throws {
        let (rows, issues) = try read(
            "a,b\r\n1,\"x\r\ny\"\r\n2,z", TableLayout(columns: ["a", "b"]))
        #expect(rows.map(\.cells) == [["1", "x\r\ny"], ["2", "z"]])
        #expect(rows.map(\.record) == [2, 3])
        #expect(rows.map(\.line) == [2, 4])
        #expect(rows.map(\.offset) == [5, 15])
        #expect(issues.isEmpty)
    }

    @Test func `short rows are filled and long rows refused, both with a reason`() throws {
        let (rows, issues) = try read("a,b\n1\n1,2,3\n4,5\n", TableLayout(columns: ["a", "b"]))
        #expect(rows.map(\.cells) == [["1", ""], ["1", "2", "3"], ["4", "5"]])
        #expect(rows.map(\.isRejected) == [false, true, false])
        #expect(issues.kept.map(\.kind) == [.short, .long])
        #expect(issues.kept.map(\.line) == [2, 3])
        #expect(issues.repairedRows == 1 && issues.rejectedRows == 1)
    }

    @Test func `bytes that are no text stay visible and are reported`() throws {
        var bytes = Array("n\n".utf8)
        for index in 0..<60 { bytes += Array("é\(index)\n".utf8) }
        bytes += [0x61, 0xFF, 0x0A]
        let (rows, issues) = try read(bytes, TableLayout(columns: ["n"]))
        #expect(rows.last?.cells == ["a\u{FFFD}"])
        #expect(issues.count(.invalidText) == 1)
        #expect(issues.kept.last?.line == 62)
    }

    @Test func `a quote that never closes swallows nothing`() throws {
        let (rows, issues) = try read("a,b\n1,\"x\n2,y\n", TableLayout(columns: ["a", "b"]))
        #expect(rows.map(\.cells) == [["1", "\"x"], ["2", "y"]])
        #expect(issues.count(.unclosedQuote) == 1)
    }

    @Test func `doubled carriage returns end one line`() throws {
        let (rows, _) = try read("a\r\r\n1\r\r\n2\r\r\n", TableLayout(columns: ["a"]))
        #expect(rows.map(\.cells) == [["1"], ["2"]])
    }

    @Test func `lone carriage returns, two-character delimiters and backslashes are understood`()
        throws
    {
        let dialect = Dialect(delimiter: "::", quote: "'", escape: .backslash)
        let layout = TableLayout(dialect: dialect, columns: ["a", "b"])
        let (rows, _) = try read("a::b\r'it\\'s'::x:y\r", layout)
        #expect(rows.map(\.cells) == [["it's", "x:y"]])
    }

    @Test func `preamble, remarks, blank lines, repeated headers and footer are no rows`() throws {
        let layout = TableLayout(
            dialect: Dialect(comment: "#"), preambleLines: 2, footerLines: 2, columns: ["a", "b"])
        let text = "Report\n\na,b\n1,2\n# note\n\na,b\n3,4\n\nTotal: 2\n"
        let (rows, issues) = try read(text, layout)
        #expect(rows.map(\.cells) == [["1", "2"], ["3", "4"]])
        #expect(issues.count(.preamble) == 2)
        #expect(issues.count(.comment) == 1)
        #expect(issues.count(.repeatedHeader) == 1)
        #expect(issues.count(.footer) == 2)
        #expect(issues.kept.first { $0.kind == .repeatedHeader }?.line == 7)
    }

    @Test func `NULs are taken out and each line is named`() throws {
        let (rows, issues) = try read("a,b\n1,\"x\0\"\n2,y\n", TableLayout(columns: ["a", "b"]))
        #expect(rows.map(\.cells) == [["1", "x"], ["2", "y"]])
        #expect(issues.kept.map(\.line) == [2])
    }

    @Test(arguments: 0..<60) func `what is written is read back`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let dialect = Dialect(
            delimiter: [",", ";", "\t", "|", "::"].randomElement(using: &random) ?? ",",
            quote: ["\"", "'"].randomElement(using: &random),
            escape: [.doubling, .backslash].randomElement(using: &random) ?? .doubling,
            lineEnd: ["\n", "\r\n"].randomElement(using: &random) ?? "\n")
        let width = Int.random(in: 1...6, using: &random)
        let alphabet = [
            "a", "B", "7", " ", ",", ";", "\"", "'", "\\", "\n", "\r\n", "é", "日", "😀", "|", ":",
            "",
        ]
        let rows = (0..<Int.random(in: 0...40, using: &random)).map { _ in
            (0..<width).map { _ in
                (0..<Int.random(in: 0...8, using: &random)).map { _ in
                    alphabet.randomElement(using: &random) ?? ""
                }.joined()
            }
        }
        let names = (0..<width).map { "c\($0)" }
        let writer = DelimitedWriter(dialect, quotesAll: Bool.random(using: &random))
        var bytes: [UInt8] = []
        for row in [names] + rows { writer.write(row, to: &bytes) }
        let (got, issues) = try read(bytes, TableLayout(dialect: dialect, columns: names))
        #expect(got.map(\.cells) == rows)
        #expect(issues.isEmpty)
    }

    @Test func `records longer than a chunk and split at every byte are read whole`() throws {
        let long = String(repeating: "x\"\"\n", count: 200_000)
        let text = "a,b\n1,\"\(long)\"\n2,é\n"
        let (rows, _) = try read(text, TableLayout(columns: ["a", "b"]))
        #expect(rows.count == 2)
        #expect(rows[0].cells[1].utf8.count == 600_000)
        #expect(rows[1].line == 200_003)
        let small = Array("a,b\r\n1,\"x\"\"\r\n\"\r\n2,é\r\n".utf8)
        let whole = try records(small, chunk: small.count)
        for size in 1..<8 { #expect(try records(small, chunk: size) == whole) }
    }

    private func records(_ bytes: [UInt8], chunk: Int) throws -> [[String]] {
        var scanner = RecordScanner(ChunkStream(bytes, size: chunk), Dialect())
        var result: [[String]] = []
        while var record = try scanner.next() { result.append(record.takeCells()) }
        return result
    }
}

/// Bytes in chunks of one size.
final class ChunkStream: ByteStream {
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], size: Int) {
        rest = bytes[...]
        self.size = size
    }

    func next() throws(TableError) -> [UInt8]? {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
    }
}

/// Repeatable randomness (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
