-- What sellers offer, how much of it there is, and the review in between. Tenant tables start their
-- keys with org_id, the seller; category is a small reference table.
--
-- listing and variant hold what is on sale, or the draft of what never was. An edit of a listing that
-- is on sale waits in listing.pending until it is approved, so the published words stay as they are.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE category (
    category_id uuid        PRIMARY KEY,
    path        text        NOT NULL CHECK (char_length(path) BETWEEN 1 AND 200),
    attributes  jsonb       NOT NULL CHECK (jsonb_typeof(attributes) = 'array'),
    created_at  timestamptz NOT NULL,
    version     bigint      NOT NULL CHECK (version > 0)
);
CREATE UNIQUE INDEX category_path ON category (lower(path COLLATE "und-x-icu"));

CREATE TABLE listing (
    org_id         uuid        NOT NULL REFERENCES organisation (org_id),
    listing_id     uuid        NOT NULL,
    status         text        NOT NULL CHECK (status IN ('draft', 'pending_review', 'changes_requested',
                                                          'published', 'rejected', 'archived')),
    is_on_sale     boolean     NOT NULL,
    title          text        NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    description    text        NOT NULL CHECK (char_length(description) <= 20000),
    category_id    uuid        REFERENCES category (category_id),
    attributes     jsonb       NOT NULL CHECK (jsonb_typeof(attributes) = 'array'),
    images         jsonb       NOT NULL CHECK (jsonb_typeof(images) = 'array'),
    pending        jsonb       CHECK (jsonb_typeof(pending) = 'object'),
    search_text    text        NOT NULL, -- lower case: both titles and the SKUs
    review_reason  text        NOT NULL,
    review_message text        NOT NULL,
    published_at   timestamptz,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    version        bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, listing_id),
    CHECK (status <> 'published' OR (is_on_sale AND pending IS NULL)),
    CHECK (status NOT IN ('draft', 'archived') OR NOT is_on_sale),
    CHECK (pending IS NULL OR is_on_sale OR status = 'archived'),
    CHECK (NOT is_on_sale OR published_at IS NOT NULL)
);
CREATE INDEX listing_changed ON listing (updated_at DESC, listing_id DESC);
CREATE INDEX listing_status_changed ON listing (status, updated_at DESC, listing_id DESC);
CREATE INDEX listing_seller_changed ON listing (org_id, updated_at DESC, listing_id DESC);
CREATE INDEX listing_seller_status_changed ON listing (org_id, status, updated_at DESC, listing_id DESC);
CREATE INDEX listing_on_sale ON listing (published_at DESC, listing_id DESC) WHERE is_on_sale;
CREATE INDEX listing_seller_on_sale ON listing (org_id, published_at DESC, listing_id DESC) WHERE is_on_sale;
CREATE INDEX listing_category_on_sale ON listing (category_id, published_at DESC) WHERE is_on_sale;
CREATE INDEX listing_search ON listing USING gin (search_text gin_trgm_ops);
CREATE INDEX listing_title ON listing (lower(title COLLATE "und-x-icu"));

CREATE TABLE variant (
    org_id      uuid     NOT NULL,
    variant_id  uuid     NOT NULL,
    listing_id  uuid     NOT NULL,
    sku         text     NOT NULL CHECK (char_length(sku) BETWEEN 1 AND 64),
    position    integer  NOT NULL CHECK (position >= 0),
    options     jsonb    NOT NULL CHECK (jsonb_typeof(options) = 'array'),
    price_minor bigint   NOT NULL CHECK (price_minor BETWEEN 0 AND 1000000000000000),
    currency    char(3)  NOT NULL,
    is_retired  boolean  NOT NULL,
    PRIMARY KEY (org_id, variant_id),
    FOREIGN KEY (org_id, listing_id) REFERENCES listing (org_id, listing_id)
);
CREATE UNIQUE INDEX variant_sku ON variant (org_id, sku) WHERE NOT is_retired;
CREATE INDEX variant_listing ON variant (org_id, listing_id, position);

