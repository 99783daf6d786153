enum ConsoleOpening {
    static func run(_ session: EngineSession, database: String?) async throws {}
}
