-- The statements of identity: organisations, people, sessions, API keys, sellers and the audit log.

-- One row or none, by organisation_one_marketplace.
-- name: select_marketplace
SELECT o.org_id,
       o.display_name,
       m.currency
FROM organisation o
JOIN marketplace m ON m.org_id = o.org_id
WHERE o.kind = 'marketplace';

-- Primary key.
-- name: select_organisation_kind
SELECT kind
FROM organisation
WHERE org_id = $1;

-- name: insert_organisation
-- records: organisation
INSERT INTO organisation (org_id, kind, slug, display_name, status, created_at, version)
VALUES ($1, $2, $3, $4, 'open', $5, 1);

-- name: insert_marketplace
-- records: marketplace
INSERT INTO marketplace (org_id, currency)
VALUES ($1, $2);

-- name: insert_seller
-- records: seller
INSERT INTO seller (org_id, country, currency, commission_basis_points)
VALUES ($1, $2, $3, $4);

-- One row; held by those who might remove an admin, so that two cannot remove the last two at once.
-- name: lock_marketplace
SELECT org_id
FROM marketplace
FOR NO KEY UPDATE;

-- name: insert_user
INSERT INTO app_user (user_id, email, name, password_hash, is_active, created_at, version)
VALUES ($1, $2, $3, $4, true, $5, 1);

-- Unique index on email.
-- name: select_credentials
SELECT user_id,
       password_hash,
       is_active
FROM app_user
WHERE email = $1;

-- Primary key; locks the row, so that somebody who disables the person waits and ends this session.
-- name: update_signed_in
UPDATE app_user
SET last_sign_in_at = $2
WHERE user_id = $1
  AND is_active
RETURNING user_id;

-- Primary key.
-- name: update_password_hash
UPDATE app_user
SET password_hash = $2
WHERE user_id = $1;

-- Primary key; locks the row.
-- name: lock_user
SELECT is_active,
       version
FROM app_user
WHERE user_id = $1
FOR UPDATE;

-- Primary key; the row is locked.
-- name: update_user_active
UPDATE app_user
SET is_active = $2,
    version = version + 1
WHERE user_id = $1;

-- Primary key; the row is locked.
-- name: update_user_version
UPDATE app_user
SET version = version + 1
WHERE user_id = $1;

-- Primary key.
-- name: select_users
SELECT user_id,
       email,
       name,
       is_active,
       created_at,
       last_sign_in_at,
       version
FROM app_user
WHERE user_id = ANY ($1);

-- app_user_name in order; a search text filters on the way.
-- name: list_users
SELECT user_id
FROM app_user
WHERE ($1 = '' OR position(lower($1) IN lower(name)) > 0 OR position(lower($1) IN email) > 0)
  AND ($2::text IS NULL
       OR (lower(name COLLATE "und-x-icu"), user_id)
          > (lower($2::text COLLATE "und-x-icu"), $3::uuid))
ORDER BY lower(name COLLATE "und-x-icu"), user_id
LIMIT $4;

-- membership_user. The marketplace first, then sellers by name; closed organisations are left out.
-- name: select_memberships
SELECT m.user_id,
       m.org_id,
       m.roles,
       o.display_name,
       o.kind
FROM membership m
JOIN organisation o ON o.org_id = m.org_id
WHERE m.user_id = ANY ($1)
  AND o.status <> 'closed'
ORDER BY o.kind, lower(o.display_name COLLATE "und-x-icu"), o.org_id;

