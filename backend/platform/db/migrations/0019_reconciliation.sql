-- What payment providers say that moved, against what the books say.

-- Who has paid a payout out: with whom its transfer is to be found.
ALTER TABLE payout ADD COLUMN provider text NOT NULL DEFAULT 'sandbox'
    CHECK (char_length(provider) BETWEEN 1 AND 60);
CREATE INDEX payout_provider ON payout (provider, settled_at) WHERE status = 'paid';

-- One comparison of a span of time. org_id is the marketplace. currency: only this one; NULL: all. failure: why
-- the last try could not be finished. The counts are those of the span, zero until it is done.
CREATE TABLE reconciliation (
    org_id            uuid        NOT NULL REFERENCES organisation (org_id),
    reconciliation_id uuid        NOT NULL,
    provider          text        NOT NULL CHECK (char_length(provider) BETWEEN 1 AND 60),
    from_at           timestamptz NOT NULL,
    to_at             timestamptz NOT NULL,
    currency          char(3),
    grace_hours       integer     NOT NULL CHECK (grace_hours BETWEEN 0 AND 168),
    status            text        NOT NULL CHECK (status IN ('running', 'waiting', 'done', 'failed')),
    failure           text        NOT NULL CHECK (char_length(failure) <= 120),
    tries             bigint      NOT NULL CHECK (tries >= 0),
    our_count         bigint      NOT NULL CHECK (our_count >= 0),
    their_count       bigint      NOT NULL CHECK (their_count >= 0),
    in_flight_count   bigint      NOT NULL CHECK (in_flight_count >= 0),
    difference_count  bigint      NOT NULL CHECK (difference_count >= 0),
    open_count        bigint      NOT NULL CHECK (open_count BETWEEN 0 AND difference_count),
    gone_count        bigint      NOT NULL CHECK (gone_count >= 0),
    requested_by      text        NOT NULL CHECK (char_length(requested_by) BETWEEN 1 AND 200),
    requested_at      timestamptz NOT NULL,
    finished_at       timestamptz,
    PRIMARY KEY (org_id, reconciliation_id),
    CHECK (from_at < to_at),
    CHECK ((status IN ('running', 'waiting')) = (finished_at IS NULL)),
    CHECK ((status IN ('waiting', 'failed')) = (failure <> ''))
);
CREATE INDEX reconciliation_newest ON reconciliation (org_id, requested_at DESC, reconciliation_id DESC);
CREATE UNIQUE INDEX reconciliation_under_way ON reconciliation (org_id, provider, from_at, to_at, coalesce(currency, ''))
    WHERE status IN ('running', 'waiting');

-- What a run added up, by kind of movement; signed: what we gained.
CREATE TABLE reconciliation_total (
    org_id            uuid    NOT NULL,
    reconciliation_id uuid    NOT NULL,
    movement          text    NOT NULL CHECK (movement IN (
                          'charge', 'refund', 'refund_failure', 'dispute', 'dispute_reversal', 'transfer',
                          'transfer_reversal', 'payout', 'fee', 'other')),
    currency          char(3) NOT NULL,
    our_count         bigint  NOT NULL CHECK (our_count >= 0),
    our_minor         bigint  NOT NULL,
    their_count       bigint  NOT NULL CHECK (their_count >= 0),
    their_minor       bigint  NOT NULL,
    fee_minor         bigint  NOT NULL,
    PRIMARY KEY (org_id, reconciliation_id, movement, currency),
    FOREIGN KEY (org_id, reconciliation_id) REFERENCES reconciliation (org_id, reconciliation_id)
);

-- One disagreement with a provider, the same one however many runs meet it. repeat_no: of a reference that moved
-- more than once in the same way, from 1. here, there: the amounts, or the fees when it is they that differ.
CREATE TABLE reconciliation_difference (
    org_id         uuid        NOT NULL REFERENCES organisation (org_id),
    difference_id  uuid        NOT NULL,
    provider       text        NOT NULL CHECK (char_length(provider) BETWEEN 1 AND 60),
    kind           text        NOT NULL CHECK (kind IN ('missing_here', 'missing_there', 'amount_differs',
                                                        'currency_differs', 'fee_differs')),
    movement       text        NOT NULL CHECK (movement IN (
                       'charge', 'refund', 'refund_failure', 'dispute', 'dispute_reversal', 'transfer',
                       'transfer_reversal', 'payout', 'fee', 'other')),
    reference      text        NOT NULL CHECK (char_length(reference) <= 255),
    repeat_no      bigint      NOT NULL CHECK (repeat_no > 0),
    here_currency  char(3),
    here_minor     bigint,
    there_currency char(3),
    there_minor    bigint,
    seller_id      uuid,
    order_id       uuid,
    occurred_at    timestamptz NOT NULL,
    state          text        NOT NULL CHECK (state IN ('open', 'explained', 'gone')),
    note           text        NOT NULL CHECK (char_length(note) <= 2000),
    explained_by   text        NOT NULL CHECK (char_length(explained_by) <= 200),
    explained_at   timestamptz,
    first_run_id   uuid        NOT NULL,
    last_run_id    uuid        NOT NULL, -- that saw it
    found_at       timestamptz NOT NULL,
    version        bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, difference_id),
    CONSTRAINT reconciliation_difference_once UNIQUE (org_id, provider, kind, movement, reference, repeat_no),
    FOREIGN KEY (org_id, first_run_id) REFERENCES reconciliation (org_id, reconciliation_id),
    FOREIGN KEY (org_id, last_run_id) REFERENCES reconciliation (org_id, reconciliation_id),
    CHECK ((here_minor IS NULL) = (here_currency IS NULL)),
    CHECK ((there_minor IS NULL) = (there_currency IS NULL)),
    CHECK ((kind = 'missing_here') = (here_minor IS NULL)),
    CHECK ((kind = 'missing_there') = (there_minor IS NULL)),
    CHECK (state <> 'explained' OR explained_at IS NOT NULL)
);
CREATE INDEX reconciliation_difference_newest
    ON reconciliation_difference (org_id, occurred_at DESC, difference_id DESC);
CREATE INDEX reconciliation_difference_open ON reconciliation_difference (org_id, provider, occurred_at)
    WHERE state = 'open';
