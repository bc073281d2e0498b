-- $1 to $4 are the steps of a course: whether of the current stretch, number, begin and end.

-- An index-only range of marketplace_order_placed for each step.
-- name: sum_orders
SELECT o.currency, s.is_current, s.step, o.sales, o.commission, o.orders, o.delivered, o.refunded
FROM unnest($1::boolean[], $2::integer[], $3::timestamptz[], $4::timestamptz[])
     AS s (is_current, step, begins, ends)
CROSS JOIN LATERAL (
    SELECT currency, sum(total_minor)::bigint AS sales, sum(commission_minor)::bigint AS commission,
           count(*) AS orders,
           count(*) FILTER (WHERE fulfillment_status = 'delivered') AS delivered,
           count(*) FILTER (WHERE payment_status IN ('partially_refunded', 'refunded')) AS refunded
    FROM marketplace_order
    WHERE placed_at >= s.begins
      AND placed_at < s.ends
    GROUP BY currency
) o;

-- As sum_orders, of one seller ($5): marketplace_order_seller_placed.
-- name: sum_orders_of_seller
SELECT o.currency, s.is_current, s.step, o.sales, o.commission, o.orders, o.delivered, o.refunded
FROM unnest($1::boolean[], $2::integer[], $3::timestamptz[], $4::timestamptz[])
     AS s (is_current, step, begins, ends)
CROSS JOIN LATERAL (
    SELECT currency, sum(total_minor)::bigint AS sales, sum(commission_minor)::bigint AS commission,
           count(*) AS orders,
           count(*) FILTER (WHERE fulfillment_status = 'delivered') AS delivered,
           count(*) FILTER (WHERE payment_status IN ('partially_refunded', 'refunded')) AS refunded
    FROM marketplace_order
    WHERE org_id = $5
      AND placed_at >= s.begins
      AND placed_at < s.ends
    GROUP BY currency
) o;

-- In which step each seller first sold in a currency. Two index-only ranges of marketplace_order_placed:
-- the current stretch and the one before.
-- name: count_first_sales
WITH steps AS (
    SELECT *
    FROM unnest($1::boolean[], $2::integer[], $3::timestamptz[], $4::timestamptz[])
         AS s (is_current, step, begins, ends)
), stretches AS (
    SELECT is_current, min(begins) AS begins, max(ends) AS ends
    FROM steps
    GROUP BY is_current
)
SELECT f.currency, s.is_current, s.step, count(*) AS sellers
FROM stretches p
CROSS JOIN LATERAL (
    SELECT currency, org_id, min(placed_at) AS at
    FROM marketplace_order
    WHERE placed_at >= p.begins
      AND placed_at < p.ends
    GROUP BY currency, org_id
) f
JOIN steps s ON s.is_current = p.is_current AND f.at >= s.begins AND f.at < s.ends
GROUP BY f.currency, s.is_current, s.step;

-- As count_first_sales, of one seller ($5): marketplace_order_seller_placed.
-- name: count_first_sales_of_seller
WITH steps AS (
    SELECT *
    FROM unnest($1::boolean[], $2::integer[], $3::timestamptz[], $4::timestamptz[])
         AS s (is_current, step, begins, ends)
), stretches AS (
    SELECT is_current, min(begins) AS begins, max(ends) AS ends
    FROM steps
    GROUP BY is_current
)
SELECT f.currency, s.is_current, s.step, count(*) AS sellers
FROM stretches p
CROSS JOIN LATERAL (
    SELECT currency, min(placed_at) AS at
    FROM marketplace_order
    WHERE org_id = $5
      AND placed_at >= p.begins
      AND placed_at < p.ends
    GROUP BY currency
) f
JOIN steps s ON s.is_current = p.is_current AND f.at >= s.begins AND f.at < s.ends
GROUP BY f.currency, s.is_current, s.step;

-- An index-only range of refund_created for each step. What edits gave back is in no sales either.
-- name: sum_refunds
SELECT r.currency, s.is_current, s.step, r.total, r.commission
FROM unnest($1::boolean[], $2::integer[], $3::timestamptz[], $4::timestamptz[])
     AS s (is_current, step, begins, ends)
