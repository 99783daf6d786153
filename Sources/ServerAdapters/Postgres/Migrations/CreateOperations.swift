// Parked writes, dead letters, states of commands, the worker board, heads of the audit chain.

extension PostgresMigrations {
    static let createOperations = PostgresMigration(
        version: 3, name: "operations",
        statements: [
            """
            CREATE TABLE spice_event_registry.parked_writes (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                consumer text COLLATE "C" NOT NULL, event_id text COLLATE "C" NOT NULL,
                address text COLLATE "C" NOT NULL, sequence_number bigint NOT NULL,
                envelope bytea NOT NULL, awaited text COLLATE "C" NOT NULL, reason text NOT NULL,
                since bigint NOT NULL, is_ready boolean NOT NULL, UNIQUE (consumer, event_id))
            """,
            """
            CREATE INDEX parked_writes_awaited ON spice_event_registry.parked_writes
                (md5(awaited))
            """,
            """
            CREATE INDEX parked_writes_ready ON spice_event_registry.parked_writes
                (consumer, address, sequence_number) WHERE is_ready
            """,
            """
            CREATE INDEX parked_writes_address ON spice_event_registry.parked_writes
                (consumer, address)
            """,
            """
            CREATE TABLE spice_event_registry.dead_letters (
                place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                id text COLLATE "C" NOT NULL UNIQUE, consumer text COLLATE "C" NOT NULL,
                event_id text COLLATE "C", address text, event_type text NOT NULL,
                code text NOT NULL, cause text NOT NULL, attempts int NOT NULL, at bigint NOT NULL,
                bytes bytea NOT NULL, state text NOT NULL, UNIQUE (consumer, event_id))
            """,
            "CREATE SEQUENCE spice_event_registry.status_change",
            """
            CREATE TABLE spice_event_registry.command_states (
                command_id text COLLATE "C" PRIMARY KEY, segment bigint NOT NULL,
                ordinal bigint NOT NULL, database text COLLATE "C" NOT NULL,
                phase text COLLATE "C" NOT NULL, rank int NOT NULL, command bytea NOT NULL,
                answer bytea, code text, reason text, attempts int NOT NULL, at bigint NOT NULL,
                change bigint NOT NULL DEFAULT nextval('spice_event_registry.status_change'))
            """,
            """
            CREATE INDEX command_states_order
                ON spice_event_registry.command_states (segment DESC, ordinal DESC)
            """,
            """
            CREATE INDEX command_states_waiting
                ON spice_event_registry.command_states (segment DESC, ordinal DESC)
                WHERE rank < 3
            """,
            """
            CREATE TABLE spice_event_registry.workers (
                name text COLLATE "C" PRIMARY KEY, state text NOT NULL, handled bigint NOT NULL,
                rate double precision NOT NULL, last_error text, restarts int NOT NULL,
                at bigint NOT NULL)
            """,
            """
            CREATE TABLE spice_event_registry.desired_states (
                name text COLLATE "C" PRIMARY KEY, state text NOT NULL)
            """,
            "CREATE SCHEMA IF NOT EXISTS spice_audit",
            """
            CREATE TABLE spice_audit.heads (
                count bigint PRIMARY KEY, segment bigint NOT NULL, ordinal bigint NOT NULL,
                hash bytea NOT NULL, kept_at timestamptz NOT NULL DEFAULT now())
            """,
        ])
}
