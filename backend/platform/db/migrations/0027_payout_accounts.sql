-- Where sellers are paid out to, and payouts through payment providers.

-- Of one seller; the latest one. reason: what the provider or the bank has refused it with.
CREATE TABLE payout_account (
    org_id           uuid        PRIMARY KEY REFERENCES organisation (org_id),
    provider         text        NOT NULL CHECK (provider IN ('manual', 'sandbox', 'sandbox_pay', 'stripe')),
    account          text        NOT NULL CHECK (char_length(account) <= 64),
    status           text        NOT NULL CHECK (status IN ('pending', 'active', 'restricted', 'removed')),
    reason           text        NOT NULL CHECK (char_length(reason) <= 120),
    set_by           text        NOT NULL CHECK (char_length(set_by) BETWEEN 1 AND 100),
    set_by_name      text        NOT NULL CHECK (char_length(set_by_name) <= 200),
    set_at           timestamptz NOT NULL,
    verified_by      text        NOT NULL CHECK (char_length(verified_by) <= 100),
    verified_by_name text        NOT NULL CHECK (char_length(verified_by_name) <= 200),
    verified_at      timestamptz,
    version          bigint      NOT NULL CHECK (version > 0),
    CHECK (status NOT IN ('active', 'restricted') OR verified_at IS NOT NULL),
    CHECK (verified_by <> set_by)
);
CREATE INDEX payout_account_newest ON payout_account (set_at DESC, org_id DESC);

-- Of the marketplace. fallback: how sellers without an account are paid; NULL: they are not.
CREATE TABLE payout_policy (
    org_id       uuid        PRIMARY KEY REFERENCES organisation (org_id),
    fallback     text        CHECK (fallback IN ('manual', 'sandbox')),
    pays_to_bank boolean     NOT NULL,
    changed_by   text        NOT NULL CHECK (char_length(changed_by) BETWEEN 1 AND 200),
    changed_at   timestamptz NOT NULL,
    version      bigint      NOT NULL CHECK (version > 0)
);

-- provider, account: frozen when the payout is prepared. reference: of manual the bank's, else that of the
-- provider's transfer, which was made at transferred_at and has come back at reversed_at.
ALTER TABLE payout
    ADD COLUMN account text NOT NULL DEFAULT '' CHECK (char_length(account) <= 64),
    ADD COLUMN transferred_at timestamptz,
    ADD COLUMN reversed_at timestamptz,
    ADD CHECK (reversed_at IS NULL OR transferred_at IS NOT NULL);
DROP INDEX payout_provider;
CREATE INDEX payout_transferred ON payout (provider, transferred_at) WHERE transferred_at IS NOT NULL;
CREATE INDEX payout_reversed ON payout (provider, reversed_at) WHERE reversed_at IS NOT NULL;
CREATE INDEX payout_by_id ON payout (payout_id);

-- What a provider is to be asked of a payout next, written before each call; manual payouts have none.
CREATE TABLE payout_attempt (
    org_id       uuid        NOT NULL,
    payout_id    uuid        NOT NULL,
    provider     text        NOT NULL CHECK (char_length(provider) BETWEEN 1 AND 60),
    account      text        NOT NULL CHECK (char_length(account) <= 64),
    step         text        NOT NULL CHECK (step IN ('transfer', 'pay_out', 'reverse', 'settled')),
    is_sent      boolean     NOT NULL,
    pays_to_bank boolean     NOT NULL,
    reference    text        NOT NULL CHECK (char_length(reference) <= 255),
    reason       text        NOT NULL CHECK (char_length(reason) <= 120),
    asked        integer     NOT NULL CHECK (asked >= 0),
    changed_at   timestamptz NOT NULL,
    PRIMARY KEY (org_id, payout_id),
    FOREIGN KEY (org_id, payout_id) REFERENCES payout (org_id, payout_id)
);
CREATE INDEX payout_attempt_open ON payout_attempt (changed_at, org_id, payout_id) WHERE step <> 'settled';

-- Those that were under way when their job still knew no attempts.
INSERT INTO payout_attempt (org_id, payout_id, provider, account, step, is_sent, pays_to_bank, reference, reason,
                            asked, changed_at)
SELECT org_id, payout_id, provider, account, 'transfer', false, false, '', '', 0, created_at
FROM payout
WHERE status = 'processing';
