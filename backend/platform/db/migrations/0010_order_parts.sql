-- What happens to an order after it is placed: parcels, cancellations, holds. Nothing of it costs a plain
-- order anything: it has no rows here until somebody does something with it.

-- actor is who packed it. fulfilled_at is when it was handed to the carrier; tracking_status is what the
-- carrier says and moves nothing.
CREATE TABLE fulfillment (
    org_id          uuid        NOT NULL,
    fulfillment_id  uuid        NOT NULL,
    order_id        uuid        NOT NULL,
    status          text        NOT NULL CHECK (status IN ('unfulfilled', 'fulfilled', 'delivered', 'canceled')),
    carrier         text        NOT NULL CHECK (char_length(carrier) <= 60),
    tracking_number text        NOT NULL CHECK (char_length(tracking_number) <= 80),
    tracking_status text        NOT NULL CHECK (tracking_status IN (
                        'unknown', 'pre_transit', 'in_transit', 'out_for_delivery', 'available_for_pickup',
                        'delivered', 'return_to_sender', 'failure')),
    actor           text        NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 100),
    actor_name      text        NOT NULL CHECK (char_length(actor_name) <= 200),
    created_at      timestamptz NOT NULL,
    fulfilled_at    timestamptz,
    delivered_at    timestamptz,
    canceled_at     timestamptz,
    PRIMARY KEY (org_id, fulfillment_id),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id),
    CHECK (status NOT IN ('fulfilled', 'delivered') OR fulfilled_at IS NOT NULL),
    CHECK ((status = 'delivered') = (delivered_at IS NOT NULL)),
    CHECK ((status = 'canceled') = (canceled_at IS NOT NULL))
);
CREATE INDEX fulfillment_order ON fulfillment (org_id, order_id);

CREATE TABLE fulfillment_line (
    org_id         uuid   NOT NULL,
    fulfillment_id uuid   NOT NULL,
    order_id       uuid   NOT NULL,
    line_id        uuid   NOT NULL,
    quantity       bigint NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
    PRIMARY KEY (org_id, fulfillment_id, line_id),
    FOREIGN KEY (org_id, fulfillment_id) REFERENCES fulfillment (org_id, fulfillment_id),
    FOREIGN KEY (org_id, order_id, line_id) REFERENCES order_line (org_id, order_id, line_id)
);
CREATE INDEX fulfillment_line_order ON fulfillment_line (org_id, order_id, line_id);

-- Append-only: what was taken back before it left, and why. The money is in the refund that names it.
CREATE TABLE order_cancellation (
    org_id          uuid        NOT NULL,
    cancellation_id uuid        NOT NULL,
    order_id        uuid        NOT NULL,
    reason          text        NOT NULL CHECK (reason IN ('customer', 'declined', 'fraud', 'inventory', 'staff',
                                                           'other', 'expired')),
    note            text        NOT NULL CHECK (char_length(note) <= 2000),
    is_whole        boolean     NOT NULL,
    actor           text        NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 100),
    actor_name      text        NOT NULL CHECK (char_length(actor_name) <= 200),
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (org_id, cancellation_id),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id)
);
CREATE INDEX order_cancellation_order ON order_cancellation (org_id, order_id);

CREATE TABLE order_cancellation_line (
    org_id          uuid   NOT NULL,
    cancellation_id uuid   NOT NULL,
    order_id        uuid   NOT NULL,
    line_id         uuid   NOT NULL,
    quantity        bigint NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
    PRIMARY KEY (org_id, cancellation_id, line_id),
    FOREIGN KEY (org_id, cancellation_id) REFERENCES order_cancellation (org_id, cancellation_id),
    FOREIGN KEY (org_id, order_id, line_id) REFERENCES order_line (org_id, order_id, line_id)
);
CREATE INDEX order_cancellation_line_order ON order_cancellation_line (org_id, order_id, line_id);

-- A held order does not leave; its stock stays reserved. At most one hold of an order is in force.
CREATE TABLE fulfillment_hold (
    org_id           uuid        NOT NULL,
    hold_id          uuid        NOT NULL,
    order_id         uuid        NOT NULL,
    reason           text        NOT NULL CHECK (reason IN ('fraud', 'payment', 'address', 'inventory',
                                                            'customer', 'other')),
    note             text        NOT NULL CHECK (char_length(note) <= 2000),
    placed_by        text        NOT NULL CHECK (char_length(placed_by) BETWEEN 1 AND 100),
    placed_by_name   text        NOT NULL CHECK (char_length(placed_by_name) <= 200),
    placed_at        timestamptz NOT NULL,
    release_note     text        NOT NULL DEFAULT '' CHECK (char_length(release_note) <= 2000),
    released_by      text        NOT NULL DEFAULT '' CHECK (char_length(released_by) <= 100),
    released_by_name text        NOT NULL DEFAULT '' CHECK (char_length(released_by_name) <= 200),
    released_at      timestamptz,
    PRIMARY KEY (org_id, hold_id),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id),
    CHECK ((released_at IS NULL) = (released_by = ''))
);
CREATE INDEX fulfillment_hold_order ON fulfillment_hold (org_id, order_id);
CREATE UNIQUE INDEX fulfillment_hold_in_force ON fulfillment_hold (org_id, order_id) WHERE released_at IS NULL;

-- What a refund was made for: the cancellation, return, exchange, claim or edit that it belongs to.
ALTER TABLE refund
    ADD COLUMN originator text NOT NULL DEFAULT 'direct'
        CHECK (originator IN ('direct', 'cancellation', 'return', 'exchange', 'claim', 'edit')),
    ADD COLUMN originator_id text NOT NULL DEFAULT '' CHECK (char_length(originator_id) <= 60),
    ADD CONSTRAINT refund_originator_named CHECK ((originator = 'direct') = (originator_id = ''));
