-- Orders, payments, refunds and the ledger. Everything belongs to the seller, org_id. What an order
-- says of a listing is a copy: orders do not change when the catalogue does, hence no foreign key there.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- status, payment_status and fulfillment_status are derived from the parts and written in one place.
CREATE TABLE marketplace_order (
    org_id                    uuid        NOT NULL REFERENCES organisation (org_id),
    order_id                  uuid        NOT NULL,
    number                    text        COLLATE "C" NOT NULL CHECK (number ~ '^M-[0-9A-HJKMNP-TV-Z]{8}$'),
    status                    text        NOT NULL CHECK (status IN ('draft', 'placed', 'canceled')),
    payment_status            text        NOT NULL CHECK (payment_status IN (
                                  'none', 'authorized', 'partially_paid', 'paid', 'partially_refunded',
                                  'refunded', 'voided')),
    fulfillment_status        text        NOT NULL CHECK (fulfillment_status IN (
                                  'unfulfilled', 'partial', 'fulfilled', 'delivered', 'canceled')),
    buyer_name                text        NOT NULL CHECK (char_length(buyer_name) BETWEEN 1 AND 120),
    buyer_email               text        NOT NULL CHECK (char_length(buyer_email) BETWEEN 3 AND 254),
    buyer_search              text        NOT NULL GENERATED ALWAYS AS (
                                  lower(buyer_name || ' ' || buyer_email)) STORED,
    ship_name                 text        NOT NULL,
    ship_street               text        NOT NULL,
    ship_street2              text        NOT NULL,
    ship_postal_code          text        NOT NULL,
    ship_city                 text        NOT NULL,
    ship_region               text        NOT NULL,
    ship_country              char(2)     NOT NULL CHECK (ship_country ~ '^[A-Z]{2}$'),
    currency                  char(3)     NOT NULL,
    item_count                bigint      NOT NULL CHECK (item_count > 0),
    items_minor               bigint      NOT NULL CHECK (items_minor >= 0),
    shipping_minor            bigint      NOT NULL CHECK (shipping_minor >= 0),
    total_minor               bigint      NOT NULL CHECK (total_minor = items_minor + shipping_minor),
    commission_minor          bigint      NOT NULL CHECK (commission_minor BETWEEN 0 AND items_minor),
    authorized_minor          bigint      NOT NULL CHECK (authorized_minor BETWEEN 0 AND total_minor),
    captured_minor            bigint      NOT NULL CHECK (captured_minor BETWEEN 0 AND authorized_minor),
    refunded_minor            bigint      NOT NULL CHECK (refunded_minor >= 0),
    shipping_refunded_minor   bigint      NOT NULL CHECK (shipping_refunded_minor BETWEEN 0 AND shipping_minor),
    commission_refunded_minor bigint      NOT NULL CHECK (commission_refunded_minor BETWEEN 0 AND commission_minor),
    placed_by                 text        NOT NULL CHECK (char_length(placed_by) BETWEEN 1 AND 100),
    placed_by_name            text        NOT NULL CHECK (char_length(placed_by_name) <= 200),
    placed_at                 timestamptz NOT NULL,
    updated_at                timestamptz NOT NULL,
    version                   bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, order_id),
    -- The last guard against giving back more than was taken, whoever asks at the same time.
    CONSTRAINT marketplace_order_refund_covered CHECK (refunded_minor <= captured_minor)
);
CREATE UNIQUE INDEX marketplace_order_number ON marketplace_order (number, org_id);
CREATE INDEX marketplace_order_placed ON marketplace_order (placed_at DESC, order_id DESC)
    INCLUDE (org_id, currency, total_minor, commission_minor, status, payment_status, fulfillment_status);
CREATE INDEX marketplace_order_seller_placed ON marketplace_order (org_id, placed_at DESC, order_id DESC)
    INCLUDE (currency, total_minor, commission_minor, status, payment_status, fulfillment_status);
CREATE INDEX marketplace_order_payment_status ON marketplace_order (payment_status, org_id);
CREATE INDEX marketplace_order_fulfillment_status ON marketplace_order (fulfillment_status, org_id);
-- What somebody still has to do something about: small, however many orders there have been.
CREATE INDEX marketplace_order_open ON marketplace_order (placed_at)
    INCLUDE (org_id, currency, total_minor, refunded_minor, payment_status, fulfillment_status)
    WHERE status = 'placed' AND fulfillment_status IN ('unfulfilled', 'partial', 'fulfilled');
CREATE INDEX marketplace_order_buyer ON marketplace_order USING gin (buyer_search gin_trgm_ops);

