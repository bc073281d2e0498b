-- Each lists what breaks a rule of one seller, at most $2 rows; all read every row of the seller.

-- name: find_bad_accounts
SELECT t.transfer_id AS subject,
       format('debit %s, credit %s in %s: accounts are %s %s and %s %s', t.debit_kind, t.credit_kind, t.currency,
              coalesce(d.kind, 'missing'), coalesce(d.currency, ''),
              coalesce(c.kind, 'missing'), coalesce(c.currency, '')) AS detail
FROM ledger_transfer t
LEFT JOIN ledger_account d ON d.org_id = t.org_id AND d.account_id = t.debit_account_id
LEFT JOIN ledger_account c ON c.org_id = t.org_id AND c.account_id = t.credit_account_id
WHERE t.org_id = $1
  AND ((d.kind, d.currency, c.kind, c.currency)
       IS DISTINCT FROM (t.debit_kind, t.currency, t.credit_kind, t.currency))
LIMIT $2;

-- name: find_wrong_balances
WITH moved AS (
    SELECT account_id,
           sum(debits_pending) AS debits_pending, sum(debits_posted) AS debits_posted,
           sum(credits_pending) AS credits_pending, sum(credits_posted) AS credits_posted
    FROM (
        SELECT debit_account_id AS account_id,
               CASE phase WHEN 'pending' THEN amount_minor WHEN 'single' THEN 0 ELSE -amount_minor END
                   AS debits_pending,
               CASE WHEN phase IN ('single', 'post') THEN amount_minor ELSE 0 END AS debits_posted,
               0 AS credits_pending, 0 AS credits_posted
        FROM ledger_transfer
        WHERE org_id = $1
        UNION ALL
        SELECT credit_account_id, 0, 0,
               CASE phase WHEN 'pending' THEN amount_minor WHEN 'single' THEN 0 ELSE -amount_minor END,
               CASE WHEN phase IN ('single', 'post') THEN amount_minor ELSE 0 END
        FROM ledger_transfer
        WHERE org_id = $1
    ) sides
    GROUP BY account_id
)
SELECT a.account_id AS subject,
       format('%s keeps %s/%s debits and %s/%s credits pending/posted, transfers say %s/%s and %s/%s', a.kind,
              a.debits_pending, a.debits_posted, a.credits_pending, a.credits_posted,
              coalesce(m.debits_pending, 0), coalesce(m.debits_posted, 0),
              coalesce(m.credits_pending, 0), coalesce(m.credits_posted, 0)) AS detail
FROM ledger_account a
LEFT JOIN moved m ON m.account_id = a.account_id
WHERE a.org_id = $1
  AND a.kind IN ('order_hold', 'seller_payable', 'seller_debt', 'store_credit')
  AND (a.debits_pending, a.debits_posted, a.credits_pending, a.credits_posted)
      IS DISTINCT FROM (coalesce(m.debits_pending, 0), coalesce(m.debits_posted, 0),
                        coalesce(m.credits_pending, 0), coalesce(m.credits_posted, 0))
LIMIT $2;

-- Through the accounts, so that a transfer to nowhere shows.
-- name: find_unbalanced_currencies
SELECT currency AS subject,
       format('debits %s, credits %s', sum(debits), sum(credits)) AS detail
FROM (
    SELECT a.currency, t.amount_minor AS debits, 0 AS credits
    FROM ledger_transfer t
    JOIN ledger_account a ON a.org_id = t.org_id AND a.account_id = t.debit_account_id
    WHERE t.org_id = $1
      AND t.phase IN ('single', 'post')
    UNION ALL
    SELECT a.currency, 0, t.amount_minor
    FROM ledger_transfer t
    JOIN ledger_account a ON a.org_id = t.org_id AND a.account_id = t.credit_account_id
    WHERE t.org_id = $1
      AND t.phase IN ('single', 'post')
) sides
GROUP BY currency
HAVING sum(debits) <> sum(credits)
LIMIT $2;

