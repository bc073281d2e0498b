-- seller and organisation by their primary keys.
-- name: select_terms
SELECT s.org_id,
       o.display_name,
       o.status NOT IN ('suspended', 'closed') AS is_open,
       s.currency,
       s.commission_basis_points
FROM seller s
JOIN organisation o ON o.org_id = s.org_id
WHERE s.org_id = ANY ($1);

-- Locks nothing but the new rows.
-- name: insert_orders
-- records: marketplace_order BY ROWS AS SHAPE 1
INSERT INTO marketplace_order (org_id, order_id, number, status, payment_status, fulfillment_status,
                               buyer_name, buyer_email, ship_name, ship_street, ship_street2,
                               ship_postal_code, ship_city, ship_region, ship_country, currency, item_count,
                               items_minor, shipping_minor, total_minor, commission_minor, authorized_minor,
                               captured_minor, refunded_minor, shipping_refunded_minor,
                               commission_refunded_minor, placed_by, placed_by_name, placed_at, updated_at,
                               version, commission_tax_minor, shipping_tax_name, shipping_tax_basis_points,
                               shipping_tax_minor, is_shipping_tax_collected, collected_tax_minor)
SELECT r.*
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
            $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
            $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::bigint[],
            $18::bigint[], $19::bigint[], $20::bigint[], $21::bigint[], $22::bigint[],
            $23::bigint[], $24::bigint[], $25::bigint[],
            $26::bigint[], $27::text[], $28::text[], $29::timestamptz[], $30::timestamptz[],
            $31::bigint[], $32::bigint[], $33::text[], $34::integer[], $35::bigint[], $36::boolean[],
            $37::bigint[])
     AS r (org_id, order_id, number, status, payment_status, fulfillment_status,
           buyer_name, buyer_email, ship_name, ship_street, ship_street2,
           ship_postal_code, ship_city, ship_region, ship_country, currency, item_count,
           items_minor, shipping_minor, total_minor, commission_minor, authorized_minor,
           captured_minor, refunded_minor, shipping_refunded_minor,
           commission_refunded_minor, placed_by, placed_by_name, placed_at, updated_at,
           version, commission_tax_minor, shipping_tax_name, shipping_tax_basis_points,
           shipping_tax_minor, is_shipping_tax_collected, collected_tax_minor);

-- name: insert_lines
-- records: order_line BY ROWS AS SHAPE 2
INSERT INTO order_line (org_id, order_id, line_id, position, listing_id, variant_id, title, sku, options_text,
                        image_url, quantity, fulfilled_quantity, delivered_quantity, withdrawn_quantity,
                        refunded_quantity, unit_price_minor, total_minor, refunded_minor, commission_minor,
                        commission_refunded_minor, commission_tax_minor, commission_rule,
                        commission_rules_version, commission_basis_points, commission_tax_basis_points, tax_name,
                        tax_basis_points, tax_minor, is_tax_collected)
SELECT r.*
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::uuid[], $6::uuid[], $7::text[], $8::text[],
            $9::text[], $10::text[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[],
            $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[], $19::bigint[],
            $20::bigint[], $21::bigint[], $22::text[], $23::bigint[], $24::integer[], $25::integer[], $26::text[],
            $27::integer[], $28::bigint[], $29::boolean[])
     AS r (org_id, order_id, line_id, position, listing_id, variant_id, title, sku, options_text,
           image_url, quantity, fulfilled_quantity, delivered_quantity, withdrawn_quantity,
           refunded_quantity, unit_price_minor, total_minor, refunded_minor, commission_minor,
           commission_refunded_minor, commission_tax_minor, commission_rule,
           commission_rules_version, commission_basis_points, commission_tax_basis_points, tax_name,
           tax_basis_points, tax_minor, is_tax_collected);

-- marketplace_order by its primary key; locks the row until the end of the transaction.
-- name: lock_order
SELECT order_id, number, version, status, currency, total_minor, shipping_minor, shipping_refunded_minor,
       authorized_minor, captured_minor, refunded_minor, shipping_tax_minor, shipping_tax_refunded_minor,
       is_shipping_tax_collected, shipping_tax_basis_points, reduced_minor, excess_refunded_minor, buyer_email
