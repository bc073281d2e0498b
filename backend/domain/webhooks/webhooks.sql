-- Endpoints, their place in the event log, and what was posted to them. Whoever changes an endpoint or one
-- of its deliveries has locked the endpoint's row.

-- organisation by its primary key; keeps others from adding an endpoint meanwhile, and nobody else.
-- name: lock_organisation
SELECT 1 AS found
FROM organisation
WHERE org_id = $1
FOR NO KEY UPDATE;

-- The organisation's part of webhook_endpoint's primary key, and org_head by its own.
-- name: count_endpoints
SELECT count(*) AS count,
       (SELECT coalesce(max(h.seq), 0) FROM org_head h WHERE h.org_id = $1) AS head
FROM webhook_endpoint
WHERE org_id = $1
  AND removed_at IS NULL;

-- name: insert_endpoint
INSERT INTO webhook_endpoint (org_id, endpoint_id, url, description, kinds, state, fault, secret, seen_seq,
                              failures_in_a_row, created_at, changed_at, version)
VALUES ($1, $2, $3, $4, $5, 'active', 'none', $6, $7, 0, $8, $8, 1);

-- The organisation's part of webhook_endpoint's primary key; locks nothing.
-- name: list_endpoints
SELECT org_id, endpoint_id, url, description, kinds, state, fault, seen_seq, failing_since, hold_until,
       previous_until, created_at, version
FROM webhook_endpoint
WHERE org_id = $1
  AND removed_at IS NULL
ORDER BY created_at, endpoint_id;

-- webhook_endpoint by its primary key; locks nothing.
-- name: select_endpoint
SELECT org_id, endpoint_id, url, description, kinds, state, fault, seen_seq, failing_since, hold_until,
       previous_until, created_at, version
FROM webhook_endpoint
WHERE org_id = $1
  AND endpoint_id = $2
  AND removed_at IS NULL;

-- webhook_endpoint by its primary key; locks the row.
-- name: lock_endpoint
SELECT org_id, endpoint_id, url, description, kinds, state, fault, seen_seq, failing_since, hold_until,
       previous_until, created_at, version, failures_in_a_row, secret, previous_secret
FROM webhook_endpoint
WHERE org_id = $1
  AND endpoint_id = $2
  AND removed_at IS NULL
FOR UPDATE;

-- webhook_endpoint by its primary key; the row is locked already. Made active, it looks at once for what
-- has been waiting, and its failures are forgotten.
-- name: update_endpoint
UPDATE webhook_endpoint
SET url = $3,
    description = $4,
    kinds = $5,
    state = $6,
    fault = 'none',
    failures_in_a_row = 0,
    failing_since = NULL,
    hold_until = NULL,
    wake_at = CASE WHEN $6 = 'active' THEN $7::timestamptz END,
    changed_at = $7,
    version = version + 1
WHERE org_id = $1
  AND endpoint_id = $2;

-- webhook_endpoint by its primary key; the row is locked already.
-- name: update_secret
UPDATE webhook_endpoint
SET secret = $3,
    previous_secret = $4,
    previous_until = $5,
    changed_at = $6,
    version = version + 1
WHERE org_id = $1
  AND endpoint_id = $2;

-- webhook_endpoint by its primary key; locks the row.
-- name: remove_endpoint
UPDATE webhook_endpoint
SET removed_at = $3,
    changed_at = $3,
    secret = NULL,
    previous_secret = NULL,
    previous_until = NULL,
    wake_at = NULL,
    version = version + 1
WHERE org_id = $1
  AND endpoint_id = $2
  AND removed_at IS NULL
RETURNING url;

-- webhook_endpoint by its primary key; the row is locked already. What an attempt has taught.
-- name: update_health
UPDATE webhook_endpoint
SET state = $3,
    fault = $4,
    failures_in_a_row = $5,
    failing_since = $6,
    hold_until = $7,
    wake_at = CASE WHEN $3 = 'active' THEN wake_at END,
    changed_at = $8,
    version = version + CASE WHEN $4 = 'none' THEN 0 ELSE 1 END
WHERE org_id = $1
  AND endpoint_id = $2;

-- webhook_endpoint by its primary key; the row is locked already.
-- name: update_wake
UPDATE webhook_endpoint
SET wake_at = CASE WHEN state = 'active' THEN $3::timestamptz END
WHERE org_id = $1
  AND endpoint_id = $2
  AND removed_at IS NULL;

