// How much of the console is measured, and what the composition root hands over for it.

package import Engine

package struct ConsoleBenchPlan: Sendable {
    /// Nodes in the store that the console stands on.
    package var nodes: Int
    package var rounds: Int
    package var keys = 30
    package var idleSeconds = 5.0
    package var scrollSeconds = 3.0
    /// Commands a second while the console works: each makes two events.
    package var commandsPerSecond = 500

    package init(nodes: Int, rounds: Int) {
        self.nodes = nodes
        self.rounds = rounds
    }
}

package struct ConsoleBenchRig: Sendable {
    /// The program itself.
    package var program: String
    /// An engine of `spice up` that runs on a directory.
    package var attach: @Sendable (_ directory: String) throws -> any EngineClient
    /// A repository for tig; nil: none is known.
    package var repository: String?
    /// The cells that a character takes on a terminal.
    package var widthOf: VirtualScreen.Width

    package init(
        program: String, repository: String?, widthOf: @escaping VirtualScreen.Width,
        attach: @escaping @Sendable (_ directory: String) throws -> any EngineClient
    ) {
        self.program = program
        self.repository = repository
        self.widthOf = widthOf
        self.attach = attach
    }
}
