-- Moderation cases. A listing is locked before its case.

-- listing by its primary key, found through the case's; locks the listing.
-- name: lock_listing_of_case
SELECT l.listing_id
FROM listing l
WHERE l.org_id = $1
  AND l.listing_id = (SELECT listing_id FROM moderation_case WHERE org_id = $1 AND case_id = $2)
FOR UPDATE;

-- moderation_case by its primary key; locks the row.
-- name: lock_case
SELECT case_id
FROM moderation_case
WHERE org_id = $1
  AND case_id = $2
FOR UPDATE;

-- moderation_case by its primary key.
-- name: select_case
SELECT c.case_id,
       c.org_id,
       o.display_name AS seller_name,
       c.listing_id,
       c.listing_version,
       c.kind,
       c.status,
       c.snapshot,
       coalesce(g.path, '') AS category_path,
       c.signals,
       c.title,
       c.image_url,
       c.score,
       c.rank,
       c.top_signal,
       c.opened_at,
       c.claimed_by,
       c.claimed_name,
       c.claimed_until,
       c.version
FROM moderation_case c
JOIN organisation o ON o.org_id = c.org_id
LEFT JOIN category g ON g.category_id = (c.snapshot ->> 'category')::uuid
WHERE c.org_id = $1
  AND c.case_id = $2;

-- A range of moderation_event's primary key; ids are in the order of time.
-- name: select_case_events
SELECT at,
       actor_name,
       what,
       reason,
       note
FROM moderation_event
WHERE org_id = $1
  AND case_id = $2
ORDER BY event_id
LIMIT 200;

-- organisation and seller by their primary keys; the counts stop at 10,000.
-- name: select_seller_record
SELECT o.display_name,
       o.created_at,
       s.published_listings,
       (SELECT count(*)
        FROM (SELECT 1 FROM moderation_case WHERE org_id = $1 AND status = 'rejected' LIMIT 10000) c)
           AS rejected_listings,
       (SELECT count(*) FROM (SELECT 1 FROM marketplace_order WHERE org_id = $1 LIMIT 10000) m) AS orders
FROM organisation o
JOIN seller s ON s.org_id = o.org_id
WHERE o.org_id = $1;

-- What signals ask of the seller: organisation and seller by their primary keys.
-- name: select_seller_facts
SELECT o.created_at,
       s.currency,
       s.published_listings
FROM organisation o
JOIN seller s ON s.org_id = o.org_id
WHERE o.org_id = $1;

-- The newest 200 listings on sale of each category: listing_category_on_sale, then variant_listing.
-- name: select_category_medians
SELECT c.category_id,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY p.price_minor) AS median,
       count(*) AS sample
FROM unnest($2::uuid[]) AS c (category_id)
CROSS JOIN LATERAL (SELECT v.price_minor
                    FROM (SELECT org_id, listing_id
                          FROM listing
                          WHERE category_id = c.category_id
                            AND is_on_sale
                          ORDER BY published_at DESC
                          LIMIT 200) l
                    JOIN variant v ON v.org_id = l.org_id AND v.listing_id = l.listing_id
                    WHERE NOT v.is_retired
                      AND v.currency = (SELECT currency FROM seller WHERE org_id = $1)) p
GROUP BY c.category_id;

-- The newest 200 listings on sale of the seller: listing_seller_on_sale, then variant_listing.
-- name: select_seller_median
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY v.price_minor) AS median,
       count(*) AS sample
FROM (SELECT org_id, listing_id
      FROM listing
      WHERE org_id = $1
        AND is_on_sale
      ORDER BY published_at DESC, listing_id DESC
      LIMIT 200) l
JOIN variant v ON v.org_id = l.org_id AND v.listing_id = l.listing_id
WHERE NOT v.is_retired;

-- listing_title once per title. The number is the title's place in the array.
-- name: select_same_titles
SELECT t.number,
       s.display_name
