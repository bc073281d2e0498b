-- Categories, listings and variants. Writes lock listings in the order of their ids and before any
-- moderation case.

-- The whole reference table, a few hundred rows.
-- name: select_categories
SELECT category_id,
       path,
       attributes,
       version
FROM category
ORDER BY path, category_id;

-- category by its primary key.
-- name: select_category
SELECT category_id,
       path,
       attributes,
       version
FROM category
WHERE category_id = $1;

-- category by its primary key.
-- name: select_paths
SELECT category_id, path
FROM category
WHERE category_id = ANY ($1);

-- category_path decides who was first.
-- name: insert_category
-- records: category
INSERT INTO category (category_id, path, attributes, created_at, version)
VALUES ($1, $2, $3, $4, 1)
ON CONFLICT (lower(path COLLATE "und-x-icu")) DO NOTHING;

-- organisation and seller by their primary keys.
-- name: select_seller
SELECT o.display_name,
       o.status,
       s.currency
FROM organisation o
JOIN seller s ON s.org_id = o.org_id
WHERE o.org_id = $1;

-- variant_sku; at most one row per SKU.
-- name: select_sku_owners
SELECT sku,
       listing_id
FROM variant
WHERE org_id = $1
  AND sku = ANY ($2)
  AND NOT is_retired;

-- listing by its primary key; locks the rows in the order of their ids.
-- name: lock_listings
SELECT listing_id
FROM listing
WHERE org_id = $1
  AND listing_id = ANY ($2)
ORDER BY listing_id
FOR UPDATE;

-- listing by its primary key; locks nothing.
-- name: select_listings
SELECT l.listing_id,
       l.status,
       l.is_on_sale,
       l.title,
       l.description,
       l.category_id,
       coalesce(c.path, '') AS category_path,
       l.attributes,
       l.images,
       l.pending,
       coalesce(p.path, '') AS pending_category_path,
       l.review_reason,
       l.review_message,
       l.published_at,
       l.created_at,
       l.updated_at,
       l.version,
       o.display_name AS seller_name
FROM listing l
JOIN organisation o ON o.org_id = l.org_id
LEFT JOIN category c ON c.category_id = l.category_id
LEFT JOIN category p ON p.category_id = (l.pending ->> 'category')::uuid
WHERE l.org_id = $1
  AND l.listing_id = ANY ($2)
ORDER BY l.listing_id;

-- variant_listing, then stock_level by its primary key; retired variants too.
-- name: select_variants
SELECT v.listing_id,
       v.variant_id,
       v.sku,
       v.position,
       v.options,
       v.price_minor,
       v.currency,
       v.is_retired,
       s.on_hand,
       s.reserved
FROM variant v
JOIN stock_level s ON s.org_id = v.org_id AND s.variant_id = v.variant_id
WHERE v.org_id = $1
  AND v.listing_id = ANY ($2)
ORDER BY v.listing_id, v.position, v.variant_id;

-- One row per listing in one statement.
-- name: insert_listings
-- records: listing
INSERT INTO listing (org_id, listing_id, status, is_on_sale, title, description, category_id, attributes,
                     images, pending, search_text, review_reason, review_message, published_at,
                     created_at, updated_at, version)
SELECT $1, l.listing_id, l.status, false, l.title, l.description, l.category_id, l.attributes,
       l.images, NULL, lower(l.search_text COLLATE "und-x-icu"), '', '', NULL,
       $2, $2, 1
FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::jsonb[], $9::jsonb[],
            $10::text[])
     AS l (listing_id, status, title, description, category_id, attributes, images, search_text);

-- listing by its primary key; the rows are locked already.
-- name: update_listings
-- records: listing AS l
UPDATE listing l
SET status = u.status,
    is_on_sale = u.is_on_sale,
    title = u.title,
    description = u.description,
    category_id = u.category_id,
    attributes = u.attributes,
    images = u.images,
    pending = u.pending,
    search_text = lower(u.search_text COLLATE "und-x-icu"),
    review_reason = u.review_reason,
    review_message = u.review_message,
    published_at = u.published_at,
    updated_at = $2,
    version = l.version + 1
