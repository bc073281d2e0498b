-- Images of rows back into tables, in a schema that is given. The functions are of the session: the table
-- is a parameter here, which only PL/pgSQL can have.
--
-- Rows are added to a table without keys, each with its position among all, and the last one of each key stays
-- when the table is settled: sorted once, that costs a third of looking each row up as it comes.

-- All of record_shape, which has a few rows, and how rows of each come in.
-- name: select_shapes
SELECT s.shape,
       s.table_name,
       cardinality(s.columns) AS width,
       format('COPY %I.%I (%s, stoa_position) FROM STDIN', $1::text, s.table_name,
              (SELECT string_agg(quote_ident(c.name), ', ' ORDER BY c.position)
               FROM unnest(s.columns) WITH ORDINALITY AS c (name, position))) AS copy
FROM record_shape s;

-- The columns of a table as SQL: all that are stored, those of the primary key, how two of the same key are
-- told, and a row of their defaults, which images older than a column leave it.
-- name: define_columns
CREATE OR REPLACE FUNCTION pg_temp.stoa_columns(tbl text, OUT stored text, OUT keys text, OUT same text, OUT defaults text)
LANGUAGE sql AS $body$
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.attgenerated = ''),
           string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE is_key),
           string_agg(format('t.%1$I = many.%1$I', a.attname), ' AND ') FILTER (WHERE is_key),
           'ROW(' || string_agg(coalesce(pg_get_expr(d.adbin, d.adrelid), 'NULL'), ', ' ORDER BY a.attnum)
               || ', NULL)'
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
    EXECUTE format('CREATE UNLOGGED TABLE %2$I.%1$I (LIKE public.%1$I INCLUDING DEFAULTS '
                   'INCLUDING GENERATED, stoa_position bigint)', tbl, target);
END
$body$;

-- name: define_apply
CREATE OR REPLACE FUNCTION pg_temp.stoa_apply(target text, tbl text, images json) RETURNS void
LANGUAGE plpgsql AS $body$
DECLARE
    c record;
BEGIN
    SELECT * INTO c FROM pg_temp.stoa_columns(tbl);
    EXECUTE format('INSERT INTO %2$I.%1$I (%3$s, stoa_position) '
                   'SELECT %3$s, stoa_position FROM json_populate_recordset(%4$s::%2$I.%1$I, $1)',
                   tbl, target, c.stored, c.defaults)
    USING images;
END
$body$;

-- name: define_settle
CREATE OR REPLACE FUNCTION pg_temp.stoa_settle(target text, tbl text) RETURNS void
LANGUAGE plpgsql AS $body$
DECLARE
    c record;
BEGIN
    SELECT * INTO c FROM pg_temp.stoa_columns(tbl);
    EXECUTE format('DELETE FROM %2$I.%1$I t USING '
                   '(SELECT %3$s, max(stoa_position) AS last FROM %2$I.%1$I GROUP BY %3$s HAVING count(*) > 1) many '
                   'WHERE %4$s AND t.stoa_position < many.last', tbl, target, c.keys, c.same);
    EXECUTE format('ALTER TABLE %2$I.%1$I DROP COLUMN stoa_position', tbl, target);
END
$body$;

-- name: define_add_key
CREATE OR REPLACE FUNCTION pg_temp.stoa_add_key(target text, tbl text) RETURNS void
LANGUAGE plpgsql AS $body$
BEGIN
    EXECUTE format('ALTER TABLE %2$I.%1$I ADD PRIMARY KEY (%3$s)', tbl, target,
                   (pg_temp.stoa_columns(tbl)).keys);
END
$body$;

-- name: create_table
SELECT pg_temp.stoa_create($1, $2);

-- name: apply_images
SELECT pg_temp.stoa_apply($1, $2, $3::json);

-- name: settle_table
SELECT pg_temp.stoa_settle($1, $2);

-- name: add_key
SELECT pg_temp.stoa_add_key($1, $2);
