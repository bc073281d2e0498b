-- Size of the whole database on disk; reads directory entries, locks nothing.
-- name: database_size
SELECT pg_database_size(current_database()) AS bytes, current_setting('server_version') AS version;

-- A page of the small reference table's primary key; locks nothing.
-- name: select_organisations
SELECT org_id FROM organisation WHERE org_id > $1 ORDER BY org_id LIMIT $2;

-- The marketplace itself: one row; organisation is a small reference table.
-- name: marketplace_id
SELECT org_id FROM organisation WHERE kind = 'marketplace';

-- All of a small table; locks nothing.
-- name: select_heads
SELECT org_id, seq, chain_hash
FROM org_head
WHERE seq > 0
ORDER BY org_id;
