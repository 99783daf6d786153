// Where groups have to go back to after the bus lost what it had acknowledged, and which notes each has followed.

extension PostgresMigrations {
    static let createRewinds = PostgresMigration(
        version: 5, name: "rewinds of the bus",
        statements: [
            """
            CREATE TABLE spice_event_registry.bus_rewinds (
                number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                topic text COLLATE "C" NOT NULL, part int NOT NULL, bus_end bigint NOT NULL)
            """,
            """
            CREATE TABLE spice_event_registry.bus_rewinds_followed (
                consumer text COLLATE "C" NOT NULL, topic text COLLATE "C" NOT NULL,
                part int NOT NULL, number bigint NOT NULL, PRIMARY KEY (consumer, topic, part))
            """,
        ])
}
