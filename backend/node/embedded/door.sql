-- Statements of the door: idempotency, audit. Every one is served by its table's primary key.

-- Until the end of the transaction every look-up goes by its index. The plan of a command is made once,
-- for any number of keys, perhaps while a table is still small; read whole, it would be read whole for ever.
-- name: plan_for_keys
SELECT set_config('enable_seqscan', 'off', true),
       set_config('enable_hashjoin', 'off', true),
       set_config('enable_mergejoin', 'off', true),
       set_config('plan_cache_mode', $1, true);

-- What earlier calls with these keys were and answered; locks nothing.
-- name: select_keys
SELECT i.org_id,
       i.key,
       i.fingerprint,
       i.response,
       i.content_type,
       i.expires_at
FROM unnest($1::uuid[], $2::text[]) AS k (org_id, key)
CROSS JOIN LATERAL (SELECT *
                    FROM idempotency
                    WHERE org_id = k.org_id
                      AND scope = $3
                      AND key = k.key
                      AND state = 'done'
                    OFFSET 0) AS i; -- key by key: before statistics say better, few rows seem to be of a scope

-- Of these keys, those whose memory has expired.
-- name: forget_keys
DELETE FROM idempotency i
USING unnest($1::uuid[], $2::text[]) AS k (org_id, key)
WHERE i.org_id = k.org_id
  AND i.scope = $3
  AND i.key = k.key
  AND i.expires_at <= $4;

-- Stores the answers in the transaction that did the work, in the order of the keys; waits for a
-- running holder up to lock_timeout, and fails when there is an answer already.
-- name: insert_keys
-- BY ROWS
INSERT INTO idempotency (org_id, scope, key, principal_id, fingerprint, state, http_status, response,
                         content_type, created_at, expires_at)
SELECT r.org_id, r.scope, r.key, r.principal_id, r.fingerprint, 'done', r.http_status, r.response,
       r.content_type, r.created_at, r.expires_at
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::bytea[], $6::integer[], $7::bytea[],
            $8::text[], $9::timestamptz[], $10::timestamptz[])
     AS r (org_id, scope, key, principal_id, fingerprint, http_status, response, content_type, created_at,
           expires_at);

-- A range of idempotency_expiry; skips keys that are being claimed again.
-- name: delete_expired_keys
DELETE FROM idempotency
WHERE org_id = $1
  AND (scope, key) IN (SELECT scope, key
                       FROM idempotency
                       WHERE org_id = $1
                         AND expires_at <= $2
                       ORDER BY expires_at
                       LIMIT $3
                       FOR UPDATE SKIP LOCKED);

-- How long a caller waits for another with the same key.
-- name: limit_key_wait
SET LOCAL lock_timeout = '500ms';

-- name: unlimit_key_wait
SET LOCAL lock_timeout TO DEFAULT;

-- One row per command.
-- name: insert_audits
-- BY ROWS
INSERT INTO audit_log (org_id, audit_id, occurred_at, actor_id, actor_name, operation, target,
                       request_id, outcome, changes)
SELECT r.org_id, r.audit_id, r.occurred_at, r.actor_id, r.actor_name, r.operation, r.target,
       r.request_id, r.outcome, r.changes::jsonb
FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::text[], $10::text[])
     AS r (org_id, audit_id, occurred_at, actor_id, actor_name, operation, target,
           request_id, outcome, changes);

-- Tells the other processes on this database what was committed.
-- name: notify
SELECT pg_notify('stoa_events', $1);
