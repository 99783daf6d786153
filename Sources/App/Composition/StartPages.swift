// Gives the memory back that only the start needed. Reading the command line and linking touch most of the program's
// file once; those pages stay mapped though nobody needs them again. Dropping them costs nothing but the page faults of
// those that are needed after all: the text is in the system's cache, unchanged.

import Glibc

enum StartPages {
    /// A part of the address space, as `/proc/self/smaps` tells it.
    private struct Mapping {
        var start: UInt
        var end: UInt
        /// Of the file; empty when it is of none.
        var path: String
        var isCode: Bool
        /// Nobody can write to it, and nobody ever did: each of its pages is a page of the file.
        var isUntouched: Bool
    }

    /// Drops what is mapped of the program and its libraries, cannot be written and holds no page of this process alone.
    /// Costs some milliseconds; what is used afterwards comes back by itself. Other files are left alone: what is mapped
    /// for a while may be gone by now, and something else in its place.
    static func giveBack() {
        let all = mappings(in: read("/proc/self/smaps"))
        let programs = Set(all.filter(\.isCode).map(\.path))
        for mapping in all where mapping.isUntouched && programs.contains(mapping.path) {
            let start = unsafe UnsafeMutableRawPointer(bitPattern: mapping.start)
            _ = unsafe madvise(start, Int(mapping.end - mapping.start), MADV_DONTNEED)
        }
    }

    /// All of a file that does not know its length; empty when it cannot be read.
    private static func read(_ path: String) -> String {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(file, $0.baseAddress, $0.count)
            }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    private static func mappings(in text: String) -> [Mapping] {
        var found: [Mapping] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            if let mapping = head(words) {
                found.append(mapping)
            } else if words.first == "Anonymous:", words.count > 1, words[1] != "0" {
                found[found.count - 1].isUntouched = false
            }
        }
        return found
    }

    /// `55d0-55e0 r-xp 00000000 fe:00 1234 /usr/bin/spice`; nil for the lines between.
    private static func head(_ words: [Substring]) -> Mapping? {
        guard words.count >= 5, let dash = words[0].firstIndex(of: "-"),
            let start = UInt(words[0][..<dash], radix: 16),
            let end = UInt(words[0][words[0].index(after: dash)...], radix: 16)
        else { return nil }
        let path = words.count > 5 && words[5].hasPrefix("/") ? String(words[5]) : ""
        let isPrivate = words[1].hasSuffix("p") && !path.isEmpty
        return Mapping(
            start: start, end: end, path: path, isCode: isPrivate && words[1].contains("x"),
            isUntouched: isPrivate && words[1].hasPrefix("r") && !words[1].contains("w"))
    }
}
