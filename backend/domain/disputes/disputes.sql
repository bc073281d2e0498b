-- Chargebacks. Whoever moves money because of one has locked the order's row.

-- payment_attempt_reference, and payment by its primary key.
-- name: select_owner
SELECT a.org_id, a.order_id, a.payment_id, p.state
FROM payment_attempt a
JOIN payment p ON p.org_id = a.org_id AND p.payment_id = a.payment_id
WHERE a.provider = $1
  AND a.reference = $2
  AND a.attempt_id = a.payment_id
  AND a.reference <> ''
LIMIT 1;

-- dispute_reference; locks the row.
-- name: lock_by_reference
SELECT dispute_id
FROM dispute
WHERE org_id = $1
  AND provider = $2
  AND reference = $3
FOR UPDATE;

-- name: insert_dispute
-- records: dispute
INSERT INTO dispute (org_id, dispute_id, order_id, payment_id, provider, reference, status, reason, currency,
                     amount_minor, fee_minor, from_hold_minor, from_payable_minor, from_debt_minor, hold_transfer_id,
                     payable_transfer_id, debt_transfer_id, respond_by, evidence, submission_count, action, action_id,
                     action_failure, created_at, changed_at, closed_at, version, from_credit_minor, credit_transfer_id,
                     credit_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, '', 0, 'none', NULL, '', $19,
        $19, $20, 1, $21, $22, $23);

-- dispute by its primary key; the row is locked already. What the provider says of it.
-- name: update_dispute
-- records: dispute
UPDATE dispute
SET status = $3,
    fee_minor = $4,
    from_hold_minor = $5,
    from_payable_minor = $6,
    from_debt_minor = $7,
    hold_transfer_id = $8,
    payable_transfer_id = $9,
    debt_transfer_id = $10,
    respond_by = $11,
    changed_at = $12,
    closed_at = $13,
    from_credit_minor = $14,
    credit_transfer_id = $15,
    credit_id = $16,
    version = version + 1
WHERE org_id = $1
  AND dispute_id = $2;

-- dispute by its primary key; the row is locked already. What the provider is told.
-- name: update_action
-- records: dispute
UPDATE dispute
SET evidence = $3,
    submission_count = $4,
    action = $5,
    action_id = $6,
    action_failure = $7,
    changed_at = $8,
    version = version + 1
WHERE org_id = $1
  AND dispute_id = $2;

-- dispute by its primary key; locks the row.
-- name: lock_dispute
SELECT d.org_id, s.display_name, d.dispute_id, d.order_id, o.number, d.payment_id, d.provider, d.reference, d.status,
       d.reason, d.currency, d.amount_minor, d.fee_minor, d.from_hold_minor, d.from_payable_minor, d.from_debt_minor,
       d.from_credit_minor,
       d.hold_transfer_id, d.payable_transfer_id, d.debt_transfer_id, d.credit_transfer_id, d.credit_id, d.respond_by, d.evidence, d.submission_count,
       d.action, d.action_id, d.action_failure, d.created_at, d.closed_at, d.version
FROM dispute d
JOIN organisation s ON s.org_id = d.org_id
JOIN marketplace_order o ON o.org_id = d.org_id AND o.order_id = d.order_id
WHERE d.org_id = $1
  AND d.dispute_id = $2
FOR UPDATE OF d;

-- dispute by its primary key.
-- name: select_dispute
SELECT d.org_id, s.display_name, d.dispute_id, d.order_id, o.number, d.provider, d.reference, d.status, d.reason,
       d.currency, d.amount_minor, d.fee_minor, d.from_hold_minor, d.from_payable_minor, d.from_debt_minor,
       d.from_credit_minor,
       d.respond_by, d.evidence, d.submission_count, d.action, d.action_failure, d.created_at, d.closed_at, d.version
FROM dispute d
JOIN organisation s ON s.org_id = d.org_id
JOIN marketplace_order o ON o.org_id = d.org_id AND o.order_id = d.order_id
WHERE d.org_id = $1
  AND d.dispute_id = $2;

