// What claims on events do where these stand by month: as in `BatchRegistry`, with the time of the event.

extension PostgresMigrations {
    /// One verdict a claim: a word, the attempt, the fence, and for `held` the seconds to wait. Claims that nobody has met
    /// are taken by one statement, the others one by one.
    static let beginClaimsByMonth = """
        CREATE FUNCTION spice_event_registry.begin_claims(
            handlers text[], events text[], addresses text[], ids text[], sequences bigint[],
            times bigint[], claimer text, claimer_process bigint, at timestamptz, lease double precision)
        RETURNS TABLE (place int, verdict text, attempt int, new_fence bigint, wait double precision)
        LANGUAGE plpgsql SET enable_seqscan = off AS $$
        DECLARE
            claim record; entry spice_event_registry.processed_events%ROWTYPE; done_up_to bigint;
        BEGIN
            FOR claim IN
                WITH given AS MATERIALIZED (
                    SELECT u.*, spice_event_registry.claim_time(u.micros) AS occurred_at
                    FROM unnest(handlers, events, addresses, ids, sequences, times)
                        WITH ORDINALITY
                        AS u(handler, event_id, address, aggregate_id, seq, micros, nth)),
                taken AS (
                    INSERT INTO spice_event_registry.processed_events AS p
                        (handler, event_id, occurred_at, aggregate_id, address, sequence_number,
                        status, started_at, owner, process, fence, heartbeat_at, attempt_count)
                    SELECT g.handler, g.event_id, g.occurred_at, g.aggregate_id, g.address, g.seq,
                        'processing', at, claimer, claimer_process, nextval('spice_event_registry.fence'), at, 1
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
                    WHERE p.handler = claim.handler AND p.event_id = claim.event_id
                        AND p.occurred_at = claim.occurred_at FOR UPDATE;
                    EXIT WHEN FOUND;
                    INSERT INTO spice_event_registry.processed_events AS p
                        (handler, event_id, occurred_at, aggregate_id, address, sequence_number,
                        status, started_at, heartbeat_at, attempt_count)
                    VALUES (claim.handler, claim.event_id, claim.occurred_at, claim.aggregate_id,
                        claim.address, claim.seq, 'new', at, at, 0)
                    ON CONFLICT DO NOTHING;
                END LOOP;
                IF entry.status = 'done' THEN
                    verdict := 'duplicate';
                ELSIF entry.status = 'skipped_stale' OR done_up_to >= claim.seq THEN
                    verdict := 'stale';
                    UPDATE spice_event_registry.processed_events p
                    SET status = 'skipped_stale', processed_at = at, owner = NULL
                    WHERE p.handler = claim.handler AND p.event_id = claim.event_id
                        AND p.occurred_at = claim.occurred_at;
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
                    WHERE p.handler = claim.handler AND p.event_id = claim.event_id
                        AND p.occurred_at = claim.occurred_at;
                END IF;
                RETURN NEXT;
            END LOOP;
        END $$
        """

    /// Marks claims of their owner as done; answers the events whose claims belong to another by now.
    static let finishClaimsByMonth = """
        CREATE FUNCTION spice_event_registry.finish_claims(
            handlers text[], events text[], addresses text[], ids text[], sequences bigint[],
            times bigint[], claimer text, at timestamptz)
        RETURNS SETOF text LANGUAGE plpgsql AS $$
        DECLARE
            claim record; entry spice_event_registry.processed_events%ROWTYPE;
        BEGIN
            FOR claim IN
                SELECT u.*, spice_event_registry.claim_time(u.micros) AS occurred_at
                FROM unnest(handlers, events, addresses, ids, sequences, times)
                    AS u(handler, event_id, address, aggregate_id, seq, micros)
            LOOP
                SELECT * INTO entry FROM spice_event_registry.processed_events p
                WHERE p.handler = claim.handler AND p.event_id = claim.event_id
                    AND p.occurred_at = claim.occurred_at FOR UPDATE;
                IF NOT FOUND OR entry.owner IS DISTINCT FROM claimer
                    OR entry.status NOT IN ('processing', 'done')
                THEN
                    RETURN NEXT claim.event_id;
                ELSIF entry.status = 'processing' THEN
                    UPDATE spice_event_registry.processed_events p
                    SET status = 'done', processed_at = at
                    WHERE p.handler = claim.handler AND p.event_id = claim.event_id
                        AND p.occurred_at = claim.occurred_at;
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
