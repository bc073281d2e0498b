-- Edits that cost more wait for a payment of their own.

-- edit: what the payment is for; NULL: the order as it was placed. At most one payment through a provider and one
-- with store credit pays an edit.
ALTER TABLE payment ADD COLUMN edit_id uuid;

-- part_of: the first of the refunds that one request became, each of which goes back through one payment.
ALTER TABLE refund ADD COLUMN part_of uuid;

-- to_pay: what the buyer has to pay for it. reason: why it is closed and was not done.
ALTER TABLE order_edit
    ADD COLUMN to_pay_minor bigint NOT NULL DEFAULT 0 CHECK (to_pay_minor >= 0),
    ADD COLUMN reason       text   NOT NULL DEFAULT '' CHECK (char_length(reason) <= 120),
    DROP CONSTRAINT order_edit_status_check,
    DROP CONSTRAINT order_edit_check;
ALTER TABLE order_edit
    ADD CONSTRAINT order_edit_status_check CHECK (status IN (
        'requested', 'awaiting_payment', 'confirmed', 'declined', 'expired', 'payment_failed', 'refused', 'canceled')),
    ADD CONSTRAINT order_edit_open_undecided CHECK (
        (status IN ('requested', 'awaiting_payment')) = (decided_at IS NULL)),
    ADD CONSTRAINT order_edit_awaits_something CHECK (status <> 'awaiting_payment' OR to_pay_minor > 0);
DROP INDEX order_edit_open;
CREATE UNIQUE INDEX order_edit_open ON order_edit (org_id, order_id)
    WHERE status IN ('requested', 'awaiting_payment');

-- Until when an edit has to be paid.
ALTER TABLE order_timer_rule DROP CONSTRAINT order_timer_rule_kind_check;
ALTER TABLE order_timer_rule ADD CONSTRAINT order_timer_rule_kind_check CHECK (kind IN (
    'payment', 'auto_cancel', 'auto_complete', 'dispute', 'hold_alarm', 'hold_ceiling', 'dispute_evidence',
    'edit_payment'));
ALTER TABLE order_timer DROP CONSTRAINT order_timer_kind_check;
ALTER TABLE order_timer ADD CONSTRAINT order_timer_kind_check CHECK (kind IN (
    'payment', 'auto_cancel', 'auto_complete', 'dispute', 'hold_alarm', 'hold_ceiling', 'dispute_evidence',
    'edit_payment'));
INSERT INTO order_timer_rule (kind, country, seconds)
VALUES ('edit_payment', '', 3 * 86400);

-- What one person may give away as store credit in a day; a currency that is not here: see the manual.
ALTER TABLE refund_policy
    ADD COLUMN credit_currencies text[]   NOT NULL DEFAULT '{}',
    ADD COLUMN credit_minor      bigint[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT refund_policy_credit CHECK (cardinality(credit_minor) = cardinality(credit_currencies));
CREATE INDEX store_credit_grant_by_actor ON store_credit_grant (org_id, actor, created_at);
