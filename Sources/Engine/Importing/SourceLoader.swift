// From the files of a request to tables that can be read: content by path or as it was sent, named and hashed. Of a
// file on disk no more than a piece is in memory at a time.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Tables

/// A file of a request with its hash.
struct LoadedFile: Sendable {
    let input: TableInput
    /// The last part of its name, as lineage shows it; of a workbook with several tables also which.
    let name: String
    /// SHA-256 of the content, hex; empty for a sample.
    let hash: String
    /// Taken before the first byte was read; nil for content that came with the request.
    let stamp: SourceStamp?
}

enum SourceLoader {
    /// `hashes`: false leaves the hash empty and reads no more of a file than it must.
    static func load(_ files: [FileInput], hashes: Bool = true) throws(EngineError) -> [LoadedFile]
    {
        guard !files.isEmpty else {
            throw EngineError(.invalidRequest, "no file was named")
        }
        var loaded: [LoadedFile] = []
        for file in files {
            try file.reading?.check()
            let source = try source(file)
            let stamp = source.stamp
            let hash = try EngineError.wrapTable { () throws(TableError) in
                hashes ? try contentHash(source) : ""
            }
            let choices = file.reading?.choices ?? ReadingChoices()
            let tables = try EngineError.wrapTable { () throws(TableError) in
                try TableInput(source, choices: choices).tables()
            }
            for var table in tables {
                if let own = file.reading?.part(named: table.name) { table.choices = own.choices }
                loaded.append(LoadedFile(input: table, name: table.name, hash: hash, stamp: stamp))
            }
        }
        return loaded
    }

    /// Of the whole content, read once piece by piece.
    static func contentHash(_ source: TableSource) throws(TableError) -> String {
        var hash = ContentHash()
        let pieces = try SourcePieces(source)
        while let piece = try pieces.next() {
            if Task.isCancelled { throw .cancelled(path: source.path) }
            hash.update(piece)
        }
        return ContentHash.hex(hash.finish())
    }

    private static func source(_ file: FileInput) throws(EngineError) -> TableSource {
        guard let content = file.content else { return .file(path: file.name) }
        guard let bytes = Base64.decode(content) else {
            throw EngineError(
                .invalidRequest, "the content of \(file.name) is not base64")
        }
        return .bytes(bytes, name: file.name)
    }
}

extension EngineError {
    static func wrapTable<Value>(_ body: () throws(TableError) -> Value) throws(EngineError)
        -> Value
    {
        do throws(TableError) { return try body() } catch { throw EngineError(error) }
    }

    init(_ error: TableError) {
        switch error {
        case .missing: self.init(.notFound, error.description)
        case .cancelled: self.init(.cancelled, error.description)
        default:
            self.init(
                .unreadableFile, error.description,
                details: JSONObject([("reason", .string(error.code))]))
        }
    }
}
