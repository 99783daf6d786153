// The embedded adapters as the contract checkers want them: one data directory after the other.

internal import EmbeddedAdapters
package import EventSourcing
internal import Foundation
internal import JSONText
internal import Synchronization

/// A kill leaves the files as they are at that moment: `open` copies them to a new directory while the old adapters
/// still have theirs open, and goes on there. The old ones are closed afterwards, only to give their threads back.
package final class EmbeddedAdapterWorld: AdapterWorld {
    private struct Opened {
        var folder: TemporaryFolder
        var log: EmbeddedPorts
        var graph: EmbeddedGraphStore
        var documents: EmbeddedDocumentIndex
        var lineage: EmbeddedLineageIndex

        func close() async {
            await graph.file.close()
            await documents.file.close()
            await lineage.file.close()
            await log.close()
        }
    }

    package let clock = FixedClock()
    private let partitions: Int
    private let opened = Mutex<Opened?>(nil)

    package init(partitions: Int) { self.partitions = partitions }

    package var traits: AdapterTraits {
        AdapterTraits(
            busIsStore: true, keepsGroupCommit: true, keepsCheckpoints: true,
            hasCompetingOwners: false, redelivers: false, isGapless: true)
    }

    package func open() async throws -> Ports {
        let old = opened.withLock { $0 }
        let folder = try TemporaryFolder()
        if let old { try copy(old.folder, to: folder) }
        let new = try open(in: folder)
        opened.withLock { $0 = new }
        if let old {
            await old.close()
            old.folder.remove()
        }
        return ports(of: new)
    }

    private func open(in folder: TemporaryFolder) throws -> Opened {
        let directory = try EmbeddedDirectory(path: folder.file("data"))
        return Opened(
            folder: folder,
            log: try EmbeddedPorts(opening: directory, clock: clock, partitions: partitions),
            graph: try EmbeddedGraphStore(path: directory.graphPath),
            documents: try EmbeddedDocumentIndex(path: directory.documentsPath),
            lineage: try EmbeddedLineageIndex(path: directory.lineagePath))
    }

    private func ports(of opened: Opened) -> Ports {
        let log = opened.log
        return Ports(
            store: log.log, bus: log.bus, relay: log.relayCheckpoints, effects: log.effects,
            graph: opened.graph, documents: opened.documents, lineage: opened.lineage,
            parked: log.parkedWrites, deadLetters: log.deadLetters,
            status: log.commandStatus(graph: opened.graph, group: ConsumerGroup("graph")),
            audit: log.audit, leases: log.leases, board: log.workers, files: log.sources)
    }

    /// The files before their WALs: what a checkpoint moves meanwhile is in both.
    private func copy(_ old: TemporaryFolder, to new: TemporaryFolder) throws {
        let (from, to) = (old.file("data"), new.file("data"))
        try FileManager.default.createDirectory(atPath: to, withIntermediateDirectories: true)
        let names = try FileManager.default.contentsOfDirectory(atPath: from).sorted {
            !$0.hasSuffix("-wal") && $1.hasSuffix("-wal")
        }
        for name in names where !name.hasSuffix("-shm") {
            try FileManager.default.copyItem(atPath: from + "/" + name, toPath: to + "/" + name)
        }
    }

    /// Flips a bit of the event's stored text. Closes everything cleanly before, so that the file holds it.
    package func tamper(with event: EventID) async throws -> Bool {
        guard let old = opened.withLock({ $0 }), let stored = try await old.log.log.find(event)
        else { return false }
        await old.close()
        let url = URL(fileURLWithPath: old.folder.file("data/events.db"))
        var content = try Data(contentsOf: url)
        guard let place = content.firstRange(of: Data(stored.event.data.bytes)) else {
            throw CheckAborted("the event's text is not in the file")
        }
        guard let letter = content[place].lastIndex(where: { (0x61...0x7A).contains($0) }) else {
            throw CheckAborted("the event has no letter to change")
        }
        content[letter] ^= 1
        try content.write(to: url)
        return true
    }

    package func end() async {
        let last = opened.withLock { opened in
            defer { opened = nil }
            return opened
        }
        await last?.close()
        last?.folder.remove()
    }
}

extension AdapterSet {
    package static func embedded(partitions: Int) -> AdapterSet {
        AdapterSet("embedded", partitions: partitions) {
            EmbeddedAdapterWorld(partitions: $0)
        }
    }
}
