-- Reviews, what was reported about them, and the ratings that they add up to.

-- order_line, marketplace_order, listing and category by their primary keys, event_log_timeline of the
-- order. What arrived in parts has arrived with the last of them.
-- name: select_purchase
SELECT o.buyer_name,
       o.buyer_email,
       l.listing_id,
       l.title,
       l.options_text,
       l.delivered_quantity > 0 AS is_delivered,
       coalesce((SELECT max(e.occurred_at)
                 FROM event_log e
                 WHERE e.org_id = $1
                   AND e.aggregate_id = $2
                   AND e.type = 'order.delivered'), o.updated_at) AS delivered_at,
       coalesce(c.path, '') AS category_path
FROM order_line l
JOIN marketplace_order o ON o.org_id = l.org_id AND o.order_id = l.order_id
JOIN listing g ON g.org_id = l.org_id AND g.listing_id = l.listing_id
LEFT JOIN category c ON c.category_id = g.category_id
WHERE l.org_id = $1
  AND l.order_id = $2
  AND l.line_id = $3;

-- Says nothing when the line has a review already: review_one_of_a_line.
-- name: insert_review
INSERT INTO review (org_id, review_id, listing_id, order_id, line_id, listing_title, options_text, status,
                    rating, title, body, author, flagged_words, open_reports, note, created_at, updated_at,
                    version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
        $9, $10, $11, $12, $13, 0, '', $14, $14,
        1)
ON CONFLICT ON CONSTRAINT review_one_of_a_line DO NOTHING
RETURNING review_id;

-- review_one_of_a_line.
-- name: select_review_of_line
SELECT review_id
FROM review
WHERE org_id = $1
  AND order_id = $2
  AND line_id = $3;

-- review by its primary key; locks the row until the end of the transaction.
-- name: lock_review
SELECT review_id
FROM review
WHERE org_id = $1
  AND review_id = $2
FOR UPDATE;

-- review, organisation by their primary keys.
-- name: select_review
SELECT r.review_id, r.org_id, o.display_name AS seller_name, r.listing_id, r.order_id, r.listing_title,
       r.options_text, r.status, r.rating, r.title, r.body, r.author, r.flagged_words, r.open_reports,
       r.problem, r.note, r.answer, r.answered_at, r.answer_edited_at, r.created_at, r.version
FROM review r
JOIN organisation o ON o.org_id = r.org_id
WHERE r.org_id = $1
  AND r.review_id = $2;

-- A range of review_report's primary key; ids are in the order of time.
-- name: select_reports
SELECT problem, note, reported_at
FROM review_report
WHERE org_id = $1
  AND review_id = $2
ORDER BY report_id DESC
LIMIT $3;

-- Until the end of the transaction statements are planned for their very values: which index serves a
-- list depends on what is asked for.
-- name: plan_for_values
SELECT set_config('plan_cache_mode', 'force_custom_plan', true);

-- A range of review_listing_newest, or of review_listing_rating.
-- name: list_published
SELECT review_id, rating, title, body, author, options_text, created_at, answer, answered_at,
       answer_edited_at
FROM review
WHERE org_id = $1
  AND listing_id = $2
  AND status = 'published'
  AND ($3::smallint IS NULL OR rating = $3)
  AND (created_at, review_id) < ($4, $5)
ORDER BY created_at DESC, review_id DESC
LIMIT $6;

-- A range of review_waiting, review_listing_newest, review_seller_newest, review_status_newest or
-- review_newest, by what is asked for.
-- name: list_reviews
SELECT r.review_id, r.org_id, o.display_name AS seller_name, r.listing_id, r.order_id, r.listing_title,
       r.options_text, r.status, r.rating, r.title, r.body, r.author, r.flagged_words, r.open_reports,
       r.problem, r.note, r.answer, r.answered_at, r.answer_edited_at, r.created_at, r.version
FROM review r
JOIN organisation o ON o.org_id = r.org_id
WHERE ($1::uuid IS NULL OR r.org_id = $1)
  AND ($2::uuid IS NULL OR r.listing_id = $2)
  AND ($3::text IS NULL OR r.status = $3)
  AND ($4::smallint IS NULL OR r.rating = $4)
  AND (NOT $5::boolean OR r.status = 'pending' OR r.open_reports > 0)
  AND (r.created_at, r.review_id) < ($6, $7)
ORDER BY r.created_at DESC, r.review_id DESC
LIMIT $8;

-- listing and listing_rating by their primary keys.
-- name: select_rating
SELECT l.published_at IS NOT NULL AS was_on_sale,
       coalesce(r.stars_1, 0) AS stars_1,
       coalesce(r.stars_2, 0) AS stars_2,
       coalesce(r.stars_3, 0) AS stars_3,
       coalesce(r.stars_4, 0) AS stars_4,
       coalesce(r.stars_5, 0) AS stars_5
