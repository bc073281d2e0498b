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
