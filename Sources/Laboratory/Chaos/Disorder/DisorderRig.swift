// How a run out of order gets its engines: on the adapters of the program, in this process, by hand-over.

package import Engine

package struct DisorderRig: Sendable {
    /// Opens a directory, making it when it is not there, with ports that `adjust` may change, and starts the workers.
    package let open:
        @Sendable (
            _ directory: String, _ adjust: @escaping @Sendable (EnginePorts) -> EnginePorts
        ) async throws -> RunningEngine

    package init(
        open:
            @escaping @Sendable (
                _ directory: String, _ adjust: @escaping @Sendable (EnginePorts) -> EnginePorts
            ) async throws -> RunningEngine
    ) {
        self.open = open
    }
}
