-- organisation and payout_account by their primary keys; a row without an account when there is none.
-- name: select_account
SELECT o.org_id, o.display_name, a.provider, a.account, a.status, a.reason, a.set_by, a.set_by_name, a.set_at,
       a.verified_by_name, a.verified_at, a.version
FROM organisation o
LEFT JOIN payout_account a ON a.org_id = o.org_id
WHERE o.org_id = $1;

-- payout_account by its primary key; locks the row.
-- name: lock_account
SELECT status, set_by, version
FROM payout_account
WHERE org_id = $1
FOR UPDATE;

-- Nothing when somebody has changed it since version $4. Who sets it verifies nothing.
-- name: upsert_account
-- records: payout_account AS a
INSERT INTO payout_account AS a (org_id, provider, account, status, reason, set_by, set_by_name, set_at, verified_by,
                                 verified_by_name, verified_at, version)
SELECT $1, $2, $3, 'pending', '', $5, $6, $7, '', '', NULL, 1
WHERE $4::bigint = 0 OR EXISTS (SELECT 1 FROM payout_account WHERE org_id = $1)
ON CONFLICT (org_id) DO UPDATE
SET provider = excluded.provider,
    account = excluded.account,
    status = excluded.status,
    reason = excluded.reason,
    set_by = excluded.set_by,
    set_by_name = excluded.set_by_name,
    set_at = excluded.set_at,
    verified_by = excluded.verified_by,
    verified_by_name = excluded.verified_by_name,
    verified_at = excluded.verified_at,
    version = a.version + 1
WHERE a.version = $4;

-- The row is locked already.
-- name: verify_account
-- records: payout_account
UPDATE payout_account
SET status = 'active',
    reason = '',
    verified_by = $2,
    verified_by_name = $3,
    verified_at = $4,
    version = version + 1
WHERE org_id = $1;

-- The row is locked already.
-- name: remove_account
-- records: payout_account
UPDATE payout_account
SET status = 'removed',
    version = version + 1
WHERE org_id = $1;

-- payout_account by its primary key; locks the row. Nothing when it is another account by now.
-- name: restrict_account
-- records: payout_account
UPDATE payout_account
SET status = 'restricted',
    reason = $4,
    version = version + 1
WHERE org_id = $1
  AND provider = $2
  AND account = $3
  AND status = 'active';

-- A range of payout_account_newest.
-- name: list_accounts
SELECT o.org_id, o.display_name, a.provider, a.account, a.status, a.reason, a.set_by, a.set_by_name, a.set_at,
       a.verified_by_name, a.verified_at, a.version
FROM payout_account a
JOIN organisation o ON o.org_id = a.org_id
WHERE (a.set_at, a.org_id) < ($1, $2)
  AND CASE WHEN cardinality($3::text[]) = 0 THEN a.status <> 'removed' ELSE a.status = ANY ($3) END
ORDER BY a.set_at DESC, a.org_id DESC
LIMIT $4;

-- The one row of the marketplace, or none.
-- name: select_payout_policy
SELECT fallback, pays_to_bank, version
FROM payout_policy;

-- Nothing when somebody has changed it since version $6.
-- name: upsert_payout_policy
-- records: payout_policy AS p
INSERT INTO payout_policy AS p (org_id, fallback, pays_to_bank, changed_by, changed_at, version)
SELECT $1, $2, $3, $4, $5, 1
WHERE $6::bigint = 0 OR EXISTS (SELECT 1 FROM payout_policy)
ON CONFLICT (org_id) DO UPDATE
SET fallback = excluded.fallback,
    pays_to_bank = excluded.pays_to_bank,
    changed_by = excluded.changed_by,
    changed_at = excluded.changed_at,
    version = p.version + 1
WHERE p.version = $6;
