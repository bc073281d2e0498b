-- Store credit: which buyer has some with which seller, and what staff have given. How much it is says the
-- ledger: the account of kind store_credit whose owner is the credit.

-- A buyer is whoever has the e-mail address, in lower case. changed_at: of the balance.
CREATE TABLE store_credit (
    org_id      uuid          NOT NULL,
    credit_id   uuid          NOT NULL,
    buyer_email email_address NOT NULL CHECK (buyer_email = lower(buyer_email COLLATE "C")),
    currency    char(3)       NOT NULL,
    changed_at  timestamptz   NOT NULL,
    PRIMARY KEY (org_id, credit_id),
    CONSTRAINT store_credit_buyer UNIQUE (org_id, buyer_email, currency)
);
CREATE INDEX store_credit_changed ON store_credit (org_id, changed_at, credit_id);

-- At the seller's expense: out of the payable by one transfer, and as a debt by another.
CREATE TABLE store_credit_grant (
    org_id              uuid        NOT NULL,
    grant_id            uuid        NOT NULL,
    credit_id           uuid        NOT NULL,
    currency            char(3)     NOT NULL,
    amount_minor        bigint      NOT NULL CHECK (amount_minor > 0),
    note                text        NOT NULL CHECK (char_length(note) BETWEEN 1 AND 2000),
    payable_transfer_id uuid,
    debt_transfer_id    uuid,
    actor               text        NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 100),
    actor_name          text        NOT NULL CHECK (char_length(actor_name) <= 200),
    created_at          timestamptz NOT NULL,
    PRIMARY KEY (org_id, grant_id),
    FOREIGN KEY (org_id, credit_id) REFERENCES store_credit (org_id, credit_id),
    CHECK (payable_transfer_id IS NOT NULL OR debt_transfer_id IS NOT NULL)
);
CREATE INDEX store_credit_grant_credit ON store_credit_grant (org_id, credit_id);
CREATE UNIQUE INDEX store_credit_grant_transfer ON store_credit_grant (org_id, payable_transfer_id)
    WHERE payable_transfer_id IS NOT NULL;

-- credit_minor: of the total, what became store credit; the rest went back through the payment's provider.
ALTER TABLE refund
    ADD COLUMN credit_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN credit_id uuid,
    ADD CONSTRAINT refund_credit_within CHECK (credit_minor BETWEEN 0 AND total_minor),
    ADD CONSTRAINT refund_credit_named CHECK ((credit_minor > 0) = (credit_id IS NOT NULL)),
    ADD FOREIGN KEY (org_id, credit_id) REFERENCES store_credit (org_id, credit_id);

ALTER TABLE refund_approval
    ADD COLUMN destination text NOT NULL DEFAULT 'original_method'
        CHECK (destination IN ('original_method', 'store_credit'));
