-- Stock levels and their moves. Levels are locked in the order of their variants' ids.

-- stock_level by its primary key; locks the rows in that order.
-- name: lock_levels
SELECT s.variant_id,
       v.sku,
       s.on_hand,
       s.reserved,
       s.version
FROM stock_level s
JOIN variant v ON v.org_id = s.org_id AND v.variant_id = s.variant_id
WHERE s.org_id = $1
  AND s.variant_id = ANY ($2)
ORDER BY s.variant_id
FOR UPDATE OF s;

-- As lock_levels, without the lock.
-- name: select_levels
SELECT s.variant_id,
       v.sku,
       s.on_hand,
       s.reserved,
       s.version
FROM stock_level s
JOIN variant v ON v.org_id = s.org_id AND v.variant_id = s.variant_id
WHERE s.org_id = $1
  AND s.variant_id = ANY ($2)
ORDER BY s.variant_id;

-- variant by its primary key.
-- name: select_variant
SELECT variant_id,
       sku,
       options,
       price_minor,
       currency
FROM variant
WHERE org_id = $1
  AND variant_id = $2;

-- stock_level by its primary key; the rows are locked already.
-- name: update_levels
-- records: stock_level AS s
UPDATE stock_level s
SET on_hand = m.on_hand,
    reserved = m.reserved,
    version = m.version
FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[])
     AS m (variant_id, on_hand, reserved, version)
WHERE s.org_id = $1
  AND s.variant_id = m.variant_id;

-- One row per moved variant.
-- name: insert_moves
-- records: stock_move
INSERT INTO stock_move (org_id, variant_id, version, kind, on_hand_change, reserved_change, reason, subject,
                        actor, moved_at)
SELECT $1, m.variant_id, m.version, $2, m.on_hand_change, m.reserved_change, $3, $4, $5, $6
FROM unnest($7::uuid[], $8::bigint[], $9::bigint[], $10::bigint[])
     AS m (variant_id, version, on_hand_change, reserved_change);

-- As lock_levels, of many sellers.
-- name: lock_shelf
SELECT s.org_id,
       s.variant_id,
       v.sku,
       s.on_hand,
       s.reserved,
       s.version
FROM unnest($1::uuid[], $2::uuid[]) AS w (org_id, variant_id)
JOIN stock_level s ON s.org_id = w.org_id AND s.variant_id = w.variant_id
JOIN variant v ON v.org_id = s.org_id AND v.variant_id = s.variant_id
ORDER BY s.org_id, s.variant_id
FOR UPDATE OF s;

-- stock_level by its primary key; the rows are locked already.
-- name: update_shelf
-- records: stock_level BY ROWS AS SHAPE 6
UPDATE stock_level s
SET on_hand = r.on_hand,
    reserved = r.reserved,
    version = r.version
FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[])
     AS r (org_id, variant_id, on_hand, reserved, version)
WHERE s.org_id = r.org_id
  AND s.variant_id = r.variant_id;

-- One row per moved variant and cause.
-- name: insert_shelf_moves
-- records: stock_move BY ROWS AS SHAPE 7
INSERT INTO stock_move (org_id, variant_id, version, kind, on_hand_change, reserved_change, reason, subject,
                        actor, moved_at)
SELECT r.*
FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[],
            $9::text[], $10::timestamptz[])
     AS r (org_id, variant_id, version, kind, on_hand_change, reserved_change, reason, subject,
           actor, moved_at);

-- Every level and every move of the seller.
-- name: find_wrong_levels
SELECT l.variant_id,
       l.on_hand || ' on hand, ' || l.reserved || ' reserved' AS kept,
       coalesce(m.on_hand, 0) || ' on hand, ' || coalesce(m.reserved, 0) || ' reserved' AS told
FROM stock_level l
LEFT JOIN (SELECT variant_id,
                  sum(on_hand_change) AS on_hand,
                  sum(reserved_change) AS reserved
           FROM stock_move
           WHERE org_id = $1
           GROUP BY variant_id) m ON m.variant_id = l.variant_id
WHERE l.org_id = $1
  AND (l.on_hand <> coalesce(m.on_hand, 0) OR l.reserved <> coalesce(m.reserved, 0))
ORDER BY l.variant_id
LIMIT $2;
