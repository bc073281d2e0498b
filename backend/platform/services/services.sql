-- What the supervisor asks and creates as the bootstrap superuser; the names are those of
-- postgres_settings.h.

-- No table; no rows while the server recovers.
-- name: is_answering
SELECT 1 WHERE NOT pg_is_in_recovery();

-- By pg_authid's index on rolname.
-- name: find_role
SELECT 1
FROM pg_roles
WHERE rolname = 'stoa';

-- name: create_role
CREATE ROLE stoa LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;

-- By pg_database's index on datname.
-- name: find_database
SELECT 1
FROM pg_database
WHERE datname = 'stoa';

-- Outside a transaction, as PostgreSQL requires.
-- name: create_database
CREATE DATABASE stoa OWNER stoa;

-- Whether pages in the WAL are packed by the quickest method that this server has.
-- name: find_quick_wal
SELECT 1
WHERE NOT EXISTS (SELECT 1 FROM pg_settings WHERE name = 'wal_compression' AND 'lz4' = ANY (enumvals))
   OR EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'stoa' AND 'wal_compression=lz4' = ANY (rolconfig));

-- name: set_quick_wal
ALTER ROLE stoa SET wal_compression = 'lz4';
