-- marketplace_order by its primary key, order_edit_open; the order's row is locked already when somebody is to
-- write it.
-- name: select_before
SELECT ship_name, ship_street, ship_street2, ship_postal_code, ship_city, ship_region, ship_country,
       EXISTS (SELECT 1 FROM order_edit e
               WHERE e.org_id = $1 AND e.order_id = $2 AND e.status IN ('requested', 'awaiting_payment')) AS has_open_edit
FROM marketplace_order
WHERE org_id = $1
  AND order_id = $2;

-- marketplace_order by its primary key; the row is locked already.
-- name: update_content
-- records: marketplace_order
UPDATE marketplace_order
SET item_count = $3,
    items_minor = $4,
    shipping_minor = $5,
    total_minor = $6,
    reduced_minor = $7,
    commission_minor = $8,
    commission_tax_minor = $9,
    shipping_tax_minor = $10,
    collected_tax_minor = $11
WHERE org_id = $1
  AND order_id = $2;

-- marketplace_order by its primary key; the row is locked already.
-- name: update_address
-- records: marketplace_order
UPDATE marketplace_order
SET ship_name = $3,
    ship_street = $4,
    ship_street2 = $5,
    ship_postal_code = $6,
    ship_city = $7,
    ship_region = $8,
    ship_country = $9
WHERE org_id = $1
  AND order_id = $2;

-- order_line by its primary key; the order's row is locked already.
-- name: update_line_contents
-- records: order_line AS l
UPDATE order_line l
SET quantity = n.quantity,
    total_minor = n.total_minor,
    commission_minor = n.commission_minor,
    commission_tax_minor = n.commission_tax_minor,
    tax_minor = n.tax_minor
FROM unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
     AS n (line_id, quantity, total_minor, commission_minor, commission_tax_minor, tax_minor)
WHERE l.org_id = $1
  AND l.order_id = $2
  AND l.line_id = n.line_id;

-- name: insert_edit
-- records: order_edit
INSERT INTO order_edit (org_id, edit_id, order_id, status, currency, total_before_minor, total_after_minor,
                        before, after, note, refund_id, actor, actor_name, created_at, decided_at, request,
                        to_pay_minor)
VALUES ($1, $2, $3, $4, $5, $6, $7,
        $8::jsonb, $9::jsonb, $10, $11, $12, $13, $14, $15, $16::jsonb, $17);

-- order_edit by its primary key; the order's row is locked already.
-- name: select_request
SELECT request::text AS request, note
FROM order_edit
WHERE org_id = $1
  AND edit_id = $2;

-- order_edit by its primary key; the order's row is locked already.
-- name: confirm_edit
-- records: order_edit
UPDATE order_edit
SET status = $3,
    total_before_minor = $4,
    total_after_minor = $5,
    before = $6::jsonb,
    after = $7::jsonb,
    decided_at = $8
WHERE org_id = $1
  AND edit_id = $2;

-- order_edit by its primary key; the order's row is locked already.
-- name: select_edit_state
SELECT status, currency, to_pay_minor, request::text AS request, note
FROM order_edit
WHERE org_id = $1
  AND edit_id = $3
  AND order_id = $2;

-- order_edit_open: the one that waits for its payment.
-- name: select_unpaid
SELECT edit_id
FROM order_edit
WHERE org_id = $1
  AND order_id = $2
  AND status = 'awaiting_payment';

-- order_edit by its primary key; the order's row is locked already.
-- name: close_edit
-- records: order_edit
UPDATE order_edit
SET status = $3,
    reason = $4,
    decided_at = $5
WHERE org_id = $1
  AND edit_id = $2;

-- marketplace_order by its primary key; the row is locked already. What was paid and is no part of the price.
-- name: add_excess
-- records: marketplace_order
UPDATE marketplace_order
SET reduced_minor = reduced_minor + $3
WHERE org_id = $1
  AND order_id = $2;
