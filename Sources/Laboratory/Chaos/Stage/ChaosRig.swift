// What a chaos run is handed: the program, how its parts are started, the ways in, and what may be done to servers and
// bus. No adapter is known here.

package import Engine
package import EventSourcing

package struct ChaosRig: Sendable {
    /// The path of the program.
    package var program: String
    /// `embedded` or `connected`.
    package var profile: String
    package var parts: [ChaosPart]
    /// Of all parts, besides their own.
    package var environment: [String: String]
    package var cast: ChaosCast
    /// Everything that is written goes below it.
    package var folder: String
    /// Commands go in here.
    package var door: any ChaosDoor
    /// Questions go in here.
    package var engine: any EngineClient
    /// Sequences rise by one.
    package var isGapless: Bool
    /// Stops and starts a server: `kill`, `restart`, `pause`, `resume`. Returns when it answers again, or is hung.
    package var control: @Sendable (_ server: String, _ action: String) async throws -> Void
    /// Told when a part was killed, for servers that have to be told too.
    package var afterKill: @Sendable (_ part: String) async throws -> Void
    /// Log and bus, for what is delivered again.
    package var bus: Bus?
    /// A folder with the files of the log, where there is one.
    package var logFolder: String?

    package struct Bus: Sendable {
        package var store: any EventStore
        package var bus: any EventBus

        package init(store: any EventStore, bus: any EventBus) {
            self.store = store
            self.bus = bus
        }
    }

    package init(
        program: String, profile: String, parts: [ChaosPart], environment: [String: String],
        cast: ChaosCast, folder: String, door: any ChaosDoor, engine: any EngineClient,
        isGapless: Bool, logFolder: String? = nil, bus: Bus? = nil,
        control: @escaping @Sendable (_ server: String, _ action: String) async throws -> Void = {
            _, _ in
        },
        afterKill: @escaping @Sendable (_ part: String) async throws -> Void = { _ in }
    ) {
        self.program = program
        self.profile = profile
        self.parts = parts
        self.environment = environment
        self.cast = cast
        self.folder = folder
        self.door = door
        self.engine = engine
        self.isGapless = isGapless
        self.logFolder = logFolder
        self.bus = bus
        self.control = control
        self.afterKill = afterKill
    }
}
