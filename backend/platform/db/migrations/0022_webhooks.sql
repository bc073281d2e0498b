-- Webhooks to integrators. The event log is the outbox: an endpoint stands somewhere in its organisation's
-- log, and what it has passed has become deliveries, one for each event.

-- seen_seq: how far it has come. wake_at: from when there is something to send. hold_until: the breaker;
-- nothing is sent before. A removed endpoint has no secret, and goes when its last delivery has gone.
CREATE TABLE webhook_endpoint (
    org_id            uuid        NOT NULL REFERENCES organisation (org_id),
    endpoint_id       uuid        NOT NULL,
    url               text        NOT NULL CHECK (char_length(url) BETWEEN 1 AND 500),
    description       text        NOT NULL CHECK (char_length(description) <= 200),
    kinds             text[]      NOT NULL CHECK (cardinality(kinds) <= 100),
    state             text        NOT NULL CHECK (state IN ('active', 'paused', 'disabled')),
    fault             text        NOT NULL CHECK (fault IN ('none', 'failing', 'gone')),
    secret            bytea       CHECK (length(secret) BETWEEN 24 AND 64),
    previous_secret   bytea       CHECK (length(previous_secret) BETWEEN 24 AND 64),
    previous_until    timestamptz,
    seen_seq          bigint      NOT NULL CHECK (seen_seq >= 0),
    failures_in_a_row integer     NOT NULL CHECK (failures_in_a_row >= 0),
    failing_since     timestamptz,
    hold_until        timestamptz,
    wake_at           timestamptz,
    created_at        timestamptz NOT NULL,
    changed_at        timestamptz NOT NULL,
    removed_at        timestamptz,
    version           bigint      NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, endpoint_id),
    CHECK ((state = 'disabled') = (fault <> 'none')),
    CHECK ((failures_in_a_row > 0) = (failing_since IS NOT NULL)),
    CHECK ((previous_secret IS NULL) = (previous_until IS NULL)),
    CHECK ((secret IS NULL) = (removed_at IS NOT NULL)),
    CHECK (wake_at IS NULL OR (state = 'active' AND removed_at IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX webhook_endpoint_wake ON webhook_endpoint (wake_at) WHERE wake_at IS NOT NULL;

-- What an event is to an endpoint. event_seq 0: a test, which is in no log. round_attempts: of the present
-- round; whoever sends it again begins a new one. The body is made of the event's columns at each attempt.
CREATE TABLE webhook_delivery (
    org_id          uuid        NOT NULL,
    delivery_id     uuid        NOT NULL,
    endpoint_id     uuid        NOT NULL,
    event_seq       bigint      NOT NULL CHECK (event_seq >= 0),
    event_id        uuid        NOT NULL,
    kind            text        NOT NULL CHECK (char_length(kind) BETWEEN 1 AND 100),
    aggregate_type  text        NOT NULL CHECK (char_length(aggregate_type) BETWEEN 1 AND 100),
    aggregate_id    uuid        NOT NULL,
    occurred_at     timestamptz NOT NULL,
    state           text        NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
    attempts        integer     NOT NULL CHECK (attempts >= 0),
    round_attempts  integer     NOT NULL CHECK (round_attempts BETWEEN 0 AND attempts),
    last_status     integer     NOT NULL CHECK (last_status BETWEEN 0 AND 999),
    next_attempt_at timestamptz,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    PRIMARY KEY (org_id, delivery_id),
    FOREIGN KEY (org_id, endpoint_id) REFERENCES webhook_endpoint (org_id, endpoint_id),
    CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
    CHECK ((state = 'pending') = (ended_at IS NULL))
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX webhook_delivery_event ON webhook_delivery (org_id, endpoint_id, event_seq)
    WHERE event_seq > 0;
CREATE INDEX webhook_delivery_due ON webhook_delivery (org_id, endpoint_id, next_attempt_at, event_seq)
    WHERE state = 'pending';
CREATE INDEX webhook_delivery_newest ON webhook_delivery (org_id, created_at, delivery_id);
CREATE INDEX webhook_delivery_endpoint ON webhook_delivery (org_id, endpoint_id, created_at, delivery_id);

-- error: why there was no whole answer, a word. answer: how it began.
CREATE TABLE webhook_attempt (
    org_id      uuid        NOT NULL,
    delivery_id uuid        NOT NULL,
    number      integer     NOT NULL CHECK (number > 0),
    started_at  timestamptz NOT NULL,
    took_ms     bigint      NOT NULL CHECK (took_ms >= 0),
    status      integer     NOT NULL CHECK (status BETWEEN 0 AND 999),
    error       text        NOT NULL CHECK (char_length(error) <= 60),
    answer      text        NOT NULL CHECK (char_length(answer) <= 1024),
    PRIMARY KEY (org_id, delivery_id, number),
    FOREIGN KEY (org_id, delivery_id) REFERENCES webhook_delivery (org_id, delivery_id) ON DELETE CASCADE
);
