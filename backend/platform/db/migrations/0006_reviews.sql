-- What buyers say of what they bought. A review belongs to one line of an order, whose seller, org_id, it
-- is about; what it says of the listing is the order's copy.

CREATE TABLE review (
    org_id           uuid        NOT NULL,
    review_id        uuid        NOT NULL,
    listing_id       uuid        NOT NULL,
    order_id         uuid        NOT NULL,
    line_id          uuid        NOT NULL,
    listing_title    text        NOT NULL CHECK (char_length(listing_title) BETWEEN 1 AND 200),
    options_text     text        NOT NULL,
    status           text        NOT NULL CHECK (status IN ('pending', 'published', 'hidden')),
    rating           smallint    NOT NULL CHECK (rating BETWEEN 1 AND 5),
    title            text        NOT NULL CHECK (char_length(title) <= 120),
    body             text        NOT NULL CHECK (char_length(body) <= 5000),
    author           text        NOT NULL CHECK (char_length(author) BETWEEN 1 AND 120),
    flagged_words    text        NOT NULL CHECK (char_length(flagged_words) <= 200),
    open_reports     integer     NOT NULL CHECK (open_reports >= 0), -- since the last decision
    problem          text        CHECK (problem IN ('illegal', 'offensive', 'personal_data', 'advertising',
                                                    'off_topic', 'not_genuine', 'other')),
    note             text        NOT NULL CHECK (char_length(note) <= 2000),
    answer           text        CHECK (char_length(answer) BETWEEN 1 AND 2000),
    answered_at      timestamptz,
    answer_edited_at timestamptz,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    version          bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, review_id),
    CONSTRAINT review_one_of_a_line UNIQUE (org_id, order_id, line_id),
    FOREIGN KEY (org_id, order_id, line_id) REFERENCES order_line (org_id, order_id, line_id),
    FOREIGN KEY (org_id, listing_id) REFERENCES listing (org_id, listing_id),
    CHECK ((problem IS NOT NULL) = (status = 'hidden')),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK (answer_edited_at IS NULL OR answered_at IS NOT NULL),
    CHECK (open_reports = 0 OR status = 'published')
);
CREATE INDEX review_newest ON review (created_at DESC, review_id DESC);
CREATE INDEX review_seller_newest ON review (org_id, created_at DESC, review_id DESC);
CREATE INDEX review_listing_newest ON review (org_id, listing_id, created_at DESC, review_id DESC);
CREATE INDEX review_listing_rating ON review (org_id, listing_id, rating, created_at DESC, review_id DESC)
    WHERE status = 'published';
CREATE INDEX review_status_newest ON review (status, created_at DESC, review_id DESC);
-- What a moderator still has to look at: small, however many reviews there are.
CREATE INDEX review_waiting ON review (created_at DESC, review_id DESC)
    WHERE status = 'pending' OR open_reports > 0;

-- One person's report of one review; a second one says nothing new.
CREATE TABLE review_report (
    org_id         uuid        NOT NULL,
    review_id      uuid        NOT NULL,
    report_id      uuid        NOT NULL,
    reporter_email text        NOT NULL CHECK (char_length(reporter_email) BETWEEN 3 AND 254),
    problem        text        NOT NULL CHECK (problem IN (
                       'illegal', 'offensive', 'personal_data', 'advertising', 'off_topic', 'not_genuine',
                       'other')),
    note           text        NOT NULL CHECK (char_length(note) <= 2000),
    actor          text        NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 100),
    reported_at    timestamptz NOT NULL,
    PRIMARY KEY (org_id, review_id, report_id),
    CONSTRAINT review_report_once UNIQUE (org_id, review_id, reporter_email),
    FOREIGN KEY (org_id, review_id) REFERENCES review (org_id, review_id)
);

-- How many published reviews a listing has of each rating; count and sum follow. Updated with every review
-- of the listing, hence the room left in its pages for updates in place.
CREATE TABLE listing_rating (
    org_id     uuid   NOT NULL,
    listing_id uuid   NOT NULL,
    stars_1    bigint NOT NULL CHECK (stars_1 >= 0),
    stars_2    bigint NOT NULL CHECK (stars_2 >= 0),
    stars_3    bigint NOT NULL CHECK (stars_3 >= 0),
    stars_4    bigint NOT NULL CHECK (stars_4 >= 0),
    stars_5    bigint NOT NULL CHECK (stars_5 >= 0),
    PRIMARY KEY (org_id, listing_id),
    FOREIGN KEY (org_id, listing_id) REFERENCES listing (org_id, listing_id)
) WITH (fillfactor = 70);

ALTER TABLE api_key DROP CONSTRAINT api_key_scopes_check;
ALTER TABLE api_key ADD CONSTRAINT api_key_scopes_check CHECK (
    cardinality(scopes) > 0
    AND scopes <@ ARRAY['listings_read', 'listings_write', 'stock_write', 'storefront_read',
                        'orders_place', 'orders_read', 'reviews_write', 'reviews_report']);

-- Since when a demo marketplace is being filled; after an interruption it is still there.
ALTER TABLE node_meta ADD COLUMN demo_filling_since timestamptz;
