-- Carts, checkouts, and which orders belong to which. org_id is the marketplace but for order_group.

-- cart by its primary key.
-- name: select_cart
SELECT cart_id, checkout_id, expires_at, version
FROM cart
WHERE org_id = $1
  AND cart_id = $2
  AND expires_at > $3;

-- As select_cart; locks the row until the end of the transaction.
-- name: lock_cart
SELECT cart_id, checkout_id, expires_at, version
FROM cart
WHERE org_id = $1
  AND cart_id = $2
  AND expires_at > $3
FOR UPDATE;

-- A range of cart_line's primary key; organisation by its own.
-- name: select_cart_lines
SELECT l.seller_id, o.display_name, l.variant_id, l.quantity, coalesce(s.on_hand - s.reserved, 0) AS available
FROM cart_line l
JOIN organisation o ON o.org_id = l.seller_id
LEFT JOIN stock_level s ON s.org_id = l.seller_id AND s.variant_id = l.variant_id
WHERE l.org_id = $1
  AND l.cart_id = $2
ORDER BY l.seller_id, l.added_at, l.variant_id;

-- name: insert_cart
INSERT INTO cart (org_id, cart_id, created_at, expires_at, version)
VALUES ($1, $2, $3, $4, 1);

-- cart by its primary key; the row is locked already.
-- name: touch_cart
UPDATE cart
SET expires_at = $3,
    version = version + 1
WHERE org_id = $1
  AND cart_id = $2;

-- cart by its primary key; NULL opens it again.
-- name: set_cart_checkout
UPDATE cart
SET checkout_id = $3,
    version = version + 1
WHERE org_id = $1
  AND cart_id = $2;

-- cart_line by its primary key.
-- name: put_cart_line
INSERT INTO cart_line (org_id, cart_id, seller_id, variant_id, quantity, added_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (org_id, cart_id, seller_id, variant_id) DO UPDATE SET quantity = excluded.quantity;

-- cart_line by its primary key.
-- name: drop_cart_line
DELETE FROM cart_line
WHERE org_id = $1
  AND cart_id = $2
  AND seller_id = $3
  AND variant_id = $4;

-- A range of cart_expiry; the lines go with their cart.
-- name: forget_carts
DELETE FROM cart
WHERE (org_id, cart_id) IN (SELECT c.org_id, c.cart_id
                            FROM cart c
                            WHERE c.org_id = $1
                              AND c.expires_at <= $2
                            LIMIT $3);

-- name: insert_checkout
-- records: checkout
INSERT INTO checkout (org_id, checkout_id, cart_id, state, failure, created_at, updated_at)
VALUES ($1, $2, $3, 'placing', '', $4, $4);

-- name: insert_checkout_sellers
-- records: checkout_seller
INSERT INTO checkout_seller (org_id, checkout_id, seller_id, position)
SELECT $1, $2, s.seller_id, s.position - 1
FROM unnest($3::uuid[]) WITH ORDINALITY AS s (seller_id, position);

-- checkout by its primary key; locks the row. What is decided stays.
-- name: end_checkout
-- records: checkout
UPDATE checkout
SET state = $3,
    failure = $4,
    updated_at = $5
WHERE org_id = $1
  AND checkout_id = $2
  AND state = 'placing';

-- checkout by its primary key.
-- name: select_checkout
SELECT checkout_id, cart_id, state, failure, created_at
FROM checkout
WHERE org_id = $1
  AND checkout_id = $2;

-- checkout_seller's primary key, order_group_one_of_a_checkout, the others by their primary keys.
-- name: select_checkout_orders
SELECT c.seller_id, s.display_name, o.order_id, o.number, o.status, o.total_minor, o.currency
FROM checkout_seller c
JOIN organisation s ON s.org_id = c.seller_id
LEFT JOIN order_group g ON g.org_id = c.seller_id AND g.checkout_id = c.checkout_id
LEFT JOIN marketplace_order o ON o.org_id = g.org_id AND o.order_id = g.order_id
WHERE c.org_id = $1
  AND c.checkout_id = $2
ORDER BY c.position;

-- order_group_one_of_a_checkout; org_id is the seller.
-- name: select_group_order
SELECT order_id
FROM order_group
WHERE org_id = $1
  AND checkout_id = $2;

-- name: insert_group_order
-- records: order_group
INSERT INTO order_group (org_id, order_id, checkout_id)
VALUES ($1, $2, $3);
