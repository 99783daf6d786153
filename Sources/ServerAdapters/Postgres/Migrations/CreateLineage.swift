// Derivations between aggregates, with the sequence up to which each aggregate's are known.

extension PostgresMigrations {
    static let createLineage = PostgresMigration(
        version: 4, name: "lineage",
        statements: [
            "CREATE SCHEMA IF NOT EXISTS spice_lineage",
            """
            CREATE TABLE spice_lineage.aggregates (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                address text COLLATE "C" NOT NULL UNIQUE, sequence_number bigint NOT NULL)
            """,
            """
            CREATE TABLE spice_lineage.derivations (
                source text COLLATE "C" NOT NULL, place int NOT NULL,
                target text COLLATE "C" NOT NULL, relation text NOT NULL, event_id text NOT NULL,
                sequence_number bigint NOT NULL, PRIMARY KEY (source, place))
            """,
            """
            CREATE INDEX derivations_target
                ON spice_lineage.derivations (target, source, place)
            """,
        ])
}
