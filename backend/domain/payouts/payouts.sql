-- marketplace_order by its primary key.
-- name: select_buyer
SELECT buyer_email
FROM marketplace_order
WHERE org_id = $1
  AND order_id = $2;

-- The one row of the marketplace; nothing when somebody has changed it since version $6.
-- name: upsert_policy
-- records: settlement_policy AS p
INSERT INTO settlement_policy AS p (org_id, release_days, returns_commission, changed_at, changed_by, version)
SELECT $1, $2, $3, $4, $5, 1
WHERE $6::bigint = 0 OR EXISTS (SELECT 1 FROM settlement_policy)
ON CONFLICT (org_id) DO UPDATE
SET release_days = excluded.release_days,
    returns_commission = excluded.returns_commission,
    changed_at = excluded.changed_at,
    changed_by = excluded.changed_by,
    version = p.version + 1
WHERE p.version = $6;

-- payout_schedule by its primary key: the seller's own, and the marketplace's.
-- name: select_schedules
SELECT org_id, pay_interval, day, minimum_currencies, minimum_minor, version
FROM payout_schedule
WHERE org_id = $1
   OR org_id = (SELECT org_id FROM organisation WHERE kind = 'marketplace');

-- Nothing when somebody has changed it since version $7.
-- name: upsert_schedule
-- records: payout_schedule AS s
INSERT INTO payout_schedule AS s (org_id, pay_interval, day, minimum_currencies, minimum_minor, changed_by,
                                  changed_at, version)
SELECT $1, $2, $3, $4::text[], $5::bigint[], $6, $8, 1
WHERE $7::bigint = 0 OR EXISTS (SELECT 1 FROM payout_schedule WHERE org_id = $1)
ON CONFLICT (org_id) DO UPDATE
SET pay_interval = excluded.pay_interval,
    day = excluded.day,
    minimum_currencies = excluded.minimum_currencies,
    minimum_minor = excluded.minimum_minor,
    changed_by = excluded.changed_by,
    changed_at = excluded.changed_at,
    version = s.version + 1
WHERE s.version = $7;

-- ledger_account by its unique key for each seller; locks the payables in the order of their ids.
-- name: lock_payables
SELECT a.account_id
FROM seller s
JOIN ledger_account a ON a.org_id = s.org_id AND a.kind = 'seller_payable' AND a.owner_id = s.org_id
WHERE ($1::uuid IS NULL OR s.org_id = $1)
  AND a.credits_posted - a.debits_posted - a.debits_pending > 0
ORDER BY a.account_id
FOR UPDATE OF a;

-- As lock_payables, of the locked accounts ($3) unless that is NULL: what was credited since is for the next
-- batch. payout_schedule and payout_account by their primary keys, payout_seller_newest for the last one.
-- name: select_payables
SELECT s.org_id, o.display_name, a.currency,
       a.credits_posted - a.debits_posted AS posted_minor,
       a.credits_posted - a.debits_posted - a.debits_pending AS available_minor,
       coalesce(d.debits_posted - d.credits_posted - d.credits_pending, 0) AS debt_minor,
       l.in_payout_minor, l.last_at,
       p.pay_interval, p.day, p.minimum_currencies, p.minimum_minor, p.version,
       k.provider, k.account, k.status AS account_status
FROM seller s
JOIN organisation o ON o.org_id = s.org_id
JOIN ledger_account a ON a.org_id = s.org_id AND a.kind = 'seller_payable' AND a.owner_id = s.org_id
LEFT JOIN ledger_account d
       ON d.org_id = s.org_id AND d.kind = 'seller_debt' AND d.owner_id = s.org_id AND d.currency = a.currency
LEFT JOIN payout_schedule p ON p.org_id = s.org_id
LEFT JOIN payout_account k ON k.org_id = s.org_id
CROSS JOIN LATERAL (
    SELECT max(created_at) FILTER (WHERE status <> 'canceled') AS last_at,
           coalesce(sum(amount_minor) FILTER (WHERE status IN ('pending', 'processing')), 0)::bigint
               AS in_payout_minor
    FROM payout
    WHERE org_id = s.org_id AND currency = a.currency
) l
WHERE ($1::uuid IS NULL OR s.org_id = $1)
  AND ($3::uuid[] IS NULL OR a.account_id = ANY ($3))
  AND a.credits_posted - a.debits_posted - a.debits_pending > 0