-- commission_minor is frozen when the order is placed. withdrawn_quantity will never be shipped: it was
-- refunded before it left and went back on sale or was written off.
CREATE TABLE order_line (
    org_id                    uuid    NOT NULL,
    order_id                  uuid    NOT NULL,
    line_id                   uuid    NOT NULL,
    position                  integer NOT NULL CHECK (position >= 0),
    listing_id                uuid    NOT NULL,
    variant_id                uuid    NOT NULL,
    title                     text    NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    sku                       text    NOT NULL CHECK (char_length(sku) BETWEEN 1 AND 64),
    options_text              text    NOT NULL,
    image_url                 text    NOT NULL CHECK (char_length(image_url) <= 1000),
    quantity                  bigint  NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
    fulfilled_quantity        bigint  NOT NULL,
    delivered_quantity        bigint  NOT NULL CHECK (delivered_quantity BETWEEN 0 AND fulfilled_quantity),
    withdrawn_quantity        bigint  NOT NULL,
    refunded_quantity         bigint  NOT NULL CHECK (refunded_quantity BETWEEN 0 AND quantity),
    unit_price_minor          bigint  NOT NULL CHECK (unit_price_minor >= 0),
    total_minor               bigint  NOT NULL CHECK (total_minor = unit_price_minor * quantity),
    refunded_minor            bigint  NOT NULL,
    commission_minor          bigint  NOT NULL CHECK (commission_minor BETWEEN 0 AND total_minor),
    commission_refunded_minor bigint  NOT NULL,
    PRIMARY KEY (org_id, order_id, line_id),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id),
    CONSTRAINT order_line_refund_covered CHECK (refunded_minor BETWEEN 0 AND total_minor),
    CONSTRAINT order_line_commission_covered CHECK (commission_refunded_minor BETWEEN 0 AND commission_minor),
    CHECK (fulfilled_quantity >= 0 AND withdrawn_quantity >= 0
           AND fulfilled_quantity + withdrawn_quantity <= quantity)
);

CREATE TABLE payment (
    org_id         uuid        NOT NULL,
    payment_id     uuid        NOT NULL,
    order_id       uuid        NOT NULL,
    state          text        NOT NULL CHECK (state IN ('processing', 'requires_capture', 'succeeded',
                                                         'failed', 'canceled')),
    provider       text        NOT NULL CHECK (char_length(provider) BETWEEN 1 AND 60),
    reference      text        NOT NULL CHECK (char_length(reference) <= 255), -- the provider's id
    method         text        NOT NULL CHECK (char_length(method) <= 120),
    failure_code   text        NOT NULL CHECK (char_length(failure_code) <= 120),
    currency       char(3)     NOT NULL,
    amount_minor   bigint      NOT NULL CHECK (amount_minor > 0),
    captured_minor bigint      NOT NULL CHECK (captured_minor BETWEEN 0 AND amount_minor),
    refunded_minor bigint      NOT NULL CHECK (refunded_minor >= 0),
    created_at     timestamptz NOT NULL,
    PRIMARY KEY (org_id, payment_id),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id),
    CONSTRAINT payment_refund_covered CHECK (refunded_minor <= captured_minor),
    CHECK ((state = 'succeeded') = (captured_minor > 0))
);
CREATE INDEX payment_order ON payment (org_id, order_id);

-- total = the lines' amounts + shipping + extra. extra was laid on lines and shipping by what was left
-- of them: refund_line.extra_minor and shipping_extra_minor add up to it.
CREATE TABLE refund (
    org_id               uuid        NOT NULL,
    refund_id            uuid        NOT NULL,
    order_id             uuid        NOT NULL,
    payment_id           uuid        NOT NULL,
    status               text        NOT NULL CHECK (status IN ('requested', 'pending', 'succeeded', 'failed')),
    currency             char(3)     NOT NULL,
    total_minor          bigint      NOT NULL CHECK (total_minor > 0),
    shipping_minor       bigint      NOT NULL CHECK (shipping_minor >= 0),
    extra_minor          bigint      NOT NULL CHECK (extra_minor >= 0),
    shipping_extra_minor bigint      NOT NULL CHECK (shipping_extra_minor BETWEEN 0 AND extra_minor),
    commission_minor     bigint      NOT NULL CHECK (commission_minor BETWEEN 0 AND total_minor),
    reason               text        NOT NULL CHECK (reason IN (
                             'requested_by_customer', 'damaged', 'not_as_described', 'not_received',
                             'duplicate', 'fraudulent', 'other')),
    note                 text        NOT NULL CHECK (char_length(note) <= 2000),
    reference            text        NOT NULL CHECK (char_length(reference) <= 255),
    actor                text        NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 100),
    actor_name           text        NOT NULL CHECK (char_length(actor_name) <= 200),
    created_at           timestamptz NOT NULL,
    PRIMARY KEY (org_id, refund_id),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id),
    FOREIGN KEY (org_id, payment_id) REFERENCES payment (org_id, payment_id),
    CHECK (shipping_minor + extra_minor <= total_minor)
);
CREATE INDEX refund_order ON refund (org_id, order_id);
CREATE INDEX refund_created ON refund (created_at) INCLUDE (org_id, currency, total_minor, commission_minor, status);
CREATE INDEX refund_seller_created ON refund (org_id, created_at)
    INCLUDE (currency, total_minor, commission_minor, status);

