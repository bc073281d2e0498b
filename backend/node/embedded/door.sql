-- Statements of the door: idempotency, audit. Every one is served by its table's primary key.

-- Claims the key, or one whose memory has expired; waits for a running holder up to lock_timeout.
-- name: claim_key
INSERT INTO idempotency (org_id, scope, key, principal_id, fingerprint, state, lease_until,
                         created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, 'running', $6, $7, $8)
ON CONFLICT (org_id, scope, key) DO UPDATE
SET principal_id = excluded.principal_id,
    fingerprint = excluded.fingerprint,
    state = 'running',
    lease_until = excluded.lease_until,
    http_status = NULL,
    response = NULL,
    created_at = excluded.created_at,
    expires_at = excluded.expires_at
WHERE idempotency.expires_at <= excluded.created_at
RETURNING key;

-- What an earlier call with the key was and answered; locks nothing.
-- name: select_key
SELECT principal_id, fingerprint, response, content_type
FROM idempotency
WHERE org_id = $1 AND scope = $2 AND key = $3 AND state = 'done';

-- Stores the answer in the transaction that did the work.
-- name: finish_key
UPDATE idempotency
SET state = 'done', lease_until = NULL, http_status = $4, response = $5, content_type = $6
WHERE org_id = $1 AND scope = $2 AND key = $3;

-- A range of idempotency_expiry; skips keys that are being claimed again.
-- name: forget_keys
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
-- name: insert_audit
INSERT INTO audit_log (org_id, audit_id, occurred_at, actor_id, actor_name, operation, target,
                       request_id, outcome, changes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- Tells the other processes on this database what was committed.
-- name: notify
SELECT pg_notify('stoa_events', $1);
