-- Payments and refunds through providers that answer later, and who is asked for which method.

-- What is to be asked of a provider next, or has been asked and is not answered. Written before each call,
-- so that whoever finds it after a crash knows what may have happened. attempt_id is the payment's or the
-- refund's id. No business state: that is in payment and refund, and follows from the answers.
CREATE TABLE payment_attempt (
    org_id       uuid        NOT NULL,
    attempt_id   uuid        NOT NULL,
    payment_id   uuid        NOT NULL,
    order_id     uuid        NOT NULL,
    provider     text        NOT NULL CHECK (char_length(provider) BETWEEN 1 AND 60),
    step         text        NOT NULL CHECK (step IN ('authorise', 'capture', 'cancel', 'refund', 'settled')),
    is_sent      boolean     NOT NULL, -- the step's outcome is not known yet
    method       text        NOT NULL CHECK (char_length(method) <= 100), -- the buyer's token; empty once settled
    reference    text        NOT NULL CHECK (char_length(reference) <= 255), -- the provider's payment
    currency     char(3)     NOT NULL,
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    asked        integer     NOT NULL CHECK (asked >= 0), -- how often its outcome was not known
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    changed_at   timestamptz NOT NULL,
    PRIMARY KEY (org_id, attempt_id),
    CHECK (step <> 'settled' OR (NOT is_sent AND method = ''))
) WITH (fillfactor = 80);
CREATE INDEX payment_attempt_open ON payment_attempt (changed_at, org_id, attempt_id) WHERE step <> 'settled';
CREATE INDEX payment_attempt_order ON payment_attempt (org_id, order_id);
CREATE INDEX payment_attempt_id ON payment_attempt (attempt_id); -- a webhook knows no organisation

-- Of a refund that is pending: how much of `quantity` had not left the house and goes back to the seller's
-- plans if the refund fails. Its stock moves when the refund succeeds. NULL: the refund was decided at once.
ALTER TABLE refund_line ADD COLUMN withdrawn_quantity bigint
    CHECK (withdrawn_quantity BETWEEN 0 AND quantity);

-- Which provider new payments of a method go to; one that is not here goes to the sandbox. org_id is the
-- marketplace. Payments that have begun stay where they are: they name their provider.
CREATE TABLE payment_route (
    org_id          uuid        NOT NULL REFERENCES organisation (org_id),
    method          text        COLLATE "C" NOT NULL CHECK (method ~ '^[a-z][a-z0-9_]{0,29}$'),
    provider        text        NOT NULL CHECK (char_length(provider) BETWEEN 1 AND 60),
    changed_by      text        NOT NULL CHECK (char_length(changed_by) BETWEEN 1 AND 100),
    changed_by_name text        NOT NULL CHECK (char_length(changed_by_name) <= 200),
    changed_at      timestamptz NOT NULL,
    version         bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, method)
);

-- The webhooks of providers, each once however often it comes. org_id is the marketplace. What they say is
-- not kept: it is asked for when they are worked on.
CREATE TABLE inbound_event (
    org_id       uuid        NOT NULL REFERENCES organisation (org_id),
    provider     text        NOT NULL CHECK (char_length(provider) BETWEEN 1 AND 60),
    event_id     text        NOT NULL CHECK (char_length(event_id) BETWEEN 1 AND 255),
    type         text        NOT NULL CHECK (char_length(type) BETWEEN 1 AND 100),
    kind         text        NOT NULL CHECK (kind IN ('payment', 'refund', 'dispute', 'pay_out', 'transfer')),
    reference    text        NOT NULL CHECK (char_length(reference) <= 255), -- of the provider's object
    attempt_id   uuid,       -- ours; NULL: made without us
    received_at  timestamptz NOT NULL,
    processed_at timestamptz,
    PRIMARY KEY (org_id, provider, event_id)
);
CREATE INDEX inbound_event_received ON inbound_event (org_id, received_at);
