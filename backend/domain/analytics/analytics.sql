-- An index-only range of marketplace_order_placed. $1..$2 is the stretch before, $3..$4 the current one,
-- $5 their length in seconds, $6 the number of steps.
-- name: sum_orders
WITH cells AS (
    SELECT currency, placed_at >= $3 AS is_current, org_id,
           least($6::integer - 1,
                 floor($6::integer * date_part('epoch', placed_at - CASE WHEN placed_at >= $3 THEN $3 ELSE $1 END)
                       / $5::double precision))::integer AS step,
           sum(total_minor) AS sales, sum(commission_minor) AS commission, count(*) AS orders,
           count(*) FILTER (WHERE fulfillment_status = 'delivered') AS delivered,
           count(*) FILTER (WHERE payment_status IN ('partially_refunded', 'refunded')) AS refunded
    FROM marketplace_order
    WHERE placed_at >= $1::timestamptz
      AND placed_at < $4::timestamptz
      AND (placed_at < $2::timestamptz OR placed_at >= $3::timestamptz)
    GROUP BY currency, is_current, org_id, step
), firsts AS (
    SELECT *, min(step) OVER (PARTITION BY currency, is_current, org_id) AS first_step
    FROM cells
)
SELECT currency, is_current, step, sum(sales)::bigint AS sales, sum(commission)::bigint AS commission,
       sum(orders)::bigint AS orders, sum(delivered)::bigint AS delivered, sum(refunded)::bigint AS refunded,
       count(*) FILTER (WHERE step = first_step) AS new_sellers
FROM firsts
GROUP BY currency, is_current, step
ORDER BY currency, is_current, step;

-- As sum_orders, of one seller ($7): marketplace_order_seller_placed.
-- name: sum_orders_of_seller
WITH cells AS (
    SELECT currency, placed_at >= $3 AS is_current,
           least($6::integer - 1,
                 floor($6::integer * date_part('epoch', placed_at - CASE WHEN placed_at >= $3 THEN $3 ELSE $1 END)
                       / $5::double precision))::integer AS step,
           sum(total_minor) AS sales, sum(commission_minor) AS commission, count(*) AS orders,
           count(*) FILTER (WHERE fulfillment_status = 'delivered') AS delivered,
           count(*) FILTER (WHERE payment_status IN ('partially_refunded', 'refunded')) AS refunded
    FROM marketplace_order
    WHERE org_id = $7
      AND placed_at >= $1::timestamptz
      AND placed_at < $4::timestamptz
      AND (placed_at < $2::timestamptz OR placed_at >= $3::timestamptz)
    GROUP BY currency, is_current, step
)
SELECT currency, is_current, step, sales::bigint AS sales, commission::bigint AS commission, orders, delivered,
       refunded, (step = min(step) OVER (PARTITION BY currency, is_current))::integer::bigint AS new_sellers
FROM cells
ORDER BY currency, is_current, step;

-- An index-only range of refund_created; parameters as in sum_orders.
-- name: sum_refunds
SELECT currency, created_at >= $3 AS is_current,
       least($6::integer - 1,
             floor($6::integer * date_part('epoch', created_at - CASE WHEN created_at >= $3 THEN $3 ELSE $1 END)
                   / $5::double precision))::integer AS step,
       sum(total_minor)::bigint AS total, sum(commission_minor)::bigint AS commission
FROM refund
WHERE created_at >= $1::timestamptz
  AND created_at < $4::timestamptz
  AND (created_at < $2::timestamptz OR created_at >= $3::timestamptz)
  AND status = 'succeeded'
GROUP BY currency, is_current, step;

-- As sum_refunds, of one seller ($7): refund_seller_created.
-- name: sum_refunds_of_seller
SELECT currency, created_at >= $3 AS is_current,
       least($6::integer - 1,
             floor($6::integer * date_part('epoch', created_at - CASE WHEN created_at >= $3 THEN $3 ELSE $1 END)
                   / $5::double precision))::integer AS step,
       sum(total_minor)::bigint AS total, sum(commission_minor)::bigint AS commission
FROM refund
WHERE org_id = $7
  AND created_at >= $1::timestamptz
  AND created_at < $4::timestamptz
  AND (created_at < $2::timestamptz OR created_at >= $3::timestamptz)
  AND status = 'succeeded'
GROUP BY currency, is_current, step;

-- All of marketplace_order_open, index-only. $1 late to ship, $2 late to arrive, $3 late to pay.
-- name: sum_open_orders
SELECT currency,
       count(*) FILTER (WHERE stage = 'paid') AS paid,
       count(*) FILTER (WHERE stage = 'paid' AND placed_at < $1) AS late,
       min(placed_at) FILTER (WHERE stage = 'paid' AND placed_at < $1) AS late_since,
       coalesce(sum(total_minor - refunded_minor) FILTER (WHERE stage = 'paid' AND placed_at < $1), 0)::bigint
           AS late_minor,
       count(*) FILTER (WHERE stage = 'fulfilled') AS fulfilled,
       count(*) FILTER (WHERE stage = 'fulfilled' AND placed_at < $2) AS undelivered,
       count(*) FILTER (WHERE stage = 'unpaid' AND placed_at < $3) AS unpaid,
       min(placed_at) FILTER (WHERE stage = 'unpaid' AND placed_at < $3) AS unpaid_since,
       coalesce(sum(total_minor) FILTER (WHERE stage = 'unpaid' AND placed_at < $3), 0)::bigint AS unpaid_minor
FROM (
    SELECT currency, placed_at, total_minor, refunded_minor,
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
