-- Runs of reconciliation and what they found. org_id is the marketplace, but of what the books say.

-- What the books say of one provider in [$2, $3): at most $4 movements, by time. Ranges of
-- ledger_transfer_journal, refund_created, payout_transferred and payout_reversed, and the disputes that were open
-- in that time; the rest by primary keys. A refund happened when it was asked for, whenever it was settled.
-- name: select_movements
SELECT m.movement, m.reference, m.currency, m.amount_minor, m.fee_minor, m.occurred_at, m.org_id, m.order_id
FROM (
    SELECT 'charge' AS movement, p.reference, t.currency, t.amount_minor, NULL::bigint AS fee_minor, t.occurred_at,
           t.org_id, t.order_id
    FROM ledger_transfer t
    JOIN payment p ON p.org_id = t.org_id AND p.payment_id = t.payment_id
    WHERE t.phase IN ('single', 'post')
      AND t.occurred_at >= $2
      AND t.occurred_at < $3
      AND t.debit_kind = 'provider_receivable'
      AND t.credit_kind = 'order_hold'
      AND p.provider = $1
    UNION ALL
    SELECT 'refund', r.reference, t.currency, -t.amount_minor, NULL, r.created_at, t.org_id, t.order_id
    FROM refund r
    JOIN payment p ON p.org_id = r.org_id AND p.payment_id = r.payment_id
    JOIN ledger_transfer t ON t.org_id = r.org_id AND t.order_id = r.order_id AND t.refund_id = r.refund_id
    WHERE r.created_at >= $2
      AND r.created_at < $3
      AND p.provider = $1
      AND t.phase IN ('single', 'post')
      AND t.debit_kind = 'refund_clearing'
      AND t.credit_kind = 'provider_receivable'
    UNION ALL
    SELECT 'refund_failure', r.reference, t.currency, t.amount_minor, NULL, t.occurred_at, t.org_id, t.order_id
    FROM ledger_transfer t
    JOIN refund r ON r.org_id = t.org_id AND r.refund_id = t.refund_id
    JOIN payment p ON p.org_id = r.org_id AND p.payment_id = r.payment_id
    WHERE t.phase IN ('single', 'post')
      AND t.occurred_at >= $2
      AND t.occurred_at < $3
      AND t.debit_kind = 'provider_receivable'
      AND t.credit_kind = 'refund_clearing'
      AND p.provider = $1
    UNION ALL
    SELECT 'dispute', d.reference, d.currency, -d.amount_minor,
           CASE WHEN d.status IN ('won', 'prevented') THEN NULL ELSE d.fee_minor END, t.occurred_at, d.org_id,
           d.order_id
    FROM dispute d
    JOIN ledger_transfer t
      ON t.org_id = d.org_id
         AND t.transfer_id = coalesce(d.hold_transfer_id, d.payable_transfer_id, d.debt_transfer_id, d.credit_transfer_id)
    WHERE d.provider = $1
      AND d.created_at < $3
      AND (d.closed_at IS NULL OR d.closed_at >= $2)
      AND t.occurred_at >= $2
      AND t.occurred_at < $3
    UNION ALL
    SELECT 'dispute_reversal', d.reference, d.currency, d.amount_minor, NULL, d.closed_at, d.org_id, d.order_id
    FROM dispute d
    WHERE d.provider = $1
      AND d.closed_at >= $2
      AND d.closed_at < $3
      AND d.status IN ('won', 'prevented')
      AND d.from_hold_minor + d.from_payable_minor + d.from_debt_minor + d.from_credit_minor > 0
    UNION ALL
    SELECT 'transfer', o.reference, o.currency, -o.amount_minor, NULL, o.transferred_at, o.org_id, NULL
    FROM payout o
    WHERE o.provider = $1
      AND o.transferred_at >= $2
      AND o.transferred_at < $3
    UNION ALL
    SELECT 'transfer_reversal', o.reference, o.currency, o.amount_minor, NULL, o.reversed_at, o.org_id, NULL
    FROM payout o
    WHERE o.provider = $1
      AND o.reversed_at >= $2
      AND o.reversed_at < $3
) m
ORDER BY m.occurred_at, m.reference
LIMIT $4;

