-- Parcels, cancellations, holds and edits of orders. Whoever writes here has locked the order's row.

-- fulfillment_order, and fulfillment_line by its primary key: what is packed of an order, and where it is.
-- name: select_parcels
SELECT f.fulfillment_id, f.status, l.line_id, l.quantity
FROM fulfillment f
JOIN fulfillment_line l ON l.org_id = f.org_id AND l.fulfillment_id = f.fulfillment_id
WHERE f.org_id = $1
  AND f.order_id = $2
ORDER BY f.created_at, f.fulfillment_id;

-- fulfillment_hold_in_force.
-- name: select_hold_in_force
SELECT hold_id, reason
FROM fulfillment_hold
WHERE org_id = $1
  AND order_id = $2
  AND released_at IS NULL;

-- name: insert_fulfillment
-- records: fulfillment
INSERT INTO fulfillment (org_id, fulfillment_id, order_id, status, carrier, tracking_number, tracking_status,
                         actor, actor_name, created_at, fulfilled_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: insert_fulfillment_lines
-- records: fulfillment_line
INSERT INTO fulfillment_line (org_id, fulfillment_id, order_id, line_id, quantity)
SELECT $1, $2, $3, l.line_id, l.quantity
FROM unnest($4::uuid[], $5::bigint[]) AS l (line_id, quantity);

-- fulfillment by its primary key; locks the rows.
-- name: move_fulfillments
-- records: fulfillment
UPDATE fulfillment
SET status = $3,
    fulfilled_at = CASE WHEN $3 = 'fulfilled' THEN $4::timestamptz ELSE fulfilled_at END,
    delivered_at = CASE WHEN $3 = 'delivered' THEN $4::timestamptz END,
    canceled_at = CASE WHEN $3 = 'canceled' THEN $4::timestamptz END
WHERE org_id = $1
  AND fulfillment_id = ANY ($2);

-- fulfillment by its primary key; locks the row. An empty text leaves what is there.
-- name: track_fulfillment
-- records: fulfillment
UPDATE fulfillment
SET carrier = coalesce(nullif($3, ''), carrier),
    tracking_number = coalesce(nullif($4, ''), tracking_number),
    tracking_status = coalesce($5, tracking_status)
WHERE org_id = $1
  AND fulfillment_id = $2;

-- fulfillment_order.
-- name: select_fulfillments
SELECT fulfillment_id, status, carrier, tracking_number, tracking_status, actor, actor_name, created_at,
       fulfilled_at, delivered_at, canceled_at
FROM fulfillment
WHERE org_id = $1
  AND order_id = $2
ORDER BY created_at, fulfillment_id;

-- fulfillment_line_order, and order_line by its primary key.
-- name: select_fulfillment_lines
SELECT f.fulfillment_id AS part_id, f.line_id, l.title, f.quantity
FROM fulfillment_line f
JOIN order_line l ON l.org_id = f.org_id AND l.order_id = f.order_id AND l.line_id = f.line_id
WHERE f.org_id = $1
  AND f.order_id = $2
ORDER BY l.position;

-- name: insert_cancellation
-- records: order_cancellation
INSERT INTO order_cancellation (org_id, cancellation_id, order_id, reason, note, is_whole, actor, actor_name,
                                created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: insert_cancellation_lines
-- records: order_cancellation_line
INSERT INTO order_cancellation_line (org_id, cancellation_id, order_id, line_id, quantity)
SELECT $1, $2, $3, l.line_id, l.quantity
FROM unnest($4::uuid[], $5::bigint[]) AS l (line_id, quantity);

-- order_cancellation_order.
-- name: select_cancellations
SELECT cancellation_id, reason, note, is_whole, actor, actor_name, created_at
FROM order_cancellation
WHERE org_id = $1
  AND order_id = $2
ORDER BY created_at, cancellation_id;

-- order_cancellation_line_order, and order_line by its primary key.
-- name: select_cancellation_lines
SELECT c.cancellation_id AS part_id, c.line_id, l.title, c.quantity
FROM order_cancellation_line c
JOIN order_line l ON l.org_id = c.org_id AND l.order_id = c.order_id AND l.line_id = c.line_id
WHERE c.org_id = $1
  AND c.order_id = $2
ORDER BY l.position;

-- name: insert_hold
-- records: fulfillment_hold
INSERT INTO fulfillment_hold (org_id, hold_id, order_id, reason, note, placed_by, placed_by_name, placed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- fulfillment_hold by its primary key; locks the row.
-- name: release_hold
-- records: fulfillment_hold
UPDATE fulfillment_hold
SET release_note = $3,
    released_by = $4,
    released_by_name = $5,
    released_at = $6
WHERE org_id = $1
  AND hold_id = $2;

-- fulfillment_hold_order.
-- name: select_holds
SELECT hold_id, reason, note, placed_by, placed_by_name, placed_at, release_note, released_by, released_by_name,
       released_at
FROM fulfillment_hold
WHERE org_id = $1
  AND order_id = $2
ORDER BY placed_at, hold_id;

-- order_edit_open: whether an edit waits for its payment.
-- name: select_unpaid_edit
SELECT edit_id
FROM order_edit
WHERE org_id = $1
  AND order_id = $2
  AND status = 'awaiting_payment';

-- order_edit by its primary key.
-- name: select_edit
SELECT edit_id, status, currency, total_before_minor, total_after_minor, note, actor, actor_name, created_at,
       decided_at, to_pay_minor, reason
FROM order_edit
WHERE org_id = $1
  AND order_id = $2
  AND edit_id = $3;

-- order_edit by its primary key; locks the row. Of one that waited and is not done.
-- name: end_edit
-- records: order_edit
UPDATE order_edit
SET status = $3,
    decided_at = $4
WHERE org_id = $1
  AND edit_id = $2;

-- order_edit_order.
-- name: select_edits
SELECT edit_id, status, currency, total_before_minor, total_after_minor, note, actor, actor_name, created_at,
       decided_at, to_pay_minor, reason
FROM order_edit
WHERE org_id = $1
  AND order_id = $2
ORDER BY created_at, edit_id;
