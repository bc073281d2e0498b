-- What comes to an order by the clock, what comes after a sale, and how orders come in groups.

-- How long an order may wait for something: data, the same for every seller. country is the seller's; ''
-- is every other. When money is due to the seller, auto_complete, is the settlement's policy and not here.
-- Sources: Sharetribe's default purchase process; for the ceilings Stripe's limits of manual payouts, and
-- an alarm at 80 % of them.
CREATE TABLE order_timer_rule (
    kind    text   NOT NULL CHECK (kind IN ('payment', 'auto_cancel', 'auto_complete', 'dispute', 'hold_alarm',
                                            'hold_ceiling')),
    country text   COLLATE "C" NOT NULL CHECK (country ~ '^([A-Z]{2})?$'),
    seconds bigint NOT NULL CHECK (seconds > 0),
    PRIMARY KEY (kind, country)
);
INSERT INTO order_timer_rule (kind, country, seconds)
VALUES ('payment', '', 15 * 60),
       ('auto_cancel', '', 14 * 86400),
       ('dispute', '', 60 * 86400),
       ('hold_alarm', '', 72 * 86400),
       ('hold_ceiling', '', 90 * 86400),
       ('hold_alarm', 'US', 584 * 86400),
       ('hold_ceiling', 'US', 730 * 86400),
       ('hold_alarm', 'TH', 8 * 86400),
       ('hold_ceiling', 'TH', 10 * 86400);

-- The timers of an order that do not follow from its own columns, and what became of those that do: a plain
-- order has no row here. `failed`: what the timer was to do was refused, and people have to.
CREATE TABLE order_timer (
    org_id   uuid        NOT NULL,
    order_id uuid        NOT NULL,
    kind     text        NOT NULL CHECK (kind IN ('payment', 'auto_cancel', 'auto_complete', 'dispute',
                                                  'hold_alarm', 'hold_ceiling')),
    state    text        NOT NULL CHECK (state IN ('pending', 'fired', 'stopped', 'failed')),
    due_at   timestamptz NOT NULL,
    PRIMARY KEY (org_id, order_id, kind),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id)
);
CREATE INDEX order_timer_due ON order_timer (due_at) WHERE state = 'pending';

-- What comes after a sale: a return, an exchange or a claim, one row each, with the state of its kind. The
-- goods that are away are promised to at most one return or exchange at a time.
CREATE TABLE after_sale (
    org_id          uuid        NOT NULL,
    case_id         uuid        NOT NULL,
    order_id        uuid        NOT NULL,
    return_status   text        CHECK (return_status IN ('requested', 'approved', 'received', 'refunded', 'rejected',
                                                         'canceled')),
    exchange_status text        CHECK (exchange_status IN ('requested', 'approved', 'received', 'fulfilled',
                                                           'rejected', 'canceled')),
    claim_status    text        CHECK (claim_status IN ('open', 'approved', 'resolved', 'denied', 'canceled')),
    resolution      text        CHECK (resolution IN ('refund', 'replacement', 'refund_and_replacement')),
    reason          text        NOT NULL CHECK (reason IN (
                        'requested_by_customer', 'damaged', 'not_as_described', 'not_received',
                        'duplicate', 'fraudulent', 'other')),
    note            text        NOT NULL CHECK (char_length(note) <= 2000),
    decision_note   text        NOT NULL DEFAULT '' CHECK (char_length(decision_note) <= 2000),
    carrier         text        NOT NULL DEFAULT '' CHECK (char_length(carrier) <= 60),
    tracking_number text        NOT NULL DEFAULT '' CHECK (char_length(tracking_number) <= 80),
    actor           text        NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 100),
    actor_name      text        NOT NULL CHECK (char_length(actor_name) <= 200),
    opened_at       timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (org_id, case_id),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id),
    CONSTRAINT after_sale_of_one_kind CHECK (num_nonnulls(return_status, exchange_status, claim_status) = 1),
    CONSTRAINT after_sale_resolved CHECK ((claim_status IS NOT DISTINCT FROM 'resolved') = (resolution IS NOT NULL))
);
CREATE INDEX after_sale_order ON after_sale (org_id, order_id);

-- received_quantity is what was counted when it came, and restock what became of it. The replacement of an
-- exchange is a copy of the catalogue, as in an order.
CREATE TABLE after_sale_line (
    org_id                  uuid   NOT NULL,
    case_id                 uuid   NOT NULL,
    order_id                uuid   NOT NULL,
    line_id                 uuid   NOT NULL,
    quantity                bigint NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
    received_quantity       bigint NOT NULL DEFAULT 0,
    restock                 text   NOT NULL DEFAULT 'keep' CHECK (restock IN ('restock', 'write_off', 'keep')),
    replacement_variant_id  uuid,
    replacement_title       text   NOT NULL DEFAULT '' CHECK (char_length(replacement_title) <= 200),
    replacement_sku         text   NOT NULL DEFAULT '' CHECK (char_length(replacement_sku) <= 64),
    replacement_price_minor bigint NOT NULL DEFAULT 0 CHECK (replacement_price_minor >= 0),
    PRIMARY KEY (org_id, case_id, line_id),
    FOREIGN KEY (org_id, case_id) REFERENCES after_sale (org_id, case_id),
    FOREIGN KEY (org_id, order_id, line_id) REFERENCES order_line (org_id, order_id, line_id),
    CHECK (received_quantity BETWEEN 0 AND quantity)
);
CREATE INDEX after_sale_line_order ON after_sale_line (org_id, order_id, line_id);

-- Carts are no business state: they come and go, and nothing follows from one that is forgotten. org_id is
-- the marketplace. checkout_id is set while, and after, its orders are placed.
CREATE TABLE cart (
    org_id      uuid        NOT NULL,
    cart_id     uuid        NOT NULL,
    checkout_id uuid,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    version     bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, cart_id)
);
CREATE INDEX cart_expiry ON cart (org_id, expires_at);

CREATE TABLE cart_line (
    org_id     uuid        NOT NULL,
    cart_id    uuid        NOT NULL,
    seller_id  uuid        NOT NULL,
    variant_id uuid        NOT NULL,
    quantity   bigint      NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
    added_at   timestamptz NOT NULL,
    PRIMARY KEY (org_id, cart_id, seller_id, variant_id),
    FOREIGN KEY (org_id, cart_id) REFERENCES cart (org_id, cart_id) ON DELETE CASCADE
);

-- A checkout groups one order with each seller. org_id is the marketplace.
CREATE TABLE checkout (
    org_id       uuid        NOT NULL,
    checkout_id  uuid        NOT NULL,
    cart_id      uuid        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('placing', 'placed', 'failed')),
    failure      text        NOT NULL CHECK (char_length(failure) <= 120),
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (org_id, checkout_id),
    CHECK ((state = 'failed') = (failure <> ''))
);

CREATE TABLE checkout_seller (
    org_id      uuid    NOT NULL,
    checkout_id uuid    NOT NULL,
    seller_id   uuid    NOT NULL,
    position    integer NOT NULL CHECK (position >= 0),
    PRIMARY KEY (org_id, checkout_id, seller_id),
    FOREIGN KEY (org_id, checkout_id) REFERENCES checkout (org_id, checkout_id)
);

-- Which of a seller's orders was placed for which checkout, written with the order: a step that runs again
-- finds it here and places nothing twice.
CREATE TABLE order_group (
    org_id      uuid NOT NULL,
    order_id    uuid NOT NULL,
    checkout_id uuid NOT NULL,
    PRIMARY KEY (org_id, order_id),
    CONSTRAINT order_group_one_of_a_checkout UNIQUE (org_id, checkout_id),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id)
);
