-- What every slice stands on: who this node is, the organisations, the event log, the audit trail and
-- the memory of idempotent requests. Tenant tables start their primary key with org_id; node_meta and
-- organisation are small reference tables.

CREATE TABLE schema_migration (
    version    integer     PRIMARY KEY CHECK (version > 0),
    slug       text        NOT NULL,
    checksum   bytea       NOT NULL CHECK (length(checksum) = 32),
    applied_at timestamptz NOT NULL
);

CREATE TABLE node_meta (
    singleton         boolean     PRIMARY KEY DEFAULT true CHECK (singleton),
    epoch             uuid        NOT NULL,
    system_identifier bigint      NOT NULL,
    timeline          integer     NOT NULL,
    token_secret      bytea       NOT NULL CHECK (length(token_secret) = 32),
    created_at        timestamptz NOT NULL
);

CREATE TABLE organisation (
    org_id       uuid        PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('marketplace', 'seller')),
    slug         text        NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    display_name text        NOT NULL CHECK (char_length(display_name) BETWEEN 1 AND 200),
    status       text        NOT NULL CHECK (status IN ('open', 'suspended', 'closed')),
    created_at   timestamptz NOT NULL,
    version      bigint      NOT NULL CHECK (version > 0)
);

-- The position of each organisation's event log. Updated by every business transaction, hence the room
-- left in its pages for updates in place.
CREATE TABLE org_head (
    org_id     uuid   PRIMARY KEY REFERENCES organisation (org_id),
    epoch      uuid   NOT NULL,
    seq        bigint NOT NULL CHECK (seq >= 0),
    chain_hash bytea  NOT NULL CHECK (length(chain_hash) = 32)
) WITH (fillfactor = 50);

CREATE TABLE event_log (
    org_id         uuid        NOT NULL REFERENCES organisation (org_id),
    seq            bigint      NOT NULL CHECK (seq > 0),
    event_id       uuid        NOT NULL,
    tx_no          bigint      NOT NULL CHECK (tx_no BETWEEN 1 AND seq),
    last_in_tx     boolean     NOT NULL,
    type           text        NOT NULL CHECK (char_length(type) BETWEEN 1 AND 100),
    schema_version integer     NOT NULL CHECK (schema_version > 0),
    actor          text        NOT NULL CHECK (char_length(actor) BETWEEN 1 AND 100),
    occurred_at    timestamptz NOT NULL,
    aggregate_type text        NOT NULL CHECK (char_length(aggregate_type) BETWEEN 1 AND 100),
    aggregate_id   uuid        NOT NULL,
    aggregate_rev  bigint      NOT NULL CHECK (aggregate_rev >= 0),
    payload        bytea       NOT NULL CHECK (length(payload) <= 1048576),
    prev_hash      bytea       NOT NULL CHECK (length(prev_hash) = 32),
    hash           bytea       NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (org_id, seq)
);
CREATE INDEX event_log_timeline ON event_log (org_id, aggregate_id, seq);

CREATE TABLE audit_log (
    org_id      uuid        NOT NULL REFERENCES organisation (org_id),
    audit_id    uuid        NOT NULL,
    occurred_at timestamptz NOT NULL,
    actor_id    uuid,
    actor_name  text        NOT NULL CHECK (char_length(actor_name) BETWEEN 1 AND 200),
    operation   text        NOT NULL CHECK (char_length(operation) BETWEEN 1 AND 100),
    target      text        NOT NULL CHECK (char_length(target) <= 200),
    request_id  text        NOT NULL CHECK (char_length(request_id) <= 100),
    outcome     text        NOT NULL CHECK (char_length(outcome) BETWEEN 1 AND 100),
    changes     jsonb       NOT NULL,
    PRIMARY KEY (org_id, audit_id)
);
CREATE INDEX audit_log_target ON audit_log (org_id, target, audit_id);

CREATE TABLE idempotency (
    org_id         uuid        NOT NULL REFERENCES organisation (org_id),
    scope          text        NOT NULL CHECK (char_length(scope) BETWEEN 1 AND 100),
    key            text        NOT NULL CHECK (char_length(key) BETWEEN 1 AND 255),
    principal_id   uuid        NOT NULL,
    fingerprint    bytea       NOT NULL CHECK (length(fingerprint) = 32),
    state          text        NOT NULL CHECK (state IN ('running', 'done')),
    recovery_point text        NOT NULL DEFAULT '',
    lease_until    timestamptz,
    attempt        integer     NOT NULL DEFAULT 1 CHECK (attempt > 0),
    http_status    integer     CHECK (http_status BETWEEN 100 AND 599),
    response       bytea,
    content_type   text,
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    PRIMARY KEY (org_id, scope, key),
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state = 'done') = (http_status IS NOT NULL AND response IS NOT NULL))
);
CREATE INDEX idempotency_expiry ON idempotency (org_id, expires_at);
