// Who may import whom: the table of the layout, as a value.

enum ImportTable {
    struct Row {
        let ours: Set<String>
        let external: Set<String>

        init(_ ours: Set<String>, _ external: Set<String> = []) {
            self.ours = ours
            self.external = external
        }
    }

    /// The toolchain's own libraries; every target may use them.
    static let toolchain: Set<String> = [
        "Swift", "Foundation", "FoundationEssentials", "Synchronization", "Glibc", "Dispatch",
        "RegexBuilder",
    ]

    private static let collections: Set<String> = [
        "OrderedCollections", "DequeModule", "HeapModule",
    ]
    private static let log: Set<String> = ["JSONText", "EventSourcing"]
    private static let domain = log.union(["Ontology", "Tables", "Inference"])
    private static let engine = domain.union(["Engine"])

    static let rows: [String: Row] = [
        "JSONText": Row([]),
        "EventSourcing": Row(["JSONText"], collections.union(["Logging", "Crypto"])),
        "Ontology": Row(log, collections),
        "Tables": Row(["JSONText"], ["CZlib", "CExpat"]),
        "Inference": Row(["Tables", "JSONText"], collections),
        "Engine": Row(domain, ["Logging", "ServiceLifecycle", "Metrics"]),
        "WireFormat": Row(engine),
        "HTTPClient": Row(["JSONText"], ["CLibcurl"]),
        "EmbeddedAdapters": Row(log.union(["Ontology"]), ["GRDB", "GRDBSQLite", "Crypto"]),
        "ServerAdapters": Row(
            engine.union(["WireFormat", "HTTPClient"]), ["CLibpq", "CLibrdkafka"]),
        "HTTPAPI": Row(
            engine.union(["WireFormat"]),
            [
                "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTP1",
                "NIOWebSocket", "NIOHTTPTypes", "NIOHTTPTypesHTTP1", "NIOPosix", "Logging",
                "ServiceLifecycle",
            ]),
        "TerminalUI": Row([], ["Yams"]),
        "Console": Row(engine.union(["TerminalUI"])),
        "CursesTerminal": Row(["TerminalUI"], ["CNcurses", "CTerminalRescue"]),
        "Processes": Row([], ["CSpawn"]),
        "Laboratory": Row(engine.union(["Processes"]), ["SystemPackage"]),
        "App": Row(
            engine.union([
                "WireFormat", "HTTPClient", "EmbeddedAdapters", "ServerAdapters", "HTTPAPI",
                "TerminalUI", "Console", "CursesTerminal", "Processes", "Laboratory",
            ]),
            [
                "ArgumentParser", "Yams", "Configuration", "SystemPackage", "Logging",
                "ServiceLifecycle", "UnixSignals",
            ]),
    ]

    /// Targets of C sources and module maps: no Swift in them.
    static let withoutSwift: Set<String> = [
        "CExpat", "CLibcurl", "CLibpq", "CLibrdkafka", "CNcurses", "CSpawn", "CZlib",
        "CTerminalRescue",
    ]

    /// The imports of one file of a target that the table does not allow.
    static func violations(_ source: SourceText, target: String) -> [Violation] {
        guard let row = rows[target] else {
            return [Violation(path: source.path, line: 1, what: "\(target) is not in the table")]
        }
        let allowed = row.ours.union(row.external).union(toolchain)
        return SourceRules.imports(source).filter { !allowed.contains($0.module) }.map {
            Violation(
                path: source.path, line: $0.line, what: "\(target) may not import \($0.module)")
        }
    }

    /// The table itself must have no circle: what a row imports stands lower.
    static func circle() -> [String]? {
        func visit(_ target: String, _ path: [String]) -> [String]? {
            if path.contains(target) { return path + [target] }
            for next in (rows[target]?.ours ?? []).sorted() {
                if let found = visit(next, path + [target]) { return found }
            }
            return nil
        }
        for target in rows.keys.sorted() {
            if let found = visit(target, []) { return found }
        }
        return nil
    }
}
