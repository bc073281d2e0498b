-- The rows that a transaction wrote, as it left them, beside the facts of its first event: what the tables
-- are rebuilt from. One line per row, `table {"column":value,…}`. The chain covers changes_hash, so that
-- the changes themselves can be erased, with the person they speak of, and the chain still holds.
ALTER TABLE event_log
    ADD COLUMN changes bytea CHECK (length(changes) <= 268435456),
    ADD COLUMN changes_hash bytea CHECK (length(changes_hash) = 32),
    ADD CHECK (changes IS NULL OR changes_hash IS NOT NULL);