FROM unnest($3::uuid[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::uuid[], $9::jsonb[],
            $10::jsonb[], $11::jsonb[], $12::text[], $13::text[], $14::text[], $15::timestamptz[])
     AS u (listing_id, status, is_on_sale, title, description, category_id, attributes, images, pending,
           search_text, review_reason, review_message, published_at)
WHERE l.org_id = $1
  AND l.listing_id = u.listing_id;

-- variant by its primary key; its listing is locked.
-- name: retire_variants
-- records: variant
UPDATE variant
SET is_retired = true
WHERE org_id = $1
  AND variant_id = ANY ($2);

-- variant by its primary key; variant_sku refuses a SKU that another listing has.
-- name: upsert_variants
-- records: variant
INSERT INTO variant (org_id, variant_id, listing_id, sku, position, options, price_minor, currency,
                     is_retired)
SELECT $1, v.variant_id, v.listing_id, v.sku, v.position, v.options, v.price_minor, v.currency, false
FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::integer[], $6::jsonb[], $7::bigint[], $8::text[])
     AS v (variant_id, listing_id, sku, position, options, price_minor, currency)
ON CONFLICT (org_id, variant_id) DO UPDATE
SET position = excluded.position,
    options = excluded.options,
    price_minor = excluded.price_minor,
    currency = excluded.currency,
    is_retired = false;

-- The level of each new variant.
-- name: insert_levels
-- records: stock_level
INSERT INTO stock_level (org_id, variant_id, on_hand, reserved, version)
SELECT $1, v.variant_id, v.on_hand, 0, 1
FROM unnest($2::uuid[], $3::bigint[]) AS v (variant_id, on_hand);

-- The first move of each new variant.
-- name: insert_initial_moves
-- records: stock_move
INSERT INTO stock_move (org_id, variant_id, version, kind, on_hand_change, reserved_change, reason, subject,
                        actor, moved_at)
SELECT $1, v.variant_id, 1, 'initial', v.on_hand, 0, '', '', $4, $5
FROM unnest($2::uuid[], $3::bigint[]) AS v (variant_id, on_hand);

-- seller by its primary key: how many of its listings are on sale. Locks the row last.
-- name: add_published
-- records: seller
UPDATE seller
SET published_listings = published_listings + $2
WHERE org_id = $1;

-- Lists take optional filters; planning them for the values at hand uses the index that fits.
-- name: plan_for_values
SELECT set_config('plan_cache_mode', 'force_custom_plan', true);

-- listing_changed, listing_status_changed, listing_seller_changed or listing_seller_status_changed from
-- the cursor on; with a text listing_search, whose collation is the default one; with an id listing_by_id.
-- The sums run over the rows of the page only.
-- name: list_listings
SELECT l.listing_id,
       l.org_id,
       o.display_name AS seller_name,
       coalesce(l.pending ->> 'title', l.title) AS title,
       coalesce(l.pending -> 'images' -> 0 ->> 'url', l.images -> 0 ->> 'url', '') AS image_url,
       coalesce(c.path, '') AS category_path,
       l.status,
       l.is_on_sale,
       l.updated_at,
       l.version,
       v.sku,
       v.price_from,
       v.price_to,
       v.currency,
       v.variant_count,
       v.available
FROM (SELECT *
      FROM listing
      WHERE ($1::uuid IS NULL OR org_id = $1)
        AND ($2::text IS NULL OR status = $2)
        AND ($3::text IS NULL OR search_text LIKE lower($3::text COLLATE "und-x-icu") COLLATE "default")
        AND ($4::text[] IS NULL OR search_text LIKE ALL (lower($4::text[]::text COLLATE "und-x-icu")::text[]))
        AND ($5::timestamptz IS NULL OR (updated_at, listing_id) < ($5, $6))
        AND ($8::uuid IS NULL OR listing_id = $8)
      ORDER BY updated_at DESC, listing_id DESC
      LIMIT $7) l
