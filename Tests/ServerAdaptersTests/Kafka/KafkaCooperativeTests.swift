// Rebalances: members come and go while events flow, each run by the loop that every consumer runs. On Tansu, and with groups
// as Kafka's coordinator runs them before it: alone it keeps a leader that left while others joined, and so stands still after
// a rolling restart. noida-db settles no cooperative group, and hands partitions on while somebody still commits.

import EventSourcing
import Ontology
import ServerAdapters
import Synchronization
import TestSupport
import Testing

@Suite("Members of a group on Kafka", .serialized, .enabled(if: TestService.isAvailable))
struct KafkaCooperativeTests {
    private let build = EventBuilder()

    private func event(_ number: Int) -> RecordedEvent {
        RecordedEvent(
            event: build.command(build.stream("k\(number % 40)")),
            sequence: SequenceNumber(number / 40 + 1),
            position: StorePosition(segment: Int64(number) + 1))
    }

    private func settings(_ service: TestService, _ assignment: String) -> KafkaSettings {
        KafkaSettings(
            bootstrap: service.facts["BOOTSTRAP"] ?? "", assignment: assignment,
            sessionSeconds: 6, requestSeconds: 5)
    }

    private func broker(strictGroups: Bool) throws -> TestService {
        try strictGroups ? TestService.withStrictGroups() : TestService("tansu")
    }

    /// With strict groups a library that is known to give up its partitions would do so here at times.
    @Test(arguments: KafkaLibrary.deliversAgain("cooperative-sticky") ? [false] : [false, true])
    func membersComeAndGoWithoutLossAndWithoutASecondEffect(strictGroups: Bool) async throws {
        let service = try broker(strictGroups: strictGroups)
        defer { service.end() }
        let settings = settings(service, "cooperative-sticky")
        let (first, second) = (KafkaBus(settings), KafkaBus(settings))
        try await first.prepare([.instanceCommands], partitions: 4)
        let world = LooseAdapterWorld(LooseWorld.Options())
        let ports = try await world.open()
        let all = (0..<400).map(event)

        let one = Worker(first, ports, as: "one")
        _ = try await first.publish(Array(all[..<100]))
        await one.run { $0.effects.count >= 100 }
        #expect(one.work.assigned.count == 4)

        // The second comes while the first is at work.
        let two = Worker(second, ports, as: "two")
        async let other: Void = two.run { $0.assigned.count == 2 }
        _ = try await first.publish(Array(all[100..<250]))
        await one.run { $0.lost.count == 2 }
        await other
        #expect(one.work.lost.count == 2, "it kept what did not move")
        #expect(two.work.assigned == one.work.lost)

        // The second goes while both are at work.
        _ = try await first.publish(Array(all[250...]))
        let before = two.work.effects.count
        await two.run { $0.effects.count > before }
        await two.leave()
        let done = two.work.effects.count
        await one.run { $0.effects.count >= 400 - done }

        let effects = one.work.effects + two.work.effects
        #expect(effects.count == 400)
        #expect(Set(effects.map(\.event.id)) == Set(all.map(\.event.id)))
        var last: [StreamID: SequenceNumber] = [:]
        for event in one.work.effects {
            let earlier = last.updateValue(event.sequence, forKey: event.event.stream)
            #expect(earlier ?? .none < event.sequence)
        }
        #expect(one.work.repeats == 0 && two.work.repeats == 0, "nobody handled anything again")
        #expect(one.work.leaves == 0, "it never left the group")
        await one.leave()
        await first.close()
        await second.close()
        await world.end()
    }