-- A line with quantity 0 took only a share of the extra.
CREATE TABLE refund_line (
    org_id           uuid   NOT NULL,
    refund_id        uuid   NOT NULL,
    order_id         uuid   NOT NULL,
    line_id          uuid   NOT NULL,
    quantity         bigint NOT NULL CHECK (quantity >= 0),
    amount_minor     bigint NOT NULL CHECK (amount_minor >= 0),
    extra_minor      bigint NOT NULL CHECK (extra_minor >= 0),
    commission_minor bigint NOT NULL CHECK (commission_minor BETWEEN 0 AND amount_minor + extra_minor),
    restock          text   NOT NULL CHECK (restock IN ('restock', 'write_off', 'keep')),
    PRIMARY KEY (org_id, refund_id, line_id),
    FOREIGN KEY (org_id, refund_id) REFERENCES refund (org_id, refund_id),
    FOREIGN KEY (org_id, order_id, line_id) REFERENCES order_line (org_id, order_id, line_id)
);
CREATE INDEX refund_line_order ON refund_line (org_id, order_id, line_id);

-- Only the accounts that have a limit keep balances: an order's hold, what a seller is owed and owes. The
-- others are sums over transfers, so that no row is written by every order.
CREATE TABLE ledger_account (
    org_id          uuid    NOT NULL,
    account_id      uuid    NOT NULL,
    kind            text    NOT NULL CHECK (kind IN (
                        'provider_receivable', 'order_hold', 'seller_payable', 'seller_debt',
                        'refund_clearing', 'platform_fee', 'tax_payable', 'bank')),
    owner_id        uuid    NOT NULL, -- the order of a hold, else the organisation
    currency        char(3) NOT NULL,
    debits_pending  bigint  NOT NULL DEFAULT 0 CHECK (debits_pending >= 0),
    debits_posted   bigint  NOT NULL DEFAULT 0 CHECK (debits_posted >= 0),
    credits_pending bigint  NOT NULL DEFAULT 0 CHECK (credits_pending >= 0),
    credits_posted  bigint  NOT NULL DEFAULT 0 CHECK (credits_posted >= 0),
    PRIMARY KEY (org_id, account_id),
    UNIQUE (org_id, kind, owner_id, currency),
    -- A debit in flight counts: two of them together can not take more than there is.
    CONSTRAINT ledger_account_credit_covers_debit CHECK (
        kind NOT IN ('order_hold', 'seller_payable') OR debits_pending + debits_posted <= credits_posted),
    CONSTRAINT ledger_account_debit_covers_credit CHECK (
        kind <> 'seller_debt' OR credits_pending + credits_posted <= debits_posted),
    CONSTRAINT ledger_account_no_balance CHECK (
        kind IN ('order_hold', 'seller_payable', 'seller_debt')
        OR (debits_pending = 0 AND debits_posted = 0 AND credits_pending = 0 AND credits_posted = 0))
);

-- Append-only; a correction is another transfer. One row moves one amount from one account to another, so
-- that debits equal credits by construction. The accounts are no foreign keys: those would lock the one
-- receivable account in every order; ledger::post joins them and ledger::verify checks.
CREATE TABLE ledger_transfer (
    org_id            uuid        NOT NULL,
    transfer_id       uuid        NOT NULL,
    entry_id          uuid        NOT NULL,
    entry_line        integer     NOT NULL CHECK (entry_line > 0),
    debit_account_id  uuid        NOT NULL,
    credit_account_id uuid        NOT NULL,
    debit_kind        text        NOT NULL,
    credit_kind       text        NOT NULL,
    currency          char(3)     NOT NULL,
    amount_minor      bigint      NOT NULL CHECK (amount_minor BETWEEN 1 AND 1000000000000000),
    phase             text        NOT NULL CHECK (phase IN ('single', 'pending', 'post', 'void', 'expire')),
    pending_id        uuid,
    reason            text        NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 60),
    order_id          uuid,
    payment_id        uuid,
    refund_id         uuid,
    occurred_at       timestamptz NOT NULL,
    actor             text        NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 100),
    request_id        uuid        NOT NULL,
    PRIMARY KEY (org_id, transfer_id),
    UNIQUE (org_id, entry_id, entry_line),
    CHECK (debit_account_id <> credit_account_id),
    CHECK ((phase IN ('post', 'void', 'expire')) = (pending_id IS NOT NULL))
);
CREATE UNIQUE INDEX ledger_transfer_resolved_once ON ledger_transfer (org_id, pending_id)
    WHERE phase IN ('post', 'void', 'expire');
CREATE INDEX ledger_transfer_order ON ledger_transfer (order_id, org_id);
CREATE INDEX ledger_transfer_journal ON ledger_transfer (occurred_at DESC, transfer_id DESC)
    WHERE phase IN ('single', 'post');
CREATE INDEX ledger_transfer_seller_journal ON ledger_transfer (org_id, occurred_at DESC, transfer_id DESC)
    WHERE phase IN ('single', 'post');
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_transfer FROM PUBLIC, CURRENT_USER;
