-- The database layer's own statements.

-- Once per connection. `history` tells restores and fail-overs apart: a physical restore keeps the
-- system identifier and starts a new timeline. `life` changes with every start and every recovery
-- from a crash, also from that of a single session: recovery discards the statistics. Our statements are
-- short: compiling one takes longer than running it.
-- name: configure_session
SELECT set_config('TimeZone', 'UTC', false),
       set_config('client_min_messages', 'warning', false),
       set_config('jit', 'off', false),
       set_config('statement_timeout', $1, false),
       set_config('lock_timeout', $2, false),
       set_config('idle_in_transaction_session_timeout', '30s', false),
       set_config('client_connection_check_interval',
                  CASE WHEN version() ~* 'mingw|visual c' THEN '0' ELSE '500ms' END, false),
       (SELECT system_identifier FROM pg_control_system())::text
       || CASE WHEN pg_is_in_recovery() THEN ' standby'
               ELSE ' ' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END AS history,
       pg_postmaster_start_time()::text
       || coalesce(' ' || (SELECT stats_reset FROM pg_stat_bgwriter)::text, '') AS life;

-- name: set_statement_timeout
SELECT set_config('statement_timeout', $1, false);

-- name: ping
SELECT 1;

-- name: begin
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;

-- name: begin_read_only
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- name: begin_snapshot
BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE;

-- What stands between the quotes is the other transaction's snapshot: the command takes no parameters.
-- name: adopt_snapshot
SET TRANSACTION SNAPSHOT 'snapshot';

-- Who exports it may wait for the others as long as they take.
-- name: export_snapshot
SELECT set_config('idle_in_transaction_session_timeout', '0', true),
       pg_export_snapshot() AS snapshot;

-- name: commit
COMMIT;

-- name: rollback
ROLLBACK;

-- Takes the transaction's id, which it would get with its first write anyway.
-- name: transaction_id
SELECT pg_current_xact_id()::text AS xid;

-- Ends what is left of a session whose link broke, but only while it is still in that transaction.
-- name: end_session
SELECT pg_terminate_backend(pid, 1000)
FROM pg_stat_activity
WHERE pid = $1
  AND backend_xid = $2::xid8::xid;

-- name: transaction_fate
SELECT pg_xact_status($1::xid8) AS fate;

-- The same after a crash, which forgets ids that never reached the disk: recovery ends with a
-- checkpoint (its record is its own redo point), and ids from there on were given out again. NULL
-- when a later checkpoint hides where that was.
-- name: transaction_fate_after_crash
SELECT CASE
         WHEN $1::bigint >= next_id THEN 'aborted'
         WHEN pg_xact_status($1::text::xid8) = 'aborted' THEN 'aborted'
         WHEN redo_lsn = checkpoint_lsn THEN pg_xact_status($1::text::xid8)
       END AS fate
FROM (SELECT split_part(next_xid, ':', 1)::bigint * 4294967296
             + split_part(next_xid, ':', 2)::bigint AS next_id,
             redo_lsn,
             checkpoint_lsn
      FROM pg_control_checkpoint()) last;

-- The lock of migrations, held until the session ends.
-- name: lock_migrations
SELECT pg_advisory_lock(7205911462);

-- Serves the first start, when there is no table to ask.
-- name: has_migrations
SELECT to_regclass('schema_migration') IS NOT NULL AS found;

-- name: select_migrations
SELECT version,
       slug,
       checksum
FROM schema_migration
ORDER BY version;

-- name: insert_migration
INSERT INTO schema_migration (version, slug, checksum, applied_at)
VALUES ($1, $2, $3, $4);

-- One row.
-- name: select_node_meta
SELECT epoch,
       system_identifier,
       timeline,
       token_secret
FROM node_meta;

-- name: select_history
SELECT system_identifier,
       timeline_id AS timeline
FROM pg_control_system(), pg_control_checkpoint();

