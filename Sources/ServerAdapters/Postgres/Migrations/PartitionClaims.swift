// Claims by the month of their event. An event keeps its time for good, so it has one month, and one claim a handler
// there, however often and late it comes again; whole months go at once when nobody needs them any more.

extension PostgresMigrations {
    /// The claims of before are not taken along: nothing tells their events' times. What was done is known by the last
    /// sequence of its aggregate, and what was not is begun anew.
    static let partitionClaims = PostgresMigration(
        version: 9, name: "claims by month",
        statements: [
            """
            DROP FUNCTION spice_event_registry.begin_claims(text[], text[], text[], text[], bigint[],
                text, bigint, timestamptz, double precision)
            """,
            """
            DROP FUNCTION spice_event_registry.finish_claims(text[], text[], text[], text[],
                bigint[], text, timestamptz)
            """,
            "DROP TABLE spice_event_registry.processed_events",
            """
            CREATE TABLE spice_event_registry.processed_events (
                handler text COLLATE "C" NOT NULL, event_id text COLLATE "C" NOT NULL,
                occurred_at timestamptz NOT NULL,
                aggregate_id text, address text COLLATE "C", sequence_number bigint,
                status text NOT NULL, started_at timestamptz NOT NULL DEFAULT now(), owner text,
                process bigint, fence bigint NOT NULL DEFAULT 0,
                heartbeat_at timestamptz NOT NULL DEFAULT now(), processed_at timestamptz,
                attempt_count int NOT NULL DEFAULT 1, last_error text,
                PRIMARY KEY (handler, event_id, occurred_at)) PARTITION BY RANGE (occurred_at)
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
            CREATE INDEX processed_events_age ON spice_event_registry.processed_events
                (coalesce(processed_at, heartbeat_at, started_at)) WHERE status <> 'processing'
            """,
            // Events of times that have no month: older than the tables, or of a clock that is wrong.
            """
            CREATE TABLE spice_event_registry.processed_events_other
                PARTITION OF spice_event_registry.processed_events DEFAULT
            """,
            claimTime, keepMonths, forgetMonths, beginClaimsByMonth, finishClaimsByMonth,
        ])

    /// The time of an event, given its microseconds since 1970, within what every calendar here can say.
    private static let claimTime = """
        CREATE FUNCTION spice_event_registry.claim_time(micros bigint) RETURNS timestamptz
        LANGUAGE sql IMMUTABLE AS $$
            SELECT timestamptz '1970-01-01 00:00:00+00' + interval '1 microsecond'
                * least(greatest(micros, -62135596800000000), 253402300799999999)
        $$
        """

    /// Makes the part of the month of `at`, and of as many months after it; answers how many it made. A month of which
    /// claims came before it had a part gets none: they stay where they are.
    private static let keepMonths = """
        CREATE FUNCTION spice_event_registry.keep_months(at timestamptz, ahead int) RETURNS int
        LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
        DECLARE
            month timestamp; first timestamptz; after timestamptz; part text; made int := 0;
        BEGIN
            FOR step IN 0..ahead LOOP
                month := date_trunc('month', at AT TIME ZONE 'UTC') + make_interval(months => step);
                part := 'processed_events_' || to_char(month, 'YYYY_MM');
                CONTINUE WHEN to_regclass('spice_event_registry.' || part) IS NOT NULL;
                PERFORM pg_advisory_xact_lock(hashtext('spice_event_registry.months'));
                CONTINUE WHEN to_regclass('spice_event_registry.' || part) IS NOT NULL;
                first := month AT TIME ZONE 'UTC';
                after := (month + interval '1 month') AT TIME ZONE 'UTC';
                CONTINUE WHEN EXISTS (
                    SELECT FROM spice_event_registry.processed_events_other o
                    WHERE o.occurred_at >= first AND o.occurred_at < after);
                BEGIN
                    EXECUTE format(
                        'CREATE TABLE spice_event_registry.%I PARTITION OF '
                        'spice_event_registry.processed_events FOR VALUES FROM (%L) TO (%L)',
                        part, first, after);
                    made := made + 1;
                EXCEPTION WHEN check_violation THEN
                    -- One came since the look.
                    NULL;
                END;
            END LOOP;
            RETURN made;
        END $$
        """

    /// Drops the parts of months that were over `before`, of whose claims none is under way and all ended before then;
    /// answers how many. Looked at twice: the lock for which all claims wait is taken only where one can go.
    private static let forgetMonths = """
        CREATE FUNCTION spice_event_registry.forget_months(before timestamptz) RETURNS int
        LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
        DECLARE
            part text; is_needed boolean; gone int := 0;
            question text := 'SELECT EXISTS (SELECT FROM spice_event_registry.%1$I'
                ' WHERE status = ''processing'') OR EXISTS (SELECT FROM spice_event_registry.%1$I'
                ' WHERE status <> ''processing'''
                ' AND coalesce(processed_at, heartbeat_at, started_at) >= $1)';
        BEGIN
            -- One process at a time: what it looks at is not dropped under it by another.
            PERFORM pg_advisory_xact_lock(hashtext('spice_event_registry.months'));
            FOR part IN
                SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = 'spice_event_registry.processed_events'::regclass
                    AND c.relname ~ '^processed_events_[0-9]{4}_[0-9]{2}$'
                    AND (to_date(right(c.relname, 7), 'YYYY_MM')::timestamp + interval '1 month')
                        AT TIME ZONE 'UTC' <= before
                ORDER BY c.relname
            LOOP
                EXECUTE format(question, part) INTO is_needed USING before;
                CONTINUE WHEN is_needed;
                LOCK TABLE ONLY spice_event_registry.processed_events IN ACCESS EXCLUSIVE MODE;
                EXECUTE format(question, part) INTO is_needed USING before;
                CONTINUE WHEN is_needed;
                EXECUTE format('DROP TABLE spice_event_registry.%I', part);
                gone := gone + 1;
            END LOOP;
            RETURN gone;
        END $$
        """
}
