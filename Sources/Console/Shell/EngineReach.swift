// How somebody at a shell reaches the engine that the console shows: what copied lines carry, so that they mean the same.

package struct EngineReach: Hashable, Sendable {
    /// Options of `spice` subcommands; empty where they find the engine by themselves.
    package var options: [String]
    /// Where the BFF of that engine is; nil where nobody said so.
    package var address: String?

    package init(options: [String] = [], address: String? = nil) {
        self.options = options
        self.address = address
    }

    /// Of a place as a person writes it: an address, else a data directory.
    package init(target: String) {
        let isAddress = target.contains("://") || target.hasPrefix("unix:")
        options = [isAddress ? "--connect" : "--data-dir", target]
        address = target.hasPrefix("http://") || target.hasPrefix("https://") ? target : nil
    }

    /// Where `spice up` serves the BFF when nothing else is said.
    static let usualAddress = "http://localhost:8002"
}

extension TwinLine {
    /// Subcommands that ask an engine, and so can be told which.
    private static let asking: Set<String> = [
        "branch", "command", "db", "dlq", "export", "import", "imports", "infer",
        "instance", "labels", "lineage", "map", "ontology", "query", "rebuild", "status", "verify",
        "workers",
    ]

    /// With what leads to the engine.
    mutating func lead(by reach: EngineReach) {
        guard let name = template.split(separator: " ").first, Self.asking.contains(String(name)),
            reach.options.count == 2
        else { return }
        template += " \(reach.options[0]) ENGINE"
        values["ENGINE"] = [reach.options[1]]
    }
}
