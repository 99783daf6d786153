// What the engine keeps besides instances, with the little of it that must be in memory: tokens that are asked at
// every request, the jobs that run, and the requests under a key that are worked.

internal import EventSourcing
internal import Ontology

final class Registry: Sendable {
    let book: RecordBook
    let tokens: TokenBook
    let jobs: JobBoard
    let requests: RequestWorks

    init(ports: EnginePorts) {
        book = RecordBook(store: ports.store, clock: ports.clock, ids: ports.ids)
        tokens = TokenBook(book: book, clock: ports.clock, randomness: ports.randomness)
        jobs = JobBoard(book: book, clock: ports.clock, ids: ports.ids)
        requests = RequestWorks(leases: ports.leases, clock: ports.clock, ids: ports.ids)
    }
}