FROM marketplace_order
WHERE org_id = $1
  AND order_id = $2
FOR UPDATE;

-- As lock_order, without the lock.
-- name: select_state
SELECT order_id, number, version, status, currency, total_minor, shipping_minor, shipping_refunded_minor,
       authorized_minor, captured_minor, refunded_minor, shipping_tax_minor, shipping_tax_refunded_minor,
       is_shipping_tax_collected, shipping_tax_basis_points, reduced_minor, excess_refunded_minor, buyer_email
FROM marketplace_order
WHERE org_id = $1
  AND order_id = $2;

-- A range of order_line's primary key.
-- name: select_line_states
SELECT line_id, variant_id, title, sku, quantity, fulfilled_quantity, delivered_quantity, withdrawn_quantity,
       refunded_quantity, unit_price_minor, total_minor, refunded_minor, commission_minor,
       commission_refunded_minor, commission_tax_minor, commission_tax_refunded_minor, tax_minor,
       tax_refunded_minor, tax_basis_points, is_tax_collected
FROM order_line
WHERE org_id = $1
  AND order_id = $2
ORDER BY position;

-- marketplace_order by its primary key; the row is locked already.
-- name: update_order
-- records: marketplace_order
UPDATE marketplace_order
SET status = $3,
    payment_status = $4,
    fulfillment_status = $5,
    refunded_minor = $6,
    shipping_refunded_minor = $7,
    commission_refunded_minor = $8,
    commission_tax_refunded_minor = $10,
    updated_at = $9,
    authorized_minor = $11,
    captured_minor = $12,
    shipping_tax_refunded_minor = $13,
    collected_tax_refunded_minor = $14,
    excess_refunded_minor = $15,
    version = version + 1
WHERE org_id = $1
  AND order_id = $2;

-- A range of order_line's primary key; the order's row is locked already.
-- name: update_lines
-- records: order_line AS l
UPDATE order_line l
SET fulfilled_quantity = n.fulfilled,
    delivered_quantity = n.delivered,
    withdrawn_quantity = n.withdrawn,
    refunded_quantity = n.refunded_quantity,
    refunded_minor = n.refunded_minor,
    commission_refunded_minor = n.commission_refunded_minor,
    commission_tax_refunded_minor = n.commission_tax_refunded_minor,
    tax_refunded_minor = n.tax_refunded_minor
FROM unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
            $9::bigint[], $10::bigint[], $11::bigint[])
     AS n (line_id, fulfilled, delivered, withdrawn, refunded_quantity, refunded_minor,
           commission_refunded_minor, commission_tax_refunded_minor, tax_refunded_minor)
WHERE l.org_id = $1
  AND l.order_id = $2
  AND l.line_id = n.line_id;

-- marketplace_order, organisation, escrow and the hold's account by their keys.
-- name: select_order
SELECT o.order_id, o.number, o.org_id, s.display_name, o.buyer_name, o.buyer_email, o.ship_country, o.status,
       o.payment_status, o.fulfillment_status, o.item_count, o.currency, o.total_minor,
       o.refunded_minor - o.excess_refunded_minor AS refunded_minor,
       o.placed_at, o.version, o.ship_name, o.ship_street, o.ship_street2, o.ship_postal_code, o.ship_city,
       o.ship_region, o.items_minor, o.shipping_minor, o.commission_minor, o.commission_tax_minor,
       o.shipping_tax_minor, o.collected_tax_minor, o.placed_by, o.placed_by_name,
       coalesce(a.credits_posted - a.debits_posted - a.debits_pending, 0) AS held_minor, e.due_at AS release_due_at
FROM marketplace_order o
JOIN organisation s ON s.org_id = o.org_id
LEFT JOIN escrow e ON e.org_id = o.org_id AND e.order_id = o.order_id
LEFT JOIN ledger_account a
       ON a.org_id = o.org_id AND a.kind = 'order_hold' AND a.owner_id = o.order_id AND a.currency = o.currency
WHERE o.org_id = $1
  AND o.order_id = $2;

-- A range of order_line's primary key.
-- name: select_lines
SELECT line_id, listing_id, variant_id, title, sku, options_text, image_url, quantity, refunded_quantity,
       unit_price_minor, total_minor, refunded_minor, commission_minor, commission_tax_minor, commission_rule,
       fulfilled_quantity, delivered_quantity, withdrawn_quantity, tax_minor, tax_name, tax_basis_points
