// Runs the console on a terminal until it is left.

package import Engine
package import TerminalUI

package enum ConsoleProgram {
    /// Returns the exit code. Ends when the user leaves, the terminal hangs up or the task is
    /// cancelled; running jobs are cancelled with it.
    package static func run(
        terminal: any Terminal, client: any EngineClient, options: ConsoleOptions,
        clock: any Clock<Duration> = ContinuousClock()
    ) async -> Int32 {
        let size = await terminal.viewport.size
        let console = Console(client: client, options: options, size: size)
        return await ProgramLoop(console, on: terminal, clock: clock).run()
    }
}
