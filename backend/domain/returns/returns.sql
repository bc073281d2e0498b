-- Returns, exchanges and claims. Whoever writes here has locked the order's row.

-- after_sale_line_order, and after_sale by its primary key: what is promised and where it stands.
-- name: select_case_lines
SELECT c.case_id, c.return_status, c.exchange_status, c.claim_status, c.reason, l.line_id, l.quantity,
       l.received_quantity, l.restock, l.replacement_variant_id, l.replacement_title, l.replacement_sku,
       l.replacement_price_minor
FROM after_sale c
JOIN after_sale_line l ON l.org_id = c.org_id AND l.case_id = c.case_id
WHERE c.org_id = $1
  AND c.order_id = $2
ORDER BY c.opened_at, c.case_id, l.line_id;

-- refund_line_order, and refund by its primary key: pieces that a refund itself took back.
-- name: select_taken_back
SELECT l.line_id, sum(l.quantity)::bigint AS quantity
FROM refund_line l
JOIN refund r ON r.org_id = l.org_id AND r.refund_id = l.refund_id
WHERE l.org_id = $1
  AND l.order_id = $2
  AND l.restock <> 'keep'
  AND r.status <> 'failed'
GROUP BY l.line_id;

-- after_sale by its primary key.
-- name: select_case_order
SELECT order_id
FROM after_sale
WHERE org_id = $1
  AND case_id = $2;

-- name: insert_case
-- records: after_sale
INSERT INTO after_sale (org_id, case_id, order_id, return_status, exchange_status, claim_status, reason, note,
                        actor, actor_name, opened_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11);

-- name: insert_case_lines
-- records: after_sale_line
INSERT INTO after_sale_line (org_id, case_id, order_id, line_id, quantity, replacement_variant_id,
                             replacement_title, replacement_sku, replacement_price_minor)
SELECT $1, $2, $3, l.line_id, l.quantity, l.variant_id, l.title, l.sku, l.price_minor
FROM unnest($4::uuid[], $5::bigint[], $6::uuid[], $7::text[], $8::text[], $9::bigint[])
     AS l (line_id, quantity, variant_id, title, sku, price_minor);

-- after_sale by its primary key; locks the row. An empty text leaves what is there.
-- name: update_case
-- records: after_sale
UPDATE after_sale
SET return_status = $3,
    exchange_status = $4,
    claim_status = $5,
    resolution = coalesce($6, resolution),
    decision_note = coalesce(nullif($7, ''), decision_note),
    carrier = coalesce(nullif($8, ''), carrier),
    tracking_number = coalesce(nullif($9, ''), tracking_number),
    updated_at = $10
WHERE org_id = $1
  AND case_id = $2;

-- A range of after_sale_line's primary key.
-- name: update_case_lines
-- records: after_sale_line AS l
UPDATE after_sale_line l
SET received_quantity = n.received,
    restock = n.restock
FROM unnest($3::uuid[], $4::bigint[], $5::text[]) AS n (line_id, received, restock)
WHERE l.org_id = $1
  AND l.case_id = $2
  AND l.line_id = n.line_id;

-- marketplace_order by its primary key.
-- name: select_version
SELECT version
FROM marketplace_order
WHERE org_id = $1
  AND order_id = $2;

-- after_sale_order.
-- name: select_cases
SELECT case_id, return_status, exchange_status, claim_status, resolution, reason, note, decision_note, carrier,
       tracking_number, actor_name, opened_at, updated_at
FROM after_sale
WHERE org_id = $1
  AND order_id = $2
ORDER BY opened_at, case_id;

-- after_sale_line_order, and order_line by its primary key.
-- name: select_case_line_views
SELECT c.case_id, c.line_id, l.title, c.quantity, c.received_quantity, c.restock, c.replacement_title,
       c.replacement_sku
FROM after_sale_line c
JOIN order_line l ON l.org_id = c.org_id AND l.order_id = c.order_id AND l.line_id = c.line_id
WHERE c.org_id = $1
  AND c.order_id = $2
ORDER BY l.position;

-- after_sale_by_id, or after_sale by its primary key when $2 names the seller.
-- name: find_case
SELECT c.case_id, c.return_status, c.exchange_status, c.claim_status, c.reason, c.opened_at, c.updated_at, c.org_id,
       s.display_name, c.order_id, o.number, o.buyer_name,
       (SELECT coalesce(sum(l.quantity), 0)::bigint
        FROM after_sale_line l
        WHERE l.org_id = c.org_id AND l.case_id = c.case_id) AS item_count
FROM after_sale c
JOIN marketplace_order o ON o.org_id = c.org_id AND o.order_id = c.order_id
JOIN organisation s ON s.org_id = c.org_id
WHERE c.case_id = $1
  AND ($2::uuid IS NULL OR c.org_id = $2);

-- A range of after_sale_open, or of one seller ($3) filtered; orders and sellers by their primary keys.
-- name: list_open_cases
SELECT c.case_id, c.return_status, c.exchange_status, c.claim_status, c.reason, c.opened_at, c.updated_at, c.org_id,
       s.display_name, c.order_id, o.number, o.buyer_name,
       (SELECT coalesce(sum(l.quantity), 0)::bigint
        FROM after_sale_line l
        WHERE l.org_id = c.org_id AND l.case_id = c.case_id) AS item_count
FROM after_sale c
JOIN marketplace_order o ON o.org_id = c.org_id AND o.order_id = c.order_id
JOIN organisation s ON s.org_id = c.org_id
WHERE coalesce(c.return_status, c.exchange_status, c.claim_status) = ANY ('{requested,approved,received,open}')
  AND (c.opened_at, c.case_id) > ($1, $2)
  AND ($3::uuid IS NULL OR c.org_id = $3)
ORDER BY c.opened_at, c.case_id
LIMIT $4;

-- As list_open_cases, of those that are over: a range of after_sale_opened, backwards.
-- name: list_closed_cases
SELECT c.case_id, c.return_status, c.exchange_status, c.claim_status, c.reason, c.opened_at, c.updated_at, c.org_id,
       s.display_name, c.order_id, o.number, o.buyer_name,
       (SELECT coalesce(sum(l.quantity), 0)::bigint
        FROM after_sale_line l
        WHERE l.org_id = c.org_id AND l.case_id = c.case_id) AS item_count
FROM after_sale c
JOIN marketplace_order o ON o.org_id = c.org_id AND o.order_id = c.order_id
JOIN organisation s ON s.org_id = c.org_id
WHERE coalesce(c.return_status, c.exchange_status, c.claim_status) <> ALL ('{requested,approved,received,open}')
  AND (c.opened_at, c.case_id) < ($1, $2)
  AND ($3::uuid IS NULL OR c.org_id = $3)
ORDER BY c.opened_at DESC, c.case_id DESC
LIMIT $4;
