-- The demo's note about itself, and beginning anew.

-- One row; organisation by any of its rows.
-- name: select_state
SELECT demo_filling_since IS NOT NULL AS is_interrupted,
       EXISTS (SELECT 1 FROM organisation) AS is_set_up
FROM node_meta;

-- name: begin_filling
UPDATE node_meta
SET demo_filling_since = $1;

-- name: end_filling
UPDATE node_meta
SET demo_filling_since = NULL;

-- Held by the session that fills the demo, and gone with it however it ends.
-- name: lock_filling
SELECT pg_try_advisory_lock(8246115473029) AS is_ours;

-- Everything except who this node is, its schema and what the schema begins with; locks every table.
-- name: empty_tables
DO $$
DECLARE
    tables text;
BEGIN
    SELECT string_agg(format('%I', tablename), ', ')
    INTO tables
    FROM pg_tables
    WHERE schemaname = 'public'
      AND tablename NOT IN ('node_meta', 'schema_migration', 'order_timer_rule', 'refund_reason_seed',
                            'record_shape');
    EXECUTE 'TRUNCATE ' || tables;
END
$$;

-- Every table's statistics, read by sampling: locks no reader and no writer.
-- name: analyze
ANALYZE;
