// The index of the segments in the object store: reservations, where each event stands, idempotency keys, and the
// relay's checkpoints. All but the checkpoints can be made again from the segments alone.

extension PostgresMigrations {
    static let createEventIndex = PostgresMigration(
        version: 2, name: "event index",
        statements: [
            """
            CREATE TABLE spice_event_registry.log_head (
                is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
                last_segment bigint NOT NULL)
            """,
            "INSERT INTO spice_event_registry.log_head (last_segment) VALUES (0)",
            """
            CREATE TABLE spice_event_registry.segments (
                segment bigint PRIMARY KEY, state text NOT NULL, deadline timestamptz NOT NULL,
                last_ordinal bigint NOT NULL)
            """,
            """
            CREATE INDEX segments_open ON spice_event_registry.segments (segment)
                WHERE state = 'open'
            """,
            """
            CREATE TABLE spice_event_registry.event_positions (
                event_id uuid PRIMARY KEY, segment bigint NOT NULL, ordinal bigint NOT NULL,
                address text COLLATE "C" NOT NULL, sequence_number bigint NOT NULL,
                cause_id uuid, cause_ordinal int NOT NULL, fact bytea NOT NULL,
                UNIQUE (segment, ordinal), UNIQUE (address, sequence_number))
            """,
            """
            CREATE INDEX event_positions_cause
                ON spice_event_registry.event_positions (cause_id, cause_ordinal)
                WHERE cause_id IS NOT NULL
            """,
            """
            CREATE TABLE spice_event_registry.idempotency_keys (
                scope text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL,
                content_hash bytea NOT NULL, segment bigint NOT NULL, first_ordinal bigint NOT NULL,
                count int NOT NULL, PRIMARY KEY (scope, key))
            """,
            """
            CREATE INDEX idempotency_keys_segment
                ON spice_event_registry.idempotency_keys (segment)
            """,
            """
            CREATE TABLE spice_event_registry.relay_checkpoints (
                segment bigint NOT NULL, ordinal bigint NOT NULL, bus text NOT NULL,
                PRIMARY KEY (segment, ordinal))
            """,
        ])
}
