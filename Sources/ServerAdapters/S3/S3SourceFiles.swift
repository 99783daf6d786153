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
        guard Self.isName(hash) else { return nil }
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

    package func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<String> {
        // A store answers a thousand names at a time, the same ones again for a smaller page.
        let limit = min(page.atLeastOne, 1000)
        let keys: [String]
        do throws(S3Error) {
            keys = try await client.list(
                Self.directory, after: page.after.map { Self.key($0.text) }, limit: limit)
        } catch {
            throw .unavailable(error.message)
        }
        let names = keys.map { String($0.dropFirst(Self.directory.count)) }
        return Page(
            items: names.filter(Self.isName),
            next: keys.count < limit ? nil : names.last.map { PageCursor($0) })
    }

    private static let directory = "files/"

    private static func key(_ hash: String) -> String { directory + hash }
}