-- name: find_wrong_holds
SELECT o.order_id AS subject,
       format('captured %s, refunded %s, held %s, released %s, disputed %s', o.captured_minor, o.refunded_minor,
              coalesce(a.credits_posted - a.debits_posted - a.debits_pending, 0),
              coalesce(e.seller_minor + e.fee_minor + e.tax_minor + e.collected_tax_minor, 0),
              coalesce(e.disputed_minor, 0)) AS detail
FROM marketplace_order o
LEFT JOIN escrow e ON e.org_id = o.org_id AND e.order_id = o.order_id
LEFT JOIN ledger_account a
       ON a.org_id = o.org_id AND a.kind = 'order_hold' AND a.owner_id = o.order_id AND a.currency = o.currency
WHERE o.org_id = $1
  AND coalesce(a.credits_posted - a.debits_posted - a.debits_pending, 0)
      + coalesce(e.seller_minor + e.fee_minor + e.tax_minor + e.collected_tax_minor + e.disputed_minor, 0)
      <> o.captured_minor - o.refunded_minor
LIMIT $2;

-- What left the holds for the seller, the fee and the tax, less what refunds and disputes have taken back of
-- it; and what disputes have taken in all.
-- name: find_wrong_releases
SELECT e.order_id AS subject,
       format('seller %s, fee %s, tax %s, collected tax %s, disputed %s; transfers say %s, %s, %s, %s and %s',
              e.seller_minor, e.fee_minor, e.tax_minor, e.collected_tax_minor, e.disputed_minor,
              t.seller, t.fee, t.tax, t.collected_tax, t.disputed) AS detail
FROM escrow e
CROSS JOIN LATERAL (
    SELECT coalesce(sum(amount) FILTER (WHERE kind IN ('seller_payable', 'seller_debt')), 0) AS seller,
           coalesce(sum(amount) FILTER (WHERE kind = 'platform_fee'), 0) AS fee,
           coalesce(sum(amount) FILTER (WHERE kind = 'tax_payable'), 0) AS tax,
           coalesce(sum(amount) FILTER (WHERE kind = 'collected_tax'), 0) AS collected_tax,
           coalesce(sum(amount) FILTER (WHERE kind = 'dispute_hold'), 0) AS disputed
    FROM (
        SELECT credit_kind AS kind, amount_minor AS amount
        FROM ledger_transfer
        WHERE org_id = e.org_id AND order_id = e.order_id AND debit_kind = 'order_hold' AND phase = 'single'
        UNION ALL
        SELECT debit_kind, CASE phase WHEN 'void' THEN amount_minor WHEN 'post' THEN 0 ELSE -amount_minor END
        FROM ledger_transfer
        WHERE org_id = e.org_id AND order_id = e.order_id AND debit_kind <> 'order_hold'
          AND credit_kind IN ('refund_clearing', 'dispute_hold')
        UNION ALL
        SELECT credit_kind, amount_minor
        FROM ledger_transfer
        WHERE org_id = e.org_id AND order_id = e.order_id AND debit_kind = 'refund_clearing'
          AND credit_kind <> 'provider_receivable' AND phase = 'single'
        UNION ALL
        SELECT credit_kind, CASE phase WHEN 'void' THEN -amount_minor WHEN 'post' THEN 0 ELSE amount_minor END
        FROM ledger_transfer
        WHERE org_id = e.org_id AND order_id = e.order_id AND credit_kind = 'dispute_hold'
          AND debit_kind <> 'store_credit'
    ) moves
) t
WHERE e.org_id = $1
  AND (e.seller_minor, e.fee_minor, e.tax_minor, e.collected_tax_minor, e.disputed_minor)
      IS DISTINCT FROM (t.seller, t.fee, t.tax, t.collected_tax, t.disputed)
LIMIT $2;

