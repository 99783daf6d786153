// Whole batches in one statement each: new claims, derivations, states of commands. The bytes of events stand apart from the
// states that refer to them, so that a state can change without being written anew with its event; states from before
// keep their bytes where they are.

extension PostgresMigrations {
    static let batchRegistry = PostgresMigration(
        version: 6, name: "batches",
        statements: [
            """
            CREATE TABLE spice_event_registry.event_bodies (
                event_id uuid PRIMARY KEY, body bytea NOT NULL)
            """,
            """
            ALTER TABLE spice_event_registry.command_states
                ALTER COLUMN command DROP NOT NULL, ADD COLUMN answer_id uuid
            """,
            // No question ever used it, and a column that stands in an index cannot change in place.
            "DROP INDEX spice_event_registry.command_states_waiting",
            "ALTER TABLE spice_event_registry.command_states SET (fillfactor = 60)",
            beginClaims, applyDerivations,
        ])

    /// As before, with the claims that nobody has met taken by one statement; the others one by one. Tables are only ever
    /// looked into by key: a plan that was made while they were small must not read all of them later.
    private static let beginClaims = """
        CREATE OR REPLACE FUNCTION spice_event_registry.begin_claims(
            handlers text[], events text[], addresses text[], ids text[], sequences bigint[],
            claimer text, claimer_process bigint, at timestamptz, lease double precision)
        RETURNS TABLE (place int, verdict text, attempt int, new_fence bigint, wait double precision)
        LANGUAGE plpgsql SET enable_seqscan = off AS $$
        DECLARE
            claim record; entry spice_event_registry.processed_events%ROWTYPE; done_up_to bigint;
        BEGIN
            FOR claim IN
                WITH given AS MATERIALIZED (
                    SELECT u.* FROM unnest(handlers, events, addresses, ids, sequences)
                        WITH ORDINALITY AS u(handler, event_id, address, aggregate_id, seq, nth)),
                taken AS (
                    INSERT INTO spice_event_registry.processed_events AS p
                        (handler, event_id, aggregate_id, address, sequence_number, status,
                        started_at, owner, process, fence, heartbeat_at, attempt_count)
                    SELECT g.handler, g.event_id, g.aggregate_id, g.address, g.seq, 'processing',
                        at, claimer, claimer_process, nextval('spice_event_registry.fence'), at, 1
                    FROM given g
                    WHERE NOT coalesce((
                        SELECT v.last_sequence FROM spice_event_registry.aggregate_versions v
                        WHERE v.handler = g.handler AND v.address = g.address) >= g.seq, false)
                    ON CONFLICT DO NOTHING
                    RETURNING p.handler, p.event_id, p.fence)
                SELECT g.*, t.fence AS taken_fence
                FROM given g LEFT JOIN taken t
                    ON t.handler = g.handler AND t.event_id = g.event_id
                ORDER BY g.nth
            LOOP
                place := claim.nth; attempt := NULL; new_fence := NULL; wait := NULL;
                IF claim.taken_fence IS NOT NULL THEN
                    verdict := 'proceed'; attempt := 1; new_fence := claim.taken_fence;
                    RETURN NEXT;
                    CONTINUE;
                END IF;
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

    /// Changes of aggregates, each once: those that come late change nothing. `counts` says how many derivations each has
    /// now; these stand in the arrays behind it, each with its source and place.
    private static let applyDerivations = """
        CREATE FUNCTION spice_lineage.apply_changes(
            addresses text[], sequences bigint[], counts int[], sources text[], places int[],
            targets text[], relations text[], events text[], numbers bigint[])
        RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
        DECLARE
            winners text[]; change record;
        BEGIN
            WITH won AS (
                INSERT INTO spice_lineage.aggregates AS a (address, sequence_number)
                SELECT u.address, u.seq FROM unnest(addresses, sequences) AS u(address, seq)
                ORDER BY u.address COLLATE "C"
                ON CONFLICT (address) DO UPDATE SET sequence_number = excluded.sequence_number
                WHERE a.sequence_number < excluded.sequence_number RETURNING a.address)
            SELECT array_agg(won.address) INTO winners FROM won;
            FOR change IN
                SELECT u.* FROM unnest(addresses, counts) AS u(address, kept)
                WHERE cardinality(winners) = cardinality(addresses) OR u.address = ANY (winners)
            LOOP
                DELETE FROM spice_lineage.derivations d
                WHERE d.source = change.address AND d.place > change.kept;
            END LOOP;
            INSERT INTO spice_lineage.derivations
                (source, place, target, relation, event_id, sequence_number)
            SELECT u.* FROM unnest(sources, places, targets, relations, events, numbers)
                AS u(source, place, target, relation, event_id, seq)
            WHERE cardinality(winners) = cardinality(addresses) OR u.source = ANY (winners)
            ON CONFLICT (source, place) DO UPDATE SET target = excluded.target,
                relation = excluded.relation, event_id = excluded.event_id,
                sequence_number = excluded.sequence_number;
        END $$
        """
}