    /// Field case eng-14b. Who goes finishes and commits what it has in hand, and so do those that stay before their
    /// partitions go to others: nothing is delivered again, but for what the library is known for.
    @Test(arguments: ["range", "cooperative-sticky"])
    func aRollingRestartOfThreeMembersDoesNothingAgain(_ assignment: String) async throws {
        let service = try TestService.withStrictGroups()
        defer { service.end() }
        let settings = settings(service, assignment)
        let source = KafkaBus(settings)
        try await source.prepare([.instanceCommands], partitions: 6)
        let world = LooseAdapterWorld(LooseWorld.Options())
        let ports = try await world.open()
        func start(_ name: String) -> Worker {
            let worker = Worker(KafkaBus(settings), ports, as: name, batchSeconds: 0.1)
            worker.start()
            return worker
        }
        let load = Load()
        async let sent = load.run(on: source, event)
        let first = (0..<3).map { start("first \($0)") }
        var all = first
        func effects() -> [RecordedEvent] { all.flatMap(\.work.effects) }
        try await reaches("all work") { first.allSatisfy { !$0.work.effects.isEmpty } }
        for (number, worker) in first.enumerated() {
            await worker.end()
            let next = start("next \(number)")
            all.append(next)
            try await reaches("next \(number) works") { !next.work.effects.isEmpty }
        }
        load.stop()
        let events = try await sent
        try await reaches("all is done") { effects().count >= events.count }
        for worker in all { await worker.end() }
        #expect(effects().count == events.count)
        #expect(Set(effects().map(\.event.id)) == Set(events.map(\.event.id)))
        let again = all.map(\.work.repeats).reduce(0, +)
        if KafkaLibrary.deliversAgain(assignment) {
            let library = "librdkafka \(KafkaLibrary.text()), \(assignment)"
            print("\(library): \(again) of \(events.count) came again, none was done again")
        } else {
            #expect(again == 0, "\(again) of \(events.count) came again")
        }
        for worker in all { await worker.close() }
        await source.close()
        await world.end()
    }

    private func reaches(_ what: String, _ isSo: () -> Bool) async throws {
        for _ in 0..<900 where !isSo() { try await Task.sleep(for: .seconds(0.1)) }
        if !isSo() { throw CheckAborted("not within 90 s: \(what)") }
    }

    /// The other member waits for a batch in hand, and gets nothing of it.
    @Test(arguments: [false, true])
    func aBatchInHandIsCommittedBeforeItsPartitionsGo(strictGroups: Bool) async throws {
        let service = try broker(strictGroups: strictGroups)
        defer { service.end() }
        let settings = settings(service, "range")
        let (first, second) = (KafkaBus(settings), KafkaBus(settings))
        try await first.prepare([.instanceCommands], partitions: 4)
        let group = ConsumerGroup("g")
        let one = try await first.join(group, topics: [.instanceCommands])
        let sent = (0..<200).map(event)
        _ = try await first.publish(sent)
        var inHand = BusPosition()
        var got = 0
        while got < 200 {
            let poll = try await one.poll(limit: 500, timeoutSeconds: 1)
            got += poll.records.count
            inHand = inHand.merged(with: poll.position)
        }

        let two = try await second.join(group, topics: [.instanceCommands])
        let arrival = Arrival()
        async let others: (assigned: Int, records: Int) = {
            var (assigned, records) = (0, 0)
            for _ in 0..<60 {
                let poll = try await two.poll(limit: 500, timeoutSeconds: 0.5)
                assigned += poll.assigned.count
                records += poll.records.count
                // What would come again comes at once.
                if assigned > 0 {
                    if arrival.isThere { break }
                    arrival.come()
                }
            }
            return (assigned, records)
        }()
        // Longer than until the first hears of it, shorter than it may hold the others up.
        for _ in 0..<24 where !arrival.isThere { try await Task.sleep(for: .seconds(0.1)) }
        try await one.commit(inHand)
        // It gives up its place by polling on.
        async let ending: Void = {
            while !arrival.isThere {
                _ = try await one.poll(limit: 500, timeoutSeconds: 0.2)
            }
        }()
        let (assigned, records) = try await others
        try await ending
        #expect(assigned > 0 && records == 0, "\(assigned) partitions, \(records) records again")
        await first.close()
        await second.close()
    }
}

private final class Arrival: Sendable {
    private let state = Mutex(false)
    var isThere: Bool { state.withLock { $0 } }
    func come() { state.withLock { $0 = true } }
}

/// Publishes a few events at a time until it is stopped.
private final class Load: Sendable {
    private let isOver = Mutex(false)

    func stop() { isOver.withLock { $0 = true } }

    /// What was published.
    func run(on bus: KafkaBus, _ event: (Int) -> RecordedEvent) async throws -> [RecordedEvent] {
        var sent: [RecordedEvent] = []
        while !isOver.withLock({ $0 }) {
            let next = (sent.count..<sent.count + 5).map(event)
            _ = try await bus.publish(next)
            sent += next
            try await Task.sleep(for: .seconds(0.05))
        }
        return sent
    }
}

