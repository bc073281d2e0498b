-- Inserts what is missing by the unique key; locks only rows that it makes.
-- name: insert_accounts
-- records: ledger_account
INSERT INTO ledger_account (org_id, account_id, kind, owner_id, currency)
SELECT a.org_id, a.account_id, a.kind, a.owner_id, a.currency
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[])
     AS a (org_id, account_id, kind, owner_id, currency)
ON CONFLICT (org_id, kind, owner_id, currency) DO NOTHING;

-- ledger_account by its unique key, twice per transfer; a missing account breaks NOT NULL.
-- name: insert_transfers
-- records: ledger_transfer
INSERT INTO ledger_transfer (org_id, transfer_id, entry_id, entry_line, debit_account_id, credit_account_id,
                             debit_kind, credit_kind, currency, amount_minor, phase, pending_id, reason,
                             order_id, payment_id, refund_id, occurred_at, actor, request_id)
SELECT t.org_id, t.transfer_id, t.entry_id, t.line, d.account_id, c.account_id,
       t.debit_kind, t.credit_kind, t.currency, t.amount_minor, t.phase, t.pending_id, t.reason,
       t.order_id, t.payment_id, t.refund_id, $1, $2, $3
FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::integer[], $8::text[], $9::uuid[], $10::text[], $11::uuid[],
            $12::text[], $13::bigint[], $14::text[], $15::uuid[], $16::text[], $17::uuid[], $18::uuid[],
            $19::uuid[])
     AS t (org_id, transfer_id, entry_id, line, debit_kind, debit_owner, credit_kind, credit_owner,
           currency, amount_minor, phase, pending_id, reason, order_id, payment_id,
           refund_id)
LEFT JOIN ledger_account d
       ON d.org_id = t.org_id AND d.kind = t.debit_kind AND d.owner_id = t.debit_owner
          AND d.currency = t.currency
LEFT JOIN ledger_account c
       ON c.org_id = t.org_id AND c.kind = t.credit_kind AND c.owner_id = t.credit_owner
          AND c.currency = t.currency;

-- ledger_account by its unique key; locks the accounts in the order of their ids, then moves them.
-- name: move_balances
-- records: ledger_account AS a
UPDATE ledger_account a
SET debits_pending = a.debits_pending + m.debits_pending,
    debits_posted = a.debits_posted + m.debits_posted,
    credits_pending = a.credits_pending + m.credits_pending,
    credits_posted = a.credits_posted + m.credits_posted
FROM (
    SELECT l.org_id, l.account_id, c.debits_pending, c.debits_posted, c.credits_pending, c.credits_posted
    FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[],
                $8::bigint[])
         AS c (org_id, kind, owner_id, currency, debits_pending, debits_posted, credits_pending,
               credits_posted)
    JOIN ledger_account l
      ON l.org_id = c.org_id AND l.kind = c.kind AND l.owner_id = c.owner_id AND l.currency = c.currency
    ORDER BY l.account_id
    FOR UPDATE OF l
) m
WHERE a.org_id = m.org_id
  AND a.account_id = m.account_id;

-- ledger_account by its unique key, one seller after the other: where the provider's debts to us are kept.
-- name: select_receivables
SELECT a.org_id,
       a.currency,
       a.account_id
FROM unnest($1::uuid[]) AS w (org_id)
CROSS JOIN LATERAL (SELECT org_id, currency, account_id
                    FROM ledger_account
                    WHERE org_id = w.org_id
                      AND kind = 'provider_receivable'
                      AND owner_id = w.org_id
                    OFFSET 0) AS a;

-- New accounts with what is on them; locks only these rows.
-- name: insert_opened_accounts
-- records: ledger_account BY ROWS AS SHAPE 4
INSERT INTO ledger_account (org_id, account_id, kind, owner_id, currency, debits_pending, debits_posted,
                            credits_pending, credits_posted)
SELECT r.*
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::bigint[], $7::bigint[],
            $8::bigint[], $9::bigint[])
     AS r (org_id, account_id, kind, owner_id, currency, debits_pending, debits_posted,
           credits_pending, credits_posted);

