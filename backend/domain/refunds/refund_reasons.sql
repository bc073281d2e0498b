-- The catalogue of reasons. refund_reason is a small table of the only marketplace that there is.

-- All of two small tables; locks nothing.
-- name: list_reasons
SELECT code, label, is_note_required, restock, is_active, position, version
FROM refund_reason
UNION ALL
SELECT s.code, s.label, s.is_note_required, s.restock, true, s.position, 0::bigint
FROM refund_reason_seed s
WHERE NOT EXISTS (SELECT 1 FROM refund_reason r WHERE r.code = s.code)
ORDER BY position, code;

-- As list_reasons, of one code: at most one row.
-- name: select_reason
SELECT label, is_note_required, is_active
FROM refund_reason
WHERE code = $1
UNION ALL
SELECT s.label, s.is_note_required, true
FROM refund_reason_seed s
WHERE s.code = $1
  AND NOT EXISTS (SELECT 1 FROM refund_reason r WHERE r.code = s.code);

-- refund_reason by its primary key; locks the row. Nothing when somebody has changed it since version $9.
-- name: upsert_reason
-- records: refund_reason AS r
INSERT INTO refund_reason AS r (org_id, code, label, is_note_required, restock, is_active, position, changed_by,
                                changed_at, version)
SELECT $1, $2, $3, $4, $5, $6, $7, $8, $10, 1
WHERE $9::bigint = 0 OR EXISTS (SELECT 1 FROM refund_reason WHERE org_id = $1 AND code = $2)
ON CONFLICT (org_id, code) DO UPDATE
SET label = excluded.label,
    is_note_required = excluded.is_note_required,
    restock = excluded.restock,
    is_active = excluded.is_active,
    position = excluded.position,
    changed_by = excluded.changed_by,
    changed_at = excluded.changed_at,
    version = r.version + 1
WHERE r.version = $9;