ORDER BY s.org_id, a.currency
LIMIT $2;

-- name: insert_batch
-- records: payout_batch
INSERT INTO payout_batch (org_id, batch_id, number, status, payout_count, prepared_by, prepared_by_name,
                          prepared_at, decided_by, decided_by_name, decided_at, note, version)
VALUES ($1, $2, $3, 'prepared', $4, $5, $6, $7, '', '', NULL, '', 1);

-- name: insert_payouts
-- records: payout
INSERT INTO payout (org_id, payout_id, batch_id, status, currency, amount_minor, debt_paid_minor, closing_minor,
                    transfer_id, reference, failure_code, created_at, settled_at, version, provider, account,
                    transferred_at, reversed_at)
SELECT n.org_id, n.payout_id, $1, 'pending', n.currency, n.amount_minor, n.debt_paid_minor, n.closing_minor,
       n.transfer_id, '', '', $2, NULL, 1, n.provider, n.account, NULL, NULL
FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::uuid[], $10::text[],
            $11::text[])
     AS n (org_id, payout_id, currency, amount_minor, debt_paid_minor, closing_minor, transfer_id, provider, account);

-- What moved the balance since the payout before: ledger_transfer_payable from there on. The payable is
-- locked, so nothing else of it is on its way; a transaction lasts less than the day that is looked back.
-- name: insert_items
-- records: payout_item
INSERT INTO payout_item (org_id, payout_id, transfer_id)
SELECT n.org_id, n.payout_id, t.transfer_id
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) AS n (org_id, payout_id, currency, since)
JOIN ledger_transfer t
  ON t.org_id = n.org_id AND t.currency = n.currency AND t.occurred_at > n.since
WHERE t.phase IN ('single', 'post')
  AND (t.debit_kind = 'seller_payable' OR t.credit_kind = 'seller_payable')
  AND t.credit_kind <> 'payout_clearing'
  AND NOT EXISTS (SELECT 1 FROM payout_item i WHERE i.org_id = t.org_id AND i.transfer_id = t.transfer_id);

-- payout_batch by its primary key; locks the row.
-- name: lock_batch
SELECT batch_id, status, prepared_by, version
FROM payout_batch
WHERE org_id = $1
  AND batch_id = $2
FOR UPDATE;

-- The row is locked already.
-- name: decide_batch
-- records: payout_batch
UPDATE payout_batch
SET status = $3,
    decided_by = $4,
    decided_by_name = $5,
    decided_at = $6,
    note = $7,
    version = version + 1
WHERE org_id = $1
  AND batch_id = $2;

-- payout_of_batch; the batch is locked.
-- name: update_payouts_of_batch
-- records: payout
UPDATE payout
SET status = $2,
    settled_at = $3,
    version = version + 1
WHERE batch_id = $1
  AND status = 'pending';

-- payout_of_batch, the largest of each currency first.
-- name: select_payouts_of_batch
SELECT p.org_id, o.display_name, p.payout_id, p.batch_id, p.status, p.currency, p.amount_minor,
       p.debt_paid_minor, p.transfer_id, p.reference, p.failure_code, p.created_at, p.settled_at, p.version,
       p.provider, p.account
FROM payout p
JOIN organisation o ON o.org_id = p.org_id
WHERE p.batch_id = $1
ORDER BY p.currency, p.amount_minor DESC, p.payout_id;

-- payout by its primary key.
-- name: select_payout
SELECT p.org_id, o.display_name, p.payout_id, p.batch_id, p.status, p.currency, p.amount_minor,
       p.debt_paid_minor, p.transfer_id, p.reference, p.failure_code, p.created_at, p.settled_at, p.version,
       p.provider, p.account, p.closing_minor
FROM payout p
JOIN organisation o ON o.org_id = p.org_id
WHERE p.org_id = $1
  AND p.payout_id = $2;

-- payout_by_id; of one seller when $2 names it.
-- name: find_payout_by_id
SELECT p.org_id, o.display_name, p.payout_id, p.batch_id, p.status, p.currency, p.amount_minor,
       p.debt_paid_minor, p.transfer_id, p.reference, p.failure_code, p.created_at, p.settled_at, p.version,
       p.provider, p.account
