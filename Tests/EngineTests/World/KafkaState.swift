// Loose stores with a broker of the test's own as the bus, to see what the engine makes of a broker's faults.

import Engine
import EventSourcing
import Foundation
import Ontology
import ServerAdapters
import TestSupport

struct KafkaState: Durable {
    let loose = LooseState()
    let broker: TestService
    let settings: KafkaSettings

    /// Starts the broker; `remove` ends it.
    init() throws {
        broker = try TestService("noida-kafka")
        settings = KafkaSettings(
            bootstrap: broker.facts["BOOTSTRAP"] ?? "", sessionSeconds: 6, deliverySeconds: 10,
            requestSeconds: 3)
    }

    func open() async throws -> OpenPorts {
        var open = try await loose.open()
        let bus = KafkaBus(settings)
        try await bus.prepare(KafkaPart.topics, partitions: 2)
        open.ports.bus = bus
        let close = open.close
        open.close = {
            await bus.close()
            await close()
        }
        return open
    }

    func remove() { broker.end() }

    // MARK: What befalls the broker

    /// Everything that it holds now.
    func snapshot(to folder: TemporaryFolder) throws {
        try broker.cause(.stop)
        try FileManager.default.copyItem(atPath: data, toPath: folder.file("data"))
        try broker.cause(.restart)
    }

    /// Comes back as it was then: what it acknowledged since is lost.
    func fallBack(to folder: TemporaryFolder) throws {
        try broker.cause(.stop)
        try FileManager.default.removeItem(atPath: data)
        try FileManager.default.copyItem(atPath: folder.file("data"), toPath: data)
        try broker.cause(.restart)
    }

    /// Comes back with nothing: no record, no topic, no group.
    func loseEverything() throws {
        try broker.cause(.stop)
        try FileManager.default.removeItem(atPath: data)
        try broker.cause(.restart)
    }

    private var data: String { broker.directory + "/data" }
}