-- The checks of the table say the same; this holds when somebody has taken them away.
-- name: find_overdrawn_accounts
SELECT account_id AS subject,
       format('%s: debits %s and %s pending, credits %s and %s pending', kind, debits_posted, debits_pending,
              credits_posted, credits_pending) AS detail
FROM ledger_account
WHERE org_id = $1
  AND ((kind IN ('order_hold', 'seller_payable', 'store_credit')
        AND debits_pending + debits_posted > credits_posted)
       OR (kind = 'seller_debt' AND credits_pending + credits_posted > debits_posted))
LIMIT $2;

-- What a refund gave as store credit did not go back through a payment.
-- name: find_wrong_refunds
SELECT o.order_id AS subject,
       format('order %s of %s refunded; payments %s of %s; refunds %s; lines, shipping and excess %s; parts %s',
              o.refunded_minor, o.captured_minor, p.refunded + r.credit, p.captured, r.total,
              l.refunded + o.shipping_refunded_minor + o.excess_refunded_minor, r.parts) AS detail
FROM marketplace_order o
CROSS JOIN LATERAL (
    SELECT coalesce(sum(refunded_minor), 0) AS refunded, coalesce(sum(captured_minor), 0) AS captured
    FROM payment
    WHERE org_id = o.org_id AND order_id = o.order_id
) p
CROSS JOIN LATERAL (
    SELECT coalesce(sum(f.total_minor), 0) AS total,
           coalesce(sum(f.credit_minor), 0) AS credit,
           coalesce(sum(f.shipping_minor + f.shipping_extra_minor + f.excess_minor + x.parts), 0) AS parts
    FROM refund f
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount_minor + extra_minor), 0) AS parts
        FROM refund_line
        WHERE org_id = f.org_id AND refund_id = f.refund_id
    ) x
    WHERE f.org_id = o.org_id AND f.order_id = o.order_id AND f.status <> 'failed'
) r
CROSS JOIN LATERAL (
    SELECT coalesce(sum(refunded_minor), 0) AS refunded
    FROM order_line
    WHERE org_id = o.org_id AND order_id = o.order_id
) l
WHERE o.org_id = $1
  AND (o.refunded_minor > o.captured_minor
       OR p.captured <> o.captured_minor
       OR (p.refunded + r.credit, r.total, r.parts,
           l.refunded + o.shipping_refunded_minor + o.excess_refunded_minor)
          IS DISTINCT FROM (o.refunded_minor::numeric, o.refunded_minor::numeric, o.refunded_minor::numeric,
                            o.refunded_minor::numeric))
LIMIT $2;

-- name: find_bad_resolutions
SELECT t.transfer_id AS subject,
       format('%s of %s: what it resolves is %s', t.phase, t.amount_minor,
              coalesce(p.phase || ' of ' || p.amount_minor, 'missing')) AS detail
FROM ledger_transfer t
LEFT JOIN ledger_transfer p ON p.org_id = t.org_id AND p.transfer_id = t.pending_id
WHERE t.org_id = $1
  AND t.pending_id IS NOT NULL
  AND ((p.phase, p.amount_minor, p.debit_account_id, p.credit_account_id)
       IS DISTINCT FROM ('pending', t.amount_minor, t.debit_account_id, t.credit_account_id))
LIMIT $2;

-- name: find_wrong_commissions
SELECT l.line_id AS subject,
       format('%s of %s and tax %s of %s given back, refunds say %s and %s', l.commission_refunded_minor,
              l.commission_minor, l.commission_tax_refunded_minor, l.commission_tax_minor, r.commission, r.tax)
           AS detail