-- Nothing when one of the same span is under way: reconciliation_under_way.
-- name: insert_run
-- records: reconciliation AS r
INSERT INTO reconciliation AS r (org_id, reconciliation_id, provider, from_at, to_at, currency, grace_hours, status,
                                 failure, tries, our_count, their_count, in_flight_count, difference_count,
                                 open_count, gone_count, requested_by, requested_at, finished_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', '', 0, 0, 0, 0, 0, 0, 0, $8, $9, NULL)
ON CONFLICT (org_id, provider, from_at, to_at, coalesce(currency, '')) WHERE status IN ('running', 'waiting')
DO NOTHING;

-- reconciliation_under_way.
-- name: select_under_way
SELECT reconciliation_id
FROM reconciliation
WHERE org_id = $1
  AND provider = $2
  AND from_at = $3
  AND to_at = $4
  AND coalesce(currency, '') = coalesce($5::text, '')
  AND status IN ('running', 'waiting');

-- reconciliation by its primary key; locks the row.
-- name: lock_run
SELECT reconciliation_id, provider, from_at, to_at, currency::text AS currency, grace_hours, status, failure, tries,
       our_count, their_count, in_flight_count, difference_count, open_count, gone_count, requested_by, requested_at,
       finished_at
FROM reconciliation
WHERE org_id = $1
  AND reconciliation_id = $2
FOR UPDATE;

-- reconciliation by its primary key.
-- name: select_run
SELECT reconciliation_id, provider, from_at, to_at, currency::text AS currency, grace_hours, status, failure, tries,
       our_count, their_count, in_flight_count, difference_count, open_count, gone_count, requested_by, requested_at,
       finished_at
FROM reconciliation
WHERE org_id = $1
  AND reconciliation_id = $2;

-- A range of reconciliation_newest.
-- name: list_runs
SELECT reconciliation_id, provider, from_at, to_at, currency::text AS currency, grace_hours, status, failure, tries,
       our_count, their_count, in_flight_count, difference_count, open_count, gone_count, requested_by, requested_at,
       finished_at
FROM reconciliation
WHERE org_id = $1
  AND (requested_at, reconciliation_id) < ($2, $3)
  AND ($4 = '' OR provider = $4)
ORDER BY requested_at DESC, reconciliation_id DESC
LIMIT $5;

-- reconciliation by its primary key; the row is locked already.
-- name: set_waiting
-- records: reconciliation
UPDATE reconciliation
SET status = 'waiting',
    failure = $3,
    tries = tries + 1
WHERE org_id = $1
  AND reconciliation_id = $2;

-- reconciliation by its primary key; the row is locked already.
-- name: set_failed
-- records: reconciliation
UPDATE reconciliation
SET status = 'failed',
    failure = $3,
    tries = tries + 1,
    finished_at = $4
WHERE org_id = $1
  AND reconciliation_id = $2;

-- reconciliation by its primary key; the row is locked already.
-- name: set_done
-- records: reconciliation
UPDATE reconciliation
SET status = 'done',
    failure = '',
    our_count = $3,
    their_count = $4,
    in_flight_count = $5,
    difference_count = $6,
    open_count = $7,
    gone_count = $8,
    finished_at = $9
WHERE org_id = $1
  AND reconciliation_id = $2;

-- name: insert_totals
-- records: reconciliation_total
INSERT INTO reconciliation_total (org_id, reconciliation_id, movement, currency, our_count, our_minor, their_count,
                                  their_minor, fee_minor)
SELECT $1, $2, t.movement, t.currency, t.our_count, t.our_minor, t.their_count, t.their_minor, t.fee_minor
FROM unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[])
     AS t (movement, currency, our_count, our_minor, their_count, their_minor, fee_minor);

-- A range of reconciliation_total's primary key.
-- name: select_totals
SELECT movement, currency, our_count, our_minor, their_count, their_minor, fee_minor
FROM reconciliation_total
WHERE org_id = $1
  AND reconciliation_id = $2
ORDER BY movement, currency;

-- reconciliation_difference_once, in its order. What is there stays explained while its amounts are the same; what
-- had gone is open again.
-- name: upsert_differences
-- records: reconciliation_difference AS d
INSERT INTO reconciliation_difference AS d (org_id, difference_id, provider, kind, movement, reference, repeat_no,
                                            here_currency, here_minor, there_currency, there_minor, seller_id,
                                            order_id, occurred_at, state, note, explained_by, explained_at,
                                            first_run_id, last_run_id, found_at, version)
SELECT $1, f.difference_id, $3, f.kind, f.movement, f.reference, f.repeat_no, f.here_currency, f.here_minor,
       f.there_currency, f.there_minor, f.seller_id, f.order_id, f.occurred_at, 'open', '', '', NULL, $2, $2, $4, 1
FROM unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[], $11::bigint[], $12::text[],
            $13::bigint[], $14::uuid[], $15::uuid[], $16::timestamptz[])
     AS f (difference_id, kind, movement, reference, repeat_no, here_currency, here_minor, there_currency,
           there_minor, seller_id, order_id, occurred_at)
