// What is to be started, and what of ours it gets: its streams, folder, environment and nothing else. No other descriptor
// of this process reaches it, it ignores and blocks no signal, and it leads a process group of its own.

package struct Launch: Hashable, Sendable {
    /// Where one of the three standard streams comes from or goes to.
    package enum Stream: Hashable, Sendable {
        /// Empty, or thrown away.
        case nothing
        /// Its other end is ours.
        case pipe
        /// As input it is read; as output it is made, for its owner alone, or emptied.
        case file(String)
        /// A terminal, by its path.
        case terminal(String)
        /// Of the errors: where the output goes.
        case likeOutput
    }

    /// A path, or a name that is looked for on this process's PATH.
    package var program: String
    package var arguments: [String]
    /// Nil: this process's.
    package var environment: [String: String]?
    /// Where it works; nil: where this process does.
    package var folder: String?
    package var input = Stream.nothing
    package var output = Stream.nothing
    package var errors = Stream.nothing
    /// A session, not only a group: the first terminal that it opens is its own.
    package var leadsSession = false

    package init(_ program: String, _ arguments: [String] = []) {
        self.program = program
        self.arguments = arguments
    }
}

/// Why nothing was started.
package struct LaunchFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let program: String
    /// The system's words.
    package let reason: String

    /// Stable.
    package var code: String { "program_not_started" }
    package var description: String { "\(program) cannot be started: \(reason)" }
}