FROM order_line l
CROSS JOIN LATERAL (
    SELECT coalesce(sum(x.commission_minor), 0) AS commission,
           coalesce(sum(x.commission_tax_minor), 0) AS tax
    FROM refund_line x
    JOIN refund f ON f.org_id = x.org_id AND f.refund_id = x.refund_id AND f.status <> 'failed'
    WHERE x.org_id = l.org_id AND x.order_id = l.order_id AND x.line_id = l.line_id
) r
WHERE l.org_id = $1
  AND (l.commission_refunded_minor <> r.commission OR l.commission_tax_refunded_minor <> r.tax)
LIMIT $2;

-- What lines and shipping have given back of their taxes, and what of the whole the marketplace collects.
-- name: find_wrong_taxes
SELECT o.order_id AS subject,
       format('tax of lines %s and shipping %s given back, refunds say %s and %s; %s collected and %s of it given back, '
              'lines and shipping say %s and %s', l.refunded, o.shipping_tax_refunded_minor, r.lines, r.shipping,
              o.collected_tax_minor, o.collected_tax_refunded_minor, l.collected + s.collected,
              l.collected_refunded + s.collected_refunded) AS detail
FROM marketplace_order o
CROSS JOIN LATERAL (
    SELECT coalesce(sum(tax_refunded_minor), 0) AS refunded,
           coalesce(sum(tax_minor) FILTER (WHERE is_tax_collected), 0) AS collected,
           coalesce(sum(tax_refunded_minor) FILTER (WHERE is_tax_collected), 0) AS collected_refunded
    FROM order_line
    WHERE org_id = o.org_id AND order_id = o.order_id
) l
CROSS JOIN LATERAL (
    SELECT CASE WHEN o.is_shipping_tax_collected THEN o.shipping_tax_minor ELSE 0 END AS collected,
           CASE WHEN o.is_shipping_tax_collected THEN o.shipping_tax_refunded_minor ELSE 0 END AS collected_refunded
) s
CROSS JOIN LATERAL (
    SELECT coalesce(sum(f.shipping_tax_minor), 0) AS shipping, coalesce(sum(x.tax), 0) AS lines
    FROM refund f
    CROSS JOIN LATERAL (
        SELECT sum(tax_minor) AS tax
        FROM refund_line
        WHERE org_id = f.org_id AND refund_id = f.refund_id
    ) x
    WHERE f.org_id = o.org_id AND f.order_id = o.order_id AND f.status <> 'failed'
) r
WHERE o.org_id = $1
  AND (l.refunded, o.shipping_tax_refunded_minor::numeric, o.collected_tax_minor::numeric,
       o.collected_tax_refunded_minor::numeric)
      IS DISTINCT FROM (r.lines, r.shipping, l.collected + s.collected, l.collected_refunded + s.collected_refunded)
LIMIT $2;

-- What buyers have is what was given and what refunds made of it, less what orders were paid with and what their banks
-- have taken; what is reserved belongs to payments and disputes that are not decided. A payment with credit names it in
-- its reference.
-- name: find_wrong_credits
SELECT c.credit_id AS subject,
       format('%s with %s reserved; granted %s, refunded %s, spent %s, waiting %s',
              coalesce(a.credits_posted - a.debits_posted, 0), coalesce(a.debits_pending, 0), coalesce(g.amount, 0),
              coalesce(r.amount, 0), coalesce(p.spent, 0) + coalesce(d.taken, 0),
              coalesce(p.waiting, 0) + coalesce(d.waiting, 0)) AS detail
FROM store_credit c
LEFT JOIN ledger_account a
       ON a.org_id = c.org_id AND a.kind = 'store_credit' AND a.owner_id = c.credit_id AND a.currency = c.currency
