// The files that may hold `unsafe` and pointers: where C is spoken to, and where bytes are read without copies.

enum PointerFiles {
    /// Whole folders around a C library.
    static let folders = ["Sources/CursesTerminal/", "Sources/Tables/Compression/"]

    static let allowed: Set<String> = [
        "Sources/EmbeddedAdapters/Directory/DirectoryLock.swift",
        "Sources/EmbeddedAdapters/Directory/DurableFile.swift",
        "Sources/EmbeddedAdapters/Directory/EmbeddedDirectory.swift",
        "Sources/EmbeddedAdapters/Directory/SocketPath.swift",
        "Sources/EmbeddedAdapters/Storage/FileSize.swift",
        "Sources/EmbeddedAdapters/Storage/RawStatement.swift",
        "Sources/EmbeddedAdapters/System/SystemClock.swift",
        "Sources/JSONText/JSONReader.swift",
        "Sources/Laboratory/Probes/LoopbackProbe.swift",
    ]
}
