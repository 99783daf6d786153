// The promises of SourceFiles.

internal import EventSourcing
internal import Testing

package enum SourceFileChecks {
    package static let all: [PortCheck] = [
        byHash, repeated, absent, contents, listed, reopening,
    ]

    static let byHash = PortCheck("a file is found by the SHA-256 of its content") {
        let files = try await $0.open().files
        let hash = try await files.put(Array("abc".utf8))
        #expect(hash == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(try await files.get(hash) == Array("abc".utf8))
    }

    static let repeated = PortCheck("the same content again is the same file") {
        let files = try await $0.open().files
        let first = try await files.put([1, 2, 3])
        #expect(try await files.put([1, 2, 3]) == first)
        #expect(try await files.put([1, 2, 4]) != first)
        #expect(try await files.get(first) == [1, 2, 3])
    }

    static let absent = PortCheck("an unknown hash has no file, and is never taken for a path") {
        let files = try await $0.open().files
        let names = [
            "", "nobody", "../../etc/passwd", "/etc/passwd", "..", "é",
            String(repeating: "0", count: 64),
        ]
        for name in names { #expect(try await files.get(name) == nil, "\(name)") }
    }

    static let contents = PortCheck("any bytes are kept: none, all, many") {
        let files = try await $0.open().files
        let many = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for content in [[], [0], [UInt8](0...255), many] {
            let hash = try await files.put(content)
            #expect(try await files.get(hash) == content)
        }
    }

    static let listed = PortCheck("all files are listed, each once, page by page") {
        let files = try await $0.open().files
        #expect(try await files.list(PageRequest(limit: 2)).items.isEmpty)
        var hashes: Set<String> = []
        for number in 0..<5 { hashes.insert(try await files.put([UInt8(number)])) }
        _ = try await files.put([3])
        for limit in [1, 2, 5, 100] {
            let all = try await collect(limit: limit) { try await files.list($0) }
            #expect(all == hashes.sorted())
        }
    }

    static let reopening = PortCheck("files survive a kill") {
        var files = try await $0.open().files
        let hash = try await files.put(Array("漢字".utf8))
        files = try await $0.open().files
        #expect(try await files.get(hash) == Array("漢字".utf8))
    }
}
