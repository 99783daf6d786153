// The loose world as the contract checkers want it.

package import EventSourcing

package final class LooseAdapterWorld: AdapterWorld {
    package let clock = FixedClock()
    private let world: LooseWorld

    package init(_ options: LooseWorld.Options) { world = LooseWorld(clock: clock, options) }

    package var traits: AdapterTraits {
        AdapterTraits(
            busIsStore: false, keepsGroupCommit: false, keepsCheckpoints: false,
            hasCompetingOwners: true, redelivers: true, isGapless: false)
    }

    package func open() async throws -> Ports { world.open() }

    package func tamper(with event: EventID) async throws -> Bool { world.tamper(with: event) }

    package func end() async { world.kill() }
}

extension AdapterSet {
    package static func loose(partitions: Int) -> AdapterSet {
        AdapterSet("loose", partitions: partitions) { partitions in
            var options = LooseWorld.Options()
            options.partitions = partitions
            return LooseAdapterWorld(options)
        }
    }
}
