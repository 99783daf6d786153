// Random access to the bytes of a source, and streams over parts of it: what a zip archive needs.

#if canImport(Glibc)
    import Glibc
#endif

/// The bytes of a file or of an upload, by position.
final class ByteRegion {
    private enum Store {
        case file(Int32)
        case memory([UInt8])
    }

    private let store: Store
    private let path: String
    let count: Int

    /// Errors: missing, directory, unreadable.
    init(_ source: TableSource) throws(TableError) {
        path = source.path
        switch source.container {
        case .bytes(let bytes, _):
            store = .memory(bytes)
            count = bytes.count
        default:
            let opened = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard opened >= 0 else {
                throw errno == ENOENT || errno == ENOTDIR
                    ? .missing(path: path) : .unreadable(path: path, reason: systemReason())
            }
            var info = stat()
            guard unsafe fstat(opened, &info) == 0 else {
                throw .unreadable(path: path, reason: systemReason())
            }
            guard info.st_mode & S_IFMT != S_IFDIR else {
                close(opened)
                throw .directory(path: path)
            }
            store = .file(opened)
            count = Int(info.st_size)
        }
    }

    deinit {
        if case .file(let descriptor) = store { _ = close(descriptor) }
    }

    /// The bytes from `offset`, fewer at the end. Errors: unreadable.
    func read(_ offset: Int, _ length: Int) throws(TableError) -> [UInt8] {
        let length = max(0, min(length, count - offset))
        guard length > 0, offset >= 0 else { return [] }
        switch store {
        case .memory(let bytes): return Array(bytes[offset..<(offset + length)])
        case .file(let descriptor):
            var failed = false
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, got in
                let result = unsafe pread(descriptor, buffer.baseAddress, length, off_t(offset))
                failed = result < 0
                got = max(result, 0)
            }
            if failed { throw .unreadable(path: path, reason: systemReason()) }
            return bytes
        }
    }
}

/// A part of a region as a stream.
final class RegionStream: ByteStream {
    private let region: ByteRegion
    private var at: Int
    private let end: Int

    init(_ region: ByteRegion, from start: Int, count: Int) {
        self.region = region
        at = start
        end = min(region.count, start + count)
    }

    func next() throws(TableError) -> [UInt8]? {
        guard at < end else { return nil }
        let chunk = try region.read(at, min(chunkSize, end - at))
        guard !chunk.isEmpty else { return nil }
        at += chunk.count
        return chunk
    }
}
