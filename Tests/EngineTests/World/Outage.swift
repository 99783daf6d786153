// Ports that fail while a test says so.

import EventSourcing
import Ontology
import Synchronization

/// Begins and ends by the hand of a test.
final class Outage: Sendable {
    private let isOn = Atomic(false)

    func begin() { isOn.store(true, ordering: .releasing) }
    func end() { isOn.store(false, ordering: .releasing) }
    var isActive: Bool { isOn.load(ordering: .acquiring) }
}

/// Does not find documents during the outage; everything else goes on.
struct FailingDocuments: DocumentIndex {
    let base: any DocumentIndex
    let outage: Outage

    func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        if outage.isActive { throw .unavailable("out of order") }
        return try await base.documents(ids)
    }

    func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    {
        if outage.isActive { throw .unavailable("out of order") }
        return try await base.search(query, page)
    }

    func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        try await base.count(query)
    }

    func apply(_ changes: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await base.apply(changes, upTo: upTo)
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await base.checkpoint()
    }

    func reset() async throws(ReadModelError) { try await base.reset() }
}

/// Forgets to say so when effects are done, as a process does that is killed just before.
struct ForgetfulGuard: EffectGuard {
    let base: any EffectGuard
    let outage: Outage

    func begin(_ claims: [Claim], owner: String) async throws(EffectGuardError) -> [Verdict] {
        try await base.begin(claims, owner: owner)
    }

    func heartbeat(owner: String) async throws(EffectGuardError) {
        try await base.heartbeat(owner: owner)
    }

    func done(_ claims: [Claim], owner: String) async throws(EffectGuardError) {
        if outage.isActive { throw .unavailable("out of order") }
        try await base.done(claims, owner: owner)
    }

    func fail(_ claim: Claim, owner: String, reason: String) async throws(EffectGuardError) {
        try await base.fail(claim, owner: owner, reason: reason)
    }
}

/// Forgot that what was done is done, as after its retention: only the last sequence of each aggregate is left.
struct ExpiredGuard: EffectGuard {
    let base: any EffectGuard
    let expired: Counter

    func begin(_ claims: [Claim], owner: String) async throws(EffectGuardError) -> [Verdict] {
        let verdicts = try await base.begin(claims, owner: owner)
        for verdict in verdicts where verdict == .duplicate { expired.add() }
        return verdicts.map { $0 == .duplicate ? .stale : $0 }
    }

    func heartbeat(owner: String) async throws(EffectGuardError) {
        try await base.heartbeat(owner: owner)
    }

    func done(_ claims: [Claim], owner: String) async throws(EffectGuardError) {
        try await base.done(claims, owner: owner)
    }

    func fail(_ claim: Claim, owner: String, reason: String) async throws(EffectGuardError) {
        try await base.fail(claim, owner: owner, reason: reason)
    }
}
