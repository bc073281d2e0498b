-- Rates of tax, and what orders say of their taxes. The lists are those of the only marketplace that there is.

-- The newest list, by the primary key; nothing when nobody has written one.
-- name: select_list
SELECT version, changed_by, changed_at
FROM tax_list
ORDER BY version DESC
LIMIT 1;

-- tax_rate by its primary key, category by its own.
-- name: select_rates
SELECT r.name, r.country, r.category_id, coalesce(c.path, '') AS category_path, r.valid_from, r.valid_until,
       r.basis_points, r.collector
FROM tax_rate r
LEFT JOIN category c ON c.category_id = r.category_id
WHERE r.version = (SELECT max(version) FROM tax_list)
ORDER BY r.position;

-- As select_rates, of some countries: tax_rate_country.
-- name: select_rates_of_countries
SELECT r.name, r.country, r.category_id, coalesce(c.path, '') AS category_path, r.valid_from, r.valid_until,
       r.basis_points, r.collector
FROM tax_rate r
LEFT JOIN category c ON c.category_id = r.category_id
WHERE r.version = (SELECT max(version) FROM tax_list)
  AND r.country = ANY ($1)
ORDER BY r.position;

-- One who writes the same version at the same time waits, and then breaks the primary key.
-- name: insert_list
-- records: tax_list
INSERT INTO tax_list (org_id, version, changed_by, changed_at)
SELECT $1, $2::bigint, $3, $4
WHERE coalesce((SELECT max(version) FROM tax_list), 0) = $2::bigint - 1
ON CONFLICT (org_id, version) DO NOTHING;

-- name: insert_rates
-- records: tax_rate
INSERT INTO tax_rate (org_id, version, position, name, country, category_id, valid_from, valid_until, basis_points,
                      collector)
SELECT $1, $2, r.position, r.name, r.country, r.category_id, r.valid_from, r.valid_until, r.basis_points, r.collector
FROM unnest($3::integer[], $4::text[], $5::text[], $6::uuid[], $7::timestamptz[], $8::timestamptz[], $9::integer[],
            $10::text[])
     AS r (position, name, country, category_id, valid_from, valid_until, basis_points, collector);

-- A range of marketplace_order_placed and one of refund_created with their lines; of one seller those of
-- marketplace_order_seller_placed and refund_seller_created. Reads every order of the period.
-- name: sum_taxes
WITH parts AS (
    SELECT o.ship_country AS country, l.tax_name AS name, l.tax_basis_points AS basis_points,
           l.is_tax_collected AS is_collected, o.currency, l.total_minor AS sold, l.tax_minor AS tax,
           0 AS refunded, 0 AS tax_refunded
    FROM marketplace_order o
    JOIN order_line l ON l.org_id = o.org_id AND l.order_id = o.order_id
    WHERE o.placed_at >= $1 AND o.placed_at < $2
      AND o.captured_minor > 0
      AND ($3::uuid IS NULL OR o.org_id = $3)
    UNION ALL
    SELECT o.ship_country, o.shipping_tax_name, o.shipping_tax_basis_points, o.is_shipping_tax_collected, o.currency,
           o.shipping_minor, o.shipping_tax_minor, 0, 0
    FROM marketplace_order o
    WHERE o.placed_at >= $1 AND o.placed_at < $2
      AND o.captured_minor > 0
      AND o.shipping_minor > 0
      AND ($3::uuid IS NULL OR o.org_id = $3)
    UNION ALL
    SELECT o.ship_country, l.tax_name, l.tax_basis_points, l.is_tax_collected, o.currency, 0, 0,
           x.amount_minor + x.extra_minor, x.tax_minor
    FROM refund f
    JOIN marketplace_order o ON o.org_id = f.org_id AND o.order_id = f.order_id
    JOIN refund_line x ON x.org_id = f.org_id AND x.refund_id = f.refund_id
    JOIN order_line l ON l.org_id = x.org_id AND l.order_id = x.order_id AND l.line_id = x.line_id
    WHERE f.created_at >= $1 AND f.created_at < $2
      AND f.status <> 'failed'
      AND ($3::uuid IS NULL OR f.org_id = $3)
    UNION ALL
    SELECT o.ship_country, o.shipping_tax_name, o.shipping_tax_basis_points, o.is_shipping_tax_collected, o.currency,
           0, 0, f.shipping_minor + f.shipping_extra_minor, f.shipping_tax_minor
    FROM refund f
    JOIN marketplace_order o ON o.org_id = f.org_id AND o.order_id = f.order_id
    WHERE f.created_at >= $1 AND f.created_at < $2
      AND f.status <> 'failed'
      AND f.shipping_minor + f.shipping_extra_minor > 0
      AND ($3::uuid IS NULL OR f.org_id = $3)
)
SELECT country, name, basis_points, is_collected, currency, sum(sold)::bigint AS sold_minor,
       sum(tax)::bigint AS tax_minor, sum(refunded)::bigint AS refunded_minor,
       sum(tax_refunded)::bigint AS tax_refunded_minor
FROM parts
GROUP BY country, name, basis_points, is_collected, currency
ORDER BY country, currency, name, basis_points, is_collected;
