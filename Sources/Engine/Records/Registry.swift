// What the engine keeps besides instances, with the little of it that must be in memory: tokens that are asked at
// every request, and the jobs that run.

internal import EventSourcing
internal import Ontology

final class Registry: Sendable {
    let book: RecordBook
    let tokens: TokenBook
    let jobs: JobBoard

    init(ports: EnginePorts) {
        book = RecordBook(store: ports.store, clock: ports.clock, ids: ports.ids)
        tokens = TokenBook(book: book, clock: ports.clock, randomness: ports.randomness)
        jobs = JobBoard(book: book, clock: ports.clock, ids: ports.ids)
    }
}