-- A range of dispute_due; of one seller when $6 names it.
-- name: list_disputes
SELECT d.org_id, s.display_name, d.dispute_id, d.order_id, o.number, d.provider, d.reference, d.status, d.reason,
       d.currency, d.amount_minor, d.fee_minor, d.from_hold_minor, d.from_payable_minor, d.from_debt_minor,
       d.from_credit_minor,
       d.respond_by, d.evidence, d.submission_count, d.action, d.action_failure, d.created_at, d.closed_at, d.version
FROM dispute d
JOIN organisation s ON s.org_id = d.org_id
JOIN marketplace_order o ON o.org_id = d.org_id AND o.order_id = d.order_id
WHERE ((d.closed_at IS NOT NULL), coalesce(d.respond_by, d.created_at), d.dispute_id) > ($1::bigint <> 0, $2, $3)
  AND (cardinality($4::text[]) = 0 OR d.status = ANY ($4))
  AND ($6::uuid IS NULL OR d.org_id = $6)
ORDER BY (d.closed_at IS NOT NULL), coalesce(d.respond_by, d.created_at), d.dispute_id
LIMIT $5;

-- dispute_by_id; of one seller when $2 names it.
-- name: find_dispute
SELECT d.org_id, s.display_name, d.dispute_id, d.order_id, o.number, d.provider, d.reference, d.status, d.reason,
       d.currency, d.amount_minor, d.fee_minor, d.from_hold_minor, d.from_payable_minor, d.from_debt_minor,
       d.from_credit_minor,
       d.respond_by, d.evidence, d.submission_count, d.action, d.action_failure, d.created_at, d.closed_at, d.version
FROM dispute d
JOIN organisation s ON s.org_id = d.org_id
JOIN marketplace_order o ON o.org_id = d.org_id AND o.order_id = d.order_id
WHERE d.dispute_id = $1
  AND ($2::uuid IS NULL OR d.org_id = $2)
  AND (cardinality($3::text[]) = 0 OR d.status = ANY ($3));

-- dispute_action.
-- name: list_open_actions
SELECT org_id, dispute_id
FROM dispute
WHERE action <> 'none'
  AND changed_at < $1
ORDER BY changed_at
LIMIT $2;

-- dispute_order: until when the order's open disputes wait for an answer, the nearest.
-- name: select_next_due
SELECT min(respond_by) AS respond_by
FROM dispute
WHERE org_id = $1
  AND order_id = $2
  AND status IN ('needs_response', 'warning_needs_response');

-- refund_order; locks the buyer's credit, if refunds of the order made some.
-- name: lock_credit_given
SELECT c.credit_id
FROM store_credit c
WHERE c.org_id = $1
  AND c.credit_id = (SELECT r.credit_id
                     FROM refund r
                     WHERE r.org_id = $1 AND r.order_id = $2 AND r.credit_minor > 0 AND r.status = 'succeeded'
                     ORDER BY r.created_at
                     LIMIT 1)
FOR UPDATE;

-- refund_order, payment_order, dispute_order, and the credit's account by its unique key; after the lock. What refunds
-- made credit of, less what the order was paid with it and what disputes have taken of it; and what is still there.
-- name: select_credit_given
SELECT g.credit_id, g.currency,
       (g.given_minor
        - (SELECT coalesce(sum(captured_minor), 0) FROM payment
           WHERE org_id = $1 AND order_id = $2 AND provider = 'store_credit')
        - (SELECT coalesce(sum(from_credit_minor), 0) FROM dispute
           WHERE org_id = $1 AND order_id = $2 AND status IN ('needs_response', 'under_review', 'lost')))::bigint
           AS given_minor,
       coalesce(a.credits_posted - a.debits_posted - a.debits_pending, 0) AS balance_minor
FROM (SELECT credit_id, currency, sum(credit_minor) AS given_minor
      FROM refund
      WHERE org_id = $1 AND order_id = $2 AND credit_minor > 0 AND status = 'succeeded'
      GROUP BY credit_id, currency
      ORDER BY min(created_at)
      LIMIT 1) g
LEFT JOIN ledger_account a
       ON a.org_id = $1 AND a.kind = 'store_credit' AND a.owner_id = g.credit_id AND a.currency = g.currency;
