-- What becomes of the buyers' money: its release to the seller, the marketplace's fee and the tax on it.

ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_kind_check;
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_kind_check CHECK (kind IN (
    'provider_receivable', 'order_hold', 'seller_payable', 'seller_debt', 'refund_clearing', 'platform_fee',
    'tax_payable', 'bank', 'payout_clearing', 'dispute_hold', 'processing_cost', 'store_credit'));
ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_credit_covers_debit;
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_credit_covers_debit CHECK (
    kind NOT IN ('order_hold', 'seller_payable', 'store_credit')
    OR debits_pending + debits_posted <= credits_posted);
ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_no_balance;
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_no_balance CHECK (
    kind IN ('order_hold', 'seller_payable', 'seller_debt', 'store_credit')
    OR (debits_pending = 0 AND debits_posted = 0 AND credits_pending = 0 AND credits_posted = 0));

-- Tax on the commission: frozen with it, given back with it.
ALTER TABLE marketplace_order
    ADD COLUMN commission_tax_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN commission_tax_refunded_minor bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT marketplace_order_commission_tax CHECK (
        commission_tax_minor >= 0 AND commission_minor + commission_tax_minor <= items_minor),
    ADD CONSTRAINT marketplace_order_commission_tax_covered CHECK (
        commission_tax_refunded_minor BETWEEN 0 AND commission_tax_minor);
ALTER TABLE order_line
    ADD COLUMN commission_tax_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN commission_tax_refunded_minor bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT order_line_commission_tax CHECK (
        commission_tax_minor >= 0 AND commission_minor + commission_tax_minor <= total_minor),
    ADD CONSTRAINT order_line_commission_tax_covered CHECK (
        commission_tax_refunded_minor BETWEEN 0 AND commission_tax_minor);
ALTER TABLE refund
    ADD COLUMN commission_tax_minor bigint NOT NULL DEFAULT 0
        CHECK (commission_tax_minor >= 0);
ALTER TABLE refund_line
    ADD COLUMN commission_tax_minor bigint NOT NULL DEFAULT 0
        CHECK (commission_tax_minor >= 0 AND commission_minor + commission_tax_minor <= amount_minor + extra_minor);

-- From the moment an order arrives or its money moves: when the hold is due, and what has been released to
-- whom and not been taken back since. captured = refunded + held + seller + fee + tax, at every moment.
CREATE TABLE escrow (
    org_id       uuid        NOT NULL,
    order_id     uuid        NOT NULL,
    currency     char(3)     NOT NULL,
    due_at       timestamptz, -- absent: only the buyer or an operator releases
    released_at  timestamptz, -- the last time
    seller_minor bigint      NOT NULL, -- below zero when a refund made the seller pay for the fee too
    fee_minor    bigint      NOT NULL CHECK (fee_minor >= 0),
    tax_minor    bigint      NOT NULL CHECK (tax_minor >= 0),
    PRIMARY KEY (org_id, order_id),
    FOREIGN KEY (org_id, order_id) REFERENCES marketplace_order (org_id, order_id)
);
CREATE INDEX escrow_due ON escrow (org_id, due_at, order_id) WHERE due_at IS NOT NULL;

-- How the marketplace settles. No row: the defaults of settlement_policy.h.
CREATE TABLE settlement_policy (
    org_id               uuid        PRIMARY KEY REFERENCES organisation (org_id),
    release_days         integer     NOT NULL CHECK (release_days BETWEEN 0 AND 90),
    returns_commission   boolean     NOT NULL, -- with a refund, in proportion
    changed_at           timestamptz NOT NULL,
    changed_by           text        NOT NULL CHECK (char_length(changed_by) BETWEEN 1 AND 200),
    version              bigint      NOT NULL CHECK (version > 0)
);
