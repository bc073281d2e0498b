-- Chargebacks: the buyer's bank takes back what was captured. What an open dispute reserves, and a lost one
-- has taken, is neither held nor released any more:
-- captured = refunded + held + disputed + seller + fee + tax, at every moment.

ALTER TABLE escrow ADD COLUMN disputed_minor bigint NOT NULL DEFAULT 0 CHECK (disputed_minor >= 0);

-- As the provider has it, and what it did to the books. from_…_minor: where the amount is reserved, each by a
-- transfer of its own; a warning reserves nothing. fee_minor: what the provider keeps, so far. action: what
-- the provider is to be told, under action_id however often.
CREATE TABLE dispute (
    org_id              uuid        NOT NULL,
    dispute_id          uuid        NOT NULL,
    order_id            uuid        NOT NULL,
    payment_id          uuid        NOT NULL,
    provider            text        NOT NULL CHECK (char_length(provider) BETWEEN 1 AND 60),
    reference           text        NOT NULL CHECK (char_length(reference) BETWEEN 1 AND 255),
    status              text        NOT NULL CHECK (status IN (
                            'warning_needs_response', 'warning_under_review', 'warning_closed', 'needs_response',
                            'under_review', 'won', 'lost', 'prevented')),
    reason              text        NOT NULL CHECK (char_length(reason) <= 60),
    currency            char(3)     NOT NULL,
    amount_minor        bigint      NOT NULL CHECK (amount_minor > 0),
    fee_minor           bigint      NOT NULL CHECK (fee_minor >= 0),
    from_hold_minor     bigint      NOT NULL CHECK (from_hold_minor >= 0),
    from_payable_minor  bigint      NOT NULL CHECK (from_payable_minor >= 0),
    from_debt_minor     bigint      NOT NULL CHECK (from_debt_minor >= 0),
    hold_transfer_id    uuid,
    payable_transfer_id uuid,
    debt_transfer_id    uuid,
    respond_by          timestamptz,
    evidence            text        NOT NULL CHECK (char_length(evidence) <= 20000),
    submission_count    bigint      NOT NULL CHECK (submission_count >= 0),
    action              text        NOT NULL CHECK (action IN ('none', 'submit', 'accept')),
    action_id           uuid,
    action_failure      text        NOT NULL CHECK (char_length(action_failure) <= 120),
    created_at          timestamptz NOT NULL,
    changed_at          timestamptz NOT NULL,
    closed_at           timestamptz,
    version             bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, dispute_id),
    CONSTRAINT dispute_reference UNIQUE (org_id, provider, reference),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id),
    FOREIGN KEY (org_id, payment_id) REFERENCES payment (org_id, payment_id),
    CHECK ((status IN ('warning_closed', 'won', 'lost', 'prevented')) = (closed_at IS NOT NULL)),
    CHECK (from_hold_minor + from_payable_minor + from_debt_minor IN (0, amount_minor)),
    CHECK ((from_hold_minor > 0) = (hold_transfer_id IS NOT NULL)),
    CHECK ((from_payable_minor > 0) = (payable_transfer_id IS NOT NULL)),
    CHECK ((from_debt_minor > 0) = (debt_transfer_id IS NOT NULL)),
    CHECK ((action = 'none') = (action_id IS NULL))
);
CREATE INDEX dispute_due ON dispute ((closed_at IS NOT NULL), (coalesce(respond_by, created_at)), dispute_id);
CREATE INDEX dispute_order ON dispute (org_id, order_id);
CREATE INDEX dispute_action ON dispute (changed_at) WHERE action <> 'none';

-- Whose payment a provider speaks of, when it knows nothing of our ids.
CREATE INDEX payment_attempt_reference ON payment_attempt (provider, reference)
    WHERE attempt_id = payment_id AND reference <> '';

-- Until when a chargeback can be answered.
ALTER TABLE order_timer_rule DROP CONSTRAINT order_timer_rule_kind_check;
ALTER TABLE order_timer_rule ADD CONSTRAINT order_timer_rule_kind_check CHECK (kind IN (
    'payment', 'auto_cancel', 'auto_complete', 'dispute', 'hold_alarm', 'hold_ceiling', 'dispute_evidence'));
ALTER TABLE order_timer DROP CONSTRAINT order_timer_kind_check;
ALTER TABLE order_timer ADD CONSTRAINT order_timer_kind_check CHECK (kind IN (
    'payment', 'auto_cancel', 'auto_complete', 'dispute', 'hold_alarm', 'hold_ceiling', 'dispute_evidence'));
