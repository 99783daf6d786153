// Files of one JSON object a line. The columns are the names of all objects in order of their first
// appearance; nested values stay JSON text. Memory: the names.

import JSONText

/// What must be known to read JSON Lines as a table.
package struct JSONLines: Hashable, Sendable, Codable {
    package var columns: [String]

    /// Whether text begins with two lines (or one, if there is only one) that are objects.
    static func mayBe(_ head: [UInt8]) -> Bool {
        let lines = head.prefix(1 << 18).split(separator: 0x0A).lazy
            .filter { line in line.contains { $0 > 0x20 } }.prefix(2)
        guard !lines.isEmpty else { return false }
        return lines.allSatisfy { line in
            line.first { $0 > 0x20 } == 0x7B && object(Array(line)) != nil
        }
    }

    static func object(_ line: [UInt8]) -> JSONObject? {
        guard let value = try? JSON(parsing: line), case .object(let object) = value else {
            return nil
        }
        return object
    }

    /// Collects the names; nil when most lines are no objects. Errors: those of the stream.
    init?(_ stream: any ByteStream, path: String) throws(TableError) {
        var names: [String] = []
        var known: Set<String> = []
        var good = 0
        var bad = 0
        var cutter = LineCutter(stream)
        while let line = try cutter.next() {
            if Task.isCancelled { throw .cancelled(path: path) }
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            guard let object = Self.object(line) else {
                bad += 1
                continue
            }
            good += 1
            for name in object.names where known.insert(name).inserted {
                names.append(name)
            }
        }
        guard good > bad, !names.isEmpty else { return nil }
        columns = names
    }
}

/// Cuts a stream at line feeds.
struct LineCutter {
    private let stream: any ByteStream
    private var window: [UInt8] = []
    private var start = 0
    private var isDone = false

    init(_ stream: any ByteStream) { self.stream = stream }

    mutating func next() throws(TableError) -> [UInt8]? {
        var searched = start
        while true {
            if let end = window[searched...].firstIndex(of: 0x0A) {
                defer { start = end + 1 }
                return Array(window[start..<end])
            }
            guard !isDone, let chunk = try stream.next() else {
                isDone = true
                guard start < window.count else { return nil }
                defer { start = window.count }
                return Array(window[start...])
            }
            window.removeFirst(start)
            start = 0
            searched = window.count
            window += chunk
        }
    }
}