JOIN organisation o ON o.org_id = l.org_id
LEFT JOIN category c ON c.category_id = l.category_id
CROSS JOIN LATERAL (SELECT coalesce((array_agg(v.sku ORDER BY v.position))[1], '') AS sku,
                           coalesce(min(v.price_minor), 0)::bigint AS price_from,
                           coalesce(max(v.price_minor), 0)::bigint AS price_to,
                           min(v.currency) AS currency,
                           count(*) AS variant_count,
                           coalesce(sum(s.on_hand - s.reserved), 0)::bigint AS available
                    FROM variant v
                    JOIN stock_level s ON s.org_id = v.org_id AND s.variant_id = v.variant_id
                    WHERE v.org_id = l.org_id
                      AND v.listing_id = l.listing_id
                      AND NOT v.is_retired) v
ORDER BY l.updated_at DESC, l.listing_id DESC;

-- The same rows, counted up to a bound.
-- name: count_listings
SELECT count(*) AS total
FROM (SELECT 1
      FROM listing
      WHERE ($1::uuid IS NULL OR org_id = $1)
        AND ($2::text IS NULL OR status = $2)
        AND ($3::text IS NULL OR search_text LIKE lower($3::text COLLATE "und-x-icu") COLLATE "default")
        AND ($4::text[] IS NULL OR search_text LIKE ALL (lower($4::text[]::text COLLATE "und-x-icu")::text[]))
        AND ($6::uuid IS NULL OR listing_id = $6)
      LIMIT $5) l;

-- What the statistics say of the whole table.
-- name: estimate_listings
SELECT greatest(reltuples, 0)::bigint AS total
FROM pg_class
WHERE oid = 'listing'::regclass;

-- listing_on_sale or listing_seller_on_sale from the cursor on; with a text listing_search.
-- name: search_storefront
SELECT l.listing_id,
       l.org_id,
       o.display_name AS seller_name,
       l.title,
       l.description,
       coalesce(c.path, '') AS category_path,
       l.attributes,
       l.images,
       l.published_at
FROM listing l
JOIN organisation o ON o.org_id = l.org_id
LEFT JOIN category c ON c.category_id = l.category_id
WHERE l.is_on_sale
  AND o.status = 'open'
  AND ($1::uuid IS NULL OR l.org_id = $1)
  AND ($2::text IS NULL OR l.search_text LIKE lower($2::text COLLATE "und-x-icu") COLLATE "default")
  AND ($3::text[] IS NULL OR lower(l.title COLLATE "und-x-icu") LIKE ALL (lower($3::text[]::text COLLATE "und-x-icu")::text[]))
  AND ($4::timestamptz IS NULL OR (l.published_at, l.listing_id) < ($4, $5))
ORDER BY l.published_at DESC, l.listing_id DESC
LIMIT $6;

-- variant_listing once per listing of a page.
-- name: select_storefront_variants
SELECT v.listing_id,
       v.variant_id,
       v.sku,
       v.options,
       v.price_minor,
       v.currency,
       s.on_hand,
       s.reserved
FROM unnest($1::uuid[], $2::uuid[]) AS l (org_id, listing_id)
JOIN variant v ON v.org_id = l.org_id AND v.listing_id = l.listing_id
JOIN stock_level s ON s.org_id = v.org_id AND s.variant_id = v.variant_id
WHERE NOT v.is_retired
ORDER BY v.listing_id, v.position, v.variant_id;

-- variant and listing by their primary keys.
-- name: select_offers
SELECT v.org_id,
       v.variant_id,
       v.listing_id,
       l.title,
       v.sku,
       v.options,
       coalesce(l.images -> 0 ->> 'url', '') AS image_url,
       v.price_minor,
       v.currency,
       coalesce(c.path, '') AS category_path
FROM unnest($1::uuid[], $2::uuid[]) AS w (org_id, variant_id)
JOIN variant v ON v.org_id = w.org_id AND v.variant_id = w.variant_id
JOIN listing l ON l.org_id = v.org_id AND l.listing_id = v.listing_id
JOIN organisation o ON o.org_id = v.org_id
LEFT JOIN category c ON c.category_id = l.category_id
WHERE NOT v.is_retired
  AND l.is_on_sale
  AND o.status = 'open';
