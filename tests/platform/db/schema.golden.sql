CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE DOMAIN public.basis_points AS integer
	CONSTRAINT basis_points_check CHECK (((VALUE >= 0) AND (VALUE <= 10000)));

CREATE DOMAIN public.country_code AS character(2)
	CONSTRAINT country_code_check CHECK ((VALUE ~ '^[A-Z]{2}$'::text));

CREATE DOMAIN public.email_address AS text
	CONSTRAINT email_address_check CHECK (((char_length(VALUE) >= 3) AND (char_length(VALUE) <= 254)));

CREATE DOMAIN public.event_changes AS bytea
	CONSTRAINT event_changes_check CHECK ((length(VALUE) <= 268435456));

CREATE DOMAIN public.event_payload AS bytea
	CONSTRAINT event_payload_check CHECK ((length(VALUE) <= 1048576));

CREATE DOMAIN public.http_status AS integer
	CONSTRAINT http_status_check CHECK (((VALUE >= 100) AND (VALUE <= 599)));

CREATE DOMAIN public.idempotency_state AS text
	CONSTRAINT idempotency_state_check CHECK ((VALUE = ANY (ARRAY['running'::text, 'done'::text])));

CREATE DOMAIN public.ledger_account_kind AS text
	CONSTRAINT ledger_account_kind_check CHECK ((VALUE = ANY (ARRAY['provider_receivable'::text, 'order_hold'::text, 'seller_payable'::text, 'seller_debt'::text, 'refund_clearing'::text, 'platform_fee'::text, 'tax_payable'::text, 'bank'::text, 'payout_clearing'::text, 'dispute_hold'::text, 'processing_cost'::text, 'store_credit'::text, 'collected_tax'::text])));

CREATE DOMAIN public.ledger_amount AS bigint
	CONSTRAINT ledger_amount_check CHECK (((VALUE >= 1) AND (VALUE <= '1000000000000000'::bigint)));

CREATE DOMAIN public.ledger_phase AS text
	CONSTRAINT ledger_phase_check CHECK ((VALUE = ANY (ARRAY['single'::text, 'pending'::text, 'post'::text, 'void'::text, 'expire'::text])));

CREATE DOMAIN public.line_quantity AS bigint
	CONSTRAINT line_quantity_check CHECK (((VALUE >= 0) AND (VALUE <= 9999)));

CREATE DOMAIN public.natural_bigint AS bigint
	CONSTRAINT natural_bigint_check CHECK ((VALUE >= 0));

CREATE DOMAIN public.natural_integer AS integer
	CONSTRAINT natural_integer_check CHECK ((VALUE >= 0));

CREATE DOMAIN public.order_fulfillment_status AS text
	CONSTRAINT order_fulfillment_status_check CHECK ((VALUE = ANY (ARRAY['unfulfilled'::text, 'partial'::text, 'fulfilled'::text, 'delivered'::text, 'canceled'::text])));

CREATE DOMAIN public.order_number AS text COLLATE pg_catalog."C"
	CONSTRAINT order_number_check CHECK ((VALUE ~ '^M-[0-9A-HJKMNP-TV-Z]{8}$'::text));

CREATE DOMAIN public.order_payment_status AS text
	CONSTRAINT order_payment_status_check CHECK ((VALUE = ANY (ARRAY['none'::text, 'authorized'::text, 'partially_paid'::text, 'paid'::text, 'partially_refunded'::text, 'refunded'::text, 'voided'::text])));

CREATE DOMAIN public.order_status AS text
	CONSTRAINT order_status_check CHECK ((VALUE = ANY (ARRAY['draft'::text, 'placed'::text, 'canceled'::text])));

CREATE DOMAIN public.payment_state AS text
	CONSTRAINT payment_state_check CHECK ((VALUE = ANY (ARRAY['processing'::text, 'requires_capture'::text, 'succeeded'::text, 'failed'::text, 'canceled'::text])));

CREATE DOMAIN public.positive_bigint AS bigint
	CONSTRAINT positive_bigint_check CHECK ((VALUE > 0));

CREATE DOMAIN public.positive_integer AS integer
	CONSTRAINT positive_integer_check CHECK ((VALUE > 0));

CREATE DOMAIN public.sha256_hash AS bytea
	CONSTRAINT sha256_hash_check CHECK ((length(VALUE) = 32));

CREATE DOMAIN public.stock_move_kind AS text
	CONSTRAINT stock_move_kind_check CHECK ((VALUE = ANY (ARRAY['initial'::text, 'adjustment'::text, 'reservation'::text, 'release'::text, 'shipment'::text, 'restock'::text])));

CREATE DOMAIN public.stock_quantity AS bigint
	CONSTRAINT stock_quantity_check CHECK (((VALUE >= 0) AND (VALUE <= 1000000000)));

CREATE DOMAIN public.text_1_to_100 AS text
	CONSTRAINT text_1_to_100_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 100)));

CREATE DOMAIN public.text_1_to_120 AS text
	CONSTRAINT text_1_to_120_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 120)));

CREATE DOMAIN public.text_1_to_200 AS text
	CONSTRAINT text_1_to_200_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 200)));

CREATE DOMAIN public.text_1_to_255 AS text
	CONSTRAINT text_1_to_255_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 255)));

CREATE DOMAIN public.text_1_to_60 AS text
	CONSTRAINT text_1_to_60_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 60)));

CREATE DOMAIN public.text_1_to_64 AS text
	CONSTRAINT text_1_to_64_check CHECK (((char_length(VALUE) >= 1) AND (char_length(VALUE) <= 64)));

CREATE DOMAIN public.text_to_100 AS text
	CONSTRAINT text_to_100_check CHECK ((char_length(VALUE) <= 100));

CREATE DOMAIN public.text_to_1000 AS text
	CONSTRAINT text_to_1000_check CHECK ((char_length(VALUE) <= 1000));

CREATE DOMAIN public.text_to_120 AS text
	CONSTRAINT text_to_120_check CHECK ((char_length(VALUE) <= 120));

CREATE DOMAIN public.text_to_200 AS text
	CONSTRAINT text_to_200_check CHECK ((char_length(VALUE) <= 200));

CREATE DOMAIN public.text_to_255 AS text
	CONSTRAINT text_to_255_check CHECK ((char_length(VALUE) <= 255));

CREATE DOMAIN public.text_to_60 AS text
	CONSTRAINT text_to_60_check CHECK ((char_length(VALUE) <= 60));

