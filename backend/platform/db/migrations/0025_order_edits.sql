-- Orders that are edited before they leave.

-- A line that is taken out stays as a line of nothing.
ALTER DOMAIN line_quantity DROP CONSTRAINT line_quantity_check;
ALTER DOMAIN line_quantity ADD CONSTRAINT line_quantity_check CHECK (VALUE BETWEEN 0 AND 9999);

-- reduced: how far edits have lowered the total after it was paid; excess_refunded: how much of that went
-- back. What has not is the buyer's, and is not released to the seller.
ALTER TABLE marketplace_order
    ADD COLUMN reduced_minor         natural_bigint NOT NULL DEFAULT 0,
    ADD COLUMN excess_refunded_minor natural_bigint NOT NULL DEFAULT 0,
    DROP CONSTRAINT marketplace_order_within;
ALTER TABLE marketplace_order
    ADD CONSTRAINT marketplace_order_within CHECK (
        authorized_minor <= total_minor + reduced_minor AND captured_minor <= authorized_minor
        AND shipping_refunded_minor <= shipping_minor
        AND commission_minor + commission_tax_minor <= items_minor
        AND commission_refunded_minor <= commission_minor
        AND commission_tax_refunded_minor <= commission_tax_minor
        AND shipping_tax_minor BETWEEN 0 AND shipping_minor
        AND shipping_tax_refunded_minor BETWEEN 0 AND shipping_tax_minor
        AND collected_tax_refunded_minor BETWEEN 0 AND collected_tax_minor
        AND commission_minor + commission_tax_minor + collected_tax_minor <= total_minor
        AND excess_refunded_minor <= reduced_minor AND excess_refunded_minor <= refunded_minor);

DROP INDEX marketplace_order_open;
CREATE INDEX marketplace_order_open ON marketplace_order (placed_at)
    INCLUDE (org_id, currency, total_minor, refunded_minor, excess_refunded_minor, payment_status,
             fulfillment_status)
    WHERE status = 'placed' AND fulfillment_status IN ('unfulfilled', 'partial', 'fulfilled');

-- excess: of extra, what edits had lowered the total by. No line and no commission has a part in it.
ALTER TABLE refund
    ADD COLUMN excess_minor bigint NOT NULL DEFAULT 0 CHECK (excess_minor >= 0),
    ADD CONSTRAINT refund_excess CHECK (shipping_extra_minor + excess_minor <= extra_minor);
DROP INDEX refund_created;
CREATE INDEX refund_created ON refund (created_at)
    INCLUDE (org_id, currency, total_minor, excess_minor, commission_minor, status);
DROP INDEX refund_seller_created;
CREATE INDEX refund_seller_created ON refund (org_id, created_at)
    INCLUDE (currency, total_minor, excess_minor, commission_minor, status);

-- Edits wait with their refund for a second person.
ALTER TABLE refund_approval DROP CONSTRAINT refund_approval_originator_check;
ALTER TABLE refund_approval ADD CONSTRAINT refund_approval_originator_check CHECK (
    originator IN ('direct', 'cancellation', 'return', 'exchange', 'claim', 'edit'));

-- before, after: what changed, as it was and as it is: lines, shipping, address. refund_id: of what went back, or
-- will. request: what was asked for, of one that had to wait.
CREATE TABLE order_edit (
    org_id             uuid        NOT NULL,
    edit_id            uuid        NOT NULL,
    order_id           uuid        NOT NULL,
    status             text        NOT NULL CHECK (status IN ('requested', 'confirmed', 'declined', 'expired')),
    currency           char(3)     NOT NULL,
    total_before_minor bigint      NOT NULL CHECK (total_before_minor >= 0),
    total_after_minor  bigint      NOT NULL CHECK (total_after_minor >= 0),
    before             jsonb       NOT NULL,
    after              jsonb       NOT NULL,
    request            jsonb,
    note               text        NOT NULL CHECK (char_length(note) <= 2000),
    refund_id          uuid,
    actor              text        NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 100),
    actor_name         text        NOT NULL CHECK (char_length(actor_name) <= 200),
    created_at         timestamptz NOT NULL,
    decided_at         timestamptz,
    PRIMARY KEY (org_id, edit_id),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id),
    CHECK ((status = 'requested') = (decided_at IS NULL)),
    CHECK (status = 'confirmed' OR request IS NOT NULL)
);
CREATE INDEX order_edit_order ON order_edit (org_id, order_id);
CREATE UNIQUE INDEX order_edit_open ON order_edit (org_id, order_id) WHERE status = 'requested';
