CREATE TABLE public.api_key (
    key_id uuid NOT NULL,
    org_id uuid NOT NULL,
    name text NOT NULL,
    start text NOT NULL,
    secret_hash bytea NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT api_key_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT api_key_scopes_check CHECK (((cardinality(scopes) > 0) AND (scopes <@ ARRAY['listings_read'::text, 'listings_write'::text, 'stock_write'::text, 'storefront_read'::text, 'orders_place'::text, 'orders_read'::text]))),
    CONSTRAINT api_key_secret_hash_check CHECK ((length(secret_hash) = 32)),
    CONSTRAINT api_key_start_check CHECK ((char_length(start) = 8))
);

CREATE TABLE public.app_user (
    user_id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_sign_in_at timestamp with time zone,
    version bigint NOT NULL,
    CONSTRAINT app_user_email_check CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254))),
    CONSTRAINT app_user_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
    CONSTRAINT app_user_version_check CHECK ((version > 0))
);

CREATE TABLE public.audit_log (
    org_id uuid NOT NULL,
    audit_id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    operation text NOT NULL,
    target text NOT NULL,
    request_id text NOT NULL,
    outcome text NOT NULL,
    changes jsonb NOT NULL,
    CONSTRAINT audit_log_actor_name_check CHECK (((char_length(actor_name) >= 1) AND (char_length(actor_name) <= 200))),
    CONSTRAINT audit_log_operation_check CHECK (((char_length(operation) >= 1) AND (char_length(operation) <= 100))),
    CONSTRAINT audit_log_outcome_check CHECK (((char_length(outcome) >= 1) AND (char_length(outcome) <= 100))),
    CONSTRAINT audit_log_request_id_check CHECK ((char_length(request_id) <= 100)),
    CONSTRAINT audit_log_target_check CHECK ((char_length(target) <= 200))
);

CREATE TABLE public.event_log (
    org_id uuid NOT NULL,
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    tx_no bigint NOT NULL,
    last_in_tx boolean NOT NULL,
    type text NOT NULL,
    schema_version integer NOT NULL,
    actor text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    aggregate_type text NOT NULL,
    aggregate_id uuid NOT NULL,
    aggregate_rev bigint NOT NULL,
    payload bytea NOT NULL,
    prev_hash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT event_log_actor_check CHECK (((char_length(actor) >= 1) AND (char_length(actor) <= 100))),
    CONSTRAINT event_log_aggregate_rev_check CHECK ((aggregate_rev >= 0)),
    CONSTRAINT event_log_aggregate_type_check CHECK (((char_length(aggregate_type) >= 1) AND (char_length(aggregate_type) <= 100))),
    CONSTRAINT event_log_check CHECK (((tx_no >= 1) AND (tx_no <= seq))),
    CONSTRAINT event_log_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT event_log_payload_check CHECK ((length(payload) <= 1048576)),
    CONSTRAINT event_log_prev_hash_check CHECK ((length(prev_hash) = 32)),
    CONSTRAINT event_log_schema_version_check CHECK ((schema_version > 0)),
    CONSTRAINT event_log_seq_check CHECK ((seq > 0)),
    CONSTRAINT event_log_type_check CHECK (((char_length(type) >= 1) AND (char_length(type) <= 100)))
);

CREATE TABLE public.idempotency (
    org_id uuid NOT NULL,
    scope text NOT NULL,
    key text NOT NULL,
    principal_id uuid NOT NULL,
    fingerprint bytea NOT NULL,
    state text NOT NULL,
    recovery_point text DEFAULT ''::text NOT NULL,
    lease_until timestamp with time zone,
    attempt integer DEFAULT 1 NOT NULL,
    http_status integer,
    response bytea,
    content_type text,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_attempt_check CHECK ((attempt > 0)),
    CONSTRAINT idempotency_check CHECK (((state = 'running'::text) = (lease_until IS NOT NULL))),
    CONSTRAINT idempotency_check1 CHECK (((state = 'done'::text) = ((http_status IS NOT NULL) AND (response IS NOT NULL)))),
    CONSTRAINT idempotency_fingerprint_check CHECK ((length(fingerprint) = 32)),
    CONSTRAINT idempotency_http_status_check CHECK (((http_status >= 100) AND (http_status <= 599))),
    CONSTRAINT idempotency_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255))),
    CONSTRAINT idempotency_scope_check CHECK (((char_length(scope) >= 1) AND (char_length(scope) <= 100))),
    CONSTRAINT idempotency_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text])))
);

CREATE TABLE public.marketplace (
    org_id uuid NOT NULL,
    currency character(3) NOT NULL,
    CONSTRAINT marketplace_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
);

CREATE TABLE public.membership (
    org_id uuid NOT NULL,
    user_id uuid NOT NULL,
    roles text[] NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT membership_roles_check CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['admin'::text, 'moderator'::text, 'support'::text, 'finance'::text, 'operator'::text, 'seller_owner'::text, 'seller_inventory'::text, 'seller_orders'::text, 'seller_accounting'::text, 'seller_support'::text, 'buyer'::text])))
);

CREATE TABLE public.node_meta (
    singleton boolean DEFAULT true NOT NULL,
    epoch uuid NOT NULL,
    system_identifier bigint NOT NULL,
    timeline integer NOT NULL,
    token_secret bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT node_meta_singleton_check CHECK (singleton),
    CONSTRAINT node_meta_token_secret_check CHECK ((length(token_secret) = 32))
);

