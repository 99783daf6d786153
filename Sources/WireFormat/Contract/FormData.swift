// multipart/form-data (RFC 7578): fields and files by name. The whole body is in memory; it has the limit of all bodies.

package struct FormData: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package var name: String
        /// Nil: a field, not a file.
        package var fileName: String?
        package var content: [UInt8]

        package init(name: String, fileName: String?, content: [UInt8]) {
            self.name = name
            self.fileName = fileName
            self.content = content
        }

        package var text: String { String(decoding: content, as: UTF8.self) }
    }

    /// Parts looked at, at most.
    package static let maximumParts = 200

    package var parts: [Part]

    package init(parts: [Part]) { self.parts = parts }

    package subscript(name: String) -> Part? { parts.first { $0.name == name } }

    /// The text of a field; nil when it is not there or empty.
    package func field(_ name: String) -> String? {
        self[name].flatMap { $0.content.isEmpty ? nil : $0.text }
    }

    /// Nil: the content type names no boundary, or the body does not keep to it.
    package init?(_ body: [UInt8], contentType: String) {
        guard let boundary = FormData.boundary(of: contentType) else { return nil }
        let mark = Array(("--" + boundary).utf8)
        guard var place = FormData.find(mark, in: body, from: 0) else { return nil }
        parts = []
        while parts.count < FormData.maximumParts {
            place += mark.count
            if body[place...].starts(with: Array("--".utf8)) { return }
            guard let start = FormData.find([13, 10], in: body, from: place),
                let end = FormData.find([13, 10] + mark, in: body, from: start),
                let part = FormData.part(body[(start + 2)..<max(start + 2, end)])
            else { return nil }
            parts.append(part)
            place = end + 2
        }
    }

    private static func boundary(of contentType: String) -> String? {
        for piece in contentType.split(separator: ";").dropFirst() {
            let pair = piece.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, trimmed(pair[0]).lowercased() == "boundary" else { continue }
            let value = trimmed(pair[1]).filter { $0 != "\"" }
            return (1...70).contains(value.utf8.count) ? value : nil
        }
        return nil
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        let bytes = Array(bytes)
        let head: [UInt8]
        let content: [UInt8]
        if bytes.starts(with: [13, 10]) {
            (head, content) = ([], Array(bytes.dropFirst(2)))
        } else if let cut = find([13, 10, 13, 10], in: bytes, from: 0) {
            (head, content) = (Array(bytes[..<cut]), Array(bytes[(cut + 4)...]))
        } else {
            return nil
        }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
            let name = parameter("name", in: line)
        else { return nil }
        return Part(name: name, fileName: parameter("filename", in: line), content: content)
    }

    /// The value of `name="…"` in a header line; a backslash keeps what follows.
    private static func parameter(_ name: String, in line: Substring) -> String? {
        for piece in line.split(separator: ";").dropFirst() {
            let pair = piece.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, trimmed(pair[0]) == name else { continue }
            return trimmed(pair[1]).filter { $0 != "\"" && $0 != "\\" }
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " }.reversed())
    }

    /// O(body) for the boundaries that clients choose: they begin with two dashes.
    static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
        let last = bytes.count - pattern.count
        var place = start
        while place <= last {
            guard let next = bytes[place...].firstIndex(of: first), next <= last else { return nil }
            if bytes[next..<(next + pattern.count)].elementsEqual(pattern) { return next }
            place = next + 1
        }
        return nil
    }
}
