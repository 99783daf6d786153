// Whether a store keeps the one promise that the event store stands on: a PUT with `If-None-Match: *` never replaces
// an object. Stores that ignore the header answer 200 and overwrite, so asking is the only way to know.

package import EventSourcing

package enum S3Probe {
    /// Throws `refused` when the store must not be used. Leaves nothing behind.
    package static func check(_ client: S3Client, id: EventID) async throws(S3Error) {
        let key = "probe/\(id)"
        let first = Array("first".utf8)
        guard try await client.put(key, first, ifAbsent: true) == .stored else {
            throw .unexpected("the probe's key was taken")
        }
        let second = try await client.put(key, Array("second".utf8), ifAbsent: true)
        let kept = try await client.get(key)
        try await client.delete(key)
        guard second == .existsAlready, kept == first else {
            throw .refused(
                "\(client.settings.endpoint) ignores If-None-Match: it overwrites objects that "
                    + "must never change; use a store that answers 412")
        }
        let names = ["\(key)x/a", "\(key)x/b", "\(key)x/c"]
        for name in names { _ = try await client.put(name, first) }
        let after = try await client.list("\(key)x/", after: names[0])
        for name in names { try await client.delete(name) }
        guard after == Array(names.dropFirst()) else {
            throw .refused(
                "\(client.settings.endpoint) does not list one directory in the order of its names")
        }
    }
}