/// A worker as in the program: the loop of every consumer; claims in the guard, effect, done, commit.
private final class Worker: BatchHandler, EventBus {
    struct Work: Sendable {
        var effects: [RecordedEvent] = []
        /// Claims that somebody had done before.
        var repeats = 0
        var assigned: Set<TopicPartition> = []
        var lost: Set<TopicPartition> = []
        var leaves = 0
    }

    let kind = WorkerKind(name: "w", group: ConsumerGroup("g"), topics: [.instanceCommands])
    let batchSize = 20
    private let bus: KafkaBus
    private let ports: Ports
    private let owner: String
    /// How long it takes for a batch.
    private let batchSeconds: Double
    private let state = Mutex(Work())
    private let loop = Mutex<ConsumerLoop<Worker>?>(nil)
    private let running = Mutex<Task<Void, Never>?>(nil)

    init(_ bus: KafkaBus, _ ports: Ports, as owner: String, batchSeconds: Double = 0) {
        self.bus = bus
        self.batchSeconds = batchSeconds
        self.ports = ports
        self.owner = owner
    }

    var work: Work { state.withLock { $0 } }

    /// Steps until it is over, or clearly will not be.
    func run(until isOver: (Work) -> Bool) async {
        var loop =
            loop.withLock { $0 }
            ?? ConsumerLoop(
                bus: self, checkpoints: ports.relay, board: ports.board, handler: self,
                meter: WorkerMeter("w", clock: FixedClock()), gate: RebuildGate())
        for _ in 0..<600 where !isOver(work) {
            if case .after(let seconds) = await loop.step(patienceSeconds: 0.2) {
                try? await Task.sleep(for: .seconds(seconds))
            }
        }
        self.loop.withLock { $0 = loop }
    }

    func leave() async {
        var loop = loop.withLock { $0 }
        await loop?.end()
    }

    /// As a process does.
    func start() {
        let loop = ConsumerLoop(
            bus: self, checkpoints: ports.relay, board: ports.board, handler: self,
            meter: WorkerMeter("w", clock: WallTime()), gate: RebuildGate())
        running.withLock { $0 = Task { await loop.run(WallTime()) } }
    }

    /// As a process that is told to; harmless when repeated.
    func end() async {
        let task = running.withLock { $0 }
        task?.cancel()
        await task?.value
    }

    func close() async { await bus.close() }

    func handle(_ records: [BusRecord], _ position: BusPosition) async throws(HandlerFailure) {
        let events = records.compactMap {
            if case .event(let event) = $0.content { event } else { nil }
        }
        let claims = events.map { Claim(handler: "h", $0) }
        if batchSeconds > 0 { try? await Task.sleep(for: .seconds(batchSeconds)) }
        do throws(EffectGuardError) {
            let verdicts = try await ports.effects.begin(claims, owner: owner)
            var done: [Claim] = []
            for (index, verdict) in verdicts.enumerated() {
                if case .proceed = verdict {
                    state.withLock { $0.effects.append(events[index]) }
                    done.append(claims[index])
                } else {
                    state.withLock { $0.repeats += 1 }
                }
            }
            try await ports.effects.done(done, owner: owner)
        } catch { throw .unavailable("\(error)") }
    }

    // MARK: Seen on the way to the bus

    func join(_ group: ConsumerGroup, topics: [Topic]) async throws(EventBusError) -> any BusMember
    { Seen(member: try await bus.join(group, topics: topics), worker: self) }

    func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        try await bus.publish(events)
    }

    func positions(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]
    { try await bus.positions(of: group, topics: topics) }

    private struct Seen: BusMember {
        let member: any BusMember
        let worker: Worker

        func poll(limit: Int, timeoutSeconds: Double) async throws(EventBusError) -> BusPoll {
            let poll = try await member.poll(limit: limit, timeoutSeconds: timeoutSeconds)
            worker.state.withLock { work in
                work.assigned.formUnion(poll.assigned)
                work.assigned.subtract(poll.revoked)
                work.lost.formUnion(poll.revoked)
            }
            return poll
        }

        func commit(_ position: BusPosition) async throws(EventBusError) {
            try await member.commit(position)
        }

        func seek(_ position: BusPosition) async throws(EventBusError) {
            try await member.seek(position)
        }

        func hold(_ partition: TopicPartition, _ held: Bool) async throws(EventBusError) {
            try await member.hold(partition, held)
        }

        func leave() async {
            worker.state.withLock { $0.leaves += 1 }
            await member.leave()
        }
    }
}
