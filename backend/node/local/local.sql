-- All of a small reference table; locks nothing.
-- name: select_organisations
SELECT org_id, display_name
FROM organisation
ORDER BY org_id;

-- All of a small table; locks nothing.
-- name: select_heads
SELECT org_id, seq, chain_hash
FROM org_head
WHERE seq > 0
ORDER BY org_id;
