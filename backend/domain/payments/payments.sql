-- Locks nothing but the new rows.
-- name: insert_payments
-- records: payment BY ROWS AS SHAPE 3
INSERT INTO payment (org_id, payment_id, order_id, state, provider, reference, method, failure_code, currency,
                     amount_minor, captured_minor, refunded_minor, created_at)
SELECT r.*
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::bigint[], $11::bigint[], $12::bigint[], $13::timestamptz[])
     AS r (org_id, payment_id, order_id, state, provider, reference, method, failure_code, currency,
           amount_minor, captured_minor, refunded_minor, created_at);

-- payment_order, and dispute_order of each: the newest first. One for the order as it was placed and one for each
-- edit that was paid, through a provider and with store credit. Reserved credit is the order's own alone.
-- name: select_captured
SELECT p.payment_id, p.provider, p.reference, p.amount_minor, p.captured_minor, p.refunded_minor, p.currency,
       p.provider = 'store_credit' AS is_credit,
       (SELECT coalesce(sum(d.amount_minor), 0)::bigint
        FROM dispute d
        WHERE d.org_id = p.org_id AND d.order_id = p.order_id AND d.payment_id = p.payment_id
          AND d.status IN ('needs_response', 'under_review', 'lost')) AS disputed_minor
FROM payment p
WHERE p.org_id = $1
  AND p.order_id = $2
  AND (p.state = 'succeeded'
       OR (p.provider = 'store_credit' AND p.state = 'requires_capture' AND p.edit_id IS NULL))
ORDER BY p.created_at DESC, p.payment_id DESC;

-- Locks nothing but the new row.
-- name: insert_edit_payment
-- records: payment
INSERT INTO payment (org_id, payment_id, order_id, edit_id, state, provider, reference, method, failure_code, currency,
                     amount_minor, captured_minor, refunded_minor, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, $10, $11, 0, $12);

-- payment_order; the order's row is locked already.
-- name: select_edit_payments
SELECT payment_id, state, provider, amount_minor, captured_minor, currency
FROM payment
WHERE org_id = $1
  AND order_id = $2
  AND edit_id = $3
ORDER BY created_at, payment_id;

-- payment by its primary key; locks the row. Store credit that was reserved: taken, or free again.
-- name: end_credit_part
-- records: payment
UPDATE payment
SET state = $3,
    captured_minor = $4
WHERE org_id = $1
  AND payment_id = $2;

-- payment by its primary key; locks the row.
-- name: add_refunded
-- records: payment
UPDATE payment
SET refunded_minor = refunded_minor + $3
WHERE org_id = $1
  AND payment_id = $2;

-- payment_order.
-- name: select_payments
SELECT payment_id, state, provider, method, amount_minor, captured_minor, refunded_minor, currency,
       failure_code, created_at, edit_id
FROM payment
WHERE org_id = $1
  AND order_id = $2
ORDER BY created_at, payment_id;

-- payment by its primary key; locks the row.
-- name: lock_payment
SELECT payment_id, state, provider, reference, method, failure_code, currency, amount_minor, captured_minor
FROM payment
WHERE org_id = $1
  AND payment_id = $2
FOR UPDATE;

-- payment by its primary key; the row is locked already.
-- name: update_payment
-- records: payment
UPDATE payment
SET state = $3,
    reference = $4,
    method = $5,
    failure_code = $6,
    captured_minor = $7
WHERE org_id = $1
  AND payment_id = $2;

-- Locks nothing but the new row. No business state: what is to be asked, not what is so.
-- name: insert_attempt
INSERT INTO payment_attempt (org_id, attempt_id, payment_id, order_id, provider, step, is_sent, method, reference,
                             currency, amount_minor, asked, created_at, expires_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, false, $7, $8, $9, $10, 0, $11, $12, $11);

-- payment_attempt and its payment by their primary keys; locks the attempt's row.
-- name: lock_attempt
SELECT a.attempt_id, a.payment_id, a.order_id, a.provider, a.step, a.is_sent, a.method, a.reference, a.currency,
       a.amount_minor, a.asked, a.expires_at, p.state IN ('failed', 'canceled') AS has_failed, p.edit_id
