-- A chargeback takes back what of the same money became the buyer's store credit, as far as it is still there.
ALTER TABLE dispute
    ADD COLUMN from_credit_minor  bigint NOT NULL DEFAULT 0 CHECK (from_credit_minor >= 0),
    ADD COLUMN credit_transfer_id uuid,
    ADD COLUMN credit_id          uuid,
    ADD FOREIGN KEY (org_id, credit_id) REFERENCES store_credit (org_id, credit_id),
    DROP CONSTRAINT dispute_check1;
ALTER TABLE dispute
    ADD CONSTRAINT dispute_sources CHECK (
        from_hold_minor + from_payable_minor + from_debt_minor + from_credit_minor IN (0, amount_minor)),
    ADD CONSTRAINT dispute_credit_named CHECK (
        (from_credit_minor > 0) = (credit_transfer_id IS NOT NULL)
        AND (from_credit_minor > 0) = (credit_id IS NOT NULL));
CREATE INDEX dispute_credit ON dispute (org_id, credit_id) WHERE credit_id IS NOT NULL;