-- name: upsert_membership
INSERT INTO membership (org_id, user_id, roles, changed_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (org_id, user_id) DO UPDATE
SET roles = EXCLUDED.roles,
    changed_at = EXCLUDED.changed_at;

-- Primary key.
-- name: delete_membership
DELETE FROM membership
WHERE org_id = $1
  AND user_id = $2;

-- Primary key of membership, a marketplace's staff at most.
-- name: has_other_admin
SELECT EXISTS (
    SELECT
    FROM membership m
    JOIN marketplace p ON p.org_id = m.org_id
    JOIN app_user u ON u.user_id = m.user_id
    WHERE 'admin' = ANY (m.roles)
      AND u.is_active
      AND u.user_id <> $1) AS found;

-- name: insert_session
INSERT INTO user_session (session_id, user_id, org_id, generation, origin, created_at, ends_at)
VALUES ($1, $2, $3, 1, $4, $5, $6);

-- user_session_user; the person's row is locked.
-- name: delete_ended_sessions
DELETE FROM user_session
WHERE user_id = $1
  AND ends_at < $2;

-- A range of user_session_ends; refresh tokens go with their sessions. Skips sessions in use.
-- name: forget_ended_sessions
DELETE FROM user_session
WHERE session_id IN (SELECT session_id
                     FROM user_session
                     WHERE ends_at < $1
                     ORDER BY ends_at
                     LIMIT $2
                     FOR UPDATE SKIP LOCKED);

-- user_session_user; at most the sessions of one person, whose row is locked.
-- name: revoke_surplus_sessions
UPDATE user_session
SET revoked_at = $2
WHERE session_id IN (
    SELECT session_id
    FROM user_session
    WHERE user_id = $1
      AND revoked_at IS NULL
    ORDER BY created_at DESC, session_id DESC
    OFFSET $3)
RETURNING session_id;

-- user_session_user; the person's row is locked.
-- name: revoke_user_sessions
UPDATE user_session
SET revoked_at = $2
WHERE user_id = $1
  AND revoked_at IS NULL
RETURNING session_id;

-- Primary key; locks the row.
-- name: revoke_session
UPDATE user_session
SET revoked_at = $2
WHERE session_id = $1
  AND revoked_at IS NULL
RETURNING session_id;

-- user_session_revoked.
-- name: select_revoked_sessions
SELECT session_id,
       revoked_at
FROM user_session
WHERE revoked_at > $1
ORDER BY revoked_at;

-- name: insert_refresh_token
INSERT INTO refresh_token (token_hash, session_id, generation, expires_at)
VALUES ($1, $2, $3, $4);

-- Primary keys; locks the session, so that two uses of one token follow each other.
-- name: lock_session_of_token
SELECT session_id
FROM user_session
WHERE session_id = (SELECT session_id FROM refresh_token WHERE token_hash = $1)
FOR UPDATE;

-- Primary keys; the session is locked.
-- name: select_refresh_token
SELECT t.session_id,
       t.generation,
       t.expires_at,
       t.used_at,
       s.user_id,
       s.org_id,
       s.generation AS newest_generation,
       s.ends_at,
       s.revoked_at
FROM refresh_token t
JOIN user_session s ON s.session_id = t.session_id
WHERE t.token_hash = $1;

-- refresh_token_session; the session is locked.
-- name: use_refresh_tokens
UPDATE refresh_token
SET used_at = $3
WHERE session_id = $1
  AND generation = $2
  AND used_at IS NULL;

-- Primary key; the session is locked.
-- name: update_session_generation
UPDATE user_session
SET generation = $2
WHERE session_id = $1;

-- refresh_token_session.
-- name: delete_expired_refresh_tokens
DELETE FROM refresh_token
WHERE session_id = $1
  AND expires_at < $2;

-- name: insert_api_key
INSERT INTO api_key (key_id, org_id, name, start, secret_hash, scopes, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- api_key_newest.
-- name: list_api_keys
SELECT key_id,
       name,
       start,
       scopes,
       created_at,
       last_used_at,
       revoked_at
FROM api_key
WHERE org_id = $1
  AND ($2::uuid IS NULL OR key_id < $2)
ORDER BY key_id DESC
LIMIT $3;

-- Primary key; locks the row. Revoking twice keeps the first time.
-- name: revoke_api_key
UPDATE api_key k
SET revoked_at = coalesce(k.revoked_at, $3)
FROM (SELECT key_id, revoked_at FROM api_key WHERE key_id = $2 FOR UPDATE) before
WHERE k.key_id = before.key_id
  AND k.org_id = $1
RETURNING k.key_id,
          k.name,
          k.start,
          k.scopes,
          k.created_at,
          k.last_used_at,
          k.revoked_at,
          before.revoked_at IS NOT NULL AS was_revoked;

-- Unique index on secret_hash.
-- name: find_api_key
SELECT key_id,
       org_id,
       name,
       scopes,
       last_used_at,
       revoked_at
FROM api_key
WHERE secret_hash = $1;

-- Primary key.
-- name: touch_api_key
UPDATE api_key
SET last_used_at = $2
WHERE key_id = $1;

-- organisation_sellers in order; a search text filters on the way.
-- name: list_sellers
SELECT o.org_id,
       o.display_name,
       o.slug,
       o.status,
       o.created_at,
       o.version,
       s.country,
       s.currency,
       s.commission_basis_points,
       s.published_listings
FROM organisation o
JOIN seller s ON s.org_id = o.org_id
WHERE o.kind = 'seller'
  AND ($1::uuid IS NULL OR o.org_id = $1)
  AND ($2 = '' OR position(lower($2) IN lower(o.display_name)) > 0 OR o.slug = lower($2))
  AND ($3::text IS NULL
       OR (lower(o.display_name COLLATE "und-x-icu"), o.org_id)
          > (lower($3::text COLLATE "und-x-icu"), $4::uuid))
ORDER BY lower(o.display_name COLLATE "und-x-icu"), o.org_id
LIMIT $5;

-- Primary keys.
-- name: select_seller
SELECT o.org_id,
       o.display_name,
       o.slug,
       o.status,
       o.created_at,
       o.version,
       s.country,
       s.currency,
       s.commission_basis_points,
       s.published_listings
FROM organisation o
JOIN seller s ON s.org_id = o.org_id
WHERE o.org_id = $1;

-- audit_log_newest, the primary key for one organisation, or audit_log_target for one record.
-- name: list_audit
SELECT audit_id,
       occurred_at,
       actor_id,
       actor_name,
       operation,
       target,
       outcome,
       request_id,
       changes
FROM audit_log
WHERE ($1::uuid IS NULL OR org_id = $1)
  AND ($2 = '' OR target = $2)
  AND ($3 = '' OR operation = $3)
  AND ($4::uuid IS NULL OR audit_id < $4)
ORDER BY audit_id DESC
LIMIT $5;

-- membership by its primary key's first column; the marketplace has few members.
-- name: select_first_admin
SELECT u.user_id
FROM membership m
JOIN app_user u ON u.user_id = m.user_id
WHERE m.org_id = $1
  AND 'admin' = ANY (m.roles)
  AND u.is_active
ORDER BY u.created_at, u.user_id
LIMIT 1;