-- Locks nothing but the new rows; the accounts are known.
-- name: insert_captures
-- records: ledger_transfer BY ROWS AS SHAPE 5
INSERT INTO ledger_transfer (org_id, transfer_id, entry_id, entry_line, debit_account_id, credit_account_id,
                             debit_kind, credit_kind, currency, amount_minor, phase, reason, order_id,
                             payment_id, occurred_at, actor, request_id)
SELECT r.*
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::uuid[], $6::uuid[], $7::text[], $8::text[],
            $9::text[], $10::bigint[], $11::text[], $12::text[], $13::uuid[], $14::uuid[],
            $15::timestamptz[], $16::text[], $17::uuid[])
     AS r (org_id, transfer_id, entry_id, entry_line, debit_account_id, credit_account_id,
           debit_kind, credit_kind, currency, amount_minor, phase, reason, order_id,
           payment_id, occurred_at, actor, request_id);

-- A range of ledger_transfer_order; the accounts by their primary key, what ended by
-- ledger_transfer_resolved_once.
-- name: select_reserved
SELECT t.transfer_id, t.debit_kind, d.owner_id AS debit_owner, t.credit_kind, c.owner_id AS credit_owner,
       t.amount_minor, t.currency
FROM ledger_transfer t
JOIN ledger_account d ON d.org_id = t.org_id AND d.account_id = t.debit_account_id
JOIN ledger_account c ON c.org_id = t.org_id AND c.account_id = t.credit_account_id
WHERE t.org_id = $1
  AND t.order_id = $2
  AND t.refund_id = $3
  AND t.phase = 'pending'
  AND NOT EXISTS (
      SELECT 1
      FROM ledger_transfer r
      WHERE r.org_id = t.org_id AND r.pending_id = t.transfer_id AND r.phase IN ('post', 'void', 'expire'))
ORDER BY t.transfer_id;

-- As select_reserved, of some payments of the order.
-- name: select_reserved_by_payments
SELECT t.transfer_id, t.debit_kind, d.owner_id AS debit_owner, t.credit_kind, c.owner_id AS credit_owner,
       t.amount_minor, t.currency
FROM ledger_transfer t
JOIN ledger_account d ON d.org_id = t.org_id AND d.account_id = t.debit_account_id
JOIN ledger_account c ON c.org_id = t.org_id AND c.account_id = t.credit_account_id
WHERE t.org_id = $1
  AND t.order_id = $2
  AND t.payment_id = ANY ($3)
  AND t.refund_id IS NULL
  AND t.credit_kind = 'order_hold'
  AND t.phase = 'pending'
  AND NOT EXISTS (
      SELECT 1
      FROM ledger_transfer r
      WHERE r.org_id = t.org_id AND r.pending_id = t.transfer_id AND r.phase IN ('post', 'void', 'expire'))
ORDER BY t.transfer_id;

-- A range of ledger_transfer_order; the accounts by their primary key.
-- name: select_confirmed
SELECT t.transfer_id, t.debit_kind, d.owner_id AS debit_owner, t.credit_kind, c.owner_id AS credit_owner,
       t.amount_minor, t.currency
FROM ledger_transfer t
JOIN ledger_account d ON d.org_id = t.org_id AND d.account_id = t.debit_account_id
JOIN ledger_account c ON c.org_id = t.org_id AND c.account_id = t.credit_account_id
WHERE t.org_id = $1
  AND t.order_id = $2
  AND t.refund_id = $3
  AND t.phase = 'post'
  AND t.credit_kind = 'refund_clearing'
ORDER BY t.transfer_id;

-- A range of ledger_transfer_journal, filtered; marketplace_order by its primary key.
-- name: list_transfers
SELECT t.transfer_id, t.entry_id, t.occurred_at, t.debit_kind, t.credit_kind, t.amount_minor, t.currency, t.reason,
       t.order_id, t.refund_id, o.number
FROM ledger_transfer t
LEFT JOIN marketplace_order o ON o.org_id = t.org_id AND o.order_id = t.order_id
WHERE t.phase IN ('single', 'post')
  AND (t.occurred_at, t.transfer_id) < ($1, $2)
  AND (cardinality($3::text[]) = 0 OR t.debit_kind = ANY ($3) OR t.credit_kind = ANY ($3))
  AND ($4 = '' OR t.currency = $4)
