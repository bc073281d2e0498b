-- Taxes in what is sold: prices include them, and an order keeps what was decided.

-- Lists of rates, of which the newest holds; written whole, never changed. org_id is the marketplace.
CREATE TABLE tax_list (
    org_id     uuid        NOT NULL REFERENCES organisation (org_id),
    version    bigint      NOT NULL CHECK (version > 0),
    changed_by text        NOT NULL CHECK (char_length(changed_by) BETWEEN 1 AND 200),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (org_id, version)
);

CREATE TABLE tax_rate (
    org_id       uuid    NOT NULL,
    version      bigint  NOT NULL,
    position     integer NOT NULL CHECK (position >= 0), -- the first that matches decides
    name         text    NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    country      char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    category_id  uuid    REFERENCES category (category_id),
    valid_from   timestamptz,
    valid_until  timestamptz,
    basis_points integer NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
    collector    text    NOT NULL CHECK (collector IN ('seller', 'marketplace')),
    PRIMARY KEY (org_id, version, position),
    FOREIGN KEY (org_id, version) REFERENCES tax_list (org_id, version),
    CHECK (valid_from < valid_until)
);
CREATE INDEX tax_rate_country ON tax_rate (version, country);

-- Of the order: what the shipping includes, and what the marketplace collects of all.
ALTER TABLE marketplace_order
    ADD COLUMN shipping_tax_name text NOT NULL DEFAULT '',
    ADD COLUMN shipping_tax_basis_points integer NOT NULL DEFAULT 0,
    ADD COLUMN shipping_tax_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN shipping_tax_refunded_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN is_shipping_tax_collected boolean NOT NULL DEFAULT false,
    ADD COLUMN collected_tax_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN collected_tax_refunded_minor bigint NOT NULL DEFAULT 0,
    DROP CONSTRAINT marketplace_order_within,
    ADD CONSTRAINT marketplace_order_within CHECK (
        authorized_minor <= total_minor AND captured_minor <= authorized_minor
        AND shipping_refunded_minor <= shipping_minor
        AND commission_minor + commission_tax_minor <= items_minor
        AND commission_refunded_minor <= commission_minor
        AND commission_tax_refunded_minor <= commission_tax_minor
        AND shipping_tax_minor BETWEEN 0 AND shipping_minor
        AND shipping_tax_refunded_minor BETWEEN 0 AND shipping_tax_minor
        AND collected_tax_refunded_minor BETWEEN 0 AND collected_tax_minor
        AND commission_minor + commission_tax_minor + collected_tax_minor <= total_minor);

ALTER TABLE order_line
    ADD COLUMN tax_name text NOT NULL DEFAULT '',
    ADD COLUMN tax_basis_points integer NOT NULL DEFAULT 0,
    ADD COLUMN tax_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN tax_refunded_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN is_tax_collected boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT order_line_within,
    ADD CONSTRAINT order_line_within CHECK (
        fulfilled_quantity + withdrawn_quantity <= quantity AND delivered_quantity <= fulfilled_quantity
        AND refunded_quantity <= quantity
        AND commission_minor + commission_tax_minor + CASE WHEN is_tax_collected THEN tax_minor ELSE 0 END
            <= total_minor
        AND commission_refunded_minor <= commission_minor
        AND commission_tax_refunded_minor <= commission_tax_minor
        AND tax_minor BETWEEN 0 AND total_minor
        AND tax_refunded_minor BETWEEN 0 AND tax_minor);

-- Of what a refund gives back.
ALTER TABLE refund
    ADD COLUMN shipping_tax_minor bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT refund_shipping_tax CHECK (
        shipping_tax_minor BETWEEN 0 AND shipping_minor + shipping_extra_minor);
ALTER TABLE refund_line
    ADD COLUMN tax_minor bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT refund_line_tax CHECK (tax_minor BETWEEN 0 AND amount_minor + extra_minor);

-- What the marketplace has of an order's money to pass on, in an account of its own.
ALTER TABLE escrow ADD COLUMN collected_tax_minor bigint NOT NULL DEFAULT 0 CHECK (collected_tax_minor >= 0);
ALTER DOMAIN ledger_account_kind DROP CONSTRAINT ledger_account_kind_check;
ALTER DOMAIN ledger_account_kind ADD CONSTRAINT ledger_account_kind_check CHECK (VALUE IN (
    'provider_receivable', 'order_hold', 'seller_payable', 'seller_debt', 'refund_clearing', 'platform_fee',
    'tax_payable', 'bank', 'payout_clearing', 'dispute_hold', 'processing_cost', 'store_credit', 'collected_tax'));
