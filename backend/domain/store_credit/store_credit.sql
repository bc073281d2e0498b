-- Who has credit with a seller. What it is worth stands in the ledger.

-- store_credit_buyer; locks the row, which is made when it is the buyer's first.
-- name: open_credit
-- records: store_credit AS c
INSERT INTO store_credit AS c (org_id, credit_id, buyer_email, currency, changed_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (org_id, buyer_email, currency) DO UPDATE SET changed_at = excluded.changed_at
RETURNING c.credit_id;

-- store_credit by its primary key for each; locks the rows.
-- name: touch_credits
-- records: store_credit AS c
UPDATE store_credit c
SET changed_at = $3
FROM unnest($1::uuid[], $2::uuid[]) AS n (org_id, credit_id)
WHERE c.org_id = n.org_id
  AND c.credit_id = n.credit_id;

-- store_credit_buyer for each; locks the rows in the order of their ids until the end of the transaction.
-- name: lock_credits
SELECT c.credit_id
FROM unnest($1::uuid[], $2::text[], $3::text[]) AS w (org_id, buyer_email, currency)
JOIN store_credit c
  ON c.org_id = w.org_id AND c.buyer_email = w.buyer_email AND c.currency = w.currency
ORDER BY c.credit_id
FOR UPDATE OF c;

-- As lock_credits, and ledger_account by its unique key. In a statement of its own: it has to see what others
-- committed while the lock was waited for.
-- name: select_spendable
SELECT c.org_id, c.buyer_email, c.currency, c.credit_id,
       a.credits_posted - a.debits_posted - a.debits_pending AS balance_minor
FROM unnest($1::uuid[], $2::text[], $3::text[]) AS w (org_id, buyer_email, currency)
JOIN store_credit c
  ON c.org_id = w.org_id AND c.buyer_email = w.buyer_email AND c.currency = w.currency
JOIN ledger_account a
  ON a.org_id = c.org_id AND a.kind = 'store_credit' AND a.owner_id = c.credit_id AND a.currency = c.currency;

-- A range of store_credit_changed backwards, filtered; ledger_account by its unique key.
-- name: list_credits
SELECT c.credit_id, c.buyer_email, c.currency, c.changed_at,
       coalesce(a.credits_posted - a.debits_posted - a.debits_pending, 0) AS balance_minor,
       coalesce(a.debits_pending, 0) AS reserved_minor
FROM store_credit c
LEFT JOIN ledger_account a
       ON a.org_id = c.org_id AND a.kind = 'store_credit' AND a.owner_id = c.credit_id AND a.currency = c.currency
WHERE c.org_id = $1
  AND (c.changed_at, c.credit_id) < ($2, $3)
  AND strpos(c.buyer_email, $4) > 0
ORDER BY c.changed_at DESC, c.credit_id DESC
LIMIT $5;

-- A range of store_credit_buyer; ledger_account by its unique key.
-- name: select_credits_of
SELECT c.credit_id, c.buyer_email, c.currency, c.changed_at,
       coalesce(a.credits_posted - a.debits_posted - a.debits_pending, 0) AS balance_minor,
       coalesce(a.debits_pending, 0) AS reserved_minor
FROM store_credit c
LEFT JOIN ledger_account a
       ON a.org_id = c.org_id AND a.kind = 'store_credit' AND a.owner_id = c.credit_id AND a.currency = c.currency
WHERE c.org_id = $1
  AND c.buyer_email = $2
ORDER BY c.currency;

-- Until the end of the transaction nobody else grants for the same person.
-- name: lock_granting
SELECT pg_advisory_xact_lock(hashtextextended('grant ' || $1::text, 0))::text;

-- A range of store_credit_grant_by_actor. Always one row: what somebody has granted since a moment.
-- name: sum_granted
SELECT coalesce(sum(amount_minor), 0)::bigint AS granted_minor
FROM store_credit_grant
WHERE org_id = $1
  AND actor = $2
  AND created_at >= $3
  AND currency = $4;

-- Locks nothing but the new row.
-- name: insert_grant
-- records: store_credit_grant
INSERT INTO store_credit_grant (org_id, grant_id, credit_id, currency, amount_minor, note, payable_transfer_id,
                                debt_transfer_id, actor, actor_name, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
