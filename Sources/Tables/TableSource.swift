// Where the bytes of a table come from: a file on disk or bytes that are already here (uploads,
// tests).

/// The origin of a table.
package enum TableSource: Hashable, Sendable, Codable {
    case file(path: String)
    case bytes([UInt8], name: String)
    /// One table of a workbook.
    indirect case part(TableSource, SheetPart)

    /// The path or the given name: for messages.
    package var path: String {
        switch self {
        case .file(let path): path
        case .bytes(_, let name): name
        case .part(let container, _): container.path
        }
    }

    /// The file itself.
    package var container: TableSource {
        if case .part(let container, _) = self { return container.container }
        return self
    }

    /// The last part of the path.
    package var name: String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// A new stream over the bytes as they are stored. Errors: missing, directory, unreadable.
    func open() throws(TableError) -> any ByteStream {
        switch self {
        case .file(let path): try FileStream(path: path)
        case .bytes(let bytes, _): MemoryStream(bytes)
        case .part(let container, _): try container.open()
        }
    }

    /// All bytes as they are stored: for small files. Errors as `open`.
    package func contents() throws(TableError) -> [UInt8] {
        let stream = try open()
        var bytes: [UInt8] = []
        while let chunk = try stream.next() { bytes += chunk }
        return bytes
    }
}