FROM order_line
WHERE org_id = $1
  AND order_id = $2
ORDER BY position;

-- refund_order, refund_approval_order, and refund_approval by its primary key: what was made, and what waits
-- or was never approved.
-- name: select_refunds
SELECT r.refund_id, r.status, r.currency, r.total_minor, r.shipping_minor, r.extra_minor, r.reason, r.note, r.actor,
       r.actor_name, r.created_at, r.originator, r.originator_id, a.expires_at, a.decided_by_name, a.decided_at,
       a.decision_note, r.credit_minor, r.part_of
FROM refund r
LEFT JOIN refund_approval a ON a.org_id = r.org_id AND a.refund_id = r.refund_id
WHERE r.org_id = $1
  AND r.order_id = $2
UNION ALL
SELECT w.refund_id, w.status, w.currency, w.total_minor, w.shipping_minor, w.extra_minor, w.reason, w.note,
       w.requested_by, w.requested_by_name, w.requested_at, w.originator, w.originator_id, w.expires_at,
       w.decided_by_name, w.decided_at, w.decision_note,
       CASE WHEN w.destination = 'store_credit' THEN w.total_minor ELSE 0 END, NULL::uuid
FROM refund_approval w
WHERE w.org_id = $1
  AND w.order_id = $2
  AND w.status <> 'approved'
ORDER BY created_at, refund_id;

-- refund_line_order, refund_approval_line_order, and order_line by its primary key.
-- name: select_refund_lines
SELECT r.refund_id, r.line_id, l.title, r.quantity, r.amount_minor, r.restock
FROM (
    SELECT refund_id, line_id, quantity, amount_minor, restock
    FROM refund_line
    WHERE org_id = $1
      AND order_id = $2
      AND quantity > 0
    UNION ALL
    SELECT w.refund_id, w.line_id, w.quantity, w.amount_minor, w.restock
    FROM refund_approval_line w
    JOIN refund_approval a ON a.org_id = w.org_id AND a.refund_id = w.refund_id
    WHERE w.org_id = $1
      AND w.order_id = $2
      AND a.status <> 'approved'
) r
JOIN order_line l ON l.org_id = $1 AND l.order_id = $2 AND l.line_id = r.line_id
ORDER BY l.position;

-- A range of event_log_timeline, backwards.
-- name: select_order_events
SELECT seq, occurred_at, type, actor, payload
FROM event_log
WHERE org_id = $1
  AND aggregate_id = $2
ORDER BY seq DESC
LIMIT $3;

-- Until the end of the transaction statements are planned for their very values: which index serves a
-- list depends on what is asked for, and the planner's one plan for all would read a million rows.
-- name: plan_for_values
SELECT set_config('plan_cache_mode', 'force_custom_plan', true);

-- A range of marketplace_order_placed, filtered; organisation by its primary key.
-- name: list_orders
SELECT o.order_id, o.number, o.org_id, s.display_name, o.buyer_name, o.buyer_email, o.ship_country, o.status,
       o.payment_status, o.fulfillment_status, o.item_count, o.currency, o.total_minor,
       o.refunded_minor - o.excess_refunded_minor AS refunded_minor,
       o.placed_at, o.version
FROM marketplace_order o
JOIN organisation s ON s.org_id = o.org_id
WHERE (o.placed_at, o.order_id) < ($1, $2)
  AND o.placed_at >= $3
  AND o.placed_at < $4
  AND (cardinality($5::text[]) = 0 OR o.status = ANY ($5))
  AND (cardinality($6::text[]) = 0 OR o.payment_status = ANY ($6))
  AND (cardinality($7::text[]) = 0 OR o.fulfillment_status = ANY ($7))
ORDER BY o.placed_at DESC, o.order_id DESC
LIMIT $8;

-- A range of marketplace_order_seller_placed, filtered.
-- name: list_orders_of_seller
SELECT o.order_id, o.number, o.org_id, s.display_name, o.buyer_name, o.buyer_email, o.ship_country, o.status,
       o.payment_status, o.fulfillment_status, o.item_count, o.currency, o.total_minor,
       o.refunded_minor - o.excess_refunded_minor AS refunded_minor,
       o.placed_at, o.version
