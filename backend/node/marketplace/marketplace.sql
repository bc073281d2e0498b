-- Size of the whole database on disk; reads directory entries, locks nothing.
-- name: database_size
SELECT pg_database_size(current_database()) AS bytes, current_setting('server_version') AS version;

-- The marketplace itself: one row; organisation is a small reference table.
-- name: marketplace_id
SELECT org_id FROM organisation WHERE kind = 'marketplace';