LEFT JOIN (
    SELECT credit_id, sum(amount_minor) AS amount
    FROM store_credit_grant
    WHERE org_id = $1
    GROUP BY credit_id
) g ON g.credit_id = c.credit_id
LEFT JOIN (
    SELECT credit_id, sum(credit_minor) AS amount
    FROM refund
    WHERE org_id = $1
      AND status = 'succeeded'
    GROUP BY credit_id
) r ON r.credit_id = c.credit_id
LEFT JOIN (
    SELECT reference, sum(captured_minor) AS spent,
           sum(amount_minor) FILTER (WHERE state = 'requires_capture') AS waiting
    FROM payment
    WHERE org_id = $1
      AND provider = 'store_credit'
    GROUP BY reference
) p ON p.reference = c.credit_id::text
LEFT JOIN (
    SELECT credit_id, sum(from_credit_minor) FILTER (WHERE status = 'lost') AS taken,
           sum(from_credit_minor) FILTER (WHERE status IN ('needs_response', 'under_review')) AS waiting
    FROM dispute
    WHERE org_id = $1
      AND credit_id IS NOT NULL
    GROUP BY credit_id
) d ON d.credit_id = c.credit_id
WHERE c.org_id = $1
  AND (coalesce(a.credits_posted - a.debits_posted, 0), coalesce(a.debits_pending, 0))
      IS DISTINCT FROM (coalesce(g.amount, 0) + coalesce(r.amount, 0) - coalesce(p.spent, 0) - coalesce(d.taken, 0),
                        coalesce(p.waiting, 0) + coalesce(d.waiting, 0))
LIMIT $2;

-- Only an order that was paid as a whole is edited. What is captured for edits is no part of the price until they are
-- done, and lowers by how much they have reduced it once they are.
-- name: find_wrong_totals
SELECT o.order_id AS subject,
       format('%s items of %s, commission %s and tax %s; lines say %s of %s, %s and %s; captured %s, total %s and '
              'reduced by %s; edits say %s', o.item_count, o.items_minor, o.commission_minor, o.commission_tax_minor,
              l.quantity, l.total, l.commission, l.tax, o.captured_minor, o.total_minor, o.reduced_minor, e.reduced)
           AS detail
FROM marketplace_order o
CROSS JOIN LATERAL (
    SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(total_minor), 0) AS total,
           coalesce(sum(commission_minor), 0) AS commission, coalesce(sum(commission_tax_minor), 0) AS tax
    FROM order_line
    WHERE org_id = o.org_id AND order_id = o.order_id
) l
CROSS JOIN LATERAL (
    SELECT coalesce(sum(total_before_minor - total_after_minor), 0)
           + (SELECT coalesce(sum(captured_minor), 0) FROM payment
              WHERE org_id = o.org_id AND order_id = o.order_id AND edit_id IS NOT NULL) AS reduced,
           count(*) AS edits
    FROM order_edit
    WHERE org_id = o.org_id AND order_id = o.order_id AND status = 'confirmed'
) e
WHERE o.org_id = $1
  AND ((l.quantity, l.total, l.commission, l.tax, e.reduced)
       IS DISTINCT FROM (o.item_count::numeric, o.items_minor::numeric, o.commission_minor::numeric,
                         o.commission_tax_minor::numeric, o.reduced_minor::numeric)
       OR ((o.reduced_minor > 0 OR e.edits > 0) AND o.captured_minor <> o.total_minor + o.reduced_minor))
LIMIT $2;

-- An edit that costs more is done when just that was captured for it.
-- name: find_unpaid_edits
SELECT e.edit_id AS subject,
       format('%s to pay %s, captured %s through %s payments', e.status, e.to_pay_minor, p.captured, p.payments)
           AS detail
FROM order_edit e
CROSS JOIN LATERAL (
    SELECT coalesce(sum(captured_minor), 0) AS captured,
           count(*) FILTER (WHERE provider <> 'store_credit') AS payments
    FROM payment
    WHERE org_id = e.org_id AND order_id = e.order_id AND edit_id = e.edit_id
) p
WHERE e.org_id = $1
  AND (p.payments > 1
       OR (e.status = 'confirmed' AND p.captured <> e.to_pay_minor)
       OR (e.status = 'awaiting_payment' AND p.captured <> 0))
LIMIT $2;