-- reserved is part of on_hand: what orders have that are not yet fulfilled.
CREATE TABLE stock_level (
    org_id     uuid   NOT NULL,
    variant_id uuid   NOT NULL,
    on_hand    bigint NOT NULL,
    reserved   bigint NOT NULL,
    version    bigint NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, variant_id),
    FOREIGN KEY (org_id, variant_id) REFERENCES variant (org_id, variant_id),
    CONSTRAINT stock_level_on_hand CHECK (on_hand BETWEEN 0 AND 1000000000),
    CONSTRAINT stock_level_reserved CHECK (reserved BETWEEN 0 AND on_hand)
) WITH (fillfactor = 70);

-- Append-only: the sum of a variant's moves is its level.
CREATE TABLE stock_move (
    org_id          uuid        NOT NULL,
    variant_id      uuid        NOT NULL,
    version         bigint      NOT NULL CHECK (version > 0), -- of the level after the move
    kind            text        NOT NULL CHECK (kind IN ('initial', 'adjustment', 'reservation',
                                                         'release', 'shipment', 'restock')),
    on_hand_change  bigint      NOT NULL,
    reserved_change bigint      NOT NULL,
    reason          text        NOT NULL CHECK (char_length(reason) <= 200),
    subject         text        NOT NULL CHECK (char_length(subject) <= 60),
    actor           text        NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 60),
    moved_at        timestamptz NOT NULL,
    PRIMARY KEY (org_id, variant_id, version),
    FOREIGN KEY (org_id, variant_id) REFERENCES stock_level (org_id, variant_id)
);

-- A listing that waits for a decision, or had one. snapshot is the draft as it was submitted.
CREATE TABLE moderation_case (
    org_id          uuid        NOT NULL,
    case_id         uuid        NOT NULL,
    listing_id      uuid        NOT NULL,
    listing_version bigint      NOT NULL CHECK (listing_version > 0),
    kind            text        NOT NULL CHECK (kind IN ('new_listing', 'changed_listing')),
    status          text        NOT NULL CHECK (status IN ('open', 'approved', 'rejected',
                                                           'changes_requested', 'withdrawn')),
    snapshot        jsonb       NOT NULL CHECK (jsonb_typeof(snapshot) = 'object'),
    signals         jsonb       NOT NULL CHECK (jsonb_typeof(signals) = 'array'),
    title           text        NOT NULL,
    image_url       text        NOT NULL,
    score           integer     NOT NULL CHECK (score BETWEEN 0 AND 100),
    rank            integer     NOT NULL GENERATED ALWAYS AS (100 - score) STORED, -- the queue's first order
    top_signal      text        NOT NULL,
    opened_at       timestamptz NOT NULL,
    claimed_by      text,
    claimed_name    text,
    claimed_until   timestamptz,
    decided_at      timestamptz,
    version         bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, case_id),
    FOREIGN KEY (org_id, listing_id) REFERENCES listing (org_id, listing_id),
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL) AND (claimed_by IS NULL) = (claimed_name IS NULL)),
    CHECK ((status = 'open') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX moderation_case_open ON moderation_case (org_id, listing_id) WHERE status = 'open';
CREATE INDEX moderation_case_queue ON moderation_case (status, rank, opened_at, case_id);
CREATE INDEX moderation_case_seller_queue ON moderation_case (org_id, status, rank, opened_at, case_id);
CREATE INDEX moderation_case_title ON moderation_case USING gin (lower(title COLLATE "und-x-icu") gin_trgm_ops);

-- The history of a case, append-only.
CREATE TABLE moderation_event (
    org_id     uuid        NOT NULL,
    case_id    uuid        NOT NULL,
    event_id   uuid        NOT NULL,
    at         timestamptz NOT NULL,
    actor      text        NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 60),
    actor_name text        NOT NULL CHECK (char_length(actor_name) <= 200),
    what       text        NOT NULL CHECK (what IN ('opened', 'claimed', 'taken_over', 'approved', 'rejected',
                                                    'changes_requested', 'withdrawn')),
    reason     text        NOT NULL,
    note       text        NOT NULL CHECK (char_length(note) <= 2000),
    PRIMARY KEY (org_id, case_id, event_id),
    FOREIGN KEY (org_id, case_id) REFERENCES moderation_case (org_id, case_id)
);
