// Pulls bytes in chunks: the end of every reading pipeline (file → gunzip → decode → records).
// Streams are single pass and belong to one task.

#if canImport(Glibc)
    import Glibc
#endif

/// Bytes, chunk by chunk; nil at the end. A chunk is never empty.
protocol ByteStream: AnyObject {
    func next() throws(TableError) -> [UInt8]?
    /// What there is to say of lines up to `line` and does not stand in the bytes; each once.
    func takeNotes(through line: Int) -> [LineNote]
}

extension ByteStream {
    func takeNotes(through line: Int) -> [LineNote] { [] }
}

/// How many bytes one chunk of a file holds.
let chunkSize = 1 << 18

/// The bytes of a file, in chunks of `chunkSize`.
final class FileStream: ByteStream {
    private let path: String
    private let descriptor: Int32
    /// How large a regular file is now; nil for pipes and the like.
    let size: Int?

    init(path: String) throws(TableError) {
        self.path = path
        let opened = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR
                ? .missing(path: path) : .unreadable(path: path, reason: systemReason())
        }
        descriptor = opened
        var info = stat()
        guard unsafe fstat(opened, &info) == 0 else {
            throw .unreadable(path: path, reason: systemReason())
        }
        guard info.st_mode & S_IFMT != S_IFDIR else { throw .directory(path: path) }
        size = info.st_mode & S_IFMT == S_IFREG ? Int(info.st_size) : nil
    }

    /// The last `count` bytes before `end`, wherever `next` is; nil when they are not there.
    func last(_ count: Int, of end: Int) -> [UInt8]? {
        let handle = descriptor
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, got in
            got = unsafe max(0, pread(handle, buffer.baseAddress, count, end - count))
        }
        return bytes.count == count ? bytes : nil
    }

    deinit { _ = close(descriptor) }

    func next() throws(TableError) -> [UInt8]? {
        let handle = descriptor
        var failed = false
        let chunk = unsafe [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, count in
            let got = unsafe read(handle, buffer.baseAddress, chunkSize)
            failed = got < 0
            count = max(got, 0)
        }
        if failed { throw .unreadable(path: path, reason: systemReason()) }
        return chunk.isEmpty ? nil : chunk
    }
}

/// What the last failed system call says.
func systemReason() -> String {
    guard let text = unsafe strerror(errno) else { return "error \(errno)" }
    return unsafe String(cString: text)
}

/// Bytes that are already in memory, in chunks of `chunkSize`.
final class MemoryStream: ByteStream {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func next() throws(TableError) -> [UInt8]? {
        guard at < bytes.count else { return nil }
        let end = min(bytes.count, at + chunkSize)
        defer { at = end }
        return at == 0 && end == bytes.count ? bytes : Array(bytes[at..<end])
    }
}
