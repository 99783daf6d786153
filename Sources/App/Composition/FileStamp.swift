// When a file was written last and how long it is: what changes when somebody saves it. One system call; Foundation's
// attributes read the user database for the owner's name, which a console that looks every second pays for all day.

import Glibc

struct FileStamp: Hashable {
    private let seconds: Int
    private let nanoseconds: Int
    let bytes: Int64
    private let number: UInt64

    /// Nil when there is no such file.
    init?(path: String) {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { return nil }
        seconds = facts.st_mtim.tv_sec
        nanoseconds = facts.st_mtim.tv_nsec
        bytes = Int64(facts.st_size)
        number = UInt64(facts.st_ino)
    }
}
