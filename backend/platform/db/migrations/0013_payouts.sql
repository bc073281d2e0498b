-- The rules of commission, and what sellers are paid out.

-- Lists of commission rules, of which the newest holds; written whole, never changed.
CREATE TABLE commission_rules (
    org_id     uuid        NOT NULL REFERENCES organisation (org_id),
    version    bigint      NOT NULL CHECK (version > 0),
    rules      jsonb       NOT NULL CHECK (jsonb_typeof(rules) = 'array'),
    changed_by text        NOT NULL CHECK (char_length(changed_by) BETWEEN 1 AND 200),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (org_id, version)
);

-- What decided a line's commission: the rule's name and the version of the list, or the seller's own terms.
ALTER TABLE order_line
    ADD COLUMN commission_rule text NOT NULL DEFAULT '' CHECK (char_length(commission_rule) <= 120),
    ADD COLUMN commission_rules_version bigint NOT NULL DEFAULT 0 CHECK (commission_rules_version >= 0),
    ADD COLUMN commission_basis_points integer NOT NULL DEFAULT 0
        CHECK (commission_basis_points BETWEEN 0 AND 10000),
    ADD COLUMN commission_tax_basis_points integer NOT NULL DEFAULT 0
        CHECK (commission_tax_basis_points BETWEEN 0 AND 10000);

-- When sellers are paid out; the marketplace's row holds for those that have none.
CREATE TABLE payout_schedule (
    org_id             uuid        PRIMARY KEY REFERENCES organisation (org_id),
    pay_interval       text        NOT NULL CHECK (pay_interval IN ('daily', 'weekly', 'monthly', 'manual')),
    day                integer     NOT NULL CHECK (day BETWEEN 1 AND 28),
    minimum_currencies text[]      NOT NULL,
    minimum_minor      bigint[]    NOT NULL CHECK (cardinality(minimum_minor) = cardinality(minimum_currencies)),
    changed_by         text        NOT NULL CHECK (char_length(changed_by) BETWEEN 1 AND 200),
    changed_at         timestamptz NOT NULL,
    version            bigint      NOT NULL CHECK (version > 0),
    CHECK (pay_interval <> 'weekly' OR day <= 7)
);

-- Of the marketplace. Who prepares one does not approve it.
CREATE TABLE payout_batch (
    org_id           uuid        NOT NULL REFERENCES organisation (org_id),
    batch_id         uuid        NOT NULL,
    number           text        NOT NULL CHECK (number ~ '^PB-[0-9A-HJKMNP-TV-Z]{6}$'),
    status           text        NOT NULL CHECK (status IN ('prepared', 'approved', 'canceled')),
    payout_count     bigint      NOT NULL CHECK (payout_count > 0),
    prepared_by      text        NOT NULL CHECK (char_length(prepared_by) BETWEEN 1 AND 100),
    prepared_by_name text        NOT NULL CHECK (char_length(prepared_by_name) <= 200),
    prepared_at      timestamptz NOT NULL,
    decided_by       text        NOT NULL CHECK (char_length(decided_by) <= 100),
    decided_by_name  text        NOT NULL CHECK (char_length(decided_by_name) <= 200),
    decided_at       timestamptz,
    note             text        NOT NULL CHECK (char_length(note) <= 2000),
    version          bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, batch_id),
    CHECK ((status = 'prepared') = (decided_at IS NULL)),
    CHECK (status <> 'approved' OR decided_by <> prepared_by)
);
CREATE INDEX payout_batch_newest ON payout_batch (org_id, prepared_at DESC, batch_id DESC);

-- Of one seller; the batch is the marketplace's, hence no foreign key. transfer_id reserves the amount until
-- the payout is paid, failed or canceled. closing_minor: what the seller's balance was after it.
CREATE TABLE payout (
    org_id          uuid        NOT NULL REFERENCES organisation (org_id),
    payout_id       uuid        NOT NULL,
    batch_id        uuid        NOT NULL,
    status          text        NOT NULL CHECK (status IN ('pending', 'processing', 'paid', 'failed', 'canceled')),
    currency        char(3)     NOT NULL,
    amount_minor    bigint      NOT NULL CHECK (amount_minor > 0),
    debt_paid_minor bigint      NOT NULL CHECK (debt_paid_minor >= 0),
    closing_minor   bigint      NOT NULL,
    transfer_id     uuid        NOT NULL,
    reference       text        NOT NULL CHECK (char_length(reference) <= 255),
    failure_code    text        NOT NULL CHECK (char_length(failure_code) <= 120),
    created_at      timestamptz NOT NULL,
    settled_at      timestamptz,
    version         bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, payout_id),
    CHECK ((status IN ('paid', 'failed', 'canceled')) = (settled_at IS NOT NULL))
);
CREATE INDEX payout_newest ON payout (created_at DESC, payout_id DESC);
CREATE INDEX payout_seller_newest ON payout (org_id, created_at DESC, payout_id DESC);
CREATE INDEX payout_of_batch ON payout (batch_id);

-- Which movements of the balance a payout's statement tells of: each once.
CREATE TABLE payout_item (
    org_id      uuid NOT NULL,
    payout_id   uuid NOT NULL,
    transfer_id uuid NOT NULL,
    PRIMARY KEY (org_id, transfer_id),
    FOREIGN KEY (org_id, payout_id) REFERENCES payout (org_id, payout_id)
);
CREATE INDEX payout_item_payout ON payout_item (org_id, payout_id);
CREATE INDEX ledger_transfer_payable ON ledger_transfer (org_id, occurred_at)
    WHERE phase IN ('single', 'post') AND (debit_kind = 'seller_payable' OR credit_kind = 'seller_payable');