FROM payment_attempt a
JOIN payment p USING (org_id, payment_id)
WHERE a.org_id = $1
  AND a.attempt_id = $2
FOR UPDATE OF a;

-- payment_attempt by its primary key; the row is locked already.
-- name: update_attempt
UPDATE payment_attempt
SET step = $3,
    is_sent = $4,
    method = $5,
    reference = $6,
    asked = $7,
    changed_at = $8
WHERE org_id = $1
  AND attempt_id = $2;

-- payment_attempt_order; locks the rows. Refunds have attempts of their own, which go on.
-- name: stop_payments
UPDATE payment_attempt
SET expires_at = least(expires_at, $3)
WHERE org_id = $1
  AND order_id = $2
  AND attempt_id = payment_id
  AND step <> 'settled';

-- payment_attempt by its primary key; locks the row.
-- name: stop_payment
UPDATE payment_attempt
SET expires_at = least(expires_at, $3)
WHERE org_id = $1
  AND attempt_id = $2
  AND step <> 'settled';

-- The beginning of payment_attempt_open.
-- name: list_open_attempts
SELECT org_id, attempt_id
FROM payment_attempt
WHERE step <> 'settled'
  AND changed_at < $1
ORDER BY changed_at, org_id, attempt_id
LIMIT $2;

-- The few rows of the marketplace; locks nothing.
-- name: list_routes
SELECT method, provider, changed_by_name, changed_at, version
FROM payment_route
WHERE org_id = $1
ORDER BY method;

-- payment_route by its primary key; locks the row.
-- name: lock_route
SELECT provider, version
FROM payment_route
WHERE org_id = $1
  AND method = $2
FOR UPDATE;

-- payment_route by its primary key.
-- name: save_route
-- records: payment_route AS p
INSERT INTO payment_route AS p (org_id, method, provider, changed_by, changed_by_name, changed_at, version)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (org_id, method) DO UPDATE
SET provider = excluded.provider,
    changed_by = excluded.changed_by,
    changed_by_name = excluded.changed_by_name,
    changed_at = excluded.changed_at,
    version = excluded.version;

-- The few rows of the only marketplace that there is.
-- name: all_routes
SELECT method, provider
FROM payment_route
ORDER BY method;

-- All of payment_attempt_open.
-- name: count_open_attempts
SELECT provider, count(*) AS attempts
FROM payment_attempt
WHERE step <> 'settled'
GROUP BY provider
ORDER BY provider;

-- organisation is a small reference table with one marketplace; nothing comes back for an event that is
-- there already.
-- name: insert_inbound
INSERT INTO inbound_event (org_id, provider, event_id, type, kind, reference, attempt_id, received_at)
SELECT o.org_id, $1, $2, $3, $4, $5, $6, $7
FROM organisation o
WHERE o.kind = 'marketplace'
ON CONFLICT (org_id, provider, event_id) DO NOTHING
RETURNING org_id;

-- inbound_event by its primary key; payment_attempt_id.
-- name: select_inbound
SELECT e.kind, e.reference, e.attempt_id,
       (SELECT a.org_id FROM payment_attempt a WHERE a.attempt_id = e.attempt_id LIMIT 1) AS attempt_org_id
FROM inbound_event e
WHERE e.org_id = $1
  AND e.provider = $2
  AND e.event_id = $3
  AND e.processed_at IS NULL;

-- inbound_event by its primary key.
-- name: mark_inbound
UPDATE inbound_event
SET processed_at = $4
WHERE org_id = $1
  AND provider = $2
  AND event_id = $3;

-- A range of inbound_event_received.
-- name: forget_inbound
DELETE FROM inbound_event e
USING (
    SELECT provider, event_id
    FROM inbound_event
    WHERE org_id = $1
      AND received_at < $2
    ORDER BY received_at
    LIMIT $3
) old
WHERE e.org_id = $1
  AND e.provider = old.provider
  AND e.event_id = old.event_id
RETURNING e.event_id;
