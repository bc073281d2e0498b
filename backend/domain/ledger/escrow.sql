-- Sets or moves the date, with the policy's period; escrow by its primary key.
-- name: start_release_period
-- records: escrow AS e
INSERT INTO escrow AS e (org_id, order_id, currency, due_at, released_at, seller_minor, fee_minor, tax_minor)
SELECT $1, $2, $3,
       $4::timestamptz + make_interval(days => coalesce((SELECT release_days FROM settlement_policy), $5)),
       NULL, 0, 0, 0
ON CONFLICT (org_id, order_id) DO UPDATE
SET due_at = excluded.due_at;

-- marketplace_order by its primary key; locks the rows until the end of the transaction.
-- name: lock_escrow_orders
SELECT order_id
FROM marketplace_order
WHERE org_id = $1
  AND order_id = ANY ($2)
ORDER BY order_id
FOR UPDATE;

-- marketplace_order, escrow and the holds' accounts by their keys. After the lock, in a statement of its
-- own: it has to see what others committed while the lock was waited for.
-- name: select_escrows
SELECT o.order_id, o.number, o.currency, o.captured_minor, o.refunded_minor,
       o.commission_minor - o.commission_refunded_minor AS fee_left_minor,
       o.commission_tax_minor - o.commission_tax_refunded_minor AS fee_tax_left_minor,
       o.collected_tax_minor - o.collected_tax_refunded_minor AS collected_tax_left_minor,
       e.due_at, e.released_at,
       coalesce(e.seller_minor, 0) AS seller_minor,
       coalesce(e.fee_minor, 0) AS fee_minor,
       coalesce(e.tax_minor, 0) AS tax_minor,
       coalesce(e.collected_tax_minor, 0) AS collected_tax_minor,
       coalesce(e.disputed_minor, 0) AS disputed_minor,
       coalesce(a.credits_posted - a.debits_posted - a.debits_pending, 0) AS held_minor,
       coalesce(a.debits_pending, 0) AS pending_minor,
       o.reduced_minor - o.excess_refunded_minor AS excess_minor,
       EXISTS (SELECT 1 FROM order_timer t
               WHERE t.org_id = o.org_id AND t.order_id = o.order_id AND t.kind = 'dispute'
                 AND t.state = 'pending') AS has_claim
FROM marketplace_order o
LEFT JOIN escrow e ON e.org_id = o.org_id AND e.order_id = o.order_id
LEFT JOIN ledger_account a
       ON a.org_id = o.org_id AND a.kind = 'order_hold' AND a.owner_id = o.order_id AND a.currency = o.currency
WHERE o.org_id = $1
  AND o.order_id = ANY ($2)
ORDER BY o.order_id;

-- escrow by its primary key; the orders' rows are locked.
-- name: add_released
-- records: escrow AS e
INSERT INTO escrow AS e (org_id, order_id, currency, due_at, released_at, seller_minor, fee_minor, tax_minor,
                         collected_tax_minor)
SELECT $1, n.order_id, n.currency, n.due_at, n.released_at, n.seller_minor, n.fee_minor, n.tax_minor,
       n.collected_tax_minor
FROM unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bigint[], $7::bigint[], $8::bigint[],
            $9::bigint[])
     AS n (order_id, currency, due_at, released_at, seller_minor, fee_minor, tax_minor, collected_tax_minor)
ON CONFLICT (org_id, order_id) DO UPDATE
SET due_at = excluded.due_at,
    released_at = excluded.released_at,
    seller_minor = e.seller_minor + excluded.seller_minor,
    fee_minor = e.fee_minor + excluded.fee_minor,
    tax_minor = e.tax_minor + excluded.tax_minor,
    collected_tax_minor = e.collected_tax_minor + excluded.collected_tax_minor;

-- escrow by its primary key; the order's row is locked. Negative amounts take back.
-- name: change_released
-- records: escrow
UPDATE escrow
SET seller_minor = seller_minor + $3,
    fee_minor = fee_minor + $4,
    tax_minor = tax_minor + $5,
    collected_tax_minor = collected_tax_minor + $6
WHERE org_id = $1
  AND order_id = $2;

-- escrow by its primary key; the order's row is locked. What is given back was taken before, so there is a row
-- then: the one that is not inserted has to keep the checks nevertheless.
-- name: move_disputed
-- records: escrow AS e
INSERT INTO escrow AS e (org_id, order_id, currency, due_at, released_at, seller_minor, fee_minor, tax_minor,
                         disputed_minor)
VALUES ($1, $2, $3, NULL, NULL, $4, 0, 0, greatest($5, 0))
ON CONFLICT (org_id, order_id) DO UPDATE
SET seller_minor = e.seller_minor + $4,
    disputed_minor = e.disputed_minor + $5;

-- The small partial index of what has a date; one row per seller.
-- name: select_sellers_with_due_escrow
SELECT DISTINCT e.org_id
FROM escrow e
JOIN ledger_account a
  ON a.org_id = e.org_id AND a.kind = 'order_hold' AND a.owner_id = e.order_id AND a.currency = e.currency
WHERE e.due_at <= $1
  AND a.debits_pending = 0
  AND NOT EXISTS (SELECT 1 FROM order_timer t
                  WHERE t.org_id = e.org_id AND t.order_id = e.order_id AND t.kind = 'dispute'
                    AND t.state = 'pending')
LIMIT $2;

-- A range of escrow_due; locks the orders, passing over those that somebody works on. While a claim is
-- open, nothing is due.
-- name: lock_due_orders
SELECT e.order_id
FROM escrow e
JOIN marketplace_order o ON o.org_id = e.org_id AND o.order_id = e.order_id
JOIN ledger_account a
  ON a.org_id = e.org_id AND a.kind = 'order_hold' AND a.owner_id = e.order_id AND a.currency = e.currency
WHERE e.org_id = $1
  AND e.due_at <= $2
  AND a.debits_pending = 0
  AND NOT EXISTS (SELECT 1 FROM order_timer t
                  WHERE t.org_id = e.org_id AND t.order_id = e.order_id AND t.kind = 'dispute'
                    AND t.state = 'pending')
ORDER BY e.due_at, e.order_id
LIMIT $3
FOR UPDATE OF o SKIP LOCKED;

-- ledger_account by its unique key; locks the payable's row.
-- name: lock_payable
SELECT account_id
FROM ledger_account
WHERE org_id = $1
  AND kind = 'seller_payable'
  AND owner_id = $1
  AND currency = $2
FOR UPDATE;

-- ledger_account by its unique key. Always one row.
-- name: select_seller_funds
SELECT coalesce(sum(credits_posted - debits_posted - debits_pending) FILTER (WHERE kind = 'seller_payable'), 0)
           ::bigint AS payable_minor,
       coalesce(sum(debits_posted - credits_posted - credits_pending) FILTER (WHERE kind = 'seller_debt'), 0)
           ::bigint AS debt_minor
FROM ledger_account
WHERE org_id = $1
  AND kind IN ('seller_payable', 'seller_debt')
  AND owner_id = $1
  AND currency = $2;

-- At most one row.
-- name: select_policy
SELECT release_days, returns_commission, version
FROM settlement_policy;
