// How a process of the program is started.

package struct ChaosPart: Hashable, Sendable {
    package var name: String
    package var arguments: [String]
    /// Added to that of all parts.
    package var environment: [String: String]
    /// What it has printed when it is ready.
    package var readyTexts: [String]

    package init(
        _ name: String, _ arguments: [String], readyTexts: [String],
        environment: [String: String] = [:]
    ) {
        self.name = name
        self.arguments = arguments
        self.readyTexts = readyTexts
        self.environment = environment
    }
}
