-- Refunds that wait for a second person. refund_policy is the one row of the only marketplace that there is.

-- At most one row.
-- name: select_refund_policy
SELECT approval_currencies, approval_minor, approval_days, version, credit_currencies, credit_minor
FROM refund_policy;

-- Nothing when somebody has changed it since version $6.
-- name: upsert_refund_policy
-- records: refund_policy AS p
INSERT INTO refund_policy AS p (org_id, approval_currencies, approval_minor, approval_days, changed_by, changed_at,
                                version, credit_currencies, credit_minor)
SELECT $1, $2::text[], $3::bigint[], $4, $5, $7, 1, $8::text[], $9::bigint[]
WHERE $6::bigint = 0 OR EXISTS (SELECT 1 FROM refund_policy)
ON CONFLICT (org_id) DO UPDATE
SET approval_currencies = excluded.approval_currencies,
    approval_minor = excluded.approval_minor,
    approval_days = excluded.approval_days,
    credit_currencies = excluded.credit_currencies,
    credit_minor = excluded.credit_minor,
    changed_by = excluded.changed_by,
    changed_at = excluded.changed_at,
    version = p.version + 1
WHERE p.version = $6;

-- refund_order; refund_approval by its primary key. Always one row: what the order has given back by the word of one
-- person each, the node's own not counted, nor what came back. Parts of one refund were approved with the first.
-- name: sum_unapproved
SELECT coalesce(sum(r.total_minor), 0)::bigint AS total_minor
FROM refund r
LEFT JOIN refund_approval a
       ON a.org_id = r.org_id AND a.refund_id = coalesce(r.part_of, r.refund_id) AND a.status = 'approved'
WHERE r.org_id = $1
  AND r.order_id = $2
  AND r.status <> 'failed'
  AND r.actor <> 'system'
  AND a.refund_id IS NULL;

-- refund_approval_order. Always one row; whoever asks has locked the order's row.
-- name: count_waiting
SELECT count(*) AS waiting
FROM refund_approval
WHERE org_id = $1
  AND order_id = $2
  AND status = 'awaiting_approval';

-- Locks nothing but the new row.
-- name: insert_approval
-- records: refund_approval
INSERT INTO refund_approval (org_id, refund_id, order_id, status, currency, total_minor, shipping_minor, extra_minor,
                             reason, note, originator, originator_id, cancel_reason, requested_by,
                             requested_by_name, requested_at, expires_at, destination)
VALUES ($1, $2, $3, 'awaiting_approval', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- name: insert_approval_lines
-- records: refund_approval_line
INSERT INTO refund_approval_line (org_id, refund_id, order_id, line_id, quantity, amount_minor, restock)
SELECT $1, $2, $3, l.line_id, l.quantity, l.amount_minor, l.restock
FROM unnest($4::uuid[], $5::bigint[], $6::bigint[], $7::text[]) AS l (line_id, quantity, amount_minor, restock);

-- refund_approval by its primary key. Without a lock: whose order's row is to be locked first.
-- name: select_approval_order
SELECT order_id
FROM refund_approval
WHERE org_id = $1
  AND refund_id = $2;

-- refund_approval by its primary key; locks the row.
-- name: lock_approval
SELECT refund_id, order_id, status, currency, total_minor, shipping_minor, extra_minor, reason, note, originator,
       originator_id, cancel_reason, requested_by, requested_by_name, requested_at, expires_at, decided_by_name,
       decided_at, decision_note, destination
FROM refund_approval
WHERE org_id = $1
  AND refund_id = $2
FOR UPDATE;

-- A range of refund_approval_line's primary key; order_line by its primary key.
-- name: select_approval_lines
SELECT a.line_id, l.title, a.quantity, a.amount_minor, a.restock
FROM refund_approval_line a
JOIN order_line l ON l.org_id = a.org_id AND l.order_id = a.order_id AND l.line_id = a.line_id
WHERE a.org_id = $1
  AND a.refund_id = $2
ORDER BY l.position;

-- refund_approval by its primary key; the row is locked already.
-- name: decide_approval
-- records: refund_approval
UPDATE refund_approval
SET status = $3,
    decided_by = $4,
    decided_by_name = $5,
    decided_at = $6,
    decision_note = $7
WHERE org_id = $1
  AND refund_id = $2;

-- A range of refund_approval_waiting.
-- name: list_approvals
SELECT a.org_id, s.display_name, o.number, a.refund_id, a.order_id, a.status, a.currency, a.total_minor,
       a.shipping_minor, a.extra_minor, a.reason, a.note, a.originator, a.originator_id, a.requested_by,
       a.requested_by_name, a.requested_at, a.expires_at, a.decided_by_name, a.decided_at, a.decision_note,
       a.destination
FROM refund_approval a
JOIN organisation s ON s.org_id = a.org_id
JOIN marketplace_order o ON o.org_id = a.org_id AND o.order_id = a.order_id
WHERE a.status = 'awaiting_approval'
  AND (a.expires_at, a.refund_id) > ($1, $2)
  AND ($3::uuid IS NULL OR a.org_id = $3)
  AND ($5::uuid IS NULL OR a.refund_id = $5)
ORDER BY a.expires_at, a.refund_id
LIMIT $4;

-- The beginning of refund_approval_waiting.
-- name: find_expired_approvals
SELECT org_id, refund_id
FROM refund_approval
WHERE status = 'awaiting_approval'
  AND expires_at <= $1
ORDER BY expires_at
LIMIT $2;
