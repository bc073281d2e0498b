-- Refunds that a second person decides.

-- Above which amount, by currency. No row, or no amount of a currency: one person decides.
CREATE TABLE refund_policy (
    org_id              uuid        PRIMARY KEY REFERENCES organisation (org_id),
    approval_currencies text[]      NOT NULL,
    approval_minor      bigint[]    NOT NULL CHECK (cardinality(approval_minor) = cardinality(approval_currencies)),
    approval_days       integer     NOT NULL CHECK (approval_days BETWEEN 1 AND 90),
    changed_by          text        NOT NULL CHECK (char_length(changed_by) BETWEEN 1 AND 200),
    changed_at          timestamptz NOT NULL,
    version             bigint      NOT NULL CHECK (version > 0)
);

-- What was asked for and waits, or waited: nothing has moved because of it. refund_id is the id that the
-- refund has once it is approved; only then refund has such a row. cancel_reason: the refund is that of a
-- cancellation, which waits with it.
CREATE TABLE refund_approval (
    org_id            uuid        NOT NULL,
    refund_id         uuid        NOT NULL,
    order_id          uuid        NOT NULL,
    status            text        NOT NULL CHECK (status IN ('awaiting_approval', 'approved', 'declined', 'expired')),
    currency          char(3)     NOT NULL,
    total_minor       bigint      NOT NULL CHECK (total_minor > 0),
    shipping_minor    bigint      NOT NULL CHECK (shipping_minor >= 0),
    extra_minor       bigint      NOT NULL CHECK (extra_minor >= 0),
    reason            text        NOT NULL CHECK (reason ~ '^[a-z][a-z0-9_]{0,39}$'),
    note              text        NOT NULL CHECK (char_length(note) <= 2000),
    originator        text        NOT NULL CHECK (originator IN ('direct', 'cancellation', 'return')),
    originator_id     text        NOT NULL CHECK (char_length(originator_id) <= 60),
    cancel_reason     text        CHECK (cancel_reason IN ('customer', 'declined', 'fraud', 'inventory', 'staff',
                                                           'other', 'expired')),
    requested_by      text        NOT NULL CHECK (char_length(requested_by) BETWEEN 1 AND 100),
    requested_by_name text        NOT NULL CHECK (char_length(requested_by_name) <= 200),
    requested_at      timestamptz NOT NULL,
    expires_at        timestamptz NOT NULL,
    decided_by        text        NOT NULL DEFAULT '' CHECK (char_length(decided_by) <= 100),
    decided_by_name   text        NOT NULL DEFAULT '' CHECK (char_length(decided_by_name) <= 200),
    decided_at        timestamptz,
    decision_note     text        NOT NULL DEFAULT '' CHECK (char_length(decision_note) <= 2000),
    PRIMARY KEY (org_id, refund_id),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id),
    CHECK ((originator = 'cancellation') = (cancel_reason IS NOT NULL)),
    CHECK ((status = 'awaiting_approval') = (decided_at IS NULL)),
    CONSTRAINT refund_approval_second_person CHECK (status <> 'approved' OR decided_by <> requested_by)
);
CREATE INDEX refund_approval_order ON refund_approval (org_id, order_id);
CREATE INDEX refund_approval_waiting ON refund_approval (expires_at, refund_id) WHERE status = 'awaiting_approval';

-- amount_minor is what the line would give back when it was asked for: that is what is approved.
CREATE TABLE refund_approval_line (
    org_id       uuid   NOT NULL,
    refund_id    uuid   NOT NULL,
    order_id     uuid   NOT NULL,
    line_id      uuid   NOT NULL,
    quantity     bigint NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
    amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
    restock      text   NOT NULL CHECK (restock IN ('restock', 'write_off', 'keep')),
    PRIMARY KEY (org_id, refund_id, line_id),
    FOREIGN KEY (org_id, refund_id) REFERENCES refund_approval (org_id, refund_id),
    FOREIGN KEY (org_id, order_id, line_id) REFERENCES order_line (org_id, order_id, line_id)
);
CREATE INDEX refund_approval_line_order ON refund_approval_line (org_id, order_id);