-- All of a small table, and org_head by its primary key; locks nothing.
-- name: list_behind
SELECT DISTINCT e.org_id
FROM webhook_endpoint e
JOIN org_head h ON h.org_id = e.org_id
WHERE e.state = 'active'
  AND e.removed_at IS NULL
  AND e.seen_seq < h.seq
ORDER BY e.org_id
LIMIT $1;

-- The organisation's part of webhook_endpoint's primary key; locks the rows in that order.
-- name: lock_behind
SELECT e.endpoint_id, e.kinds, e.seen_seq
FROM webhook_endpoint e
WHERE e.org_id = $1
  AND e.state = 'active'
  AND e.removed_at IS NULL
  AND e.seen_seq < (SELECT h.seq FROM org_head h WHERE h.org_id = e.org_id)
ORDER BY e.endpoint_id
FOR UPDATE OF e;

-- A range of event_log's primary key. Kinds are chosen by the caller, who must know how far he has read.
-- name: select_events
SELECT seq, event_id, type, aggregate_type, aggregate_id, occurred_at
FROM event_log
WHERE org_id = $1
  AND seq > $2
  AND seq <= $3
ORDER BY seq
LIMIT $4;

-- event_log by its primary key.
-- name: select_event_time
SELECT occurred_at
FROM event_log
WHERE org_id = $1
  AND seq = $2;

-- webhook_delivery_event finds those that are there already; they stay as they are.
-- name: insert_deliveries
-- BY ROWS
INSERT INTO webhook_delivery (org_id, delivery_id, endpoint_id, event_seq, event_id, kind, aggregate_type,
                              aggregate_id, occurred_at, state, attempts, round_attempts, last_status,
                              next_attempt_at, created_at)
SELECT r.*
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::uuid[], $6::text[], $7::text[], $8::uuid[],
            $9::timestamptz[], $10::text[], $11::integer[], $12::integer[], $13::integer[],
            $14::timestamptz[], $15::timestamptz[])
     AS r (org_id, delivery_id, endpoint_id, event_seq, event_id, kind, aggregate_type, aggregate_id,
           occurred_at, state, attempts, round_attempts, last_status, next_attempt_at, created_at)
ON CONFLICT (org_id, endpoint_id, event_seq) WHERE event_seq > 0 DO NOTHING;

-- webhook_endpoint by its primary key; the row is locked already. What it waits for is no reason to come
-- later than there is something to send.
-- name: update_seen
UPDATE webhook_endpoint
SET seen_seq = $3,
    wake_at = CASE WHEN $4 THEN least(wake_at, greatest(hold_until, $5::timestamptz)) ELSE wake_at END
WHERE org_id = $1
  AND endpoint_id = $2;

-- webhook_endpoint_wake; locks the rows and waits for none.
-- name: list_awake
SELECT org_id, endpoint_id
FROM webhook_endpoint
WHERE wake_at <= $1
ORDER BY wake_at
LIMIT $2
FOR UPDATE SKIP LOCKED;

-- webhook_endpoint by its primary key; the row is locked already.
-- name: put_to_work
UPDATE webhook_endpoint
SET wake_at = $3
WHERE org_id = $1
  AND endpoint_id = $2;

-- The first of webhook_delivery_due: whether it is due is the caller's to see.
-- name: select_next
SELECT delivery_id, event_seq, event_id, kind, aggregate_type, aggregate_id, occurred_at, attempts,
       round_attempts, next_attempt_at
FROM webhook_delivery
WHERE org_id = $1
  AND endpoint_id = $2
  AND state = 'pending'
ORDER BY next_attempt_at, event_seq
LIMIT 1;

-- webhook_delivery by its primary key.
-- name: select_standing
SELECT attempts, round_attempts, state
FROM webhook_delivery
WHERE org_id = $1
  AND delivery_id = $2
  AND endpoint_id = $3;

-- webhook_delivery by its primary key; its endpoint's row is locked.
-- name: update_standing
UPDATE webhook_delivery
SET attempts = $3,
    round_attempts = $4,
    state = $5,
    last_status = $6,
    next_attempt_at = $7,
    ended_at = $8
