-- Locks nothing but the new rows.
-- name: insert_payments
-- records: payment BY ROWS
INSERT INTO payment (org_id, payment_id, order_id, state, provider, reference, method, failure_code, currency,
                     amount_minor, captured_minor, refunded_minor, created_at)
SELECT r.*
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::bigint[], $11::bigint[], $12::bigint[], $13::timestamptz[])
     AS r (org_id, payment_id, order_id, state, provider, reference, method, failure_code, currency,
           amount_minor, captured_minor, refunded_minor, created_at);

-- payment_order. An order has at most one payment that succeeded.
-- name: select_captured
SELECT payment_id, reference, captured_minor, refunded_minor, currency
FROM payment
WHERE org_id = $1
  AND order_id = $2
  AND state = 'succeeded';

-- payment by its primary key; locks the row.
-- name: add_refunded
-- records: payment
UPDATE payment
SET refunded_minor = refunded_minor + $3
WHERE org_id = $1
  AND payment_id = $2;

-- payment_order.
-- name: select_payments
SELECT payment_id, state, provider, method, amount_minor, captured_minor, refunded_minor, currency,
       failure_code, created_at
FROM payment
WHERE org_id = $1
  AND order_id = $2
ORDER BY created_at, payment_id;
