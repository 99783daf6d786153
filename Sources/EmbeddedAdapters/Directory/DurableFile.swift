// Small files and folders of the data directory, through the system's own calls: what is there
// after a power loss is the old content or the new one.

import Foundation

/// What the system refused, with its number.
struct FileFailure: Error, Hashable, CustomStringConvertible {
    var path: String
    var action: String
    var code: Int32

    init(_ action: String, _ path: String) {
        self.path = path
        self.action = action
        code = errno
    }

    var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT }
    var isMissing: Bool { code == ENOENT }

    var sentence: String { "cannot \(action) \(path): \(unsafe String(cString: strerror(code)))" }

    var description: String { sentence }
}

/// Makes a folder and what leads to it, mode 0700; one that is there stays as it is.
func makePrivateFolder(_ path: String) throws(FileFailure) {
    if unsafe mkdir(path, 0o700) == 0 { return }
    switch errno {
    case EEXIST where isFolder(path): return
    case ENOENT:
        let parent = (path as NSString).deletingLastPathComponent
        guard !parent.isEmpty, parent != path else { throw FileFailure("create", path) }
        try makePrivateFolder(parent)
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw FileFailure("create", path)
        }
    default: throw FileFailure("create", path)
    }
}

func isFolder(_ path: String) -> Bool {
    var info = stat()
    return unsafe stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
}

/// Writes a file beside, flushes it, puts it in place and flushes the folder.
func writeDurably(_ bytes: [UInt8], to path: String, in folder: String) throws(FileFailure) {
    // Two processes may make a directory at the same moment: each has its own draft.
    let draft = "\(path).part.\(getpid())"
    let file = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FileFailure("create", draft) }
    do throws(FileFailure) {
        try writeAll(bytes, to: file, path: draft)
        guard fsync(file) == 0 else { throw FileFailure("flush", draft) }
    } catch {
        close(file)
        _ = unsafe unlink(draft)
        throw error
    }
    close(file)
    guard unsafe rename(draft, path) == 0 else { throw FileFailure("put in place", path) }
    try flushFolder(folder)
}

/// A file that is written piece by piece and gets its name at the end; without one it vanishes with this value.
final class FileDraft {
    private let folder: String
    private let path: String
    private let file: Int32
    private var isKept = false

    /// Removes all drafts: what a process left that was killed while it wrote. Nobody may be writing one.
    static func sweep(_ folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix("draft.") {
            _ = unsafe unlink("\(folder)/\(name)")
        }
    }

    /// `folder` must be there. Drafts of two processes, or two at a time, do not meet.
    init(in folder: String) throws(FileFailure) {
        self.folder = folder
        path = "\(folder)/draft.\(UUID().uuidString).part.\(getpid())"
        file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FileFailure("create", path) }
    }

    deinit {
        close(file)
        if !isKept { _ = unsafe unlink(path) }
    }

    func write(_ bytes: [UInt8]) throws(FileFailure) {
        try writeAll(bytes, to: file, path: path)
    }

    /// Flushes what was written, puts it in place and flushes the folder.
    func keep(as name: String) throws(FileFailure) {
        guard fsync(file) == 0 else { throw FileFailure("flush", path) }
        guard unsafe rename(path, "\(folder)/\(name)") == 0 else {
            throw FileFailure("put in place", path)
        }
        isKept = true
        try flushFolder(folder)
    }
}

/// Writes all bytes to an open file.
func writeAll(_ bytes: [UInt8], to file: Int32, path: String) throws(FileFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw FileFailure("write", path) }
        rest = rest.dropFirst(count)
    }
}

/// Makes names in a folder survive power loss.
func flushFolder(_ path: String) throws(FileFailure) {
    let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw FileFailure("open", path) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw FileFailure("flush", path) }
}
