// Imported files in the object store, under the hash of their content.

package import EventSourcing

package struct S3SourceFiles: SourceFiles {
    private let client: S3Client

    package init(_ client: S3Client) { self.client = client }

    /// The store wants a file in one request, so all of it is in memory for a while.
    package func put(
        _ next: @escaping @Sendable () throws(OperationsStoreError) -> [UInt8]?
    ) async throws(OperationsStoreError) -> String {
        let content = try Self.gather(next)
        let hash = ContentHash.sha256Hex(content)
        do throws(S3Error) {
            // The same content under the same name: another's copy is as good as ours.
            _ = try await client.put(Self.key(hash), content, ifAbsent: true)
        } catch {
            throw .unavailable(error.message)
        }
        return hash
    }

    package func get(_ hash: String) async throws(OperationsStoreError) -> [UInt8]? {
        guard hash.utf8.count == 64,
            hash.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        let content: [UInt8]?
        do throws(S3Error) {
            content = try await client.get(Self.key(hash))
        } catch {
            throw .unavailable(error.message)
        }
        guard let content else { return nil }
        guard ContentHash.sha256Hex(content) == hash else {
            throw .unavailable("the stored file \(hash) is damaged: its hash is another")
        }
        return content
    }

    private static func key(_ hash: String) -> String { "files/" + hash }
}
