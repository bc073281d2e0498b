-- Making the tables again from the event log, in a schema of its own. The functions are of the session:
-- the table is a parameter here, which only PL/pgSQL can have.

-- name: drop_shadow
DROP SCHEMA IF EXISTS stoa_rebuilt CASCADE;

-- name: create_schema
CREATE SCHEMA stoa_rebuilt;

-- The columns of a table as SQL: all that are stored, those of the primary key, what a later image of the
-- same row sets, and a row of their defaults, which images older than a column leave it.
-- name: define_columns
CREATE OR REPLACE FUNCTION pg_temp.stoa_columns(tbl text, OUT stored text, OUT keys text, OUT sets text, OUT defaults text)
LANGUAGE sql AS $body$
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.attgenerated = ''),
           string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE is_key),
           string_agg(format('%1$I = excluded.%1$I', a.attname), ', ')
               FILTER (WHERE a.attgenerated = '' AND NOT is_key),
           'ROW(' || string_agg(coalesce(pg_get_expr(d.adbin, d.adrelid), 'NULL'), ', ' ORDER BY a.attnum)
               || ')'
    FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum > 0 AND NOT a.attisdropped
    CROSS JOIN LATERAL (SELECT a.attnum = ANY (i.indkey) AS is_key) k
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.attgenerated = ''
    WHERE i.indrelid = format('public.%I', tbl)::regclass
      AND i.indisprimary
$body$;

-- name: define_create
CREATE OR REPLACE FUNCTION pg_temp.stoa_create(tbl text) RETURNS void
LANGUAGE plpgsql AS $body$
BEGIN
    EXECUTE format('CREATE UNLOGGED TABLE stoa_rebuilt.%1$I (LIKE public.%1$I INCLUDING DEFAULTS '
                   'INCLUDING GENERATED, PRIMARY KEY (%2$s))',
                   tbl, (SELECT keys FROM pg_temp.stoa_columns(tbl)));
END
$body$;

-- Later images win, within one call and over calls.
-- name: define_apply
CREATE OR REPLACE FUNCTION pg_temp.stoa_apply(tbl text, images json) RETURNS void
LANGUAGE plpgsql AS $body$
DECLARE
    c record;
BEGIN
    SELECT * INTO c FROM pg_temp.stoa_columns(tbl);
    EXECUTE format('INSERT INTO stoa_rebuilt.%1$I (%2$s) '
                   'SELECT %2$s FROM (SELECT DISTINCT ON (%3$s) * '
                   'FROM json_populate_recordset(%5$s::stoa_rebuilt.%1$I, $1) WITH ORDINALITY '
                   'ORDER BY %3$s, ordinality DESC) image ON CONFLICT (%3$s) DO %4$s',
                   tbl, c.stored, c.keys, coalesce('UPDATE SET ' || c.sets, 'NOTHING'), c.defaults)
    USING images;
END
$body$;

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
            FULL JOIN stoa_rebuilt.%1$I r ON %4$s
            WHERE l.%2$s IS NULL OR r.%2$s IS NULL OR l.* IS DISTINCT FROM r.*) found
        WHERE n <= $1 ORDER BY kind, n $query$, tbl, first_key, all_keys, matches)
    USING most;
END
$body$;

-- name: create_table
SELECT pg_temp.stoa_create($1);

-- name: apply_images
SELECT pg_temp.stoa_apply($1, $2::json);

-- name: compare_table
SELECT kind,
       key,
       columns,
       total
FROM pg_temp.stoa_compare($1, $2);

-- Small: one row per organisation.
-- name: select_heads
SELECT org_id,
       seq
FROM org_head
ORDER BY org_id;

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
