// swift-tools-version: 6.2
import PackageDescription

// For every target of ours; Swift 6 mode comes with the tools version.
let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error), .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func from(_ package: String, _ names: String...) -> [Target.Dependency] {
    names.map { .product(name: $0, package: package) }
}
func github(
    _ name: String, _ version: Version, traits: Set<Package.Dependency.Trait> = [.defaults]
) -> Package.Dependency {
    .package(url: "https://github.com/\(name).git", exact: version, traits: traits)
}
func tests(_ name: String, _ more: [Target.Dependency] = [], files: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + more,
        exclude: files)
}

let logging = from("swift-log", "Logging")
let crypto = from("swift-crypto", "Crypto")
let collections = from("swift-collections", "OrderedCollections", "DequeModule", "HeapModule")
let lifecycle = from("swift-service-lifecycle", "ServiceLifecycle", "UnixSignals")
let metrics = from("swift-metrics", "Metrics")
let sqlite = from("GRDB.swift", "GRDB", "GRDBSQLite")
let yams = from("Yams", "Yams")
let system = from("swift-system", "SystemPackage")
let hummingbird =
    from("hummingbird", "Hummingbird", "HummingbirdCore") + from("swift-http-types", "HTTPTypes")
    + from("swift-nio", "NIOCore", "NIOHTTP1", "NIOWebSocket")
    + from("swift-nio-extras", "NIOHTTPTypes", "NIOHTTPTypesHTTP1") + lifecycle + logging
let commandLine =
    from("swift-argument-parser", "ArgumentParser") + yams + lifecycle + logging
    + from("swift-configuration", "Configuration") + system

let log: [Target.Dependency] = ["JSONText", "EventSourcing"]
let domain: [Target.Dependency] = log + ["Ontology", "Tables", "Inference"]
let engine: [Target.Dependency] = domain + ["Engine"]
let outside: [Target.Dependency] = [
    "WireFormat", "HTTPClient", "EmbeddedAdapters", "ServerAdapters", "HTTPAPI",
    "TerminalUI", "Console", "CursesTerminal", "Processes", "Laboratory",
]

let package = Package(
    name: "spice",
    products: [.executable(name: "spice", targets: ["App"])],
    dependencies: [
        github("apple/swift-argument-parser", "1.8.2"),
        github("apple/swift-collections", "1.6.0"),
        github("apple/swift-configuration", "1.4.0", traits: [.defaults, "YAML"]),
        github("apple/swift-crypto", "4.5.2"),
        github("apple/swift-http-types", "1.8.0"),
        github("apple/swift-log", "1.16.2"),
        github("apple/swift-metrics", "2.13.0"),
        github("apple/swift-nio", "2.101.2"),
        github("apple/swift-nio-extras", "1.35.2"),
        github("apple/swift-system", "1.8.1"),
        github("groue/GRDB.swift", "7.10.0"),
        github("hummingbird-project/hummingbird", "2.28.1"),
        github("jpsim/Yams", "6.2.2"),
        github("swift-server/swift-service-lifecycle", "2.13.0"),
    ],
    targets: [
        .target(name: "JSONText"),
        .target(name: "EventSourcing", dependencies: ["JSONText"] + logging + crypto + collections),
        .target(name: "Ontology", dependencies: log + collections),
        .target(name: "Tables", dependencies: ["JSONText", "CZlib", "CExpat"]),
        .target(name: "Inference", dependencies: ["JSONText", "Tables"] + collections),
        .target(name: "Engine", dependencies: domain + logging + lifecycle + metrics),
        .target(name: "WireFormat", dependencies: engine),
        .target(name: "HTTPClient", dependencies: ["JSONText", "CLibcurl"]),
        .target(name: "EmbeddedAdapters", dependencies: log + ["Ontology"] + sqlite),
        .target(
            name: "ServerAdapters",
            dependencies: engine + ["WireFormat", "HTTPClient", "CLibpq", "CLibrdkafka"]),
        .target(name: "HTTPAPI", dependencies: engine + ["WireFormat"] + hummingbird),
        .target(name: "TerminalUI", dependencies: yams),
        .target(name: "Console", dependencies: engine + ["TerminalUI"]),
        .target(
            name: "CursesTerminal", dependencies: ["TerminalUI", "CNcurses", "CTerminalRescue"]),
        .target(name: "Processes", dependencies: ["CSpawn"]),
        .target(name: "Laboratory", dependencies: engine + ["Processes"] + system),
        .executableTarget(name: "App", dependencies: engine + outside + commandLine),
        .systemLibrary(name: "CExpat"), .systemLibrary(name: "CLibcurl"),
        .systemLibrary(name: "CLibpq"), .systemLibrary(name: "CLibrdkafka"),
        .systemLibrary(name: "CNcurses"), .systemLibrary(name: "CSpawn"),
        .systemLibrary(name: "CZlib"),
        .target(name: "CTerminalRescue", cSettings: [.treatAllWarnings(as: .error)]),
        .target(
            name: "TestSupport", dependencies: engine + outside + ["CLibrdkafka"],
            path: "Tests/TestSupport"),
        tests("JSONText"), tests("EventSourcing"), tests("Ontology"), tests("Tables"),
        tests("Inference", ["JSONText", "Tables"]), tests("Engine"), tests("WireFormat"),
        tests("HTTPClient"), tests("EmbeddedAdapters"), tests("ServerAdapters"),
        tests("HTTPAPI", ["HTTPClient", "ServerAdapters"]),
        tests("TerminalUI"), tests("Console", files: ["Golden"]),
        tests("CursesTerminal", ["Laboratory"]),
        tests("Laboratory"),
        tests("Processes"),
        .testTarget(name: "ContractTests", dependencies: engine + outside + ["TestSupport"]),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
        .testTarget(
            name: "ProgramTests", dependencies: ["TestSupport", "Laboratory"] + yams,
            exclude: ["Faults/clock.c", "Faults/disk.c", "Faults/exit.c", "Golden", "Samples"]),
    ]
)

for target in package.targets where target.type != .system { target.swiftSettings = house }