FROM marketplace_order o
JOIN organisation s ON s.org_id = o.org_id
WHERE o.org_id = $9
  AND (o.placed_at, o.order_id) < ($1, $2)
  AND o.placed_at >= $3
  AND o.placed_at < $4
  AND (cardinality($5::text[]) = 0 OR o.status = ANY ($5))
  AND (cardinality($6::text[]) = 0 OR o.payment_status = ANY ($6))
  AND (cardinality($7::text[]) = 0 OR o.fulfillment_status = ANY ($7))
ORDER BY o.placed_at DESC, o.order_id DESC
LIMIT $8;

-- Ranges of marketplace_order_number and marketplace_order_buyer together, then sorted.
-- name: search_orders
SELECT o.order_id, o.number, o.org_id, s.display_name, o.buyer_name, o.buyer_email, o.ship_country, o.status,
       o.payment_status, o.fulfillment_status, o.item_count, o.currency, o.total_minor,
       o.refunded_minor - o.excess_refunded_minor AS refunded_minor,
       o.placed_at, o.version
FROM marketplace_order o
JOIN organisation s ON s.org_id = o.org_id
WHERE ((o.number >= $10 AND o.number < $11) OR o.buyer_words @@ words_begun($12))
  AND ($9::uuid IS NULL OR o.org_id = $9)
  AND (o.placed_at, o.order_id) < ($1, $2)
  AND o.placed_at >= $3
  AND o.placed_at < $4
  AND (cardinality($5::text[]) = 0 OR o.status = ANY ($5))
  AND (cardinality($6::text[]) = 0 OR o.payment_status = ANY ($6))
  AND (cardinality($7::text[]) = 0 OR o.fulfillment_status = ANY ($7))
ORDER BY o.placed_at DESC, o.order_id DESC
LIMIT $8;

-- Runs nothing: the planner's guess from its statistics, made for these very values.
-- name: estimate_orders
EXPLAIN (FORMAT JSON)
SELECT 1
FROM marketplace_order o
WHERE ($5::uuid IS NULL OR o.org_id = $5)
  AND o.placed_at >= $1
  AND o.placed_at < $2
  AND (cardinality($3::text[]) = 0 OR o.status = ANY ($3))
  AND (cardinality($4::text[]) = 0 OR o.payment_status = ANY ($4))
  AND (cardinality($6::text[]) = 0 OR o.fulfillment_status = ANY ($6))
  AND ($9::text IS NULL OR (o.number >= $7::text AND o.number < $8::text)
       OR o.buyer_words @@ words_begun($9));

-- Ranges of marketplace_order_statuses: up to $3 keys of each word.
-- name: count_statuses
SELECT p.word, p.position, true AS is_payment,
       (SELECT count(*)
        FROM (SELECT 1 FROM marketplace_order WHERE payment_status = p.word LIMIT $3) c) AS count
FROM unnest($1::text[]) WITH ORDINALITY AS p (word, position)
UNION ALL
SELECT f.word, f.position, false,
       (SELECT count(*)
        FROM (SELECT 1 FROM marketplace_order
              WHERE payment_status = ANY ($1) AND fulfillment_status = f.word LIMIT $3) c)
FROM unnest($2::text[]) WITH ORDINALITY AS f (word, position)
ORDER BY is_payment, position;

-- As count_statuses, of one seller.
-- name: count_statuses_of_seller
SELECT p.word, p.position, true AS is_payment,
       (SELECT count(*)
        FROM (SELECT 1 FROM marketplace_order
              WHERE payment_status = p.word AND fulfillment_status = ANY ($2)
                AND org_id = $4 LIMIT $3) c) AS count
FROM unnest($1::text[]) WITH ORDINALITY AS p (word, position)
UNION ALL
SELECT f.word, f.position, false,
       (SELECT count(*)
        FROM (SELECT 1 FROM marketplace_order
              WHERE payment_status = ANY ($1) AND fulfillment_status = f.word
                AND org_id = $4 LIMIT $3) c)
FROM unnest($2::text[]) WITH ORDINALITY AS f (word, position)
ORDER BY is_payment, position;
