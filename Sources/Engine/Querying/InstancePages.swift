// The instances of a class as the documents hold them, by key, so many at a time.

internal import EventSourcing
internal import Ontology

struct InstancePages: Sendable {
    /// How far it was read.
    struct Extent: Hashable, Sendable {
        var count = 0
        /// There are more than were asked for.
        var isCut = false
    }

    let documents: any DocumentIndex
    let query: DocumentQuery
    var pageSize = 1000

    /// Hands over the first ones, at most `limit`.
    func read(limit: Int, _ take: (Document) -> Void) async throws(EngineError) -> Extent {
        var extent = Extent()
        var page = PageRequest(limit: pageSize)
        repeat {
            if Task.isCancelled { throw EngineError(.cancelled, "cancelled") }
            // No more than are wanted: the end of a page tells then whether there are more.
            page.limit = min(pageSize, limit - extent.count)
            let request = page
            let answer = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await documents.search(query, request)
            }
            answer.items.forEach(take)
            extent.count += answer.items.count
            extent.isCut = answer.next != nil
            page.after = answer.next
        } while page.after != nil && extent.count < limit
        return extent
    }
}