WHERE org_id = $1
  AND delivery_id = $2;

-- name: insert_attempt
INSERT INTO webhook_attempt (org_id, delivery_id, number, started_at, took_ms, status, error, answer)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- A range of webhook_delivery_newest, or of webhook_delivery_endpoint when $4 names one, backwards.
-- name: list_deliveries
SELECT d.delivery_id, d.endpoint_id, d.event_seq, d.event_id, d.kind, d.aggregate_type, d.aggregate_id,
       d.occurred_at, d.state, d.attempts, d.last_status, d.next_attempt_at, d.created_at, d.ended_at
FROM webhook_delivery d
JOIN webhook_endpoint e ON e.org_id = d.org_id AND e.endpoint_id = d.endpoint_id
WHERE d.org_id = $1
  AND (d.created_at, d.delivery_id) < ($2, $3)
  AND ($4::uuid IS NULL OR d.endpoint_id = $4)
  AND (cardinality($5::text[]) = 0 OR d.state = ANY ($5))
  AND e.removed_at IS NULL
ORDER BY d.created_at DESC, d.delivery_id DESC
LIMIT $6;

-- webhook_delivery by its primary key.
-- name: select_delivery
SELECT d.delivery_id, d.endpoint_id, d.event_seq, d.event_id, d.kind, d.aggregate_type, d.aggregate_id,
       d.occurred_at, d.state, d.attempts, d.last_status, d.next_attempt_at, d.created_at, d.ended_at
FROM webhook_delivery d
JOIN webhook_endpoint e ON e.org_id = d.org_id AND e.endpoint_id = d.endpoint_id
WHERE d.org_id = $1
  AND d.delivery_id = $2
  AND e.removed_at IS NULL;

-- A range of webhook_attempt's primary key, backwards.
-- name: list_attempts
SELECT number, started_at, took_ms, status, error, answer
FROM webhook_attempt
WHERE org_id = $1
  AND delivery_id = $2
ORDER BY number DESC
LIMIT $3;

-- webhook_delivery by its primary key; its endpoint's row is locked. What waits only comes sooner; what has
-- ended begins another round.
-- name: send_again
UPDATE webhook_delivery
SET round_attempts = CASE WHEN state = 'pending' THEN round_attempts ELSE 0 END,
    state = 'pending',
    next_attempt_at = $3,
    ended_at = NULL
WHERE org_id = $1
  AND delivery_id = $2;

-- webhook_delivery_event; the endpoint's row is locked. The same for events of the log.
-- name: send_all_again
UPDATE webhook_delivery
SET round_attempts = CASE WHEN state = 'pending' THEN round_attempts ELSE 0 END,
    state = 'pending',
    next_attempt_at = $4,
    ended_at = NULL
WHERE org_id = $1
  AND endpoint_id = $2
  AND event_seq = ANY ($3)
  AND event_seq > 0;

-- webhook_endpoint by its primary key; the row is locked already. Somebody wants to see it tried: what
-- failed before holds it no longer.
-- name: wake_now
UPDATE webhook_endpoint
SET wake_at = $3,
    hold_until = NULL
WHERE org_id = $1
  AND endpoint_id = $2;

-- The organisation's part of webhook_delivery_newest; attempts go with their deliveries.
-- name: forget_deliveries
DELETE FROM webhook_delivery
WHERE org_id = $1
  AND delivery_id IN (SELECT delivery_id
                      FROM webhook_delivery
                      WHERE org_id = $1
                        AND created_at < $2
                      ORDER BY created_at
                      LIMIT $3);

-- The organisation's part of webhook_endpoint's primary key: what was removed and has nothing left.
-- name: forget_endpoints
DELETE FROM webhook_endpoint e
WHERE e.org_id = $1
  AND e.removed_at IS NOT NULL
  AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.org_id = e.org_id AND d.endpoint_id = e.endpoint_id);

-- The ends of webhook_delivery_due for each endpoint that works.
-- name: select_backlog
SELECT min(d.created_at) AS oldest,
       count(*) AS count
FROM webhook_endpoint e
JOIN webhook_delivery d ON d.org_id = e.org_id AND d.endpoint_id = e.endpoint_id
WHERE e.state = 'active'
  AND e.removed_at IS NULL
  AND d.state = 'pending';
