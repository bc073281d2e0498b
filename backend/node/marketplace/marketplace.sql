-- Size of the whole database on disk; reads directory entries, locks nothing.
-- name: database_size
SELECT pg_database_size(current_database()) AS bytes, current_setting('server_version') AS version;