FROM payout p
JOIN organisation o ON o.org_id = p.org_id
WHERE p.payout_id = $1
  AND ($2::uuid IS NULL OR p.org_id = $2)
  AND (cardinality($3::text[]) = 0 OR p.status = ANY ($3));

-- A range of payout_newest.
-- name: list_payouts
SELECT p.org_id, o.display_name, p.payout_id, p.batch_id, p.status, p.currency, p.amount_minor,
       p.debt_paid_minor, p.transfer_id, p.reference, p.failure_code, p.created_at, p.settled_at, p.version,
       p.provider, p.account
FROM payout p
JOIN organisation o ON o.org_id = p.org_id
WHERE (p.created_at, p.payout_id) < ($1, $2)
  AND (cardinality($3::text[]) = 0 OR p.status = ANY ($3))
ORDER BY p.created_at DESC, p.payout_id DESC
LIMIT $4;

-- A range of payout_seller_newest.
-- name: list_payouts_of_seller
SELECT p.org_id, o.display_name, p.payout_id, p.batch_id, p.status, p.currency, p.amount_minor,
       p.debt_paid_minor, p.transfer_id, p.reference, p.failure_code, p.created_at, p.settled_at, p.version,
       p.provider, p.account
FROM payout p
JOIN organisation o ON o.org_id = p.org_id
WHERE p.org_id = $5
  AND (p.created_at, p.payout_id) < ($1, $2)
  AND (cardinality($3::text[]) = 0 OR p.status = ANY ($3))
ORDER BY p.created_at DESC, p.payout_id DESC
LIMIT $4;

-- A range of payout_batch_newest.
-- name: list_batches
SELECT batch_id, number, status, payout_count, prepared_by, prepared_by_name, prepared_at, decided_by_name,
       decided_at, note, version
FROM payout_batch
WHERE org_id = $1
  AND (prepared_at, batch_id) < ($2, $3)
ORDER BY prepared_at DESC, batch_id DESC
LIMIT $4;

-- payout_batch by its primary key.
-- name: select_batch
SELECT batch_id, number, status, payout_count, prepared_by, prepared_by_name, prepared_at, decided_by_name,
       decided_at, note, version
FROM payout_batch
WHERE org_id = $1
  AND batch_id = $2;

-- payout_of_batch of each.
-- name: sum_batches
SELECT batch_id, currency, sum(amount_minor)::bigint AS total_minor
FROM payout
WHERE batch_id = ANY ($1)
GROUP BY batch_id, currency
ORDER BY batch_id, currency;

-- payout_item_payout; ledger_transfer and marketplace_order by their primary keys, store_credit_grant_transfer.
-- name: select_statement_lines
SELECT t.occurred_at, t.reason, t.currency, coalesce(o.number, regexp_replace(g.note, '\s+', ' ', 'g'), '') AS number,
       CASE WHEN t.credit_kind = 'seller_payable' THEN t.amount_minor ELSE -t.amount_minor END AS amount_minor
FROM payout_item i
JOIN ledger_transfer t ON t.org_id = i.org_id AND t.transfer_id = i.transfer_id
LEFT JOIN marketplace_order o ON o.org_id = t.org_id AND o.order_id = t.order_id
LEFT JOIN store_credit_grant g ON g.org_id = t.org_id AND g.payable_transfer_id = t.transfer_id
WHERE i.org_id = $1
  AND i.payout_id = $2
ORDER BY t.occurred_at, t.transfer_id
LIMIT $3;

-- The seller's accounts by their unique key: the balances, and every hold of the seller.
-- name: select_balances
SELECT currency,
       sum(credits_posted - debits_posted - debits_pending) FILTER (WHERE kind = 'order_hold')::bigint AS held_minor,
       sum(credits_posted - debits_posted - debits_pending) FILTER (WHERE kind = 'seller_payable')::bigint
           AS available_minor,
       sum(debits_posted - credits_posted - credits_pending) FILTER (WHERE kind = 'seller_debt')::bigint
           AS debt_minor,
       (SELECT sum(p.amount_minor)::bigint
        FROM payout p
        WHERE p.org_id = $1 AND p.currency = a.currency AND p.status IN ('pending', 'processing'))
           AS in_payout_minor
FROM ledger_account a
WHERE org_id = $1
  AND kind IN ('order_hold', 'seller_payable', 'seller_debt')
GROUP BY currency
ORDER BY currency;
