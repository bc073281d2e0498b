-- Who people are, what they may do and how they prove it. These tables are small and shared by all
-- organisations: a person may belong to several, and a token is looked up before its organisation is
-- known.

CREATE UNIQUE INDEX organisation_one_marketplace ON organisation (kind) WHERE kind = 'marketplace';
CREATE INDEX organisation_sellers
    ON organisation (lower(display_name COLLATE "und-x-icu"), org_id) WHERE kind = 'seller';

CREATE TABLE marketplace (
    org_id   uuid    PRIMARY KEY REFERENCES organisation (org_id),
    currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$')
);

CREATE TABLE seller (
    org_id                  uuid    PRIMARY KEY REFERENCES organisation (org_id),
    country                 char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    currency                char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    commission_basis_points integer NOT NULL CHECK (commission_basis_points BETWEEN 0 AND 5000),
    published_listings      bigint  NOT NULL DEFAULT 0 CHECK (published_listings >= 0)
);

CREATE TABLE app_user (
    user_id         uuid        PRIMARY KEY,
    email           text        NOT NULL UNIQUE CHECK (char_length(email) BETWEEN 3 AND 254),
    name            text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    password_hash   text        NOT NULL,
    is_active       boolean     NOT NULL,
    created_at      timestamptz NOT NULL,
    last_sign_in_at timestamptz,
    version         bigint      NOT NULL CHECK (version > 0)
);
CREATE INDEX app_user_name ON app_user (lower(name COLLATE "und-x-icu"), user_id);

CREATE TABLE membership (
    org_id     uuid        NOT NULL REFERENCES organisation (org_id),
    user_id    uuid        NOT NULL REFERENCES app_user (user_id),
    roles      text[]      NOT NULL CHECK (
        cardinality(roles) > 0
        AND roles <@ ARRAY['admin', 'moderator', 'support', 'finance', 'operator', 'seller_owner',
                           'seller_inventory', 'seller_orders', 'seller_accounting',
                           'seller_support', 'buyer']),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (org_id, user_id)
);
CREATE INDEX membership_user ON membership (user_id);

-- generation counts the refresh tokens that followed each other; only the newest is good.
CREATE TABLE user_session (
    session_id uuid        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES app_user (user_id),
    org_id     uuid        NOT NULL REFERENCES organisation (org_id),
    generation integer     NOT NULL CHECK (generation > 0),
    origin     text        NOT NULL CHECK (char_length(origin) <= 200),
    created_at timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX user_session_user ON user_session (user_id, created_at);
CREATE INDEX user_session_revoked ON user_session (revoked_at) WHERE revoked_at IS NOT NULL;

CREATE TABLE refresh_token (
    token_hash bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
    session_id uuid        NOT NULL REFERENCES user_session (session_id) ON DELETE CASCADE,
    generation integer     NOT NULL CHECK (generation > 0),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX refresh_token_session ON refresh_token (session_id, generation);

CREATE TABLE api_key (
    key_id       uuid        PRIMARY KEY,
    org_id       uuid        NOT NULL REFERENCES organisation (org_id),
    name         text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    start        text        NOT NULL CHECK (char_length(start) = 8),
    secret_hash  bytea       NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    scopes       text[]      NOT NULL CHECK (
        cardinality(scopes) > 0
        AND scopes <@ ARRAY['listings_read', 'listings_write', 'stock_write', 'storefront_read',
                            'orders_place', 'orders_read']),
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
CREATE INDEX api_key_newest ON api_key (org_id, key_id);

-- The audit log is read newest first, over all organisations too; the id of a record names its
-- organisation already.
CREATE INDEX audit_log_newest ON audit_log (audit_id);
DROP INDEX audit_log_target;
CREATE INDEX audit_log_target ON audit_log (target, audit_id);