ORDER BY f.kind, f.movement, f.reference, f.repeat_no
ON CONFLICT (org_id, provider, kind, movement, reference, repeat_no) DO UPDATE
SET here_currency = excluded.here_currency,
    here_minor = excluded.here_minor,
    there_currency = excluded.there_currency,
    there_minor = excluded.there_minor,
    occurred_at = excluded.occurred_at,
    last_run_id = excluded.last_run_id,
    (state, note, explained_by, explained_at, version) = (
        SELECT CASE WHEN s.is_same THEN d.state ELSE 'open' END,
               CASE WHEN s.is_same THEN d.note ELSE '' END,
               CASE WHEN s.is_same THEN d.explained_by ELSE '' END,
               CASE WHEN s.is_same THEN d.explained_at END,
               CASE WHEN s.is_same THEN d.version ELSE d.version + 1 END
        FROM (SELECT d.state <> 'gone'
                     AND (d.here_currency, d.here_minor, d.there_currency, d.there_minor)
                         IS NOT DISTINCT FROM (excluded.here_currency, excluded.here_minor,
                                               excluded.there_currency, excluded.there_minor) AS is_same) s);

-- reconciliation_difference_once: those that are too young to tell now, and were told by a run of less grace.
-- name: keep_young
-- records: reconciliation_difference AS d
UPDATE reconciliation_difference d
SET last_run_id = $2
FROM unnest($4::text[], $5::text[], $6::text[], $7::bigint[]) AS y (kind, movement, reference, repeat_no)
WHERE d.org_id = $1
  AND d.provider = $3
  AND d.kind = y.kind
  AND d.movement = y.movement
  AND d.reference = y.reference
  AND d.repeat_no = y.repeat_no
  AND d.state <> 'gone';

-- A range of reconciliation_difference_newest: what the run of this span did not meet any more.
-- name: end_differences
-- records: reconciliation_difference
UPDATE reconciliation_difference
SET state = 'gone',
    version = version + 1
WHERE org_id = $1
  AND provider = $3
  AND occurred_at >= $4
  AND occurred_at < $5
  AND ($6::text IS NULL OR here_currency = $6 OR there_currency = $6)
  AND last_run_id <> $2
  AND state <> 'gone';

-- A range of reconciliation_difference_newest: those that the run saw.
-- name: count_open
SELECT count(*) AS differences,
       count(*) FILTER (WHERE state = 'open') AS open
FROM reconciliation_difference
WHERE org_id = $1
  AND provider = $3
  AND occurred_at >= $4
  AND occurred_at < $5
  AND last_run_id = $2
  AND state <> 'gone';

-- reconciliation_difference_open: the oldest that is open, of those since $3.
-- name: select_oldest_open
SELECT min(occurred_at) AS occurred_at
FROM reconciliation_difference
WHERE org_id = $1
  AND provider = $2
  AND occurred_at >= $3
  AND state = 'open';

-- A range of reconciliation_difference_newest.
-- name: list_differences
SELECT difference_id, provider, kind, movement, reference, here_currency, here_minor, there_currency, there_minor,
       seller_id, order_id, occurred_at, state, note, explained_by, explained_at, first_run_id, last_run_id, version
FROM reconciliation_difference
WHERE org_id = $1
  AND (occurred_at, difference_id) < ($2, $3)
  AND ($4::uuid IS NULL OR last_run_id = $4)
  AND ($5 = '' OR provider = $5)
  AND (cardinality($6::text[]) = 0 OR state = ANY ($6))
  AND (cardinality($7::text[]) = 0 OR kind = ANY ($7))
ORDER BY occurred_at DESC, difference_id DESC
LIMIT $8;

-- reconciliation_difference by its primary key.
-- name: select_difference
SELECT difference_id, provider, kind, movement, reference, here_currency, here_minor, there_currency, there_minor,
       seller_id, order_id, occurred_at, state, note, explained_by, explained_at, first_run_id, last_run_id, version
FROM reconciliation_difference
WHERE org_id = $1
  AND difference_id = $2;

-- reconciliation_difference by its primary key; locks the row.
-- name: lock_difference
SELECT difference_id, provider, kind, movement, reference, here_currency, here_minor, there_currency, there_minor,
       seller_id, order_id, occurred_at, state, note, explained_by, explained_at, first_run_id, last_run_id, version
FROM reconciliation_difference
WHERE org_id = $1
  AND difference_id = $2
FOR UPDATE;

-- reconciliation_difference by its primary key; the row is locked already.
-- name: explain_difference
-- records: reconciliation_difference
UPDATE reconciliation_difference
SET state = 'explained',
    note = $3,
    explained_by = $4,
    explained_at = $5,
    version = version + 1
WHERE org_id = $1
  AND difference_id = $2;
