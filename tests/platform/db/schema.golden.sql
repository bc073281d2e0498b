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
    CONSTRAINT organisation_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'closed'::text]))),
    CONSTRAINT organisation_version_check CHECK ((version > 0))
);

CREATE TABLE public.schema_migration (
    version integer NOT NULL,
    slug text NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    CONSTRAINT schema_migration_checksum_check CHECK ((length(checksum) = 32)),
    CONSTRAINT schema_migration_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (org_id, audit_id);

ALTER TABLE ONLY public.event_log
    ADD CONSTRAINT event_log_pkey PRIMARY KEY (org_id, seq);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (org_id, scope, key);

ALTER TABLE ONLY public.node_meta
    ADD CONSTRAINT node_meta_pkey PRIMARY KEY (singleton);

ALTER TABLE ONLY public.org_head
    ADD CONSTRAINT org_head_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (version);

CREATE INDEX audit_log_target ON public.audit_log USING btree (org_id, target, audit_id);

CREATE INDEX event_log_timeline ON public.event_log USING btree (org_id, aggregate_id, seq);

CREATE INDEX idempotency_expiry ON public.idempotency USING btree (org_id, expires_at);

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.event_log
    ADD CONSTRAINT event_log_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.org_head
    ADD CONSTRAINT org_head_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);
