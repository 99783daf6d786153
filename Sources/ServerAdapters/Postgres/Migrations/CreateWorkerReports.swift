// What the workers of each process say, beside what the last one of them said.

extension PostgresMigrations {
    static let createWorkerReports = PostgresMigration(
        version: 8, name: "worker reports",
        statements: [
            """
            CREATE TABLE spice_event_registry.worker_reports (
                name text COLLATE "C" NOT NULL, process bigint NOT NULL, state text NOT NULL,
                handled bigint NOT NULL, rate double precision NOT NULL, last_error text,
                restarts int NOT NULL, at bigint NOT NULL, PRIMARY KEY (name, process))
            """
        ])
}
