-- The schema is of one transaction, which is rolled back: its name only has to differ from those of other
-- sessions. The log is a view that ends at the moment.

-- name: define_schema
CREATE OR REPLACE FUNCTION pg_temp.stoa_past(moment timestamptz) RETURNS text
LANGUAGE plpgsql AS $body$
DECLARE
    past text := 'stoa_past_' || pg_backend_pid();
BEGIN
    EXECUTE format('CREATE SCHEMA %I', past);
    EXECUTE format('CREATE VIEW %I.event_log AS SELECT * FROM public.event_log WHERE occurred_at <= %L',
                   past, moment);
    RETURN past;
END
$body$;

-- name: create_schema
SELECT pg_temp.stoa_past($1::timestamptz) AS name;

-- The aggregate's events by the index of timelines; the changes are with the first event of each group, by
-- the primary key.
-- name: select_changes_of
SELECT f.changes
FROM event_log f
WHERE f.org_id = $1
  AND f.seq IN (SELECT e.tx_no FROM event_log e
                WHERE e.org_id = $1 AND e.aggregate_id = $2 AND e.occurred_at <= $3)
ORDER BY f.seq;

-- name: enter_schema
SELECT set_config('search_path', quote_ident($1) || ', public', true);