FROM unnest($2::text[]) WITH ORDINALITY AS t (title, number)
CROSS JOIN LATERAL (SELECT o.display_name
                    FROM listing l
                    JOIN organisation o ON o.org_id = l.org_id
                    WHERE lower(l.title COLLATE "und-x-icu") = lower(t.title COLLATE "und-x-icu")
                      AND l.org_id <> $1
                      AND l.is_on_sale
                    LIMIT 1) s;

-- moderation_case_open; locks the rows until the end of the transaction.
-- name: withdraw_cases
-- records: moderation_case
UPDATE moderation_case
SET status = 'withdrawn',
    claimed_by = NULL,
    claimed_name = NULL,
    claimed_until = NULL,
    decided_at = $3,
    version = version + 1
WHERE org_id = $1
  AND listing_id = ANY ($2)
  AND status = 'open'
RETURNING case_id;

-- moderation_case_open allows one open case for each listing.
-- name: insert_cases
-- records: moderation_case
INSERT INTO moderation_case (org_id, case_id, listing_id, listing_version, kind, status, snapshot, signals,
                             title, image_url, score, top_signal, opened_at, version)
SELECT $1, c.case_id, c.listing_id, c.listing_version, c.kind, 'open', c.snapshot, c.signals,
       c.title, c.image_url, c.score, c.top_signal, $2, 1
FROM unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::text[], $7::jsonb[], $8::jsonb[], $9::text[],
            $10::text[], $11::integer[], $12::text[])
     AS c (case_id, listing_id, listing_version, kind, snapshot, signals, title, image_url, score,
           top_signal);

-- One row per case, all saying the same.
-- name: insert_case_events
-- records: moderation_event
INSERT INTO moderation_event (org_id, case_id, event_id, at, actor, actor_name, what, reason, note)
SELECT $1, e.case_id, e.event_id, $2, $3, $4, $5, $6, $7
FROM unnest($8::uuid[], $9::uuid[]) AS e (case_id, event_id);

-- moderation_case by its primary key; the row is locked. A renewal is no change that others see.
-- name: claim_case
-- records: moderation_case
UPDATE moderation_case
SET claimed_by = $3,
    claimed_name = $4,
    claimed_until = $5,
    version = version + CASE WHEN $6::boolean THEN 0 ELSE 1 END
WHERE org_id = $1
  AND case_id = $2;

-- moderation_case by its primary key; the row is locked.
-- name: decide_case
-- records: moderation_case
UPDATE moderation_case
SET status = $3,
    claimed_by = NULL,
    claimed_name = NULL,
    claimed_until = NULL,
    decided_at = $4,
    version = version + 1
WHERE org_id = $1
  AND case_id = $2;

-- The list takes optional filters; planning it for the values at hand uses the index that fits.
-- name: plan_for_values
SELECT set_config('plan_cache_mode', 'force_custom_plan', true);

-- moderation_case_queue or moderation_case_seller_queue from the cursor on; with a text
-- moderation_case_title.
-- name: list_cases
SELECT c.case_id,
       c.org_id,
       o.display_name AS seller_name,
       c.listing_id,
       c.kind,
       c.status,
       c.title,
       c.image_url,
       c.score,
       c.rank,
       c.top_signal,
       c.opened_at,
       c.claimed_by,
       c.claimed_name,
       c.claimed_until,
       c.version
FROM moderation_case c
JOIN organisation o ON o.org_id = c.org_id
WHERE c.status = $1
  AND ($2::uuid IS NULL OR c.org_id = $2)
  AND ($3::text IS NULL OR lower(c.title COLLATE "und-x-icu") LIKE lower($3::text COLLATE "und-x-icu"))
  AND ($4::text[] IS NULL
       OR lower(c.title COLLATE "und-x-icu") LIKE ALL (lower($4::text[]::text COLLATE "und-x-icu")::text[]))
  AND ($5::integer IS NULL OR (c.rank, c.opened_at, c.case_id) > ($5, $6, $7))
ORDER BY c.rank, c.opened_at, c.case_id
LIMIT $8;