-- name: insert_node_meta
INSERT INTO node_meta (epoch, system_identifier, timeline, token_secret, created_at)
VALUES ($1, $2, $3, $4, $5);

-- One row.
-- name: update_epoch
UPDATE node_meta
SET epoch = $1,
    system_identifier = $2,
    timeline = $3;

-- Every row: a new history begins for all organisations at once.
-- name: update_head_epochs
UPDATE org_head
SET epoch = $1;

-- org_head by its primary key; locks the rows in that order until the end of the transaction.
-- name: lock_heads
SELECT org_id,
       seq,
       chain_hash
FROM org_head
WHERE org_id = ANY ($1)
ORDER BY org_id
FOR UPDATE;

-- The first event of an organisation; a race is settled by the primary key.
-- name: insert_heads
INSERT INTO org_head (org_id, epoch, seq, chain_hash)
SELECT o.org_id, m.epoch, 0, $2
FROM node_meta m
CROSS JOIN unnest($1::uuid[]) AS o (org_id)
ON CONFLICT (org_id) DO NOTHING;

-- org_head by its primary key; the rows are locked already.
-- name: update_heads
-- BY ROWS
UPDATE org_head h
SET seq = r.seq,
    chain_hash = r.chain_hash
FROM unnest($1::uuid[], $2::bigint[], $3::bytea[])
     AS r (org_id, seq, chain_hash)
WHERE h.org_id = r.org_id;

-- org_head by its primary key, and the end of event_log's. One snapshot: an event and its head commit
-- together, so an event behind the head is nobody's.
-- One row, also without a head, which a log with events must have.
-- name: select_head
SELECT h.seq,
       h.chain_hash,
       EXISTS (SELECT FROM event_log e WHERE e.org_id = o.org_id AND e.seq > coalesce(h.seq, 0)) AS is_overrun
FROM (VALUES ($1::uuid)) AS o (org_id)
LEFT JOIN org_head h ON h.org_id = o.org_id;

-- Small: one row per organisation.
-- name: select_heads
SELECT org_id,
       seq
FROM org_head
ORDER BY org_id;

-- One set-based insert for all events of a transaction.
-- name: insert_events
-- BY ROWS
INSERT INTO event_log (org_id, seq, event_id, tx_no, last_in_tx, type, schema_version, actor, occurred_at,
                       aggregate_type, aggregate_id, aggregate_rev, payload, prev_hash, hash,
                       changes, changes_hash)
SELECT r.*
FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::bigint[], $5::boolean[], $6::text[], $7::integer[],
            $8::text[], $9::timestamptz[], $10::text[], $11::uuid[], $12::bigint[], $13::bytea[],
            $14::bytea[], $15::bytea[], $16::bytea[], $17::bytea[])
     AS r (org_id, seq, event_id, tx_no, last_in_tx, type, schema_version, actor, occurred_at,
           aggregate_type, aggregate_id, aggregate_rev, payload, prev_hash, hash,
           changes, changes_hash);

-- A range of event_log's primary key. The server hashes the changes, which may be large.
-- name: select_events
SELECT seq, event_id, tx_no, last_in_tx, type, schema_version, actor, occurred_at,
       aggregate_type, aggregate_id, aggregate_rev, payload, prev_hash, hash, changes_hash,
       changes IS NULL OR sha256(changes) = changes_hash AS is_intact
FROM event_log
WHERE org_id = $1
  AND seq > $2
ORDER BY seq
LIMIT $3;

-- A range of event_log_timeline, backwards.
-- name: select_timeline
SELECT seq, event_id, tx_no, last_in_tx, type, schema_version, actor, occurred_at,
       aggregate_type, aggregate_id, aggregate_rev, payload, prev_hash, hash, changes_hash,
       true AS is_intact
FROM event_log
WHERE org_id = $1
  AND aggregate_id = $2
  AND seq < $3
ORDER BY seq DESC
LIMIT $4;