CROSS JOIN LATERAL (
    SELECT currency, sum(total_minor - excess_minor)::bigint AS total, sum(commission_minor)::bigint AS commission
    FROM refund
    WHERE created_at >= s.begins
      AND created_at < s.ends
      AND status = 'succeeded'
    GROUP BY currency
) r;

-- As sum_refunds, of one seller ($5): refund_seller_created.
-- name: sum_refunds_of_seller
SELECT r.currency, s.is_current, s.step, r.total, r.commission
FROM unnest($1::boolean[], $2::integer[], $3::timestamptz[], $4::timestamptz[])
     AS s (is_current, step, begins, ends)
CROSS JOIN LATERAL (
    SELECT currency, sum(total_minor - excess_minor)::bigint AS total, sum(commission_minor)::bigint AS commission
    FROM refund
    WHERE org_id = $5
      AND created_at >= s.begins
      AND created_at < s.ends
      AND status = 'succeeded'
    GROUP BY currency
) r;

-- All of marketplace_order_open, index-only. $1 late to ship, $2 late to arrive, $3 late to pay.
-- name: sum_open_orders
SELECT currency,
       count(*) FILTER (WHERE stage = 'paid') AS paid,
       count(*) FILTER (WHERE stage = 'paid' AND placed_at < $1) AS late,
       min(placed_at) FILTER (WHERE stage = 'paid' AND placed_at < $1) AS late_since,
       coalesce(sum(left_minor) FILTER (WHERE stage = 'paid' AND placed_at < $1), 0)::bigint
           AS late_minor,
       count(*) FILTER (WHERE stage = 'fulfilled') AS fulfilled,
       count(*) FILTER (WHERE stage = 'fulfilled' AND placed_at < $2) AS undelivered,
       count(*) FILTER (WHERE stage = 'unpaid' AND placed_at < $3) AS unpaid,
       min(placed_at) FILTER (WHERE stage = 'unpaid' AND placed_at < $3) AS unpaid_since,
       coalesce(sum(total_minor) FILTER (WHERE stage = 'unpaid' AND placed_at < $3), 0)::bigint AS unpaid_minor
FROM (
    SELECT currency, placed_at, total_minor,
           total_minor - refunded_minor + excess_refunded_minor AS left_minor,
           CASE WHEN fulfillment_status = 'fulfilled' THEN 'fulfilled'
                WHEN payment_status IN ('none', 'authorized', 'partially_paid') THEN 'unpaid'
                WHEN payment_status IN ('paid', 'partially_refunded') THEN 'paid'
                ELSE 'over' END AS stage
    FROM marketplace_order
    WHERE status = 'placed'
      AND fulfillment_status IN ('unfulfilled', 'partial', 'fulfilled')
      AND ($4::uuid IS NULL OR org_id = $4)
) o
GROUP BY currency;

-- moderation_case_queue: the open cases.
-- name: count_overdue_reviews
SELECT count(*) AS count, min(opened_at) AS oldest
FROM moderation_case
WHERE status = 'open'
  AND opened_at < $1
  AND ($2::uuid IS NULL OR org_id = $2);

-- Every stock level, joined with its variant and listing.
-- name: count_low_stock
SELECT count(*) AS count
FROM stock_level s
JOIN variant v ON v.org_id = s.org_id AND v.variant_id = s.variant_id
JOIN listing l ON l.org_id = v.org_id AND l.listing_id = v.listing_id
WHERE s.on_hand - s.reserved <= $1
  AND NOT v.is_retired
  AND l.is_on_sale
  AND ($2::uuid IS NULL OR s.org_id = $2);

-- seller and marketplace by their primary keys: the currency of whom the overview is about.
-- name: select_home_currency
SELECT coalesce((SELECT currency FROM seller WHERE org_id = $1),
                (SELECT currency FROM marketplace LIMIT 1)) AS currency;
