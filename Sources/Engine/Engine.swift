// The engine in one process: the services behind the use cases, and the workers that turn commands into read models.
// It knows ports only; which adapters stand behind them is the composition root's choice.

package import EventSourcing
internal import JSONText
internal import Ontology

/// What the composition root says about the engine as a whole.
package struct EngineSettings: Sendable {
    package var version: String
    /// `embedded`, or `connected`.
    package var mode: String
    package var processID: Int
    package var dataDirectory: String?
    /// How long a query waits for what was written before it.
    package var readYourWritesSeconds: Double
    /// A read model that is further behind than this is not waited for.
    package var hopelessLag: Int
    /// What has to wait for a worker gives up when that one has not moved for so long; longer than the longest rest of
    /// one that tries again.
    package var standstillSeconds: Double
    /// Which workers run in this process.
    package var roles: Set<EngineRole>
    /// The servers that the ports stand on.
    package var servers: [ServerProbe]
    /// Bytes used by the data, and free on its disk; nil where nobody knows.
    package var diskUsage: @Sendable () -> (used: Int, free: Int)?

    package init(
        version: String, mode: String, processID: Int, dataDirectory: String? = nil,
        readYourWritesSeconds: Double = 0.25, hopelessLag: Int = 20_000,
        standstillSeconds: Double = 15, roles: Set<EngineRole> = Set(EngineRole.allCases),
        servers: [ServerProbe] = [],
        diskUsage: @escaping @Sendable () -> (used: Int, free: Int)? = { nil }
    ) {
        self.version = version
        self.mode = mode
        self.processID = processID
        self.dataDirectory = dataDirectory
        self.readYourWritesSeconds = readYourWritesSeconds
        self.hopelessLag = hopelessLag
        self.standstillSeconds = standstillSeconds
        self.roles = roles
        self.servers = servers
        self.diskUsage = diskUsage
    }
}

package final class Engine: Sendable {
    let ports: EnginePorts
    let settings: EngineSettings
    let startedAt: Timestamp
    private let startedUptime: Double
    private let earlier: EarlierWrites
    let crew: Crew
    let servers: ServerWatch

    let acceptor: CommandAcceptor
    let reverser: CommandReverser
    let remover: ClassRemover
    let commands: CommandReader
    let catalogue: Catalogue
    let reader: InstanceReader
    let federation: Federation
    let explorer: Explorer
    let lineageTracer: LineageTracer
    let monitor: Monitor
    let deadLetters: DeadLetterOffice
    let rebuilder: Rebuilder
    let verifier: Verifier
    let exporter: Exporter
    let importer: Importer
    let registry: Registry

    package init(ports: EnginePorts, settings: EngineSettings) {
        self.ports = ports
        self.settings = settings
        startedAt = ports.clock.now()
        startedUptime = ports.clock.uptimeSeconds()
        let aggregates = AggregateReader(store: ports.store)
        let directory = Directory(aggregates: aggregates)
        let recent = RecentCommands()
        let coverage = Coverage(ports: ports)
        earlier = EarlierWrites(ports: ports, coverage: coverage)
        let freshness = Freshness(
            ports: ports, coverage: coverage, recent: recent, earlier: earlier,
            settings: settings)
        let milestones = Milestones()
        crew = Crew(
            ports: ports, aggregates: aggregates, milestones: milestones, roles: settings.roles)
        servers = ServerWatch(settings.servers, clock: ports.clock)
        acceptor = CommandAcceptor(
            ports: ports, aggregates: aggregates, directory: directory, recent: recent)
        reverser = CommandReverser(ports: ports, acceptor: acceptor)
        commands = CommandReader(
            ports: ports, coverage: coverage, milestones: milestones,
            isLogTheBus: settings.mode == "embedded")
        catalogue = Catalogue(
            ports: ports, aggregates: aggregates, directory: directory, freshness: freshness)
        remover = ClassRemover(
            ports: ports, directory: directory, acceptor: acceptor,
            catchUp: CatchUp(
                ports: ports, coverage: coverage, patienceSeconds: settings.standstillSeconds),
            catalogue: catalogue)
        let standpoints = Standpoints(
            ports: ports, aggregates: aggregates, directory: directory, freshness: freshness,
            badges: BadgeMaker(ports: ports, coverage: coverage), catalogue: catalogue,
            chronicle: Chronicle(store: ports.store))
        reader = InstanceReader(
            ports: ports, directory: directory, freshness: freshness, standpoints: standpoints)
        let provenance = ProvenanceReader(store: ports.store)
        federation = Federation(
            ports: ports, standpoints: standpoints, provenance: provenance)
        explorer = Explorer(standpoints: standpoints)
        lineageTracer = LineageTracer(ports: ports, standpoints: standpoints)
        monitor = Monitor(
            ports: ports, crew: crew, coverage: coverage, recent: recent, settings: settings,
            startedUptime: startedUptime, servers: servers)
        deadLetters = DeadLetterOffice(ports: ports)
        rebuilder = Rebuilder(
            ports: ports, crew: crew, sharesModels: !settings.servers.isEmpty)
        verifier = Verifier(ports: ports, coverage: coverage)
        exporter = Exporter(ports: ports, directory: directory)
        importer = Importer(
            ports: ports, directory: directory, acceptor: acceptor, coverage: coverage,
            catalogue: catalogue)
        registry = Registry(ports: ports)
    }

    /// Runs relay and workers until the task is cancelled. At most once at a time.
    package func run() async {
        async let watching: Void = servers.run()
        async let noting: Void = earlier.begin()
        await crew.run()
        await noting
        await watching
    }

    /// What `run` runs, one loop a role, for whoever steps them by hand. Each call makes fresh ones.
    package func loops() -> [any SteppableLoop] { crew.loops }

    func describe() -> EngineView {
        EngineView(
            version: settings.version, mode: settings.mode, processID: settings.processID,
            dataDirectory: settings.dataDirectory, startedAt: startedAt.description,
            uptimeSeconds: ports.clock.uptimeSeconds() - startedUptime)
    }
}
