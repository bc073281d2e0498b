-- Images of rows back into tables, in a schema that is given. The functions are of the session: the table
-- is a parameter here, which only PL/pgSQL can have.

-- All of record_shape, which has a few rows.
-- name: select_shapes
SELECT s.shape,
       s.table_name,
       c.column_name
FROM record_shape s
CROSS JOIN LATERAL unnest(s.columns) WITH ORDINALITY AS c (column_name, position)
ORDER BY s.shape, c.position;

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
CREATE OR REPLACE FUNCTION pg_temp.stoa_create(target text, tbl text) RETURNS void
LANGUAGE plpgsql AS $body$
BEGIN
    EXECUTE format('CREATE UNLOGGED TABLE %3$I.%1$I (LIKE public.%1$I INCLUDING DEFAULTS '
                   'INCLUDING GENERATED, PRIMARY KEY (%2$s))',
                   tbl, (SELECT keys FROM pg_temp.stoa_columns(tbl)), target);
END
$body$;

-- Later images win, within one call and over calls.
-- name: define_apply
CREATE OR REPLACE FUNCTION pg_temp.stoa_apply(target text, tbl text, images json) RETURNS void
LANGUAGE plpgsql AS $body$
DECLARE
    c record;
BEGIN
    SELECT * INTO c FROM pg_temp.stoa_columns(tbl);
    EXECUTE format('INSERT INTO %6$I.%1$I (%2$s) '
                   'SELECT %2$s FROM (SELECT DISTINCT ON (%3$s) * '
                   'FROM json_populate_recordset(%5$s::%6$I.%1$I, $1) WITH ORDINALITY '
                   'ORDER BY %3$s, ordinality DESC) image ON CONFLICT (%3$s) DO %4$s',
                   tbl, c.stored, c.keys, coalesce('UPDATE SET ' || c.sets, 'NOTHING'), c.defaults, target)
    USING images;
END
$body$;

-- name: create_table
SELECT pg_temp.stoa_create($1, $2);

-- name: apply_images
SELECT pg_temp.stoa_apply($1, $2, $3::json);