CREATE TABLE public.org_head (
    org_id uuid NOT NULL,
    epoch uuid NOT NULL,
    seq bigint NOT NULL,
    chain_hash bytea NOT NULL,
    CONSTRAINT org_head_chain_hash_check CHECK ((length(chain_hash) = 32)),
    CONSTRAINT org_head_seq_check CHECK ((seq >= 0))
)
WITH (fillfactor='50');

CREATE TABLE public.organisation (
    org_id uuid NOT NULL,
    kind text NOT NULL,
    slug text NOT NULL,
    display_name text NOT NULL,
    status text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT organisation_display_name_check CHECK (((char_length(display_name) >= 1) AND (char_length(display_name) <= 200))),
    CONSTRAINT organisation_kind_check CHECK ((kind = ANY (ARRAY['marketplace'::text, 'seller'::text]))),
    CONSTRAINT organisation_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
    CONSTRAINT organisation_status_check CHECK ((status = ANY (ARRAY['open'::text, 'suspended'::text, 'closed'::text]))),
    CONSTRAINT organisation_version_check CHECK ((version > 0))
);

CREATE TABLE public.refresh_token (
    token_hash bytea NOT NULL,
    session_id uuid NOT NULL,
    generation integer NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT refresh_token_generation_check CHECK ((generation > 0)),
    CONSTRAINT refresh_token_token_hash_check CHECK ((length(token_hash) = 32))
);

CREATE TABLE public.schema_migration (
    version integer NOT NULL,
    slug text NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    CONSTRAINT schema_migration_checksum_check CHECK ((length(checksum) = 32)),
    CONSTRAINT schema_migration_version_check CHECK ((version > 0))
);

CREATE TABLE public.seller (
    org_id uuid NOT NULL,
    country character(2) NOT NULL,
    currency character(3) NOT NULL,
    commission_basis_points integer NOT NULL,
    published_listings bigint DEFAULT 0 NOT NULL,
    CONSTRAINT seller_commission_basis_points_check CHECK (((commission_basis_points >= 0) AND (commission_basis_points <= 5000))),
    CONSTRAINT seller_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT seller_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT seller_published_listings_check CHECK ((published_listings >= 0))
);

CREATE TABLE public.user_session (
    session_id uuid NOT NULL,
    user_id uuid NOT NULL,
    org_id uuid NOT NULL,
    generation integer NOT NULL,
    origin text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT user_session_generation_check CHECK ((generation > 0)),
    CONSTRAINT user_session_origin_check CHECK ((char_length(origin) <= 200))
);

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (key_id);

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_secret_hash_key UNIQUE (secret_hash);

ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_email_key UNIQUE (email);

ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (org_id, audit_id);

ALTER TABLE ONLY public.event_log
    ADD CONSTRAINT event_log_pkey PRIMARY KEY (org_id, seq);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (org_id, scope, key);

ALTER TABLE ONLY public.marketplace
    ADD CONSTRAINT marketplace_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (org_id, user_id);

ALTER TABLE ONLY public.node_meta
    ADD CONSTRAINT node_meta_pkey PRIMARY KEY (singleton);

ALTER TABLE ONLY public.org_head
    ADD CONSTRAINT org_head_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.refresh_token
    ADD CONSTRAINT refresh_token_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.seller
    ADD CONSTRAINT seller_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.user_session
    ADD CONSTRAINT user_session_pkey PRIMARY KEY (session_id);

CREATE INDEX api_key_newest ON public.api_key USING btree (org_id, key_id);

CREATE INDEX app_user_name ON public.app_user USING btree (lower((name COLLATE "und-x-icu")), user_id);

CREATE INDEX audit_log_newest ON public.audit_log USING btree (audit_id);

CREATE INDEX audit_log_target ON public.audit_log USING btree (target, audit_id);

CREATE INDEX event_log_timeline ON public.event_log USING btree (org_id, aggregate_id, seq);

CREATE INDEX idempotency_expiry ON public.idempotency USING btree (org_id, expires_at);

CREATE INDEX membership_user ON public.membership USING btree (user_id);

CREATE UNIQUE INDEX organisation_one_marketplace ON public.organisation USING btree (kind) WHERE (kind = 'marketplace'::text);

CREATE INDEX organisation_sellers ON public.organisation USING btree (lower((display_name COLLATE "und-x-icu")), org_id) WHERE (kind = 'seller'::text);

CREATE INDEX refresh_token_session ON public.refresh_token USING btree (session_id, generation);

CREATE INDEX user_session_revoked ON public.user_session USING btree (revoked_at) WHERE (revoked_at IS NOT NULL);

CREATE INDEX user_session_user ON public.user_session USING btree (user_id, created_at);

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.event_log
    ADD CONSTRAINT event_log_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.marketplace
    ADD CONSTRAINT marketplace_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(user_id);

ALTER TABLE ONLY public.org_head
    ADD CONSTRAINT org_head_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.refresh_token
    ADD CONSTRAINT refresh_token_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.user_session(session_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.seller
    ADD CONSTRAINT seller_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.user_session
    ADD CONSTRAINT user_session_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.user_session
    ADD CONSTRAINT user_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(user_id);
