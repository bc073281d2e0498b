-- Making the tables again from the event log, in a schema of their own, and comparing them. The function is
-- of the session: the table is a parameter here, which only PL/pgSQL can have.

-- For sorting and joining whole tables.
-- name: grant_memory
SELECT set_config('work_mem', '64MB', true),
       set_config('maintenance_work_mem', '64MB', true);

-- The tables of a list, those first that the log has the most of, judged by a sample of some 4 MB of it.
-- name: select_shares
SELECT t.place::integer,
       coalesce(sum(length(i.line)), 0)::bigint AS bytes
FROM unnest($1::text[]) WITH ORDINALITY AS t (name, place)
LEFT JOIN (SELECT coalesce(s.table_name, split_part(l.line, ' ', 1)) AS name,
                  l.line
           FROM event_log e
                TABLESAMPLE SYSTEM (least(100, 100 * 4e6 / greatest(pg_relation_size('event_log'), 1)))
                REPEATABLE (1)
           CROSS JOIN LATERAL string_to_table(encode(e.changes, 'escape'), E'\n') AS l (line)
           LEFT JOIN record_shape s ON '#' || s.shape = split_part(l.line, ' ', 1)) i ON i.name = t.name
GROUP BY t.place
ORDER BY bytes DESC, t.place;

-- name: drop_rebuilding
DROP SCHEMA IF EXISTS stoa_rebuilding CASCADE;

-- name: create_rebuilding
CREATE SCHEMA stoa_rebuilding;

-- Images that do not fit are taken back.
-- name: save
SAVEPOINT images;

-- name: undo
ROLLBACK TO SAVEPOINT images;

-- name: release
RELEASE SAVEPOINT images;

-- name: drop_rebuilt
DROP SCHEMA IF EXISTS stoa_rebuilt CASCADE;

-- name: keep_rebuilt
ALTER SCHEMA stoa_rebuilding RENAME TO stoa_rebuilt;

-- unexplained: a row of the table that no event wrote. lost: a row that the events wrote and the table
-- does not have. different: columns that are not as the last event left them. Some of each, with the
-- number of all.
-- name: define_compare
CREATE OR REPLACE FUNCTION pg_temp.stoa_compare(tbl text, most bigint)
RETURNS TABLE (kind text, key text, columns text, total bigint)
LANGUAGE plpgsql AS $body$
DECLARE
    first_key text;
    all_keys text;
    matches text;
BEGIN
    SELECT min(quote_ident(a.attname)),
           string_agg(format('%1$L, coalesce(l.%1$I, r.%1$I)', a.attname), ', ' ORDER BY a.attnum),
           string_agg(format('l.%1$I = r.%1$I', a.attname), ' AND ')
    INTO first_key, all_keys, matches
    FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = format('public.%I', tbl)::regclass
      AND i.indisprimary;
    RETURN QUERY EXECUTE format($query$
        SELECT found.kind, found.key, found.columns, found.total
        FROM (
            SELECT CASE WHEN r.%2$s IS NULL THEN 'unexplained' WHEN l.%2$s IS NULL THEN 'lost'
                        ELSE 'different' END AS kind,
                   json_build_object(%3$s)::text AS key,
                   coalesce((SELECT string_agg(o.key, ', ' ORDER BY o.key)
                             FROM jsonb_each(to_jsonb(l)) o
                             JOIN jsonb_each(to_jsonb(r)) n
                               ON n.key = o.key AND n.value IS DISTINCT FROM o.value
                             WHERE l.%2$s IS NOT NULL AND r.%2$s IS NOT NULL), '') AS columns,
                   count(*) OVER (PARTITION BY r.%2$s IS NULL, l.%2$s IS NULL) AS total,
                   row_number() OVER (PARTITION BY r.%2$s IS NULL, l.%2$s IS NULL) AS n
            FROM public.%1$I l
            FULL JOIN stoa_rebuilding.%1$I r ON %4$s
            WHERE l.%2$s IS NULL OR r.%2$s IS NULL OR l.* IS DISTINCT FROM r.*) found
        WHERE n <= $1 ORDER BY kind, n $query$, tbl, first_key, all_keys, matches)
    USING most;
END
$body$;

-- name: compare_table
SELECT kind,
       key,
       columns,
       total
FROM pg_temp.stoa_compare($1, $2);

-- A range of event_log's primary key. Those without changes count too.
-- name: select_changes
SELECT seq,
       changes,
       changes_hash IS NOT NULL AND changes IS NULL AS is_erased
FROM event_log
WHERE org_id = $1
  AND seq > $2
ORDER BY seq
LIMIT $3;
