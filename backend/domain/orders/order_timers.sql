-- The deadlines of orders: the rules, what has begun, what is due.

-- All of the small reference table for one seller's country; seller by its primary key.
-- name: select_rules
SELECT DISTINCT ON (r.kind) r.kind, r.seconds
FROM order_timer_rule r
LEFT JOIN seller s ON s.org_id = $1 AND s.country = r.country
WHERE r.country = '' OR s.org_id IS NOT NULL
ORDER BY r.kind, r.country DESC;

-- A range of order_timer's primary key.
-- name: select_timers
SELECT kind, state, due_at
FROM order_timer
WHERE org_id = $1
  AND order_id = $2;

-- order_timer by its primary key; locks the row, if there is one.
-- name: set_timer
-- records: order_timer
INSERT INTO order_timer (org_id, order_id, kind, state, due_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (org_id, order_id, kind) DO UPDATE SET state = excluded.state, due_at = excluded.due_at;

-- name: start_timer
-- records: order_timer
INSERT INTO order_timer (org_id, order_id, kind, state, due_at)
SELECT $1, $2, r.kind, 'pending', $4::timestamptz + make_interval(secs => r.seconds)
FROM order_timer_rule r
WHERE r.kind = $3
  AND r.country = ''
ON CONFLICT (org_id, order_id, kind) DO UPDATE SET state = excluded.state, due_at = excluded.due_at;

-- What is due of all sellers, at most $2 of each kind: ranges of marketplace_order_statuses (unpaid orders are
-- few), of marketplace_order_open by its time, and of order_timer_due. A timer that has fired or failed is over.
-- name: find_due
SELECT d.org_id, d.order_id, d.kind
FROM (
    (SELECT o.org_id, o.order_id, 'payment' AS kind
     FROM marketplace_order o
     WHERE o.payment_status = 'none'
       AND o.fulfillment_status = 'unfulfilled'
       AND o.status = 'placed'
       AND o.placed_at <= $1::timestamptz - (SELECT make_interval(secs => r.seconds) FROM order_timer_rule r
                                             WHERE r.kind = 'payment' AND r.country = '')
       AND NOT EXISTS (SELECT 1 FROM payment p
                       WHERE p.org_id = o.org_id AND p.order_id = o.order_id
                         AND p.state IN ('processing', 'requires_capture', 'succeeded'))
     LIMIT $2)
    UNION ALL
    (SELECT o.org_id, o.order_id, 'auto_cancel'
     FROM marketplace_order o
     WHERE o.status = 'placed'
       AND o.fulfillment_status = 'unfulfilled'
       AND o.payment_status IN ('paid', 'partially_paid', 'partially_refunded')
       AND o.placed_at <= $1::timestamptz - (SELECT make_interval(secs => r.seconds) FROM order_timer_rule r
                                             WHERE r.kind = 'auto_cancel' AND r.country = '')
       AND NOT EXISTS (SELECT 1 FROM fulfillment_hold h
                       WHERE h.org_id = o.org_id AND h.order_id = o.order_id AND h.released_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM order_edit e
                       WHERE e.org_id = o.org_id AND e.order_id = o.order_id AND e.status = 'awaiting_payment')
     ORDER BY o.placed_at
     LIMIT $2)
    UNION ALL
    (SELECT o.org_id, o.order_id, r.kind
     FROM marketplace_order o
     JOIN seller s ON s.org_id = o.org_id
     CROSS JOIN LATERAL (SELECT DISTINCT ON (c.kind) c.kind, c.seconds
                         FROM order_timer_rule c
                         WHERE c.kind IN ('hold_alarm', 'hold_ceiling')
                           AND c.country IN ('', s.country)
                         ORDER BY c.kind, c.country DESC) r
     WHERE o.status = 'placed'
       AND o.fulfillment_status IN ('unfulfilled', 'partial', 'fulfilled')
       AND o.payment_status IN ('paid', 'partially_paid', 'partially_refunded')
       AND o.placed_at <= $1::timestamptz - (SELECT make_interval(secs => min(m.seconds)) FROM order_timer_rule m
                                             WHERE m.kind = 'hold_alarm')
       AND o.placed_at <= $1::timestamptz - make_interval(secs => r.seconds)
       AND NOT EXISTS (SELECT 1 FROM order_timer t
                       WHERE t.org_id = o.org_id AND t.order_id = o.order_id AND t.kind = r.kind)
       AND NOT EXISTS (SELECT 1 FROM order_edit e
                       WHERE e.org_id = o.org_id AND e.order_id = o.order_id AND e.status = 'awaiting_payment')
     ORDER BY o.placed_at
     LIMIT $2)
    UNION ALL
    (SELECT t.org_id, t.order_id, t.kind
     FROM order_timer t
     WHERE t.state = 'pending'
       AND t.due_at <= $1
     ORDER BY t.due_at
     LIMIT $2)
) d
WHERE NOT EXISTS (SELECT 1 FROM order_timer o
                  WHERE o.org_id = d.org_id AND o.order_id = d.order_id AND o.kind = d.kind
                    AND o.state <> 'pending');
