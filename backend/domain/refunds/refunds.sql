-- Locks nothing but the new row; the order's row is locked already.
-- name: insert_refund
-- records: refund
INSERT INTO refund (org_id, refund_id, order_id, payment_id, status, currency, total_minor, shipping_minor,
                    extra_minor, shipping_extra_minor, commission_minor, reason, note, reference, actor,
                    actor_name, created_at, originator, originator_id, commission_tax_minor, shipping_tax_minor,
                    credit_minor, credit_id, excess_minor, part_of)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
        $9, $10, $11, $12, $13, $14, $15,
        $16, $17, $18, $19, $20, $21,
        $22, $23, $24, $25);

-- name: insert_refund_lines
-- records: refund_line
INSERT INTO refund_line (org_id, refund_id, order_id, line_id, quantity, amount_minor, extra_minor,
                         commission_minor, commission_tax_minor, restock, withdrawn_quantity, tax_minor)
SELECT $1, $2, $3, l.line_id, l.quantity, l.amount_minor, l.extra_minor, l.commission_minor,
       l.commission_tax_minor, l.restock, l.withdrawn_quantity, l.tax_minor
FROM unnest($4::uuid[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::text[],
            $11::bigint[], $12::bigint[])
     AS l (line_id, quantity, amount_minor, extra_minor, commission_minor, commission_tax_minor, restock,
           withdrawn_quantity, tax_minor);

-- refund by its primary key; locks the row. The order's row is locked already.
-- name: lock_refund
SELECT currency, total_minor, shipping_minor, extra_minor, shipping_extra_minor, excess_minor, commission_minor,
       commission_tax_minor, shipping_tax_minor, credit_minor, credit_id
FROM refund
WHERE org_id = $1
  AND refund_id = $2
  AND status = $3
FOR UPDATE;

-- A range of refund_line's primary key.
-- name: select_planned_lines
SELECT line_id, quantity, amount_minor, extra_minor, commission_minor, commission_tax_minor, restock,
       coalesce(withdrawn_quantity, 0) AS withdrawn_quantity, tax_minor
FROM refund_line
WHERE org_id = $1
  AND refund_id = $2
ORDER BY line_id;

-- refund by its primary key; the row is locked already.
-- name: settle_refund
-- records: refund
UPDATE refund
SET status = $3,
    reference = $4
WHERE org_id = $1
  AND refund_id = $2;
