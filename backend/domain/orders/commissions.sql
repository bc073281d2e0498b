-- The newest list, by the primary key; nothing when nobody has written one.
-- name: select_commission_rules
SELECT rules, version, changed_by, changed_at
FROM commission_rules
ORDER BY version DESC
LIMIT 1;

-- One who writes the same version at the same time waits, and then breaks the primary key.
-- name: insert_commission_rules
-- records: commission_rules
INSERT INTO commission_rules (org_id, version, rules, changed_by, changed_at)
SELECT $1, $2::bigint, $3::jsonb, $4, $5
WHERE coalesce((SELECT max(version) FROM commission_rules), 0) = $2::bigint - 1
ON CONFLICT (org_id, version) DO NOTHING;

-- seller by its primary key.
-- name: select_rule_sellers
SELECT org_id, commission_basis_points
FROM seller
WHERE org_id = ANY ($1);
