// The files that may hold `unsafe` and pointers: where C is spoken to, and where bytes are read without copies.

enum PointerFiles {
    /// Whole folders around a C library.
    static let folders = ["Sources/CursesTerminal/", "Sources/Tables/Compression/"]

    static let allowed: Set<String> = ["Sources/JSONText/JSONReader.swift"]
}
