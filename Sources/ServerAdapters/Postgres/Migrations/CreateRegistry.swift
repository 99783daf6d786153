// Claims on events, the last sequence of each aggregate, leases. `processed_events` and `aggregate_versions` are the
// contract's tables with its columns; an aggregate is told apart by `address`, since `aggregate_id` is ambiguous.

extension PostgresMigrations {
    static let createRegistry = PostgresMigration(
        version: 1, name: "registry",
        statements: [
            "CREATE SEQUENCE spice_event_registry.fence",
            """
            CREATE TABLE spice_event_registry.processed_events (
                handler text COLLATE "C" NOT NULL, event_id text COLLATE "C" NOT NULL,
                aggregate_id text, address text COLLATE "C", sequence_number bigint,
                status text NOT NULL, started_at timestamptz NOT NULL DEFAULT now(), owner text,
                process bigint, fence bigint NOT NULL DEFAULT 0,
                heartbeat_at timestamptz NOT NULL DEFAULT now(), processed_at timestamptz,
                attempt_count int NOT NULL DEFAULT 1, last_error text,
                PRIMARY KEY (handler, event_id))
            """,
            """
            CREATE INDEX processed_events_aggregate
                ON spice_event_registry.processed_events (handler, aggregate_id)
            """,
            """
            CREATE INDEX processed_events_lease
                ON spice_event_registry.processed_events (owner, heartbeat_at)
                WHERE status = 'processing'
            """,
            """
            CREATE INDEX processed_events_age
                ON spice_event_registry.processed_events (processed_at) WHERE status = 'done'
            """,
            """
            CREATE TABLE spice_event_registry.aggregate_versions (
                handler text COLLATE "C" NOT NULL, address text COLLATE "C" NOT NULL,
                aggregate_id text NOT NULL, last_sequence bigint NOT NULL DEFAULT 0,
                updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (handler, address))
            """,
            """
            CREATE INDEX aggregate_versions_id
                ON spice_event_registry.aggregate_versions (handler, aggregate_id)
            """,
            """
            CREATE TABLE spice_event_registry.leases (
                name text COLLATE "C" PRIMARY KEY, holder text NOT NULL, fence bigint NOT NULL,
                is_held boolean NOT NULL, expires_at timestamptz NOT NULL)
            """,
            beginClaims, finishClaims,
        ])

    /// One verdict a claim: a word, the attempt, the fence, and for `held` the seconds to wait. A claim of a process
    /// whose advisory lock is free counts as given up, however long its lease would last.
    private static let beginClaims = """
        CREATE FUNCTION spice_event_registry.begin_claims(
            handlers text[], events text[], addresses text[], ids text[], sequences bigint[],
            claimer text, claimer_process bigint, at timestamptz, lease double precision)
        RETURNS TABLE (place int, verdict text, attempt int, new_fence bigint, wait double precision)
        LANGUAGE plpgsql AS $$
        DECLARE
            claim record; entry spice_event_registry.processed_events%ROWTYPE; done_up_to bigint;
        BEGIN
            FOR claim IN
                SELECT u.*, row_number() OVER () AS nth
                FROM unnest(handlers, events, addresses, ids, sequences)
                    AS u(handler, event_id, address, aggregate_id, seq)
            LOOP
                place := claim.nth; attempt := NULL; new_fence := NULL; wait := NULL;
                SELECT last_sequence INTO done_up_to
                FROM spice_event_registry.aggregate_versions v
                WHERE v.handler = claim.handler AND v.address = claim.address;
                LOOP
                    SELECT * INTO entry FROM spice_event_registry.processed_events p
                    WHERE p.handler = claim.handler AND p.event_id = claim.event_id FOR UPDATE;
                    EXIT WHEN FOUND;
                    INSERT INTO spice_event_registry.processed_events AS p
                        (handler, event_id, aggregate_id, address, sequence_number, status,
                        started_at, heartbeat_at, attempt_count)
                    VALUES (claim.handler, claim.event_id, claim.aggregate_id, claim.address,
                        claim.seq, 'new', at, at, 0)
                    ON CONFLICT DO NOTHING;
                END LOOP;
                IF entry.status = 'done' THEN
                    verdict := 'duplicate';
                ELSIF entry.status = 'skipped_stale' OR done_up_to >= claim.seq THEN
                    verdict := 'stale';
                    UPDATE spice_event_registry.processed_events p
                    SET status = 'skipped_stale', processed_at = at, owner = NULL
                    WHERE p.handler = claim.handler AND p.event_id = claim.event_id;
                ELSIF entry.status = 'processing' AND entry.owner <> claimer
                    AND entry.heartbeat_at + make_interval(secs => lease) > at
                    AND (entry.process IS NULL OR NOT pg_try_advisory_xact_lock(entry.process))
                THEN
                    verdict := 'held';
                    wait := extract(epoch FROM
                        entry.heartbeat_at + make_interval(secs => lease) - at);
                ELSE
                    verdict := 'proceed';
                    IF entry.status = 'processing' AND entry.owner = claimer THEN
                        attempt := entry.attempt_count; new_fence := entry.fence;
                    ELSE
                        attempt := entry.attempt_count + 1;
                        new_fence := nextval('spice_event_registry.fence');
                    END IF;
                    UPDATE spice_event_registry.processed_events p
                    SET status = 'processing', owner = claimer, process = claimer_process,
                        fence = new_fence, attempt_count = attempt, heartbeat_at = at,
                        last_error = NULL
                    WHERE p.handler = claim.handler AND p.event_id = claim.event_id;
                END IF;
                RETURN NEXT;
            END LOOP;
        END $$
        """

    /// Marks claims of their owner as done; answers the events whose claims belong to another by now.
    private static let finishClaims = """
        CREATE FUNCTION spice_event_registry.finish_claims(
            handlers text[], events text[], addresses text[], ids text[], sequences bigint[],
            claimer text, at timestamptz)
        RETURNS SETOF text LANGUAGE plpgsql AS $$
        DECLARE
            claim record; entry spice_event_registry.processed_events%ROWTYPE;
        BEGIN
            FOR claim IN
                SELECT * FROM unnest(handlers, events, addresses, ids, sequences)
                    AS u(handler, event_id, address, aggregate_id, seq)
            LOOP
                SELECT * INTO entry FROM spice_event_registry.processed_events p
                WHERE p.handler = claim.handler AND p.event_id = claim.event_id FOR UPDATE;
                IF NOT FOUND OR entry.owner IS DISTINCT FROM claimer
                    OR entry.status NOT IN ('processing', 'done')
                THEN
                    RETURN NEXT claim.event_id;
                ELSIF entry.status = 'processing' THEN
                    UPDATE spice_event_registry.processed_events p
                    SET status = 'done', processed_at = at
                    WHERE p.handler = claim.handler AND p.event_id = claim.event_id;
                    INSERT INTO spice_event_registry.aggregate_versions AS v
                        (handler, address, aggregate_id, last_sequence, updated_at)
                    VALUES (claim.handler, claim.address, claim.aggregate_id, claim.seq, at)
                    ON CONFLICT (handler, address) DO UPDATE
                    SET last_sequence = excluded.last_sequence, updated_at = at
                    WHERE v.last_sequence < excluded.last_sequence;
                END IF;
            END LOOP;
        END $$
        """
}