CREATE FUNCTION public.folded_for_search(typed text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
BEGIN
    RETURN lower(replace(translate(regexp_replace(normalize(typed, NFKD), '[\u0300-\u036f]', '', 'g'),
                                   'ØøŁłĐđÐðıÞþ', 'OoLlDdDdiTt'),
                         'ß', 'ss') COLLATE "und-x-icu");
END
$$;

CREATE FUNCTION public.search_text(typed text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (octet_length(typed) = char_length(typed)) THEN lower(typed) ELSE "left"(public.folded_for_search(typed), 400) END;

CREATE FUNCTION public.search_words(typed text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_remove(string_to_array(regexp_replace(public.search_text(typed), '[!-/:-@\[-`{-~]'::text, ' '::text, 'g'::text), ' '::text), ''::text);

CREATE FUNCTION public.words_begun(typed text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT (string_agg(((''''::text || part.part[1]) || CASE part.part[2] WHEN ''::text THEN ''':*'::text ELSE ''''::text END), ' & '::text))::tsquery AS string_agg FROM regexp_matches(public.search_text(words_begun.typed), '([^ !-/:-@\[-`{-~]+)([!-/:-@\[-`{-~]?)'::text, 'g'::text) part(part));

CREATE TABLE public.after_sale (
    org_id uuid NOT NULL,
    case_id uuid NOT NULL,
    order_id uuid NOT NULL,
    return_status text,
    exchange_status text,
    claim_status text,
    resolution text,
    reason text NOT NULL,
    note text NOT NULL,
    decision_note text DEFAULT ''::text NOT NULL,
    carrier text DEFAULT ''::text NOT NULL,
    tracking_number text DEFAULT ''::text NOT NULL,
    actor text NOT NULL,
    actor_name text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT after_sale_actor_check CHECK (((char_length(actor) >= 1) AND (char_length(actor) <= 100))),
    CONSTRAINT after_sale_actor_name_check CHECK ((char_length(actor_name) <= 200)),
    CONSTRAINT after_sale_carrier_check CHECK ((char_length(carrier) <= 60)),
    CONSTRAINT after_sale_claim_status_check CHECK ((claim_status = ANY (ARRAY['open'::text, 'approved'::text, 'resolved'::text, 'denied'::text, 'canceled'::text]))),
    CONSTRAINT after_sale_decision_note_check CHECK ((char_length(decision_note) <= 2000)),
    CONSTRAINT after_sale_exchange_status_check CHECK ((exchange_status = ANY (ARRAY['requested'::text, 'approved'::text, 'received'::text, 'fulfilled'::text, 'rejected'::text, 'canceled'::text]))),
    CONSTRAINT after_sale_note_check CHECK ((char_length(note) <= 2000)),
    CONSTRAINT after_sale_of_one_kind CHECK ((num_nonnulls(return_status, exchange_status, claim_status) = 1)),
    CONSTRAINT after_sale_reason_check CHECK ((reason ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
    CONSTRAINT after_sale_resolution_check CHECK ((resolution = ANY (ARRAY['refund'::text, 'replacement'::text, 'refund_and_replacement'::text]))),
    CONSTRAINT after_sale_resolved CHECK (((NOT (claim_status IS DISTINCT FROM 'resolved'::text)) = (resolution IS NOT NULL))),
    CONSTRAINT after_sale_return_status_check CHECK ((return_status = ANY (ARRAY['requested'::text, 'approved'::text, 'received'::text, 'refunded'::text, 'rejected'::text, 'canceled'::text]))),
    CONSTRAINT after_sale_tracking_number_check CHECK ((char_length(tracking_number) <= 80))
);

CREATE TABLE public.after_sale_line (
    org_id uuid NOT NULL,
    case_id uuid NOT NULL,
    order_id uuid NOT NULL,
    line_id uuid NOT NULL,
    quantity bigint NOT NULL,
    received_quantity bigint DEFAULT 0 NOT NULL,
    restock text DEFAULT 'keep'::text NOT NULL,
    replacement_variant_id uuid,
    replacement_title text DEFAULT ''::text NOT NULL,
    replacement_sku text DEFAULT ''::text NOT NULL,
    replacement_price_minor bigint DEFAULT 0 NOT NULL,
    CONSTRAINT after_sale_line_check CHECK (((received_quantity >= 0) AND (received_quantity <= quantity))),
    CONSTRAINT after_sale_line_quantity_check CHECK (((quantity >= 1) AND (quantity <= 9999))),
    CONSTRAINT after_sale_line_replacement_price_minor_check CHECK ((replacement_price_minor >= 0)),
    CONSTRAINT after_sale_line_replacement_sku_check CHECK ((char_length(replacement_sku) <= 64)),
    CONSTRAINT after_sale_line_replacement_title_check CHECK ((char_length(replacement_title) <= 200)),
    CONSTRAINT after_sale_line_restock_check CHECK ((restock = ANY (ARRAY['restock'::text, 'write_off'::text, 'keep'::text])))
);

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
    CONSTRAINT api_key_scopes_check CHECK (((cardinality(scopes) > 0) AND (scopes <@ ARRAY['listings_read'::text, 'listings_write'::text, 'stock_write'::text, 'storefront_read'::text, 'orders_place'::text, 'orders_read'::text, 'reviews_write'::text, 'reviews_report'::text]))),
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
    actor_name public.text_1_to_200 NOT NULL,
    operation public.text_1_to_100 NOT NULL,
    target public.text_to_200 NOT NULL,
    request_id public.text_to_100 NOT NULL,
    outcome public.text_1_to_100 NOT NULL,
    changes jsonb NOT NULL
);
ALTER TABLE ONLY public.audit_log ALTER COLUMN changes SET COMPRESSION lz4;

CREATE TABLE public.cart (
    org_id uuid NOT NULL,
    cart_id uuid NOT NULL,
    checkout_id uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT cart_version_check CHECK ((version > 0))
);

CREATE TABLE public.cart_line (
    org_id uuid NOT NULL,
    cart_id uuid NOT NULL,
    seller_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    quantity bigint NOT NULL,
    added_at timestamp with time zone NOT NULL,
    CONSTRAINT cart_line_quantity_check CHECK (((quantity >= 1) AND (quantity <= 9999)))
);

CREATE TABLE public.category (
    category_id uuid NOT NULL,
    path text NOT NULL,
    attributes jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT category_attributes_check CHECK ((jsonb_typeof(attributes) = 'array'::text)),
    CONSTRAINT category_path_check CHECK (((char_length(path) >= 1) AND (char_length(path) <= 200))),
    CONSTRAINT category_version_check CHECK ((version > 0))
);

CREATE TABLE public.checkout (
    org_id uuid NOT NULL,
    checkout_id uuid NOT NULL,
    cart_id uuid NOT NULL,
    state text NOT NULL,
    failure text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT checkout_check CHECK (((state = 'failed'::text) = (failure <> ''::text))),
    CONSTRAINT checkout_failure_check CHECK ((char_length(failure) <= 120)),
    CONSTRAINT checkout_state_check CHECK ((state = ANY (ARRAY['placing'::text, 'placed'::text, 'failed'::text])))
);

CREATE TABLE public.checkout_seller (
    org_id uuid NOT NULL,
    checkout_id uuid NOT NULL,
    seller_id uuid NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT checkout_seller_position_check CHECK (("position" >= 0))
);

CREATE TABLE public.commission_rules (
    org_id uuid NOT NULL,
    version bigint NOT NULL,
    rules jsonb NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT commission_rules_changed_by_check CHECK (((char_length(changed_by) >= 1) AND (char_length(changed_by) <= 200))),
    CONSTRAINT commission_rules_rules_check CHECK ((jsonb_typeof(rules) = 'array'::text)),
    CONSTRAINT commission_rules_version_check CHECK ((version > 0))
);

CREATE TABLE public.dispatch_hint (
    org_id uuid NOT NULL,
    queue text NOT NULL,
    next_run_at timestamp with time zone NOT NULL,
    looks integer NOT NULL,
    CONSTRAINT dispatch_hint_looks_check CHECK ((looks >= 0))
)
WITH (fillfactor='50');

CREATE TABLE public.dispute (
    org_id uuid NOT NULL,
    dispute_id uuid NOT NULL,
    order_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    provider text NOT NULL,
    reference text NOT NULL,
    status text NOT NULL,
    reason text NOT NULL,
    currency character(3) NOT NULL,
    amount_minor bigint NOT NULL,
    fee_minor bigint NOT NULL,
    from_hold_minor bigint NOT NULL,
    from_payable_minor bigint NOT NULL,
    from_debt_minor bigint NOT NULL,
    hold_transfer_id uuid,
    payable_transfer_id uuid,
    debt_transfer_id uuid,
    respond_by timestamp with time zone,
    evidence text NOT NULL,
    submission_count bigint NOT NULL,
    action text NOT NULL,
    action_id uuid,
    action_failure text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    version bigint NOT NULL,
    from_credit_minor bigint DEFAULT 0 NOT NULL,
    credit_transfer_id uuid,
    credit_id uuid,
    CONSTRAINT dispute_action_check CHECK ((action = ANY (ARRAY['none'::text, 'submit'::text, 'accept'::text]))),
    CONSTRAINT dispute_action_failure_check CHECK ((char_length(action_failure) <= 120)),
    CONSTRAINT dispute_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT dispute_check CHECK (((status = ANY (ARRAY['warning_closed'::text, 'won'::text, 'lost'::text, 'prevented'::text])) = (closed_at IS NOT NULL))),
    CONSTRAINT dispute_check2 CHECK (((from_hold_minor > 0) = (hold_transfer_id IS NOT NULL))),
    CONSTRAINT dispute_check3 CHECK (((from_payable_minor > 0) = (payable_transfer_id IS NOT NULL))),
    CONSTRAINT dispute_check4 CHECK (((from_debt_minor > 0) = (debt_transfer_id IS NOT NULL))),
    CONSTRAINT dispute_check5 CHECK (((action = 'none'::text) = (action_id IS NULL))),
    CONSTRAINT dispute_credit_named CHECK ((((from_credit_minor > 0) = (credit_transfer_id IS NOT NULL)) AND ((from_credit_minor > 0) = (credit_id IS NOT NULL)))),
    CONSTRAINT dispute_evidence_check CHECK ((char_length(evidence) <= 20000)),
    CONSTRAINT dispute_fee_minor_check CHECK ((fee_minor >= 0)),
    CONSTRAINT dispute_from_credit_minor_check CHECK ((from_credit_minor >= 0)),
    CONSTRAINT dispute_from_debt_minor_check CHECK ((from_debt_minor >= 0)),
    CONSTRAINT dispute_from_hold_minor_check CHECK ((from_hold_minor >= 0)),
    CONSTRAINT dispute_from_payable_minor_check CHECK ((from_payable_minor >= 0)),
    CONSTRAINT dispute_provider_check CHECK (((char_length(provider) >= 1) AND (char_length(provider) <= 60))),
    CONSTRAINT dispute_reason_check CHECK ((char_length(reason) <= 60)),
    CONSTRAINT dispute_reference_check CHECK (((char_length(reference) >= 1) AND (char_length(reference) <= 255))),
    CONSTRAINT dispute_sources CHECK ((((((from_hold_minor + from_payable_minor) + from_debt_minor) + from_credit_minor) = 0) OR ((((from_hold_minor + from_payable_minor) + from_debt_minor) + from_credit_minor) = amount_minor))),
    CONSTRAINT dispute_status_check CHECK ((status = ANY (ARRAY['warning_needs_response'::text, 'warning_under_review'::text, 'warning_closed'::text, 'needs_response'::text, 'under_review'::text, 'won'::text, 'lost'::text, 'prevented'::text]))),
    CONSTRAINT dispute_submission_count_check CHECK ((submission_count >= 0)),
    CONSTRAINT dispute_version_check CHECK ((version > 0))
);

CREATE TABLE public.escrow (
    org_id uuid NOT NULL,
    order_id uuid NOT NULL,
    currency character(3) NOT NULL,
    due_at timestamp with time zone,
    released_at timestamp with time zone,
    seller_minor bigint NOT NULL,
    fee_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    disputed_minor bigint DEFAULT 0 NOT NULL,
    collected_tax_minor bigint DEFAULT 0 NOT NULL,
    CONSTRAINT escrow_collected_tax_minor_check CHECK ((collected_tax_minor >= 0)),
    CONSTRAINT escrow_disputed_minor_check CHECK ((disputed_minor >= 0)),
    CONSTRAINT escrow_fee_minor_check CHECK ((fee_minor >= 0)),
    CONSTRAINT escrow_tax_minor_check CHECK ((tax_minor >= 0))
);

CREATE TABLE public.event_log (
    org_id uuid NOT NULL,
    seq public.positive_bigint NOT NULL,
    event_id uuid NOT NULL,
    tx_no public.positive_bigint NOT NULL,
    last_in_tx boolean NOT NULL,
    type public.text_1_to_100 NOT NULL,
    schema_version public.positive_integer NOT NULL,
    actor public.text_1_to_100 NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    aggregate_type public.text_1_to_100 NOT NULL,
    aggregate_id uuid NOT NULL,
    aggregate_rev public.natural_bigint NOT NULL,
    payload public.event_payload NOT NULL,
    prev_hash public.sha256_hash NOT NULL,
    hash public.sha256_hash NOT NULL,
    changes public.event_changes,
    changes_hash public.sha256_hash,
    CONSTRAINT event_log_in_order CHECK ((((tx_no)::bigint <= (seq)::bigint) AND ((changes IS NULL) OR (changes_hash IS NOT NULL))))
);
ALTER TABLE ONLY public.event_log ALTER COLUMN changes SET COMPRESSION lz4;

CREATE TABLE public.fulfillment (
    org_id uuid NOT NULL,
    fulfillment_id uuid NOT NULL,
    order_id uuid NOT NULL,
    status text NOT NULL,
    carrier text NOT NULL,
    tracking_number text NOT NULL,
    tracking_status text NOT NULL,
    actor text NOT NULL,
    actor_name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    fulfilled_at timestamp with time zone,
    delivered_at timestamp with time zone,
    canceled_at timestamp with time zone,
    CONSTRAINT fulfillment_actor_check CHECK (((char_length(actor) >= 1) AND (char_length(actor) <= 100))),
    CONSTRAINT fulfillment_actor_name_check CHECK ((char_length(actor_name) <= 200)),
    CONSTRAINT fulfillment_carrier_check CHECK ((char_length(carrier) <= 60)),
    CONSTRAINT fulfillment_check CHECK (((status <> ALL (ARRAY['fulfilled'::text, 'delivered'::text])) OR (fulfilled_at IS NOT NULL))),
    CONSTRAINT fulfillment_check1 CHECK (((status = 'delivered'::text) = (delivered_at IS NOT NULL))),
    CONSTRAINT fulfillment_check2 CHECK (((status = 'canceled'::text) = (canceled_at IS NOT NULL))),
    CONSTRAINT fulfillment_status_check CHECK ((status = ANY (ARRAY['unfulfilled'::text, 'fulfilled'::text, 'delivered'::text, 'canceled'::text]))),
    CONSTRAINT fulfillment_tracking_number_check CHECK ((char_length(tracking_number) <= 80)),
    CONSTRAINT fulfillment_tracking_status_check CHECK ((tracking_status = ANY (ARRAY['unknown'::text, 'pre_transit'::text, 'in_transit'::text, 'out_for_delivery'::text, 'available_for_pickup'::text, 'delivered'::text, 'return_to_sender'::text, 'failure'::text])))
);

CREATE TABLE public.fulfillment_hold (
    org_id uuid NOT NULL,
    hold_id uuid NOT NULL,
    order_id uuid NOT NULL,
    reason text NOT NULL,
    note text NOT NULL,
    placed_by text NOT NULL,
    placed_by_name text NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    release_note text DEFAULT ''::text NOT NULL,
    released_by text DEFAULT ''::text NOT NULL,
    released_by_name text DEFAULT ''::text NOT NULL,
    released_at timestamp with time zone,
    CONSTRAINT fulfillment_hold_check CHECK (((released_at IS NULL) = (released_by = ''::text))),
    CONSTRAINT fulfillment_hold_note_check CHECK ((char_length(note) <= 2000)),
    CONSTRAINT fulfillment_hold_placed_by_check CHECK (((char_length(placed_by) >= 1) AND (char_length(placed_by) <= 100))),
    CONSTRAINT fulfillment_hold_placed_by_name_check CHECK ((char_length(placed_by_name) <= 200)),
    CONSTRAINT fulfillment_hold_reason_check CHECK ((reason = ANY (ARRAY['fraud'::text, 'payment'::text, 'address'::text, 'inventory'::text, 'customer'::text, 'other'::text]))),
    CONSTRAINT fulfillment_hold_release_note_check CHECK ((char_length(release_note) <= 2000)),
    CONSTRAINT fulfillment_hold_released_by_check CHECK ((char_length(released_by) <= 100)),
    CONSTRAINT fulfillment_hold_released_by_name_check CHECK ((char_length(released_by_name) <= 200))
);

CREATE TABLE public.fulfillment_line (
    org_id uuid NOT NULL,
    fulfillment_id uuid NOT NULL,
    order_id uuid NOT NULL,
    line_id uuid NOT NULL,
    quantity bigint NOT NULL,
    CONSTRAINT fulfillment_line_quantity_check CHECK (((quantity >= 1) AND (quantity <= 9999)))
);

CREATE TABLE public.idempotency (
    org_id uuid NOT NULL,
    scope public.text_1_to_100 NOT NULL,
    key public.text_1_to_255 NOT NULL,
    principal_id uuid NOT NULL,
    fingerprint public.sha256_hash NOT NULL,
    state public.idempotency_state NOT NULL,
    recovery_point text DEFAULT ''::text NOT NULL,
    lease_until timestamp with time zone,
    attempt public.positive_integer DEFAULT 1 NOT NULL,
    http_status public.http_status,
    response bytea,
    content_type text,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_held_or_answered CHECK (((((state)::text = 'running'::text) = (lease_until IS NOT NULL)) AND (((state)::text = 'done'::text) = ((http_status IS NOT NULL) AND (response IS NOT NULL)))))
);
ALTER TABLE ONLY public.idempotency ALTER COLUMN response SET COMPRESSION lz4;

CREATE TABLE public.inbound_event (
    org_id uuid NOT NULL,
    provider text NOT NULL,
    event_id text NOT NULL,
    type text NOT NULL,
    kind text NOT NULL,
    reference text NOT NULL,
    attempt_id uuid,
    received_at timestamp with time zone NOT NULL,
    processed_at timestamp with time zone,
    CONSTRAINT inbound_event_event_id_check CHECK (((char_length(event_id) >= 1) AND (char_length(event_id) <= 255))),
    CONSTRAINT inbound_event_kind_check CHECK ((kind = ANY (ARRAY['payment'::text, 'refund'::text, 'dispute'::text, 'pay_out'::text, 'transfer'::text]))),
    CONSTRAINT inbound_event_provider_check CHECK (((char_length(provider) >= 1) AND (char_length(provider) <= 60))),
    CONSTRAINT inbound_event_reference_check CHECK ((char_length(reference) <= 255)),
    CONSTRAINT inbound_event_type_check CHECK (((char_length(type) >= 1) AND (char_length(type) <= 100)))
);

CREATE TABLE public.job (
    org_id uuid NOT NULL,
    job_id uuid NOT NULL,
    queue text NOT NULL,
    kind text NOT NULL,
    payload bytea NOT NULL,
    priority smallint NOT NULL,
    state text NOT NULL,
    run_at timestamp with time zone NOT NULL,
    attempt integer NOT NULL,
    max_attempts integer NOT NULL,
    fence bigint NOT NULL,
    locked_by text,
    locked_until timestamp with time zone,
    unique_key text,
    trace_parent text NOT NULL,
    last_error text NOT NULL,
    enqueued_at timestamp with time zone NOT NULL,
    CONSTRAINT job_check CHECK (((attempt >= 0) AND (attempt <= max_attempts))),
    CONSTRAINT job_check1 CHECK (((state = 'running'::text) = (locked_by IS NOT NULL))),
    CONSTRAINT job_check2 CHECK (((state = 'running'::text) = (locked_until IS NOT NULL))),
    CONSTRAINT job_fence_check CHECK ((fence >= 0)),
    CONSTRAINT job_kind_check CHECK (((char_length(kind) >= 1) AND (char_length(kind) <= 100))),
    CONSTRAINT job_last_error_check CHECK ((char_length(last_error) <= 2000)),
    CONSTRAINT job_locked_by_check CHECK (((char_length(locked_by) >= 1) AND (char_length(locked_by) <= 100))),
    CONSTRAINT job_max_attempts_check CHECK (((max_attempts >= 1) AND (max_attempts <= 100))),
    CONSTRAINT job_payload_check CHECK ((length(payload) <= 262144)),
    CONSTRAINT job_priority_check CHECK (((priority >= 0) AND (priority <= 9))),
    CONSTRAINT job_queue_check CHECK (((char_length(queue) >= 1) AND (char_length(queue) <= 40))),
    CONSTRAINT job_state_check CHECK ((state = ANY (ARRAY['ready'::text, 'running'::text]))),
    CONSTRAINT job_trace_parent_check CHECK ((char_length(trace_parent) <= 100)),
    CONSTRAINT job_unique_key_check CHECK (((char_length(unique_key) >= 1) AND (char_length(unique_key) <= 200)))
)
WITH (fillfactor='70', autovacuum_vacuum_scale_factor='0.02', autovacuum_vacuum_cost_delay='0');

CREATE TABLE public.job_dead (
    org_id uuid NOT NULL,
    job_id uuid NOT NULL,
    queue text NOT NULL,
    kind text NOT NULL,
    payload bytea NOT NULL,
    priority smallint NOT NULL,
    attempt integer NOT NULL,
    max_attempts integer NOT NULL,
    fence bigint NOT NULL,
    unique_key text,
    trace_parent text NOT NULL,
    enqueued_at timestamp with time zone NOT NULL,
    died_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    CONSTRAINT job_dead_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT job_dead_detail_check CHECK ((char_length(detail) <= 2000)),
    CONSTRAINT job_dead_fence_check CHECK ((fence >= 0)),
    CONSTRAINT job_dead_kind_check CHECK (((char_length(kind) >= 1) AND (char_length(kind) <= 100))),
    CONSTRAINT job_dead_max_attempts_check CHECK (((max_attempts >= 1) AND (max_attempts <= 100))),
    CONSTRAINT job_dead_payload_check CHECK ((length(payload) <= 262144)),
    CONSTRAINT job_dead_priority_check CHECK (((priority >= 0) AND (priority <= 9))),
    CONSTRAINT job_dead_queue_check CHECK (((char_length(queue) >= 1) AND (char_length(queue) <= 40))),
    CONSTRAINT job_dead_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 100))),
    CONSTRAINT job_dead_trace_parent_check CHECK ((char_length(trace_parent) <= 100)),
    CONSTRAINT job_dead_unique_key_check CHECK (((char_length(unique_key) >= 1) AND (char_length(unique_key) <= 200)))
);

CREATE TABLE public.job_done (
    org_id uuid NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    job_id uuid NOT NULL,
    queue text NOT NULL,
    kind text NOT NULL,
    attempt integer NOT NULL,
    enqueued_at timestamp with time zone NOT NULL
);

CREATE TABLE public.ledger_account (
    org_id uuid NOT NULL,
    account_id uuid NOT NULL,
    kind public.ledger_account_kind NOT NULL,
    owner_id uuid NOT NULL,
    currency character(3) NOT NULL,
    debits_pending public.natural_bigint DEFAULT 0 NOT NULL,
    debits_posted public.natural_bigint DEFAULT 0 NOT NULL,
    credits_pending public.natural_bigint DEFAULT 0 NOT NULL,
    credits_posted public.natural_bigint DEFAULT 0 NOT NULL,
    CONSTRAINT ledger_account_credit_covers_debit CHECK ((((kind)::text <> ALL ('{order_hold,seller_payable,store_credit}'::text[])) OR (((debits_pending)::bigint + (debits_posted)::bigint) <= (credits_posted)::bigint))),
    CONSTRAINT ledger_account_debit_covers_credit CHECK ((((kind)::text <> 'seller_debt'::text) OR (((credits_pending)::bigint + (credits_posted)::bigint) <= (debits_posted)::bigint))),
    CONSTRAINT ledger_account_no_balance CHECK ((((kind)::text = ANY ('{order_hold,seller_payable,seller_debt,store_credit}'::text[])) OR (((((debits_pending)::bigint + (debits_posted)::bigint) + (credits_pending)::bigint) + (credits_posted)::bigint) = 0)))
);

CREATE TABLE public.ledger_transfer (
    org_id uuid NOT NULL,
    transfer_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    entry_line public.positive_integer NOT NULL,
    debit_account_id uuid NOT NULL,
    credit_account_id uuid NOT NULL,
    debit_kind text NOT NULL,
    credit_kind text NOT NULL,
    currency character(3) NOT NULL,
    amount_minor public.ledger_amount NOT NULL,
    phase public.ledger_phase NOT NULL,
    pending_id uuid,
    reason public.text_1_to_60 NOT NULL,
    order_id uuid,
    payment_id uuid,
    refund_id uuid,
    occurred_at timestamp with time zone NOT NULL,
    actor public.text_1_to_100 NOT NULL,
    request_id uuid NOT NULL,
    CONSTRAINT ledger_transfer_check CHECK ((debit_account_id <> credit_account_id)),
    CONSTRAINT ledger_transfer_resolves CHECK ((((phase)::text = ANY ('{post,void,expire}'::text[])) = (pending_id IS NOT NULL)))
);

CREATE TABLE public.listing (
    org_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    status text NOT NULL,
    is_on_sale boolean NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    category_id uuid,
    attributes jsonb NOT NULL,
    images jsonb NOT NULL,
    pending jsonb,
    search_text text NOT NULL,
    review_reason text NOT NULL,
    review_message text NOT NULL,
    published_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT listing_attributes_check CHECK ((jsonb_typeof(attributes) = 'array'::text)),
    CONSTRAINT listing_check CHECK (((status <> 'published'::text) OR (is_on_sale AND (pending IS NULL)))),
    CONSTRAINT listing_check1 CHECK (((status <> ALL (ARRAY['draft'::text, 'archived'::text])) OR (NOT is_on_sale))),
    CONSTRAINT listing_check2 CHECK (((pending IS NULL) OR is_on_sale OR (status = 'archived'::text))),
    CONSTRAINT listing_check3 CHECK (((NOT is_on_sale) OR (published_at IS NOT NULL))),
    CONSTRAINT listing_description_check CHECK ((char_length(description) <= 20000)),
    CONSTRAINT listing_images_check CHECK ((jsonb_typeof(images) = 'array'::text)),
    CONSTRAINT listing_pending_check CHECK ((jsonb_typeof(pending) = 'object'::text)),
    CONSTRAINT listing_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'pending_review'::text, 'changes_requested'::text, 'published'::text, 'rejected'::text, 'archived'::text]))),
    CONSTRAINT listing_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200))),
    CONSTRAINT listing_version_check CHECK ((version > 0))
);

CREATE TABLE public.listing_rating (
    org_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    stars_1 bigint NOT NULL,
    stars_2 bigint NOT NULL,
    stars_3 bigint NOT NULL,
    stars_4 bigint NOT NULL,
    stars_5 bigint NOT NULL,
    CONSTRAINT listing_rating_stars_1_check CHECK ((stars_1 >= 0)),
    CONSTRAINT listing_rating_stars_2_check CHECK ((stars_2 >= 0)),
    CONSTRAINT listing_rating_stars_3_check CHECK ((stars_3 >= 0)),
    CONSTRAINT listing_rating_stars_4_check CHECK ((stars_4 >= 0)),
    CONSTRAINT listing_rating_stars_5_check CHECK ((stars_5 >= 0))
)
WITH (fillfactor='70');

CREATE TABLE public.marketplace (
    org_id uuid NOT NULL,
    currency character(3) NOT NULL,
    CONSTRAINT marketplace_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
);

CREATE TABLE public.marketplace_order (
    org_id uuid NOT NULL,
    order_id uuid NOT NULL,
    number public.order_number NOT NULL,
    status public.order_status NOT NULL,
    payment_status public.order_payment_status NOT NULL,
    fulfillment_status public.order_fulfillment_status NOT NULL,
    buyer_name public.text_1_to_120 NOT NULL,
    buyer_email public.email_address NOT NULL,
    ship_name text NOT NULL,
    ship_street text NOT NULL,
    ship_street2 text NOT NULL,
    ship_postal_code text NOT NULL,
    ship_city text NOT NULL,
    ship_region text NOT NULL,
    ship_country public.country_code NOT NULL,
    currency character(3) NOT NULL,
    item_count public.positive_bigint NOT NULL,
    items_minor public.natural_bigint NOT NULL,
    shipping_minor public.natural_bigint NOT NULL,
    total_minor bigint NOT NULL,
    commission_minor public.natural_bigint NOT NULL,
    authorized_minor public.natural_bigint NOT NULL,
    captured_minor public.natural_bigint NOT NULL,
    refunded_minor public.natural_bigint NOT NULL,
    shipping_refunded_minor public.natural_bigint NOT NULL,
    commission_refunded_minor public.natural_bigint NOT NULL,
    placed_by public.text_1_to_100 NOT NULL,
    placed_by_name public.text_to_200 NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version public.positive_bigint NOT NULL,
    commission_tax_minor public.natural_bigint DEFAULT 0 NOT NULL,
    commission_tax_refunded_minor public.natural_bigint DEFAULT 0 NOT NULL,
    shipping_tax_name text DEFAULT ''::text NOT NULL,
    shipping_tax_basis_points integer DEFAULT 0 NOT NULL,
    shipping_tax_minor bigint DEFAULT 0 NOT NULL,
    shipping_tax_refunded_minor bigint DEFAULT 0 NOT NULL,
    is_shipping_tax_collected boolean DEFAULT false NOT NULL,
    collected_tax_minor bigint DEFAULT 0 NOT NULL,
    collected_tax_refunded_minor bigint DEFAULT 0 NOT NULL,
    reduced_minor public.natural_bigint DEFAULT 0 NOT NULL,
    excess_refunded_minor public.natural_bigint DEFAULT 0 NOT NULL,
    buyer_words tsvector GENERATED ALWAYS AS (array_to_tsvector(public.search_words((((buyer_name)::text || ' '::text) || (buyer_email)::text)))) STORED NOT NULL,
    CONSTRAINT marketplace_order_adds_up CHECK ((total_minor = ((items_minor)::bigint + (shipping_minor)::bigint))),
    CONSTRAINT marketplace_order_refund_covered CHECK (((refunded_minor)::bigint <= (captured_minor)::bigint)),
    CONSTRAINT marketplace_order_within CHECK ((((authorized_minor)::bigint <= (total_minor + (reduced_minor)::bigint)) AND ((captured_minor)::bigint <= (authorized_minor)::bigint) AND ((shipping_refunded_minor)::bigint <= (shipping_minor)::bigint) AND (((commission_minor)::bigint + (commission_tax_minor)::bigint) <= (items_minor)::bigint) AND ((commission_refunded_minor)::bigint <= (commission_minor)::bigint) AND ((commission_tax_refunded_minor)::bigint <= (commission_tax_minor)::bigint) AND ((shipping_tax_minor >= 0) AND (shipping_tax_minor <= (shipping_minor)::bigint)) AND ((shipping_tax_refunded_minor >= 0) AND (shipping_tax_refunded_minor <= shipping_tax_minor)) AND ((collected_tax_refunded_minor >= 0) AND (collected_tax_refunded_minor <= collected_tax_minor)) AND ((((commission_minor)::bigint + (commission_tax_minor)::bigint) + collected_tax_minor) <= total_minor) AND ((excess_refunded_minor)::bigint <= (reduced_minor)::bigint) AND ((excess_refunded_minor)::bigint <= (refunded_minor)::bigint)))
);

CREATE TABLE public.membership (
    org_id uuid NOT NULL,
    user_id uuid NOT NULL,
    roles text[] NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT membership_roles_check CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['admin'::text, 'moderator'::text, 'support'::text, 'finance'::text, 'operator'::text, 'seller_owner'::text, 'seller_inventory'::text, 'seller_orders'::text, 'seller_accounting'::text, 'seller_support'::text, 'buyer'::text])))
);

CREATE TABLE public.moderation_case (
    org_id uuid NOT NULL,
    case_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    listing_version bigint NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    snapshot jsonb NOT NULL,
    signals jsonb NOT NULL,
    title text NOT NULL,
    image_url text NOT NULL,
    score integer NOT NULL,
    rank integer GENERATED ALWAYS AS ((100 - score)) STORED NOT NULL,
    top_signal text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    claimed_by text,
    claimed_name text,
    claimed_until timestamp with time zone,
    decided_at timestamp with time zone,
    version bigint NOT NULL,
    CONSTRAINT moderation_case_check CHECK ((((claimed_by IS NULL) = (claimed_until IS NULL)) AND ((claimed_by IS NULL) = (claimed_name IS NULL)))),
    CONSTRAINT moderation_case_check1 CHECK (((status = 'open'::text) = (decided_at IS NULL))),
    CONSTRAINT moderation_case_kind_check CHECK ((kind = ANY (ARRAY['new_listing'::text, 'changed_listing'::text]))),
    CONSTRAINT moderation_case_listing_version_check CHECK ((listing_version > 0)),
    CONSTRAINT moderation_case_score_check CHECK (((score >= 0) AND (score <= 100))),
    CONSTRAINT moderation_case_signals_check CHECK ((jsonb_typeof(signals) = 'array'::text)),
    CONSTRAINT moderation_case_snapshot_check CHECK ((jsonb_typeof(snapshot) = 'object'::text)),
    CONSTRAINT moderation_case_status_check CHECK ((status = ANY (ARRAY['open'::text, 'approved'::text, 'rejected'::text, 'changes_requested'::text, 'withdrawn'::text]))),
    CONSTRAINT moderation_case_version_check CHECK ((version > 0))
);

CREATE TABLE public.moderation_event (
    org_id uuid NOT NULL,
    case_id uuid NOT NULL,
    event_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    actor_name text NOT NULL,
    what text NOT NULL,
    reason text NOT NULL,
    note text NOT NULL,
    CONSTRAINT moderation_event_actor_check CHECK (((char_length(actor) >= 1) AND (char_length(actor) <= 60))),
    CONSTRAINT moderation_event_actor_name_check CHECK ((char_length(actor_name) <= 200)),
    CONSTRAINT moderation_event_note_check CHECK ((char_length(note) <= 2000)),
    CONSTRAINT moderation_event_what_check CHECK ((what = ANY (ARRAY['opened'::text, 'claimed'::text, 'taken_over'::text, 'approved'::text, 'rejected'::text, 'changes_requested'::text, 'withdrawn'::text])))
);

CREATE TABLE public.node_meta (
    singleton boolean DEFAULT true NOT NULL,
    epoch uuid NOT NULL,
    system_identifier bigint NOT NULL,
    timeline integer NOT NULL,
    token_secret bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    demo_filling_since timestamp with time zone,
    CONSTRAINT node_meta_singleton_check CHECK (singleton),
    CONSTRAINT node_meta_token_secret_check CHECK ((length(token_secret) = 32))
);

CREATE TABLE public.order_cancellation (
    org_id uuid NOT NULL,
    cancellation_id uuid NOT NULL,
    order_id uuid NOT NULL,
    reason text NOT NULL,
    note text NOT NULL,
    is_whole boolean NOT NULL,
    actor text NOT NULL,
    actor_name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT order_cancellation_actor_check CHECK (((char_length(actor) >= 1) AND (char_length(actor) <= 100))),
    CONSTRAINT order_cancellation_actor_name_check CHECK ((char_length(actor_name) <= 200)),
    CONSTRAINT order_cancellation_note_check CHECK ((char_length(note) <= 2000)),
    CONSTRAINT order_cancellation_reason_check CHECK ((reason = ANY (ARRAY['customer'::text, 'declined'::text, 'fraud'::text, 'inventory'::text, 'staff'::text, 'other'::text, 'expired'::text])))
);

CREATE TABLE public.order_cancellation_line (
    org_id uuid NOT NULL,
    cancellation_id uuid NOT NULL,
    order_id uuid NOT NULL,
    line_id uuid NOT NULL,
    quantity bigint NOT NULL,
    CONSTRAINT order_cancellation_line_quantity_check CHECK (((quantity >= 1) AND (quantity <= 9999)))
);

CREATE TABLE public.order_edit (
    org_id uuid NOT NULL,
    edit_id uuid NOT NULL,
    order_id uuid NOT NULL,
    status text NOT NULL,
    currency character(3) NOT NULL,
    total_before_minor bigint NOT NULL,
    total_after_minor bigint NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    request jsonb,
    note text NOT NULL,
    refund_id uuid,
    actor text NOT NULL,
    actor_name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    to_pay_minor bigint DEFAULT 0 NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT order_edit_actor_check CHECK (((char_length(actor) >= 1) AND (char_length(actor) <= 100))),
    CONSTRAINT order_edit_actor_name_check CHECK ((char_length(actor_name) <= 200)),
    CONSTRAINT order_edit_awaits_something CHECK (((status <> 'awaiting_payment'::text) OR (to_pay_minor > 0))),
    CONSTRAINT order_edit_check1 CHECK (((status = 'confirmed'::text) OR (request IS NOT NULL))),
    CONSTRAINT order_edit_note_check CHECK ((char_length(note) <= 2000)),
    CONSTRAINT order_edit_open_undecided CHECK (((status = ANY (ARRAY['requested'::text, 'awaiting_payment'::text])) = (decided_at IS NULL))),
    CONSTRAINT order_edit_reason_check CHECK ((char_length(reason) <= 120)),
    CONSTRAINT order_edit_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'awaiting_payment'::text, 'confirmed'::text, 'declined'::text, 'expired'::text, 'payment_failed'::text, 'refused'::text, 'canceled'::text]))),
    CONSTRAINT order_edit_to_pay_minor_check CHECK ((to_pay_minor >= 0)),
    CONSTRAINT order_edit_total_after_minor_check CHECK ((total_after_minor >= 0)),
    CONSTRAINT order_edit_total_before_minor_check CHECK ((total_before_minor >= 0))
);

CREATE TABLE public.order_group (
    org_id uuid NOT NULL,
    order_id uuid NOT NULL,
    checkout_id uuid NOT NULL
);

CREATE TABLE public.order_line (
    org_id uuid NOT NULL,
    order_id uuid NOT NULL,
    line_id uuid NOT NULL,
    "position" public.natural_integer NOT NULL,
    listing_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    title public.text_1_to_200 NOT NULL,
    sku public.text_1_to_64 NOT NULL,
    options_text text NOT NULL,
    image_url public.text_to_1000 NOT NULL,
    quantity public.line_quantity NOT NULL,
    fulfilled_quantity public.natural_bigint NOT NULL,
    delivered_quantity public.natural_bigint NOT NULL,
    withdrawn_quantity public.natural_bigint NOT NULL,
    refunded_quantity public.natural_bigint NOT NULL,
    unit_price_minor public.natural_bigint NOT NULL,
    total_minor bigint NOT NULL,
    refunded_minor public.natural_bigint NOT NULL,
    commission_minor public.natural_bigint NOT NULL,
    commission_refunded_minor public.natural_bigint NOT NULL,
    commission_tax_minor public.natural_bigint DEFAULT 0 NOT NULL,
    commission_tax_refunded_minor public.natural_bigint DEFAULT 0 NOT NULL,
    commission_rule public.text_to_120 DEFAULT ''::text NOT NULL,
    commission_rules_version public.natural_bigint DEFAULT 0 NOT NULL,
    commission_basis_points public.basis_points DEFAULT 0 NOT NULL,
    commission_tax_basis_points public.basis_points DEFAULT 0 NOT NULL,
    tax_name text DEFAULT ''::text NOT NULL,
    tax_basis_points integer DEFAULT 0 NOT NULL,
    tax_minor bigint DEFAULT 0 NOT NULL,
    tax_refunded_minor bigint DEFAULT 0 NOT NULL,
    is_tax_collected boolean DEFAULT false NOT NULL,
    CONSTRAINT order_line_adds_up CHECK ((total_minor = ((unit_price_minor)::bigint * (quantity)::bigint))),
    CONSTRAINT order_line_refund_covered CHECK (((refunded_minor)::bigint <= total_minor)),
    CONSTRAINT order_line_within CHECK (((((fulfilled_quantity)::bigint + (withdrawn_quantity)::bigint) <= (quantity)::bigint) AND ((delivered_quantity)::bigint <= (fulfilled_quantity)::bigint) AND ((refunded_quantity)::bigint <= (quantity)::bigint) AND ((((commission_minor)::bigint + (commission_tax_minor)::bigint) +
CASE
    WHEN is_tax_collected THEN tax_minor
    ELSE (0)::bigint
END) <= total_minor) AND ((commission_refunded_minor)::bigint <= (commission_minor)::bigint) AND ((commission_tax_refunded_minor)::bigint <= (commission_tax_minor)::bigint) AND ((tax_minor >= 0) AND (tax_minor <= total_minor)) AND ((tax_refunded_minor >= 0) AND (tax_refunded_minor <= tax_minor))))
);

CREATE TABLE public.order_timer (
    org_id uuid NOT NULL,
    order_id uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    CONSTRAINT order_timer_kind_check CHECK ((kind = ANY (ARRAY['payment'::text, 'auto_cancel'::text, 'auto_complete'::text, 'dispute'::text, 'hold_alarm'::text, 'hold_ceiling'::text, 'dispute_evidence'::text, 'edit_payment'::text]))),
    CONSTRAINT order_timer_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'fired'::text, 'stopped'::text, 'failed'::text])))
);

CREATE TABLE public.order_timer_rule (
    kind text NOT NULL,
    country text NOT NULL COLLATE pg_catalog."C",
    seconds bigint NOT NULL,
    CONSTRAINT order_timer_rule_country_check CHECK ((country ~ '^([A-Z]{2})?$'::text)),
    CONSTRAINT order_timer_rule_kind_check CHECK ((kind = ANY (ARRAY['payment'::text, 'auto_cancel'::text, 'auto_complete'::text, 'dispute'::text, 'hold_alarm'::text, 'hold_ceiling'::text, 'dispute_evidence'::text, 'edit_payment'::text]))),
    CONSTRAINT order_timer_rule_seconds_check CHECK ((seconds > 0))
);

CREATE TABLE public.org_head (
    org_id uuid NOT NULL,
    epoch uuid NOT NULL,
    seq public.natural_bigint NOT NULL,
    chain_hash public.sha256_hash NOT NULL
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

CREATE TABLE public.payment (
    org_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    order_id uuid NOT NULL,
    state public.payment_state NOT NULL,
    provider public.text_1_to_60 NOT NULL,
    reference public.text_to_255 NOT NULL,
    method public.text_to_120 NOT NULL,
    failure_code public.text_to_120 NOT NULL,
    currency character(3) NOT NULL,
    amount_minor public.positive_bigint NOT NULL,
    captured_minor public.natural_bigint NOT NULL,
    refunded_minor public.natural_bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    edit_id uuid,
    CONSTRAINT payment_captured CHECK ((((captured_minor)::bigint <= (amount_minor)::bigint) AND (((state)::text = 'succeeded'::text) = ((captured_minor)::bigint > 0)))),
    CONSTRAINT payment_refund_covered CHECK (((refunded_minor)::bigint <= (captured_minor)::bigint))
);

CREATE TABLE public.payment_attempt (
    org_id uuid NOT NULL,
    attempt_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    order_id uuid NOT NULL,
    provider text NOT NULL,
    step text NOT NULL,
    is_sent boolean NOT NULL,
    method text NOT NULL,
    reference text NOT NULL,
    currency character(3) NOT NULL,
    amount_minor bigint NOT NULL,
    asked integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT payment_attempt_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT payment_attempt_asked_check CHECK ((asked >= 0)),
    CONSTRAINT payment_attempt_check CHECK (((step <> 'settled'::text) OR ((NOT is_sent) AND (method = ''::text)))),
    CONSTRAINT payment_attempt_method_check CHECK ((char_length(method) <= 100)),
    CONSTRAINT payment_attempt_provider_check CHECK (((char_length(provider) >= 1) AND (char_length(provider) <= 60))),
    CONSTRAINT payment_attempt_reference_check CHECK ((char_length(reference) <= 255)),
    CONSTRAINT payment_attempt_step_check CHECK ((step = ANY (ARRAY['authorise'::text, 'capture'::text, 'cancel'::text, 'refund'::text, 'settled'::text])))
)
WITH (fillfactor='80');

CREATE TABLE public.payment_route (
    org_id uuid NOT NULL,
    method text NOT NULL COLLATE pg_catalog."C",
    provider text NOT NULL,
    changed_by text NOT NULL,
    changed_by_name text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT payment_route_changed_by_check CHECK (((char_length(changed_by) >= 1) AND (char_length(changed_by) <= 100))),
    CONSTRAINT payment_route_changed_by_name_check CHECK ((char_length(changed_by_name) <= 200)),
    CONSTRAINT payment_route_method_check CHECK ((method ~ '^[a-z][a-z0-9_]{0,29}$'::text)),
    CONSTRAINT payment_route_provider_check CHECK (((char_length(provider) >= 1) AND (char_length(provider) <= 60))),
    CONSTRAINT payment_route_version_check CHECK ((version > 0))
);

CREATE TABLE public.payout (
    org_id uuid NOT NULL,
    payout_id uuid NOT NULL,
    batch_id uuid NOT NULL,
    status text NOT NULL,
    currency character(3) NOT NULL,
    amount_minor bigint NOT NULL,
    debt_paid_minor bigint NOT NULL,
    closing_minor bigint NOT NULL,
    transfer_id uuid NOT NULL,
    reference text NOT NULL,
    failure_code text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    version bigint NOT NULL,
    provider text DEFAULT 'sandbox'::text NOT NULL,
    account text DEFAULT ''::text NOT NULL,
    transferred_at timestamp with time zone,
    reversed_at timestamp with time zone,
    CONSTRAINT payout_account_check2 CHECK ((char_length(account) <= 64)),
    CONSTRAINT payout_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT payout_check CHECK (((status = ANY (ARRAY['paid'::text, 'failed'::text, 'canceled'::text])) = (settled_at IS NOT NULL))),
    CONSTRAINT payout_check1 CHECK (((reversed_at IS NULL) OR (transferred_at IS NOT NULL))),
    CONSTRAINT payout_debt_paid_minor_check CHECK ((debt_paid_minor >= 0)),
    CONSTRAINT payout_failure_code_check CHECK ((char_length(failure_code) <= 120)),
    CONSTRAINT payout_provider_check CHECK (((char_length(provider) >= 1) AND (char_length(provider) <= 60))),
    CONSTRAINT payout_reference_check CHECK ((char_length(reference) <= 255)),
    CONSTRAINT payout_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'processing'::text, 'paid'::text, 'failed'::text, 'canceled'::text]))),
    CONSTRAINT payout_version_check CHECK ((version > 0))
);

CREATE TABLE public.payout_account (
    org_id uuid NOT NULL,
    provider text NOT NULL,
    account text NOT NULL,
    status text NOT NULL,
    reason text NOT NULL,
    set_by text NOT NULL,
    set_by_name text NOT NULL,
    set_at timestamp with time zone NOT NULL,
    verified_by text NOT NULL,
    verified_by_name text NOT NULL,
    verified_at timestamp with time zone,
    version bigint NOT NULL,
    CONSTRAINT payout_account_account_check CHECK ((char_length(account) <= 64)),
    CONSTRAINT payout_account_check CHECK (((status <> ALL (ARRAY['active'::text, 'restricted'::text])) OR (verified_at IS NOT NULL))),
    CONSTRAINT payout_account_check1 CHECK ((verified_by <> set_by)),
    CONSTRAINT payout_account_provider_check CHECK ((provider = ANY (ARRAY['manual'::text, 'sandbox'::text, 'sandbox_pay'::text, 'stripe'::text]))),
    CONSTRAINT payout_account_reason_check CHECK ((char_length(reason) <= 120)),
    CONSTRAINT payout_account_set_by_check CHECK (((char_length(set_by) >= 1) AND (char_length(set_by) <= 100))),
    CONSTRAINT payout_account_set_by_name_check CHECK ((char_length(set_by_name) <= 200)),
    CONSTRAINT payout_account_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'active'::text, 'restricted'::text, 'removed'::text]))),
    CONSTRAINT payout_account_verified_by_check CHECK ((char_length(verified_by) <= 100)),
    CONSTRAINT payout_account_verified_by_name_check CHECK ((char_length(verified_by_name) <= 200)),
    CONSTRAINT payout_account_version_check CHECK ((version > 0))
);

CREATE TABLE public.payout_attempt (
    org_id uuid NOT NULL,
    payout_id uuid NOT NULL,
    provider text NOT NULL,
    account text NOT NULL,
    step text NOT NULL,
    is_sent boolean NOT NULL,
    pays_to_bank boolean NOT NULL,
    reference text NOT NULL,
    reason text NOT NULL,
    asked integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT payout_attempt_account_check CHECK ((char_length(account) <= 64)),
    CONSTRAINT payout_attempt_asked_check CHECK ((asked >= 0)),
    CONSTRAINT payout_attempt_provider_check CHECK (((char_length(provider) >= 1) AND (char_length(provider) <= 60))),
    CONSTRAINT payout_attempt_reason_check CHECK ((char_length(reason) <= 120)),
    CONSTRAINT payout_attempt_reference_check CHECK ((char_length(reference) <= 255)),
    CONSTRAINT payout_attempt_step_check CHECK ((step = ANY (ARRAY['transfer'::text, 'pay_out'::text, 'reverse'::text, 'settled'::text])))
);

CREATE TABLE public.payout_batch (
    org_id uuid NOT NULL,
    batch_id uuid NOT NULL,
    number text NOT NULL,
    status text NOT NULL,
    payout_count bigint NOT NULL,
    prepared_by text NOT NULL,
    prepared_by_name text NOT NULL,
    prepared_at timestamp with time zone NOT NULL,
    decided_by text NOT NULL,
    decided_by_name text NOT NULL,
    decided_at timestamp with time zone,
    note text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT payout_batch_check CHECK (((status = 'prepared'::text) = (decided_at IS NULL))),
    CONSTRAINT payout_batch_check1 CHECK (((status <> 'approved'::text) OR (decided_by <> prepared_by))),
    CONSTRAINT payout_batch_decided_by_check CHECK ((char_length(decided_by) <= 100)),
    CONSTRAINT payout_batch_decided_by_name_check CHECK ((char_length(decided_by_name) <= 200)),
    CONSTRAINT payout_batch_note_check CHECK ((char_length(note) <= 2000)),
    CONSTRAINT payout_batch_number_check CHECK ((number ~ '^PB-[0-9A-HJKMNP-TV-Z]{6}$'::text)),
    CONSTRAINT payout_batch_payout_count_check CHECK ((payout_count > 0)),
    CONSTRAINT payout_batch_prepared_by_check CHECK (((char_length(prepared_by) >= 1) AND (char_length(prepared_by) <= 100))),
    CONSTRAINT payout_batch_prepared_by_name_check CHECK ((char_length(prepared_by_name) <= 200)),
    CONSTRAINT payout_batch_status_check CHECK ((status = ANY (ARRAY['prepared'::text, 'approved'::text, 'canceled'::text]))),
    CONSTRAINT payout_batch_version_check CHECK ((version > 0))
);

CREATE TABLE public.payout_item (
    org_id uuid NOT NULL,
    payout_id uuid NOT NULL,
    transfer_id uuid NOT NULL
);

CREATE TABLE public.payout_policy (
    org_id uuid NOT NULL,
    fallback text,
    pays_to_bank boolean NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT payout_policy_changed_by_check CHECK (((char_length(changed_by) >= 1) AND (char_length(changed_by) <= 200))),
    CONSTRAINT payout_policy_fallback_check CHECK ((fallback = ANY (ARRAY['manual'::text, 'sandbox'::text]))),
    CONSTRAINT payout_policy_version_check CHECK ((version > 0))
);

CREATE TABLE public.payout_schedule (
    org_id uuid NOT NULL,
    pay_interval text NOT NULL,
    day integer NOT NULL,
    minimum_currencies text[] NOT NULL,
    minimum_minor bigint[] NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT payout_schedule_changed_by_check CHECK (((char_length(changed_by) >= 1) AND (char_length(changed_by) <= 200))),
    CONSTRAINT payout_schedule_check CHECK ((cardinality(minimum_minor) = cardinality(minimum_currencies))),
    CONSTRAINT payout_schedule_check1 CHECK (((pay_interval <> 'weekly'::text) OR (day <= 7))),
    CONSTRAINT payout_schedule_day_check CHECK (((day >= 1) AND (day <= 28))),
    CONSTRAINT payout_schedule_pay_interval_check CHECK ((pay_interval = ANY (ARRAY['daily'::text, 'weekly'::text, 'monthly'::text, 'manual'::text]))),
    CONSTRAINT payout_schedule_version_check CHECK ((version > 0))
);

CREATE TABLE public.reconciliation (
    org_id uuid NOT NULL,
    reconciliation_id uuid NOT NULL,
    provider text NOT NULL,
    from_at timestamp with time zone NOT NULL,
    to_at timestamp with time zone NOT NULL,
    currency character(3),
    grace_hours integer NOT NULL,
    status text NOT NULL,
    failure text NOT NULL,
    tries bigint NOT NULL,
    our_count bigint NOT NULL,
    their_count bigint NOT NULL,
    in_flight_count bigint NOT NULL,
    difference_count bigint NOT NULL,
    open_count bigint NOT NULL,
    gone_count bigint NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT reconciliation_check CHECK (((open_count >= 0) AND (open_count <= difference_count))),
    CONSTRAINT reconciliation_check1 CHECK ((from_at < to_at)),
    CONSTRAINT reconciliation_check2 CHECK (((status = ANY (ARRAY['running'::text, 'waiting'::text])) = (finished_at IS NULL))),
    CONSTRAINT reconciliation_check3 CHECK (((status = ANY (ARRAY['waiting'::text, 'failed'::text])) = (failure <> ''::text))),
    CONSTRAINT reconciliation_difference_count_check CHECK ((difference_count >= 0)),
    CONSTRAINT reconciliation_failure_check CHECK ((char_length(failure) <= 120)),
    CONSTRAINT reconciliation_gone_count_check CHECK ((gone_count >= 0)),
    CONSTRAINT reconciliation_grace_hours_check CHECK (((grace_hours >= 0) AND (grace_hours <= 168))),
    CONSTRAINT reconciliation_in_flight_count_check CHECK ((in_flight_count >= 0)),
    CONSTRAINT reconciliation_our_count_check CHECK ((our_count >= 0)),
    CONSTRAINT reconciliation_provider_check CHECK (((char_length(provider) >= 1) AND (char_length(provider) <= 60))),
    CONSTRAINT reconciliation_requested_by_check CHECK (((char_length(requested_by) >= 1) AND (char_length(requested_by) <= 200))),
    CONSTRAINT reconciliation_status_check CHECK ((status = ANY (ARRAY['running'::text, 'waiting'::text, 'done'::text, 'failed'::text]))),
    CONSTRAINT reconciliation_their_count_check CHECK ((their_count >= 0)),
    CONSTRAINT reconciliation_tries_check CHECK ((tries >= 0))
);

CREATE TABLE public.reconciliation_difference (
    org_id uuid NOT NULL,
    difference_id uuid NOT NULL,
    provider text NOT NULL,
    kind text NOT NULL,
    movement text NOT NULL,
    reference text NOT NULL,
    repeat_no bigint NOT NULL,
    here_currency character(3),
    here_minor bigint,
    there_currency character(3),
    there_minor bigint,
    seller_id uuid,
    order_id uuid,
    occurred_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    note text NOT NULL,
    explained_by text NOT NULL,
    explained_at timestamp with time zone,
    first_run_id uuid NOT NULL,
    last_run_id uuid NOT NULL,
    found_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT reconciliation_difference_check CHECK (((here_minor IS NULL) = (here_currency IS NULL))),
    CONSTRAINT reconciliation_difference_check1 CHECK (((there_minor IS NULL) = (there_currency IS NULL))),
    CONSTRAINT reconciliation_difference_check2 CHECK (((kind = 'missing_here'::text) = (here_minor IS NULL))),
    CONSTRAINT reconciliation_difference_check3 CHECK (((kind = 'missing_there'::text) = (there_minor IS NULL))),
    CONSTRAINT reconciliation_difference_check4 CHECK (((state <> 'explained'::text) OR (explained_at IS NOT NULL))),
    CONSTRAINT reconciliation_difference_explained_by_check CHECK ((char_length(explained_by) <= 200)),
    CONSTRAINT reconciliation_difference_kind_check CHECK ((kind = ANY (ARRAY['missing_here'::text, 'missing_there'::text, 'amount_differs'::text, 'currency_differs'::text, 'fee_differs'::text]))),
    CONSTRAINT reconciliation_difference_movement_check CHECK ((movement = ANY (ARRAY['charge'::text, 'refund'::text, 'refund_failure'::text, 'dispute'::text, 'dispute_reversal'::text, 'transfer'::text, 'transfer_reversal'::text, 'payout'::text, 'fee'::text, 'other'::text]))),
    CONSTRAINT reconciliation_difference_note_check CHECK ((char_length(note) <= 2000)),
    CONSTRAINT reconciliation_difference_provider_check CHECK (((char_length(provider) >= 1) AND (char_length(provider) <= 60))),
    CONSTRAINT reconciliation_difference_reference_check CHECK ((char_length(reference) <= 255)),
    CONSTRAINT reconciliation_difference_repeat_no_check CHECK ((repeat_no > 0)),
    CONSTRAINT reconciliation_difference_state_check CHECK ((state = ANY (ARRAY['open'::text, 'explained'::text, 'gone'::text]))),
    CONSTRAINT reconciliation_difference_version_check CHECK ((version > 0))
);

CREATE TABLE public.reconciliation_total (
    org_id uuid NOT NULL,
    reconciliation_id uuid NOT NULL,
    movement text NOT NULL,
    currency character(3) NOT NULL,
    our_count bigint NOT NULL,
    our_minor bigint NOT NULL,
    their_count bigint NOT NULL,
    their_minor bigint NOT NULL,
    fee_minor bigint NOT NULL,
    CONSTRAINT reconciliation_total_movement_check CHECK ((movement = ANY (ARRAY['charge'::text, 'refund'::text, 'refund_failure'::text, 'dispute'::text, 'dispute_reversal'::text, 'transfer'::text, 'transfer_reversal'::text, 'payout'::text, 'fee'::text, 'other'::text]))),
    CONSTRAINT reconciliation_total_our_count_check CHECK ((our_count >= 0)),
    CONSTRAINT reconciliation_total_their_count_check CHECK ((their_count >= 0))
);

CREATE TABLE public.record_shape (
    shape integer NOT NULL,
    table_name text NOT NULL,
    columns text[] NOT NULL,
    CONSTRAINT record_shape_columns_check CHECK ((cardinality(columns) > 0)),
    CONSTRAINT record_shape_shape_check CHECK ((shape > 0))
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

CREATE TABLE public.refund (
    org_id uuid NOT NULL,
    refund_id uuid NOT NULL,
    order_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    status text NOT NULL,
    currency character(3) NOT NULL,
    total_minor bigint NOT NULL,
    shipping_minor bigint NOT NULL,
    extra_minor bigint NOT NULL,
    shipping_extra_minor bigint NOT NULL,
    commission_minor bigint NOT NULL,
    reason text NOT NULL,
    note text NOT NULL,
    reference text NOT NULL,
    actor text NOT NULL,
    actor_name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    commission_tax_minor bigint DEFAULT 0 NOT NULL,
    originator text DEFAULT 'direct'::text NOT NULL,
    originator_id text DEFAULT ''::text NOT NULL,
    shipping_tax_minor bigint DEFAULT 0 NOT NULL,
    credit_minor bigint DEFAULT 0 NOT NULL,
    credit_id uuid,
    excess_minor bigint DEFAULT 0 NOT NULL,
    part_of uuid,
    CONSTRAINT refund_actor_check CHECK (((char_length(actor) >= 1) AND (char_length(actor) <= 100))),
    CONSTRAINT refund_actor_name_check CHECK ((char_length(actor_name) <= 200)),
    CONSTRAINT refund_check CHECK (((shipping_extra_minor >= 0) AND (shipping_extra_minor <= extra_minor))),
    CONSTRAINT refund_check1 CHECK (((commission_minor >= 0) AND (commission_minor <= total_minor))),
    CONSTRAINT refund_check2 CHECK (((shipping_minor + extra_minor) <= total_minor)),
    CONSTRAINT refund_commission_tax_minor_check CHECK ((commission_tax_minor >= 0)),
    CONSTRAINT refund_credit_named CHECK (((credit_minor > 0) = (credit_id IS NOT NULL))),
    CONSTRAINT refund_credit_within CHECK (((credit_minor >= 0) AND (credit_minor <= total_minor))),
    CONSTRAINT refund_excess CHECK (((shipping_extra_minor + excess_minor) <= extra_minor)),
    CONSTRAINT refund_excess_minor_check CHECK ((excess_minor >= 0)),
    CONSTRAINT refund_extra_minor_check CHECK ((extra_minor >= 0)),
    CONSTRAINT refund_note_check CHECK ((char_length(note) <= 2000)),
    CONSTRAINT refund_originator_check CHECK ((originator = ANY (ARRAY['direct'::text, 'cancellation'::text, 'return'::text, 'exchange'::text, 'claim'::text, 'edit'::text]))),
    CONSTRAINT refund_originator_id_check CHECK ((char_length(originator_id) <= 60)),
    CONSTRAINT refund_originator_named CHECK (((originator = 'direct'::text) = (originator_id = ''::text))),
    CONSTRAINT refund_reason_check CHECK ((reason ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
    CONSTRAINT refund_reference_check CHECK ((char_length(reference) <= 255)),
    CONSTRAINT refund_shipping_minor_check CHECK ((shipping_minor >= 0)),
    CONSTRAINT refund_shipping_tax CHECK (((shipping_tax_minor >= 0) AND (shipping_tax_minor <= (shipping_minor + shipping_extra_minor)))),
    CONSTRAINT refund_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'pending'::text, 'succeeded'::text, 'failed'::text]))),
    CONSTRAINT refund_total_minor_check CHECK ((total_minor > 0))
);

CREATE TABLE public.refund_approval (
    org_id uuid NOT NULL,
    refund_id uuid NOT NULL,
    order_id uuid NOT NULL,
    status text NOT NULL,
    currency character(3) NOT NULL,
    total_minor bigint NOT NULL,
    shipping_minor bigint NOT NULL,
    extra_minor bigint NOT NULL,
    reason text NOT NULL,
    note text NOT NULL,
    originator text NOT NULL,
    originator_id text NOT NULL,
    cancel_reason text,
    requested_by text NOT NULL,
    requested_by_name text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    decided_by text DEFAULT ''::text NOT NULL,
    decided_by_name text DEFAULT ''::text NOT NULL,
    decided_at timestamp with time zone,
    decision_note text DEFAULT ''::text NOT NULL,
    destination text DEFAULT 'original_method'::text NOT NULL,
    CONSTRAINT refund_approval_cancel_reason_check CHECK ((cancel_reason = ANY (ARRAY['customer'::text, 'declined'::text, 'fraud'::text, 'inventory'::text, 'staff'::text, 'other'::text, 'expired'::text]))),
    CONSTRAINT refund_approval_check CHECK (((originator = 'cancellation'::text) = (cancel_reason IS NOT NULL))),
    CONSTRAINT refund_approval_check1 CHECK (((status = 'awaiting_approval'::text) = (decided_at IS NULL))),
    CONSTRAINT refund_approval_decided_by_check CHECK ((char_length(decided_by) <= 100)),
    CONSTRAINT refund_approval_decided_by_name_check CHECK ((char_length(decided_by_name) <= 200)),
    CONSTRAINT refund_approval_decision_note_check CHECK ((char_length(decision_note) <= 2000)),
    CONSTRAINT refund_approval_destination_check CHECK ((destination = ANY (ARRAY['original_method'::text, 'store_credit'::text]))),
    CONSTRAINT refund_approval_extra_minor_check CHECK ((extra_minor >= 0)),
    CONSTRAINT refund_approval_note_check CHECK ((char_length(note) <= 2000)),
    CONSTRAINT refund_approval_originator_check CHECK ((originator = ANY (ARRAY['direct'::text, 'cancellation'::text, 'return'::text, 'exchange'::text, 'claim'::text, 'edit'::text]))),
    CONSTRAINT refund_approval_originator_id_check CHECK ((char_length(originator_id) <= 60)),
    CONSTRAINT refund_approval_reason_check CHECK ((reason ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
    CONSTRAINT refund_approval_requested_by_check CHECK (((char_length(requested_by) >= 1) AND (char_length(requested_by) <= 100))),
    CONSTRAINT refund_approval_requested_by_name_check CHECK ((char_length(requested_by_name) <= 200)),
    CONSTRAINT refund_approval_second_person CHECK (((status <> 'approved'::text) OR (decided_by <> requested_by))),
    CONSTRAINT refund_approval_shipping_minor_check CHECK ((shipping_minor >= 0)),
    CONSTRAINT refund_approval_status_check CHECK ((status = ANY (ARRAY['awaiting_approval'::text, 'approved'::text, 'declined'::text, 'expired'::text]))),
    CONSTRAINT refund_approval_total_minor_check CHECK ((total_minor > 0))
);

CREATE TABLE public.refund_approval_line (
    org_id uuid NOT NULL,
    refund_id uuid NOT NULL,
    order_id uuid NOT NULL,
    line_id uuid NOT NULL,
    quantity bigint NOT NULL,
    amount_minor bigint NOT NULL,
    restock text NOT NULL,
    CONSTRAINT refund_approval_line_amount_minor_check CHECK ((amount_minor >= 0)),
    CONSTRAINT refund_approval_line_quantity_check CHECK (((quantity >= 1) AND (quantity <= 9999))),
    CONSTRAINT refund_approval_line_restock_check CHECK ((restock = ANY (ARRAY['restock'::text, 'write_off'::text, 'keep'::text])))
);

CREATE TABLE public.refund_line (
    org_id uuid NOT NULL,
    refund_id uuid NOT NULL,
    order_id uuid NOT NULL,
    line_id uuid NOT NULL,
    quantity bigint NOT NULL,
    amount_minor bigint NOT NULL,
    extra_minor bigint NOT NULL,
    commission_minor bigint NOT NULL,
    restock text NOT NULL,
    commission_tax_minor bigint DEFAULT 0 NOT NULL,
    withdrawn_quantity bigint,
    tax_minor bigint DEFAULT 0 NOT NULL,
    CONSTRAINT refund_line_amount_minor_check CHECK ((amount_minor >= 0)),
    CONSTRAINT refund_line_check CHECK (((commission_minor >= 0) AND (commission_minor <= (amount_minor + extra_minor)))),
    CONSTRAINT refund_line_check1 CHECK (((commission_tax_minor >= 0) AND ((commission_minor + commission_tax_minor) <= (amount_minor + extra_minor)))),
    CONSTRAINT refund_line_check2 CHECK (((withdrawn_quantity >= 0) AND (withdrawn_quantity <= quantity))),
    CONSTRAINT refund_line_extra_minor_check CHECK ((extra_minor >= 0)),
    CONSTRAINT refund_line_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT refund_line_restock_check CHECK ((restock = ANY (ARRAY['restock'::text, 'write_off'::text, 'keep'::text]))),
    CONSTRAINT refund_line_tax CHECK (((tax_minor >= 0) AND (tax_minor <= (amount_minor + extra_minor))))
);

CREATE TABLE public.refund_policy (
    org_id uuid NOT NULL,
    approval_currencies text[] NOT NULL,
    approval_minor bigint[] NOT NULL,
    approval_days integer NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    credit_currencies text[] DEFAULT '{}'::text[] NOT NULL,
    credit_minor bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    CONSTRAINT refund_policy_approval_days_check CHECK (((approval_days >= 1) AND (approval_days <= 90))),
    CONSTRAINT refund_policy_changed_by_check CHECK (((char_length(changed_by) >= 1) AND (char_length(changed_by) <= 200))),
    CONSTRAINT refund_policy_check CHECK ((cardinality(approval_minor) = cardinality(approval_currencies))),
    CONSTRAINT refund_policy_credit CHECK ((cardinality(credit_minor) = cardinality(credit_currencies))),
    CONSTRAINT refund_policy_version_check CHECK ((version > 0))
);

CREATE TABLE public.refund_reason (
    org_id uuid NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    label text NOT NULL,
    is_note_required boolean NOT NULL,
    restock text NOT NULL,
    is_active boolean NOT NULL,
    "position" integer NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT refund_reason_changed_by_check CHECK (((char_length(changed_by) >= 1) AND (char_length(changed_by) <= 200))),
    CONSTRAINT refund_reason_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
    CONSTRAINT refund_reason_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 80))),
    CONSTRAINT refund_reason_position_check CHECK ((("position" >= 0) AND ("position" <= 9999))),
    CONSTRAINT refund_reason_restock_check CHECK ((restock = ANY (ARRAY['restock'::text, 'write_off'::text, 'keep'::text]))),
    CONSTRAINT refund_reason_version_check CHECK ((version > 0))
);

CREATE TABLE public.refund_reason_seed (
    code text NOT NULL COLLATE pg_catalog."C",
    label text NOT NULL,
    is_note_required boolean NOT NULL,
    restock text NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT refund_reason_seed_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
    CONSTRAINT refund_reason_seed_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 80))),
    CONSTRAINT refund_reason_seed_position_check CHECK ((("position" >= 0) AND ("position" <= 9999))),
    CONSTRAINT refund_reason_seed_restock_check CHECK ((restock = ANY (ARRAY['restock'::text, 'write_off'::text, 'keep'::text])))
);

CREATE TABLE public.review (
    org_id uuid NOT NULL,
    review_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    order_id uuid NOT NULL,
    line_id uuid NOT NULL,
    listing_title text NOT NULL,
    options_text text NOT NULL,
    status text NOT NULL,
    rating smallint NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    author text NOT NULL,
    flagged_words text NOT NULL,
    open_reports integer NOT NULL,
    problem text,
    note text NOT NULL,
    answer text,
    answered_at timestamp with time zone,
    answer_edited_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT review_answer_check CHECK (((char_length(answer) >= 1) AND (char_length(answer) <= 2000))),
    CONSTRAINT review_author_check CHECK (((char_length(author) >= 1) AND (char_length(author) <= 120))),
    CONSTRAINT review_body_check CHECK ((char_length(body) <= 5000)),
    CONSTRAINT review_check CHECK (((problem IS NOT NULL) = (status = 'hidden'::text))),
    CONSTRAINT review_check1 CHECK (((answer IS NULL) = (answered_at IS NULL))),
    CONSTRAINT review_check2 CHECK (((answer_edited_at IS NULL) OR (answered_at IS NOT NULL))),
    CONSTRAINT review_check3 CHECK (((open_reports = 0) OR (status = 'published'::text))),
    CONSTRAINT review_flagged_words_check CHECK ((char_length(flagged_words) <= 200)),
    CONSTRAINT review_listing_title_check CHECK (((char_length(listing_title) >= 1) AND (char_length(listing_title) <= 200))),
    CONSTRAINT review_note_check CHECK ((char_length(note) <= 2000)),
    CONSTRAINT review_open_reports_check CHECK ((open_reports >= 0)),
    CONSTRAINT review_problem_check CHECK ((problem = ANY (ARRAY['illegal'::text, 'offensive'::text, 'personal_data'::text, 'advertising'::text, 'off_topic'::text, 'not_genuine'::text, 'other'::text]))),
    CONSTRAINT review_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
    CONSTRAINT review_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'published'::text, 'hidden'::text]))),
    CONSTRAINT review_title_check CHECK ((char_length(title) <= 120)),
    CONSTRAINT review_version_check CHECK ((version > 0))
);

CREATE TABLE public.review_report (
    org_id uuid NOT NULL,
    review_id uuid NOT NULL,
    report_id uuid NOT NULL,
    reporter_email text NOT NULL,
    problem text NOT NULL,
    note text NOT NULL,
    actor text NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    CONSTRAINT review_report_actor_check CHECK (((char_length(actor) >= 1) AND (char_length(actor) <= 100))),
    CONSTRAINT review_report_note_check CHECK ((char_length(note) <= 2000)),
    CONSTRAINT review_report_problem_check CHECK ((problem = ANY (ARRAY['illegal'::text, 'offensive'::text, 'personal_data'::text, 'advertising'::text, 'off_topic'::text, 'not_genuine'::text, 'other'::text]))),
    CONSTRAINT review_report_reporter_email_check CHECK (((char_length(reporter_email) >= 3) AND (char_length(reporter_email) <= 254)))
);

CREATE TABLE public.saga (
    org_id uuid NOT NULL,
    saga_id uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    step integer NOT NULL,
    data bytea NOT NULL,
    deadline timestamp with time zone NOT NULL,
    last_error text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT saga_data_check CHECK ((length(data) <= 262144)),
    CONSTRAINT saga_kind_check CHECK (((char_length(kind) >= 1) AND (char_length(kind) <= 90))),
    CONSTRAINT saga_last_error_check CHECK ((char_length(last_error) <= 2000)),
    CONSTRAINT saga_state_check CHECK ((state = ANY (ARRAY['running'::text, 'compensating'::text, 'completed'::text, 'compensated'::text]))),
    CONSTRAINT saga_step_check CHECK ((step >= 0)),
    CONSTRAINT saga_version_check CHECK ((version > 0))
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

CREATE TABLE public.settlement_policy (
    org_id uuid NOT NULL,
    release_days integer NOT NULL,
    returns_commission boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT settlement_policy_changed_by_check CHECK (((char_length(changed_by) >= 1) AND (char_length(changed_by) <= 200))),
    CONSTRAINT settlement_policy_release_days_check CHECK (((release_days >= 0) AND (release_days <= 90))),
    CONSTRAINT settlement_policy_version_check CHECK ((version > 0))
);

CREATE TABLE public.stock_level (
    org_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    on_hand public.stock_quantity NOT NULL,
    reserved public.natural_bigint NOT NULL,
    version public.positive_bigint NOT NULL,
    CONSTRAINT stock_level_reserved CHECK (((reserved)::bigint <= (on_hand)::bigint))
)
WITH (fillfactor='70');

CREATE TABLE public.stock_move (
    org_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    version public.positive_bigint NOT NULL,
    kind public.stock_move_kind NOT NULL,
    on_hand_change bigint NOT NULL,
    reserved_change bigint NOT NULL,
    reason public.text_to_200 NOT NULL,
    subject public.text_to_60 NOT NULL,
    actor public.text_1_to_60 NOT NULL,
    moved_at timestamp with time zone NOT NULL
);

CREATE TABLE public.store_credit (
    org_id uuid NOT NULL,
    credit_id uuid NOT NULL,
    buyer_email public.email_address NOT NULL,
    currency character(3) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT store_credit_buyer_email_check CHECK (((buyer_email)::text = lower(((buyer_email)::text COLLATE "C"))))
);

CREATE TABLE public.store_credit_grant (
    org_id uuid NOT NULL,
    grant_id uuid NOT NULL,
    credit_id uuid NOT NULL,
    currency character(3) NOT NULL,
    amount_minor bigint NOT NULL,
    note text NOT NULL,
    payable_transfer_id uuid,
    debt_transfer_id uuid,
    actor text NOT NULL,
    actor_name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT store_credit_grant_actor_check CHECK (((char_length(actor) >= 1) AND (char_length(actor) <= 100))),
    CONSTRAINT store_credit_grant_actor_name_check CHECK ((char_length(actor_name) <= 200)),
    CONSTRAINT store_credit_grant_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT store_credit_grant_check CHECK (((payable_transfer_id IS NOT NULL) OR (debt_transfer_id IS NOT NULL))),
    CONSTRAINT store_credit_grant_note_check CHECK (((char_length(note) >= 1) AND (char_length(note) <= 2000)))
);

CREATE TABLE public.tax_list (
    org_id uuid NOT NULL,
    version bigint NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT tax_list_changed_by_check CHECK (((char_length(changed_by) >= 1) AND (char_length(changed_by) <= 200))),
    CONSTRAINT tax_list_version_check CHECK ((version > 0))
);

CREATE TABLE public.tax_rate (
    org_id uuid NOT NULL,
    version bigint NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    country character(2) NOT NULL,
    category_id uuid,
    valid_from timestamp with time zone,
    valid_until timestamp with time zone,
    basis_points integer NOT NULL,
    collector text NOT NULL,
    CONSTRAINT tax_rate_basis_points_check CHECK (((basis_points >= 0) AND (basis_points <= 10000))),
    CONSTRAINT tax_rate_check CHECK ((valid_from < valid_until)),
    CONSTRAINT tax_rate_collector_check CHECK ((collector = ANY (ARRAY['seller'::text, 'marketplace'::text]))),
    CONSTRAINT tax_rate_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT tax_rate_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60))),
    CONSTRAINT tax_rate_position_check CHECK (("position" >= 0))
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

CREATE TABLE public.variant (
    org_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    sku text NOT NULL,
    "position" integer NOT NULL,
    options jsonb NOT NULL,
    price_minor bigint NOT NULL,
    currency character(3) NOT NULL,
    is_retired boolean NOT NULL,
    CONSTRAINT variant_options_check CHECK ((jsonb_typeof(options) = 'array'::text)),
    CONSTRAINT variant_position_check CHECK (("position" >= 0)),
    CONSTRAINT variant_price_minor_check CHECK (((price_minor >= 0) AND (price_minor <= '1000000000000000'::bigint))),
    CONSTRAINT variant_sku_check CHECK (((char_length(sku) >= 1) AND (char_length(sku) <= 64)))
);

CREATE TABLE public.webhook_attempt (
    org_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    number integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    took_ms bigint NOT NULL,
    status integer NOT NULL,
    error text NOT NULL,
    answer text NOT NULL,
    CONSTRAINT webhook_attempt_answer_check CHECK ((char_length(answer) <= 1024)),
    CONSTRAINT webhook_attempt_error_check CHECK ((char_length(error) <= 60)),
    CONSTRAINT webhook_attempt_number_check CHECK ((number > 0)),
    CONSTRAINT webhook_attempt_status_check CHECK (((status >= 0) AND (status <= 999))),
    CONSTRAINT webhook_attempt_took_ms_check CHECK ((took_ms >= 0))
);

CREATE TABLE public.webhook_delivery (
    org_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    event_seq bigint NOT NULL,
    event_id uuid NOT NULL,
    kind text NOT NULL,
    aggregate_type text NOT NULL,
    aggregate_id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    attempts integer NOT NULL,
    round_attempts integer NOT NULL,
    last_status integer NOT NULL,
    next_attempt_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT webhook_delivery_aggregate_type_check CHECK (((char_length(aggregate_type) >= 1) AND (char_length(aggregate_type) <= 100))),
    CONSTRAINT webhook_delivery_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT webhook_delivery_check CHECK (((round_attempts >= 0) AND (round_attempts <= attempts))),
    CONSTRAINT webhook_delivery_check1 CHECK (((state = 'pending'::text) = (next_attempt_at IS NOT NULL))),
    CONSTRAINT webhook_delivery_check2 CHECK (((state = 'pending'::text) = (ended_at IS NULL))),
    CONSTRAINT webhook_delivery_event_seq_check CHECK ((event_seq >= 0)),
    CONSTRAINT webhook_delivery_kind_check CHECK (((char_length(kind) >= 1) AND (char_length(kind) <= 100))),
    CONSTRAINT webhook_delivery_last_status_check CHECK (((last_status >= 0) AND (last_status <= 999))),
    CONSTRAINT webhook_delivery_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text])))
)
WITH (fillfactor='80');

CREATE TABLE public.webhook_endpoint (
    org_id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    url text NOT NULL,
    description text NOT NULL,
    kinds text[] NOT NULL,
    state text NOT NULL,
    fault text NOT NULL,
    secret bytea,
    previous_secret bytea,
    previous_until timestamp with time zone,
    seen_seq bigint NOT NULL,
    failures_in_a_row integer NOT NULL,
    failing_since timestamp with time zone,
    hold_until timestamp with time zone,
    wake_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    version bigint NOT NULL,
    CONSTRAINT webhook_endpoint_check CHECK (((state = 'disabled'::text) = (fault <> 'none'::text))),
    CONSTRAINT webhook_endpoint_check1 CHECK (((failures_in_a_row > 0) = (failing_since IS NOT NULL))),
    CONSTRAINT webhook_endpoint_check2 CHECK (((previous_secret IS NULL) = (previous_until IS NULL))),
    CONSTRAINT webhook_endpoint_check3 CHECK (((secret IS NULL) = (removed_at IS NOT NULL))),
    CONSTRAINT webhook_endpoint_check4 CHECK (((wake_at IS NULL) OR ((state = 'active'::text) AND (removed_at IS NULL)))),
    CONSTRAINT webhook_endpoint_description_check CHECK ((char_length(description) <= 200)),
    CONSTRAINT webhook_endpoint_failures_in_a_row_check CHECK ((failures_in_a_row >= 0)),
    CONSTRAINT webhook_endpoint_fault_check CHECK ((fault = ANY (ARRAY['none'::text, 'failing'::text, 'gone'::text]))),
    CONSTRAINT webhook_endpoint_kinds_check CHECK ((cardinality(kinds) <= 100)),
    CONSTRAINT webhook_endpoint_previous_secret_check CHECK (((length(previous_secret) >= 24) AND (length(previous_secret) <= 64))),
    CONSTRAINT webhook_endpoint_secret_check CHECK (((length(secret) >= 24) AND (length(secret) <= 64))),
    CONSTRAINT webhook_endpoint_seen_seq_check CHECK ((seen_seq >= 0)),
    CONSTRAINT webhook_endpoint_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'disabled'::text]))),
    CONSTRAINT webhook_endpoint_url_check CHECK (((char_length(url) >= 1) AND (char_length(url) <= 500))),
    CONSTRAINT webhook_endpoint_version_check CHECK ((version > 0))
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.after_sale_line
    ADD CONSTRAINT after_sale_line_pkey PRIMARY KEY (org_id, case_id, line_id);

ALTER TABLE ONLY public.after_sale
    ADD CONSTRAINT after_sale_pkey PRIMARY KEY (org_id, case_id);

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

ALTER TABLE ONLY public.cart_line
    ADD CONSTRAINT cart_line_pkey PRIMARY KEY (org_id, cart_id, seller_id, variant_id);

ALTER TABLE ONLY public.cart
    ADD CONSTRAINT cart_pkey PRIMARY KEY (org_id, cart_id);

ALTER TABLE ONLY public.category
    ADD CONSTRAINT category_pkey PRIMARY KEY (category_id);

ALTER TABLE ONLY public.checkout
    ADD CONSTRAINT checkout_pkey PRIMARY KEY (org_id, checkout_id);

ALTER TABLE ONLY public.checkout_seller
    ADD CONSTRAINT checkout_seller_pkey PRIMARY KEY (org_id, checkout_id, seller_id);

ALTER TABLE ONLY public.commission_rules
    ADD CONSTRAINT commission_rules_pkey PRIMARY KEY (org_id, version);

ALTER TABLE ONLY public.dispatch_hint
    ADD CONSTRAINT dispatch_hint_pkey PRIMARY KEY (org_id, queue);

ALTER TABLE ONLY public.dispute
    ADD CONSTRAINT dispute_pkey PRIMARY KEY (org_id, dispute_id);

ALTER TABLE ONLY public.dispute
    ADD CONSTRAINT dispute_reference UNIQUE (org_id, provider, reference);

ALTER TABLE ONLY public.escrow
    ADD CONSTRAINT escrow_pkey PRIMARY KEY (org_id, order_id);

ALTER TABLE ONLY public.event_log
    ADD CONSTRAINT event_log_pkey PRIMARY KEY (org_id, seq);

ALTER TABLE ONLY public.fulfillment_hold
    ADD CONSTRAINT fulfillment_hold_pkey PRIMARY KEY (org_id, hold_id);

ALTER TABLE ONLY public.fulfillment_line
    ADD CONSTRAINT fulfillment_line_pkey PRIMARY KEY (org_id, fulfillment_id, line_id);

ALTER TABLE ONLY public.fulfillment
    ADD CONSTRAINT fulfillment_pkey PRIMARY KEY (org_id, fulfillment_id);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (org_id, scope, key);

ALTER TABLE ONLY public.inbound_event
    ADD CONSTRAINT inbound_event_pkey PRIMARY KEY (org_id, provider, event_id);

ALTER TABLE ONLY public.job_dead
    ADD CONSTRAINT job_dead_pkey PRIMARY KEY (org_id, job_id);

ALTER TABLE ONLY public.job_done
    ADD CONSTRAINT job_done_pkey PRIMARY KEY (org_id, finished_at, job_id);

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (org_id, job_id);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_org_id_kind_owner_id_currency_key UNIQUE (org_id, kind, owner_id, currency);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_pkey PRIMARY KEY (org_id, account_id);

ALTER TABLE ONLY public.ledger_transfer
    ADD CONSTRAINT ledger_transfer_org_id_entry_id_entry_line_key UNIQUE (org_id, entry_id, entry_line);

ALTER TABLE ONLY public.ledger_transfer
    ADD CONSTRAINT ledger_transfer_pkey PRIMARY KEY (org_id, transfer_id);

ALTER TABLE ONLY public.listing
    ADD CONSTRAINT listing_pkey PRIMARY KEY (org_id, listing_id);

ALTER TABLE ONLY public.listing_rating
    ADD CONSTRAINT listing_rating_pkey PRIMARY KEY (org_id, listing_id);

ALTER TABLE ONLY public.marketplace_order
    ADD CONSTRAINT marketplace_order_pkey PRIMARY KEY (org_id, order_id);

ALTER TABLE ONLY public.marketplace
    ADD CONSTRAINT marketplace_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (org_id, user_id);

ALTER TABLE ONLY public.moderation_case
    ADD CONSTRAINT moderation_case_pkey PRIMARY KEY (org_id, case_id);

ALTER TABLE ONLY public.moderation_event
    ADD CONSTRAINT moderation_event_pkey PRIMARY KEY (org_id, case_id, event_id);

ALTER TABLE ONLY public.node_meta
    ADD CONSTRAINT node_meta_pkey PRIMARY KEY (singleton);

ALTER TABLE ONLY public.order_cancellation_line
    ADD CONSTRAINT order_cancellation_line_pkey PRIMARY KEY (org_id, cancellation_id, line_id);

ALTER TABLE ONLY public.order_cancellation
    ADD CONSTRAINT order_cancellation_pkey PRIMARY KEY (org_id, cancellation_id);

ALTER TABLE ONLY public.order_edit
    ADD CONSTRAINT order_edit_pkey PRIMARY KEY (org_id, edit_id);

ALTER TABLE ONLY public.order_group
    ADD CONSTRAINT order_group_one_of_a_checkout UNIQUE (org_id, checkout_id);

ALTER TABLE ONLY public.order_group
    ADD CONSTRAINT order_group_pkey PRIMARY KEY (org_id, order_id);

ALTER TABLE ONLY public.order_line
    ADD CONSTRAINT order_line_pkey PRIMARY KEY (org_id, order_id, line_id);

ALTER TABLE ONLY public.order_timer
    ADD CONSTRAINT order_timer_pkey PRIMARY KEY (org_id, order_id, kind);

ALTER TABLE ONLY public.order_timer_rule
    ADD CONSTRAINT order_timer_rule_pkey PRIMARY KEY (kind, country);

ALTER TABLE ONLY public.org_head
    ADD CONSTRAINT org_head_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.payment_attempt
    ADD CONSTRAINT payment_attempt_pkey PRIMARY KEY (org_id, attempt_id);

ALTER TABLE ONLY public.payment
    ADD CONSTRAINT payment_pkey PRIMARY KEY (org_id, payment_id);

ALTER TABLE ONLY public.payment_route
    ADD CONSTRAINT payment_route_pkey PRIMARY KEY (org_id, method);

ALTER TABLE ONLY public.payout_account
    ADD CONSTRAINT payout_account_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.payout_attempt
    ADD CONSTRAINT payout_attempt_pkey PRIMARY KEY (org_id, payout_id);

ALTER TABLE ONLY public.payout_batch
    ADD CONSTRAINT payout_batch_pkey PRIMARY KEY (org_id, batch_id);

ALTER TABLE ONLY public.payout_item
    ADD CONSTRAINT payout_item_pkey PRIMARY KEY (org_id, transfer_id);

ALTER TABLE ONLY public.payout
    ADD CONSTRAINT payout_pkey PRIMARY KEY (org_id, payout_id);

ALTER TABLE ONLY public.payout_policy
    ADD CONSTRAINT payout_policy_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.payout_schedule
    ADD CONSTRAINT payout_schedule_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.reconciliation_difference
    ADD CONSTRAINT reconciliation_difference_once UNIQUE (org_id, provider, kind, movement, reference, repeat_no);

ALTER TABLE ONLY public.reconciliation_difference
    ADD CONSTRAINT reconciliation_difference_pkey PRIMARY KEY (org_id, difference_id);

ALTER TABLE ONLY public.reconciliation
    ADD CONSTRAINT reconciliation_pkey PRIMARY KEY (org_id, reconciliation_id);

ALTER TABLE ONLY public.reconciliation_total
    ADD CONSTRAINT reconciliation_total_pkey PRIMARY KEY (org_id, reconciliation_id, movement, currency);

ALTER TABLE ONLY public.record_shape
    ADD CONSTRAINT record_shape_pkey PRIMARY KEY (shape);

ALTER TABLE ONLY public.refresh_token
    ADD CONSTRAINT refresh_token_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.refund_approval_line
    ADD CONSTRAINT refund_approval_line_pkey PRIMARY KEY (org_id, refund_id, line_id);

ALTER TABLE ONLY public.refund_approval
    ADD CONSTRAINT refund_approval_pkey PRIMARY KEY (org_id, refund_id);

ALTER TABLE ONLY public.refund_line
    ADD CONSTRAINT refund_line_pkey PRIMARY KEY (org_id, refund_id, line_id);

ALTER TABLE ONLY public.refund
    ADD CONSTRAINT refund_pkey PRIMARY KEY (org_id, refund_id);

ALTER TABLE ONLY public.refund_policy
    ADD CONSTRAINT refund_policy_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.refund_reason
    ADD CONSTRAINT refund_reason_pkey PRIMARY KEY (org_id, code);

ALTER TABLE ONLY public.refund_reason_seed
    ADD CONSTRAINT refund_reason_seed_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.review
    ADD CONSTRAINT review_one_of_a_line UNIQUE (org_id, order_id, line_id);

ALTER TABLE ONLY public.review
    ADD CONSTRAINT review_pkey PRIMARY KEY (org_id, review_id);

ALTER TABLE ONLY public.review_report
    ADD CONSTRAINT review_report_once UNIQUE (org_id, review_id, reporter_email);

ALTER TABLE ONLY public.review_report
    ADD CONSTRAINT review_report_pkey PRIMARY KEY (org_id, review_id, report_id);

ALTER TABLE ONLY public.saga
    ADD CONSTRAINT saga_pkey PRIMARY KEY (org_id, saga_id);

ALTER TABLE ONLY public.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.seller
    ADD CONSTRAINT seller_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.settlement_policy
    ADD CONSTRAINT settlement_policy_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.stock_level
    ADD CONSTRAINT stock_level_pkey PRIMARY KEY (org_id, variant_id);

ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT stock_move_pkey PRIMARY KEY (org_id, variant_id, version);

ALTER TABLE ONLY public.store_credit
    ADD CONSTRAINT store_credit_buyer UNIQUE (org_id, buyer_email, currency);

ALTER TABLE ONLY public.store_credit_grant
    ADD CONSTRAINT store_credit_grant_pkey PRIMARY KEY (org_id, grant_id);

ALTER TABLE ONLY public.store_credit
    ADD CONSTRAINT store_credit_pkey PRIMARY KEY (org_id, credit_id);

ALTER TABLE ONLY public.tax_list
    ADD CONSTRAINT tax_list_pkey PRIMARY KEY (org_id, version);

ALTER TABLE ONLY public.tax_rate
    ADD CONSTRAINT tax_rate_pkey PRIMARY KEY (org_id, version, "position");

ALTER TABLE ONLY public.user_session
    ADD CONSTRAINT user_session_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.variant
    ADD CONSTRAINT variant_pkey PRIMARY KEY (org_id, variant_id);

ALTER TABLE ONLY public.webhook_attempt
    ADD CONSTRAINT webhook_attempt_pkey PRIMARY KEY (org_id, delivery_id, number);

ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_pkey PRIMARY KEY (org_id, delivery_id);

ALTER TABLE ONLY public.webhook_endpoint
    ADD CONSTRAINT webhook_endpoint_pkey PRIMARY KEY (org_id, endpoint_id);

CREATE INDEX after_sale_by_id ON public.after_sale USING btree (case_id);

CREATE INDEX after_sale_line_order ON public.after_sale_line USING btree (org_id, order_id, line_id);

CREATE INDEX after_sale_open ON public.after_sale USING btree (opened_at, case_id) WHERE (COALESCE(return_status, exchange_status, claim_status) = ANY ('{requested,approved,received,open}'::text[]));

CREATE INDEX after_sale_opened ON public.after_sale USING btree (opened_at, case_id);

CREATE INDEX after_sale_order ON public.after_sale USING btree (org_id, order_id);

CREATE INDEX api_key_newest ON public.api_key USING btree (org_id, key_id);

CREATE INDEX app_user_name ON public.app_user USING btree (lower((name COLLATE "und-x-icu")), user_id);

CREATE INDEX audit_log_newest ON public.audit_log USING btree (audit_id);

CREATE INDEX audit_log_target ON public.audit_log USING btree (target, audit_id);

CREATE INDEX cart_expiry ON public.cart USING btree (org_id, expires_at);

CREATE UNIQUE INDEX category_path ON public.category USING btree (lower((path COLLATE "und-x-icu")));

CREATE INDEX dispute_action ON public.dispute USING btree (changed_at) WHERE (action <> 'none'::text);

CREATE INDEX dispute_by_id ON public.dispute USING btree (dispute_id);

CREATE INDEX dispute_credit ON public.dispute USING btree (org_id, credit_id) WHERE (credit_id IS NOT NULL);

CREATE INDEX dispute_due ON public.dispute USING btree (((closed_at IS NOT NULL)), COALESCE(respond_by, created_at), dispute_id);

CREATE INDEX dispute_order ON public.dispute USING btree (org_id, order_id);

CREATE INDEX escrow_due ON public.escrow USING btree (org_id, due_at, order_id) WHERE (due_at IS NOT NULL);

CREATE INDEX event_log_timeline ON public.event_log USING btree (org_id, aggregate_id, seq);

CREATE UNIQUE INDEX fulfillment_hold_in_force ON public.fulfillment_hold USING btree (org_id, order_id) WHERE (released_at IS NULL);

CREATE INDEX fulfillment_hold_order ON public.fulfillment_hold USING btree (org_id, order_id);

CREATE INDEX fulfillment_line_order ON public.fulfillment_line USING btree (org_id, order_id, line_id);

CREATE INDEX fulfillment_order ON public.fulfillment USING btree (org_id, order_id);

CREATE INDEX idempotency_expiry ON public.idempotency USING brin (expires_at);

CREATE INDEX inbound_event_received ON public.inbound_event USING btree (org_id, received_at);

CREATE INDEX job_dead_newest ON public.job_dead USING btree (died_at, job_id);

CREATE INDEX job_lease ON public.job USING btree (locked_until) WHERE (state = 'running'::text);

CREATE INDEX job_ready ON public.job USING btree (org_id, queue, priority, run_at, job_id) WHERE (state = 'ready'::text);

CREATE UNIQUE INDEX job_unique ON public.job USING btree (org_id, kind, unique_key) WHERE (unique_key IS NOT NULL);

CREATE INDEX ledger_transfer_journal ON public.ledger_transfer USING btree (occurred_at DESC, transfer_id DESC) WHERE ((phase)::text = ANY (ARRAY['single'::text, 'post'::text]));

CREATE INDEX ledger_transfer_order ON public.ledger_transfer USING btree (order_id, org_id);

CREATE INDEX ledger_transfer_payable ON public.ledger_transfer USING btree (org_id, occurred_at) WHERE (((phase)::text = ANY (ARRAY['single'::text, 'post'::text])) AND ((debit_kind = 'seller_payable'::text) OR (credit_kind = 'seller_payable'::text)));

CREATE UNIQUE INDEX ledger_transfer_resolved_once ON public.ledger_transfer USING btree (org_id, pending_id) WHERE ((phase)::text = ANY (ARRAY['post'::text, 'void'::text, 'expire'::text]));

CREATE INDEX ledger_transfer_seller_journal ON public.ledger_transfer USING btree (org_id, occurred_at DESC, transfer_id DESC) WHERE ((phase)::text = ANY (ARRAY['single'::text, 'post'::text]));

CREATE INDEX listing_by_id ON public.listing USING btree (listing_id);

CREATE INDEX listing_category_on_sale ON public.listing USING btree (category_id, published_at DESC) WHERE is_on_sale;

CREATE INDEX listing_changed ON public.listing USING btree (updated_at DESC, listing_id DESC);

CREATE INDEX listing_on_sale ON public.listing USING btree (published_at DESC, listing_id DESC) WHERE is_on_sale;

CREATE INDEX listing_search ON public.listing USING gin (search_text public.gin_trgm_ops);

CREATE INDEX listing_seller_changed ON public.listing USING btree (org_id, updated_at DESC, listing_id DESC);

CREATE INDEX listing_seller_on_sale ON public.listing USING btree (org_id, published_at DESC, listing_id DESC) WHERE is_on_sale;

CREATE INDEX listing_seller_status_changed ON public.listing USING btree (org_id, status, updated_at DESC, listing_id DESC);

CREATE INDEX listing_status_changed ON public.listing USING btree (status, updated_at DESC, listing_id DESC);

CREATE INDEX listing_title ON public.listing USING btree (lower((title COLLATE "und-x-icu")));

CREATE INDEX marketplace_order_buyer ON public.marketplace_order USING gin (buyer_words) WITH (gin_pending_list_limit='16384');

CREATE UNIQUE INDEX marketplace_order_number ON public.marketplace_order USING btree (number, org_id);

CREATE INDEX marketplace_order_open ON public.marketplace_order USING btree (placed_at) INCLUDE (org_id, currency, total_minor, refunded_minor, excess_refunded_minor, payment_status, fulfillment_status) WHERE (((status)::text = 'placed'::text) AND ((fulfillment_status)::text = ANY (ARRAY['unfulfilled'::text, 'partial'::text, 'fulfilled'::text])));

CREATE INDEX marketplace_order_placed ON public.marketplace_order USING btree (placed_at DESC, order_id DESC) INCLUDE (org_id, currency, total_minor, commission_minor, status, payment_status, fulfillment_status);

CREATE INDEX marketplace_order_seller_placed ON public.marketplace_order USING btree (org_id, placed_at DESC, order_id DESC) INCLUDE (currency, total_minor, commission_minor, status, payment_status, fulfillment_status);

CREATE INDEX marketplace_order_statuses ON public.marketplace_order USING btree (payment_status, fulfillment_status, org_id);

CREATE INDEX membership_user ON public.membership USING btree (user_id);

CREATE UNIQUE INDEX moderation_case_open ON public.moderation_case USING btree (org_id, listing_id) WHERE (status = 'open'::text);

CREATE INDEX moderation_case_queue ON public.moderation_case USING btree (status, rank, opened_at, case_id);

CREATE INDEX moderation_case_seller_queue ON public.moderation_case USING btree (org_id, status, rank, opened_at, case_id);

CREATE INDEX moderation_case_title ON public.moderation_case USING gin (lower((title COLLATE "und-x-icu")) public.gin_trgm_ops);

CREATE INDEX order_cancellation_line_order ON public.order_cancellation_line USING btree (org_id, order_id, line_id);

CREATE INDEX order_cancellation_order ON public.order_cancellation USING btree (org_id, order_id);

CREATE UNIQUE INDEX order_edit_open ON public.order_edit USING btree (org_id, order_id) WHERE (status = ANY (ARRAY['requested'::text, 'awaiting_payment'::text]));

CREATE INDEX order_edit_order ON public.order_edit USING btree (org_id, order_id);

CREATE INDEX order_timer_due ON public.order_timer USING btree (due_at) WHERE (state = 'pending'::text);

CREATE UNIQUE INDEX organisation_one_marketplace ON public.organisation USING btree (kind) WHERE (kind = 'marketplace'::text);

CREATE INDEX organisation_sellers ON public.organisation USING btree (lower((display_name COLLATE "und-x-icu")), org_id) WHERE (kind = 'seller'::text);

CREATE INDEX payment_attempt_id ON public.payment_attempt USING btree (attempt_id);

CREATE INDEX payment_attempt_open ON public.payment_attempt USING btree (changed_at, org_id, attempt_id) WHERE (step <> 'settled'::text);

CREATE INDEX payment_attempt_order ON public.payment_attempt USING btree (org_id, order_id);

CREATE INDEX payment_attempt_reference ON public.payment_attempt USING btree (provider, reference) WHERE ((attempt_id = payment_id) AND (reference <> ''::text));

CREATE INDEX payment_order ON public.payment USING btree (org_id, order_id);

CREATE INDEX payout_account_newest ON public.payout_account USING btree (set_at DESC, org_id DESC);

CREATE INDEX payout_attempt_open ON public.payout_attempt USING btree (changed_at, org_id, payout_id) WHERE (step <> 'settled'::text);

CREATE INDEX payout_batch_newest ON public.payout_batch USING btree (org_id, prepared_at DESC, batch_id DESC);

CREATE INDEX payout_by_id ON public.payout USING btree (payout_id);

CREATE INDEX payout_item_payout ON public.payout_item USING btree (org_id, payout_id);

CREATE INDEX payout_newest ON public.payout USING btree (created_at DESC, payout_id DESC);

CREATE INDEX payout_of_batch ON public.payout USING btree (batch_id);

CREATE INDEX payout_reversed ON public.payout USING btree (provider, reversed_at) WHERE (reversed_at IS NOT NULL);

CREATE INDEX payout_seller_newest ON public.payout USING btree (org_id, created_at DESC, payout_id DESC);

CREATE INDEX payout_transferred ON public.payout USING btree (provider, transferred_at) WHERE (transferred_at IS NOT NULL);

CREATE INDEX reconciliation_difference_newest ON public.reconciliation_difference USING btree (org_id, occurred_at DESC, difference_id DESC);

CREATE INDEX reconciliation_difference_open ON public.reconciliation_difference USING btree (org_id, provider, occurred_at) WHERE (state = 'open'::text);

CREATE INDEX reconciliation_newest ON public.reconciliation USING btree (org_id, requested_at DESC, reconciliation_id DESC);

CREATE UNIQUE INDEX reconciliation_under_way ON public.reconciliation USING btree (org_id, provider, from_at, to_at, COALESCE(currency, ''::bpchar)) WHERE (status = ANY (ARRAY['running'::text, 'waiting'::text]));

CREATE INDEX refresh_token_session ON public.refresh_token USING btree (session_id, generation);

CREATE INDEX refund_approval_line_order ON public.refund_approval_line USING btree (org_id, order_id);

CREATE INDEX refund_approval_order ON public.refund_approval USING btree (org_id, order_id);

CREATE INDEX refund_approval_waiting ON public.refund_approval USING btree (expires_at, refund_id) WHERE (status = 'awaiting_approval'::text);

CREATE INDEX refund_created ON public.refund USING btree (created_at) INCLUDE (org_id, currency, total_minor, excess_minor, commission_minor, status);

CREATE INDEX refund_line_order ON public.refund_line USING btree (org_id, order_id, line_id);

CREATE INDEX refund_order ON public.refund USING btree (org_id, order_id);

CREATE INDEX refund_seller_created ON public.refund USING btree (org_id, created_at) INCLUDE (currency, total_minor, excess_minor, commission_minor, status);

CREATE INDEX review_listing_newest ON public.review USING btree (org_id, listing_id, created_at DESC, review_id DESC);

CREATE INDEX review_listing_rating ON public.review USING btree (org_id, listing_id, rating, created_at DESC, review_id DESC) WHERE (status = 'published'::text);

CREATE INDEX review_newest ON public.review USING btree (created_at DESC, review_id DESC);

CREATE INDEX review_seller_newest ON public.review USING btree (org_id, created_at DESC, review_id DESC);

CREATE INDEX review_status_newest ON public.review USING btree (status, created_at DESC, review_id DESC);

CREATE INDEX review_waiting ON public.review USING btree (created_at DESC, review_id DESC) WHERE ((status = 'pending'::text) OR (open_reports > 0));

CREATE INDEX saga_ended ON public.saga USING btree (org_id, changed_at) WHERE (state = ANY (ARRAY['completed'::text, 'compensated'::text]));

CREATE INDEX store_credit_changed ON public.store_credit USING btree (org_id, changed_at, credit_id);

CREATE INDEX store_credit_grant_by_actor ON public.store_credit_grant USING btree (org_id, actor, created_at);

CREATE INDEX store_credit_grant_credit ON public.store_credit_grant USING btree (org_id, credit_id);

CREATE UNIQUE INDEX store_credit_grant_transfer ON public.store_credit_grant USING btree (org_id, payable_transfer_id) WHERE (payable_transfer_id IS NOT NULL);

CREATE INDEX tax_rate_country ON public.tax_rate USING btree (version, country);

CREATE INDEX user_session_ends ON public.user_session USING btree (ends_at);

CREATE INDEX user_session_revoked ON public.user_session USING btree (revoked_at) WHERE (revoked_at IS NOT NULL);

CREATE INDEX user_session_user ON public.user_session USING btree (user_id, created_at);

CREATE INDEX variant_listing ON public.variant USING btree (org_id, listing_id, "position");

CREATE UNIQUE INDEX variant_sku ON public.variant USING btree (org_id, sku) WHERE (NOT is_retired);

CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (org_id, endpoint_id, next_attempt_at, event_seq) WHERE (state = 'pending'::text);

CREATE INDEX webhook_delivery_endpoint ON public.webhook_delivery USING btree (org_id, endpoint_id, created_at, delivery_id);

CREATE UNIQUE INDEX webhook_delivery_event ON public.webhook_delivery USING btree (org_id, endpoint_id, event_seq) WHERE (event_seq > 0);

CREATE INDEX webhook_delivery_newest ON public.webhook_delivery USING btree (org_id, created_at, delivery_id);

CREATE INDEX webhook_endpoint_wake ON public.webhook_endpoint USING btree (wake_at) WHERE (wake_at IS NOT NULL);

ALTER TABLE ONLY public.after_sale_line
    ADD CONSTRAINT after_sale_line_org_id_case_id_fkey FOREIGN KEY (org_id, case_id) REFERENCES public.after_sale(org_id, case_id);

ALTER TABLE ONLY public.after_sale_line
    ADD CONSTRAINT after_sale_line_org_id_order_id_line_id_fkey FOREIGN KEY (org_id, order_id, line_id) REFERENCES public.order_line(org_id, order_id, line_id);

ALTER TABLE ONLY public.after_sale
    ADD CONSTRAINT after_sale_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES public.marketplace_order(org_id, order_id);

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.cart_line
    ADD CONSTRAINT cart_line_org_id_cart_id_fkey FOREIGN KEY (org_id, cart_id) REFERENCES public.cart(org_id, cart_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.checkout_seller
    ADD CONSTRAINT checkout_seller_org_id_checkout_id_fkey FOREIGN KEY (org_id, checkout_id) REFERENCES public.checkout(org_id, checkout_id);

ALTER TABLE ONLY public.commission_rules
    ADD CONSTRAINT commission_rules_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.dispute
    ADD CONSTRAINT dispute_org_id_credit_id_fkey FOREIGN KEY (org_id, credit_id) REFERENCES public.store_credit(org_id, credit_id);

ALTER TABLE ONLY public.dispute
    ADD CONSTRAINT dispute_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES public.marketplace_order(org_id, order_id);

ALTER TABLE ONLY public.dispute
    ADD CONSTRAINT dispute_org_id_payment_id_fkey FOREIGN KEY (org_id, payment_id) REFERENCES public.payment(org_id, payment_id);

ALTER TABLE ONLY public.escrow
    ADD CONSTRAINT escrow_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES public.marketplace_order(org_id, order_id);

ALTER TABLE ONLY public.fulfillment_hold
    ADD CONSTRAINT fulfillment_hold_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES public.marketplace_order(org_id, order_id);

ALTER TABLE ONLY public.fulfillment_line
    ADD CONSTRAINT fulfillment_line_org_id_fulfillment_id_fkey FOREIGN KEY (org_id, fulfillment_id) REFERENCES public.fulfillment(org_id, fulfillment_id);

ALTER TABLE ONLY public.fulfillment_line
    ADD CONSTRAINT fulfillment_line_org_id_order_id_line_id_fkey FOREIGN KEY (org_id, order_id, line_id) REFERENCES public.order_line(org_id, order_id, line_id);

ALTER TABLE ONLY public.fulfillment
    ADD CONSTRAINT fulfillment_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES public.marketplace_order(org_id, order_id);

ALTER TABLE ONLY public.inbound_event
    ADD CONSTRAINT inbound_event_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.job_dead
    ADD CONSTRAINT job_dead_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.listing
    ADD CONSTRAINT listing_category_id_fkey FOREIGN KEY (category_id) REFERENCES public.category(category_id);

ALTER TABLE ONLY public.listing
    ADD CONSTRAINT listing_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.listing_rating
    ADD CONSTRAINT listing_rating_org_id_listing_id_fkey FOREIGN KEY (org_id, listing_id) REFERENCES public.listing(org_id, listing_id);

ALTER TABLE ONLY public.marketplace
    ADD CONSTRAINT marketplace_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(user_id);

ALTER TABLE ONLY public.moderation_case
    ADD CONSTRAINT moderation_case_org_id_listing_id_fkey FOREIGN KEY (org_id, listing_id) REFERENCES public.listing(org_id, listing_id);

ALTER TABLE ONLY public.moderation_event
    ADD CONSTRAINT moderation_event_org_id_case_id_fkey FOREIGN KEY (org_id, case_id) REFERENCES public.moderation_case(org_id, case_id);

ALTER TABLE ONLY public.order_cancellation_line
    ADD CONSTRAINT order_cancellation_line_org_id_cancellation_id_fkey FOREIGN KEY (org_id, cancellation_id) REFERENCES public.order_cancellation(org_id, cancellation_id);

ALTER TABLE ONLY public.order_cancellation_line
    ADD CONSTRAINT order_cancellation_line_org_id_order_id_line_id_fkey FOREIGN KEY (org_id, order_id, line_id) REFERENCES public.order_line(org_id, order_id, line_id);

ALTER TABLE ONLY public.order_cancellation
    ADD CONSTRAINT order_cancellation_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES public.marketplace_order(org_id, order_id);

ALTER TABLE ONLY public.order_edit
    ADD CONSTRAINT order_edit_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES public.marketplace_order(org_id, order_id);

ALTER TABLE ONLY public.order_group
    ADD CONSTRAINT order_group_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES public.marketplace_order(org_id, order_id);

ALTER TABLE ONLY public.order_timer
    ADD CONSTRAINT order_timer_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES public.marketplace_order(org_id, order_id);

ALTER TABLE ONLY public.org_head
    ADD CONSTRAINT org_head_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.payment_route
    ADD CONSTRAINT payment_route_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.payout_account
    ADD CONSTRAINT payout_account_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.payout_attempt
    ADD CONSTRAINT payout_attempt_org_id_payout_id_fkey FOREIGN KEY (org_id, payout_id) REFERENCES public.payout(org_id, payout_id);

ALTER TABLE ONLY public.payout_batch
    ADD CONSTRAINT payout_batch_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.payout_item
    ADD CONSTRAINT payout_item_org_id_payout_id_fkey FOREIGN KEY (org_id, payout_id) REFERENCES public.payout(org_id, payout_id);

ALTER TABLE ONLY public.payout
    ADD CONSTRAINT payout_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.payout_policy
    ADD CONSTRAINT payout_policy_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.payout_schedule
    ADD CONSTRAINT payout_schedule_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.reconciliation_difference
    ADD CONSTRAINT reconciliation_difference_org_id_first_run_id_fkey FOREIGN KEY (org_id, first_run_id) REFERENCES public.reconciliation(org_id, reconciliation_id);

ALTER TABLE ONLY public.reconciliation_difference
    ADD CONSTRAINT reconciliation_difference_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.reconciliation_difference
    ADD CONSTRAINT reconciliation_difference_org_id_last_run_id_fkey FOREIGN KEY (org_id, last_run_id) REFERENCES public.reconciliation(org_id, reconciliation_id);

ALTER TABLE ONLY public.reconciliation
    ADD CONSTRAINT reconciliation_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.reconciliation_total
    ADD CONSTRAINT reconciliation_total_org_id_reconciliation_id_fkey FOREIGN KEY (org_id, reconciliation_id) REFERENCES public.reconciliation(org_id, reconciliation_id);

ALTER TABLE ONLY public.refresh_token
    ADD CONSTRAINT refresh_token_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.user_session(session_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.refund_approval_line
    ADD CONSTRAINT refund_approval_line_org_id_order_id_line_id_fkey FOREIGN KEY (org_id, order_id, line_id) REFERENCES public.order_line(org_id, order_id, line_id);

ALTER TABLE ONLY public.refund_approval_line
    ADD CONSTRAINT refund_approval_line_org_id_refund_id_fkey FOREIGN KEY (org_id, refund_id) REFERENCES public.refund_approval(org_id, refund_id);

ALTER TABLE ONLY public.refund_approval
    ADD CONSTRAINT refund_approval_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES public.marketplace_order(org_id, order_id);

ALTER TABLE ONLY public.refund_line
    ADD CONSTRAINT refund_line_org_id_order_id_line_id_fkey FOREIGN KEY (org_id, order_id, line_id) REFERENCES public.order_line(org_id, order_id, line_id);

ALTER TABLE ONLY public.refund_line
    ADD CONSTRAINT refund_line_org_id_refund_id_fkey FOREIGN KEY (org_id, refund_id) REFERENCES public.refund(org_id, refund_id);

ALTER TABLE ONLY public.refund
    ADD CONSTRAINT refund_org_id_credit_id_fkey FOREIGN KEY (org_id, credit_id) REFERENCES public.store_credit(org_id, credit_id);

ALTER TABLE ONLY public.refund
    ADD CONSTRAINT refund_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES public.marketplace_order(org_id, order_id);

ALTER TABLE ONLY public.refund
    ADD CONSTRAINT refund_org_id_payment_id_fkey FOREIGN KEY (org_id, payment_id) REFERENCES public.payment(org_id, payment_id);

ALTER TABLE ONLY public.refund_policy
    ADD CONSTRAINT refund_policy_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.refund_reason
    ADD CONSTRAINT refund_reason_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.review
    ADD CONSTRAINT review_org_id_listing_id_fkey FOREIGN KEY (org_id, listing_id) REFERENCES public.listing(org_id, listing_id);

ALTER TABLE ONLY public.review
    ADD CONSTRAINT review_org_id_order_id_line_id_fkey FOREIGN KEY (org_id, order_id, line_id) REFERENCES public.order_line(org_id, order_id, line_id);

ALTER TABLE ONLY public.review_report
    ADD CONSTRAINT review_report_org_id_review_id_fkey FOREIGN KEY (org_id, review_id) REFERENCES public.review(org_id, review_id);

ALTER TABLE ONLY public.saga
    ADD CONSTRAINT saga_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.seller
    ADD CONSTRAINT seller_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.settlement_policy
    ADD CONSTRAINT settlement_policy_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.stock_level
    ADD CONSTRAINT stock_level_org_id_variant_id_fkey FOREIGN KEY (org_id, variant_id) REFERENCES public.variant(org_id, variant_id);

ALTER TABLE ONLY public.store_credit_grant
    ADD CONSTRAINT store_credit_grant_org_id_credit_id_fkey FOREIGN KEY (org_id, credit_id) REFERENCES public.store_credit(org_id, credit_id);

ALTER TABLE ONLY public.tax_list
    ADD CONSTRAINT tax_list_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.tax_rate
    ADD CONSTRAINT tax_rate_category_id_fkey FOREIGN KEY (category_id) REFERENCES public.category(category_id);

ALTER TABLE ONLY public.tax_rate
    ADD CONSTRAINT tax_rate_org_id_version_fkey FOREIGN KEY (org_id, version) REFERENCES public.tax_list(org_id, version);

ALTER TABLE ONLY public.user_session
    ADD CONSTRAINT user_session_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);

ALTER TABLE ONLY public.user_session
    ADD CONSTRAINT user_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(user_id);

ALTER TABLE ONLY public.variant
    ADD CONSTRAINT variant_org_id_listing_id_fkey FOREIGN KEY (org_id, listing_id) REFERENCES public.listing(org_id, listing_id);

ALTER TABLE ONLY public.webhook_attempt
    ADD CONSTRAINT webhook_attempt_org_id_delivery_id_fkey FOREIGN KEY (org_id, delivery_id) REFERENCES public.webhook_delivery(org_id, delivery_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_org_id_endpoint_id_fkey FOREIGN KEY (org_id, endpoint_id) REFERENCES public.webhook_endpoint(org_id, endpoint_id);

ALTER TABLE ONLY public.webhook_endpoint
    ADD CONSTRAINT webhook_endpoint_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisation(org_id);
