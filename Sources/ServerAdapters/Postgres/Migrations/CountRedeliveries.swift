// How many events each worker got again after it had begun or done them, over all of its processes.

extension PostgresMigrations {
    static let countRedeliveries = PostgresMigration(
        version: 7, name: "redeliveries of workers",
        statements: [
            """
            ALTER TABLE spice_event_registry.workers
                ADD COLUMN redelivered bigint NOT NULL DEFAULT 0
            """
        ])
}
