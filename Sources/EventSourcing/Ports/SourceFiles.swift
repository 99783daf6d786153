// What was imported can be read again: files by the hash of their content.

package protocol SourceFiles: Sendable {
    /// Stores the content under its SHA-256 (hex) and answers it; content that is there already is
    /// kept. `next` hands out the content piece by piece, nil at its end, and is called by one task
    /// at a time; its error is passed on, and nothing is stored then.
    func put(
        _ next: @escaping @Sendable () throws(OperationsStoreError) -> [UInt8]?
    ) async throws(OperationsStoreError) -> String
    func get(_ hash: String) async throws(OperationsStoreError) -> [UInt8]?
    /// The hashes of all files, sorted.
    func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<String>
}

extension SourceFiles {
    /// Stores content that is in memory.
    package func put(_ content: [UInt8]) async throws(OperationsStoreError) -> String {
        let rest = Once(content)
        return try await put { () throws(OperationsStoreError) in rest.take() }
    }

    /// Whether it is a name that `put` answers: no other leads anywhere.
    package static func isName(_ hash: String) -> Bool {
        hash.utf8.count == 64
            && hash.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// The content of `next` in one piece, for stores that cannot take it otherwise.
    package static func gather(
        _ next: () throws(OperationsStoreError) -> [UInt8]?
    ) throws(OperationsStoreError) -> [UInt8] {
        var content: [UInt8] = []
        while let piece = try next() { content += piece }
        return content
    }
}
