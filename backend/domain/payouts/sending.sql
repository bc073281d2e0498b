-- payout_of_batch, payout_policy's one row. No business state: what is to be asked, not what is so.
-- name: insert_payout_attempts
INSERT INTO payout_attempt (org_id, payout_id, provider, account, step, is_sent, pays_to_bank, reference, reason,
                            asked, changed_at)
SELECT p.org_id, p.payout_id, p.provider, p.account, 'transfer', false,
       p.provider <> 'sandbox' AND coalesce((SELECT y.pays_to_bank FROM payout_policy y), false), '', '', 0, $2
FROM payout p
WHERE p.batch_id = $1
  AND p.status = 'processing'
  AND p.provider <> 'manual'
ON CONFLICT (org_id, payout_id) DO NOTHING;

-- payout_attempt and its payout by their primary keys; locks the attempt's row.
-- name: lock_payout_attempt
SELECT a.payout_id, a.provider, a.account, a.step, a.is_sent, a.pays_to_bank, a.reference, a.reason, a.asked,
       p.status, p.currency, p.amount_minor
FROM payout_attempt a
JOIN payout p USING (org_id, payout_id)
WHERE a.org_id = $1
  AND a.payout_id = $2
FOR UPDATE OF a;

-- payout_attempt by its primary key; the row is locked already.
-- name: update_payout_attempt
UPDATE payout_attempt
SET step = $3,
    is_sent = $4,
    reference = $5,
    reason = $6,
    asked = $7,
    changed_at = $8
WHERE org_id = $1
  AND payout_id = $2;

-- The beginning of payout_attempt_open.
-- name: list_open_payout_attempts
SELECT org_id, payout_id
FROM payout_attempt
WHERE step <> 'settled'
  AND changed_at < $1
ORDER BY changed_at, org_id, payout_id
LIMIT $2;

-- payout_by_id.
-- name: select_payout_owner
SELECT org_id
FROM payout
WHERE payout_id = $1
LIMIT 1;

-- payout by its primary key; the row is locked already.
-- name: note_transfer
-- records: payout
UPDATE payout
SET reference = $3,
    transferred_at = $4,
    version = version + 1
WHERE org_id = $1
  AND payout_id = $2;

-- payout by its primary key; locks the row.
-- name: lock_payout
SELECT payout_id, status, currency, amount_minor, transfer_id, provider, account, version
FROM payout
WHERE org_id = $1
  AND payout_id = $2
FOR UPDATE;

-- The row is locked already. What is known already stays: the reference, and when the transfer was made.
-- name: settle_payout
-- records: payout
UPDATE payout
SET status = $3,
    reference = CASE WHEN $4 = '' THEN reference ELSE $4 END,
    failure_code = $5,
    settled_at = $6,
    transferred_at = coalesce(transferred_at, $7),
    reversed_at = coalesce(reversed_at, $8),
    version = version + 1
WHERE org_id = $1
  AND payout_id = $2;