FROM listing l
LEFT JOIN listing_rating r ON r.org_id = l.org_id AND r.listing_id = l.listing_id
WHERE l.org_id = $1
  AND l.listing_id = $2;

-- A row for each listing that has none, in the order of locks.
-- name: insert_ratings
INSERT INTO listing_rating (org_id, listing_id, stars_1, stars_2, stars_3, stars_4, stars_5)
SELECT DISTINCT $1::uuid, c.listing_id, 0, 0, 0, 0, 0
FROM unnest($2::uuid[]) AS c (listing_id)
ORDER BY c.listing_id
ON CONFLICT (org_id, listing_id) DO NOTHING;

-- listing_rating by its primary key; locks the rows. Each change adds to or takes from one rating of one
-- listing.
-- name: add_to_ratings
UPDATE listing_rating r
SET stars_1 = r.stars_1 + c.stars_1,
    stars_2 = r.stars_2 + c.stars_2,
    stars_3 = r.stars_3 + c.stars_3,
    stars_4 = r.stars_4 + c.stars_4,
    stars_5 = r.stars_5 + c.stars_5
FROM (SELECT u.listing_id,
             coalesce(sum(u.change) FILTER (WHERE u.rating = 1), 0)::bigint AS stars_1,
             coalesce(sum(u.change) FILTER (WHERE u.rating = 2), 0)::bigint AS stars_2,
             coalesce(sum(u.change) FILTER (WHERE u.rating = 3), 0)::bigint AS stars_3,
             coalesce(sum(u.change) FILTER (WHERE u.rating = 4), 0)::bigint AS stars_4,
             coalesce(sum(u.change) FILTER (WHERE u.rating = 5), 0)::bigint AS stars_5
      FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) AS u (listing_id, rating, change)
      GROUP BY u.listing_id) c
WHERE r.org_id = $1
  AND r.listing_id = c.listing_id;

-- review by its primary key; the row is locked already.
-- name: update_answer
UPDATE review
SET answer = $3,
    answer_edited_at = CASE WHEN answered_at IS NOT NULL THEN $4::timestamptz END,
    answered_at = coalesce(answered_at, $4),
    updated_at = $4,
    version = version + 1
WHERE org_id = $1
  AND review_id = $2;

-- review by its primary key; the row is locked already.
-- name: update_decision
UPDATE review
SET status = $3,
    problem = $4,
    note = $5,
    open_reports = 0,
    updated_at = $6,
    version = version + 1
WHERE org_id = $1
  AND review_id = $2;

-- Says nothing when this person has reported the review before, or enough others have. A range of
-- review_report's primary key, at most $9 of it.
-- name: insert_report
INSERT INTO review_report (org_id, review_id, report_id, reporter_email, problem, note, actor, reported_at)
SELECT $1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::text, $8::timestamptz
WHERE (SELECT count(*)
       FROM (SELECT 1 FROM review_report WHERE org_id = $1 AND review_id = $2 LIMIT $9) r) < $9
ON CONFLICT ON CONSTRAINT review_report_once DO NOTHING
RETURNING report_id;

-- review by its primary key; the row is locked already.
-- name: note_report
UPDATE review
SET open_reports = open_reports + 1,
    updated_at = $3,
    version = version + 1
WHERE org_id = $1
  AND review_id = $2;

-- Every published review of the seller: review_seller_newest. Ratings that are not their recount.
-- name: find_wrong_ratings
SELECT coalesce(k.listing_id, t.listing_id) AS listing_id,
       coalesce(k.kept, '0 0 0 0 0') AS kept,
       coalesce(t.told, '0 0 0 0 0') AS told
FROM (SELECT listing_id, concat_ws(' ', stars_1, stars_2, stars_3, stars_4, stars_5) AS kept
      FROM listing_rating
      WHERE org_id = $1) k
FULL JOIN (SELECT listing_id,
                  concat_ws(' ', count(*) FILTER (WHERE rating = 1), count(*) FILTER (WHERE rating = 2),
                            count(*) FILTER (WHERE rating = 3), count(*) FILTER (WHERE rating = 4),
                            count(*) FILTER (WHERE rating = 5)) AS told
           FROM review
           WHERE org_id = $1
             AND status = 'published'
           GROUP BY listing_id) t ON t.listing_id = k.listing_id
WHERE coalesce(k.kept, '0 0 0 0 0') <> coalesce(t.told, '0 0 0 0 0')
ORDER BY 1
LIMIT $2;