ORDER BY t.occurred_at DESC, t.transfer_id DESC
LIMIT $5;

-- As list_transfers, of one seller ($6): ledger_transfer_seller_journal.
-- name: list_transfers_of_seller
SELECT t.transfer_id, t.entry_id, t.occurred_at, t.debit_kind, t.credit_kind, t.amount_minor, t.currency, t.reason,
       t.order_id, t.refund_id, o.number
FROM ledger_transfer t
LEFT JOIN marketplace_order o ON o.org_id = t.org_id AND o.order_id = t.order_id
WHERE t.org_id = $6
  AND t.phase IN ('single', 'post')
  AND (t.occurred_at, t.transfer_id) < ($1, $2)
  AND (cardinality($3::text[]) = 0 OR t.debit_kind = ANY ($3) OR t.credit_kind = ANY ($3))
  AND ($4 = '' OR t.currency = $4)
ORDER BY t.occurred_at DESC, t.transfer_id DESC
LIMIT $5;

-- All of ledger_transfer_order for one order, sorted.
-- name: list_transfers_of_order
SELECT t.transfer_id, t.entry_id, t.occurred_at, t.debit_kind, t.credit_kind, t.amount_minor, t.currency, t.reason,
       t.order_id, t.refund_id, o.number
FROM ledger_transfer t
LEFT JOIN marketplace_order o ON o.org_id = t.org_id AND o.order_id = t.order_id
WHERE t.order_id = $6
  AND ($7::uuid IS NULL OR t.org_id = $7)
  AND t.phase IN ('single', 'post')
  AND (t.occurred_at, t.transfer_id) < ($1, $2)
  AND (cardinality($3::text[]) = 0 OR t.debit_kind = ANY ($3) OR t.credit_kind = ANY ($3))
  AND ($4 = '' OR t.currency = $4)
ORDER BY t.occurred_at DESC, t.transfer_id DESC
LIMIT $5;

-- Every transfer and every account with a balance, in one snapshot.
-- name: sum_trial_balance
WITH moved AS (
    SELECT currency, debit_kind, credit_kind, sum(amount_minor)::bigint AS amount, count(*) AS transfers
    FROM ledger_transfer
    WHERE phase IN ('single', 'post')
    GROUP BY currency, debit_kind, credit_kind
)
SELECT currency, debit_kind AS kind, amount AS debits, 0::bigint AS credits, transfers,
       0::bigint AS kept_debits, 0::bigint AS kept_credits
FROM moved
UNION ALL
SELECT currency, credit_kind, 0, amount, 0, 0, 0
FROM moved
UNION ALL
SELECT currency, kind, 0, 0, 0, sum(debits_posted)::bigint, sum(credits_posted)::bigint
FROM ledger_account
WHERE kind IN ('order_hold', 'seller_payable', 'seller_debt', 'store_credit')
GROUP BY currency, kind;

-- As sum_trial_balance, of one seller: ranges of both primary keys.
-- name: sum_trial_balance_of_seller
WITH moved AS (
    SELECT currency, debit_kind, credit_kind, sum(amount_minor)::bigint AS amount, count(*) AS transfers
    FROM ledger_transfer
    WHERE org_id = $1
      AND phase IN ('single', 'post')
    GROUP BY currency, debit_kind, credit_kind
)
SELECT currency, debit_kind AS kind, amount AS debits, 0::bigint AS credits, transfers,
       0::bigint AS kept_debits, 0::bigint AS kept_credits
FROM moved
UNION ALL
SELECT currency, credit_kind, 0, amount, 0, 0, 0
FROM moved
UNION ALL
SELECT currency, kind, 0, 0, 0, sum(debits_posted)::bigint, sum(credits_posted)::bigint
FROM ledger_account
WHERE org_id = $1
  AND kind IN ('order_hold', 'seller_payable', 'seller_debt', 'store_credit')
GROUP BY currency, kind;
