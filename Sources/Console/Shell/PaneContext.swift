// What a pane may know beside its own state, as it is now. A value: time comes in as a message.

package import Engine
package import EventSourcing
package import TerminalUI

package struct PaneContext: Sendable {
    package var engine: EngineCalls
    /// The chosen database; nil until one is known.
    package var database: String?
    /// The chosen branch of it; nil: main.
    package var branch: String?
    /// What the engine said when it was asked for databases.
    package var databases: Loaded<PageView<DatabaseView>>
    /// The wall clock at the last tick or answer.
    package var now: Timestamp
    /// The whole screen.
    package var size: Size
    package var reach = EngineReach()
    /// The cursor is on its way and bytes are dear: what is beside a list waits until it rests.
    package var isMoving = false
    /// Steps come faster than somebody reads: nothing is asked for what is under the cursor until it rests.
    package var isHurried = false
    /// The console rests after this look: what is shown is asked for once more, whenever it was read last.
    package var isLastLook = false

    package init(
        engine: EngineCalls, database: String?, branch: String? = nil,
        databases: Loaded<PageView<DatabaseView>>, now: Timestamp, size: Size
    ) {
        self.engine = engine
        self.database = database
        self.branch = branch
        self.databases = databases
        self.now = now
        self.size = size
    }

    /// The engine for what is about the chosen branch.
    package var scoped: EngineCalls { branch.map { engine.on($0) } ?? engine }

    /// Whether what is asked for every other second is to be asked for again.
    package func isDue<Value>(_ loaded: Loaded<Value>) -> Bool {
        isLastLook || loaded.valueAt.map { now.seconds(since: $0) >= Self.dueSeconds } ?? true
    }

    /// Looks come every second, and an answer takes a little of it.
    private static var dueSeconds: Double { 1.9 }

    package var room: Zones.Room { Zones(size).room }
    /// Where the pane's body lies.
    package var body: Rect { Zones(size).body }

    /// How long ago a moment was; zero for moments to come.
    package func age(of moment: Timestamp) -> Duration {
        .milliseconds(Int64(max(0, now.seconds(since: moment) * 1000)))
    }

    /// The age of a time as the engine writes it; nil when it is none.
    package func age(ofText text: String) -> Duration? {
        Timestamp(text).map { age(of: $0) }
    }
}
