-- What a column may hold is said by its type. PostgreSQL reads a table's CHECKs again for each statement that
-- writes to it, which was a quarter of what placing an order cost; the rules of a domain are read once per
-- session. What stays with a table compares its columns. The tables that placing an order writes to; the
-- refusals are the same.

CREATE DOMAIN positive_bigint AS bigint CHECK (VALUE > 0);
CREATE DOMAIN natural_bigint AS bigint CHECK (VALUE >= 0);
CREATE DOMAIN positive_integer AS integer CHECK (VALUE > 0);
CREATE DOMAIN natural_integer AS integer CHECK (VALUE >= 0);
CREATE DOMAIN basis_points AS integer CHECK (VALUE BETWEEN 0 AND 10000);
CREATE DOMAIN sha256_hash AS bytea CHECK (length(VALUE) = 32);

CREATE DOMAIN text_to_60 AS text CHECK (char_length(VALUE) <= 60);
CREATE DOMAIN text_to_100 AS text CHECK (char_length(VALUE) <= 100);
CREATE DOMAIN text_to_120 AS text CHECK (char_length(VALUE) <= 120);
CREATE DOMAIN text_to_200 AS text CHECK (char_length(VALUE) <= 200);
CREATE DOMAIN text_to_255 AS text CHECK (char_length(VALUE) <= 255);
CREATE DOMAIN text_to_1000 AS text CHECK (char_length(VALUE) <= 1000);
CREATE DOMAIN text_1_to_60 AS text CHECK (char_length(VALUE) BETWEEN 1 AND 60);
CREATE DOMAIN text_1_to_64 AS text CHECK (char_length(VALUE) BETWEEN 1 AND 64);
CREATE DOMAIN text_1_to_100 AS text CHECK (char_length(VALUE) BETWEEN 1 AND 100);
CREATE DOMAIN text_1_to_120 AS text CHECK (char_length(VALUE) BETWEEN 1 AND 120);
CREATE DOMAIN text_1_to_200 AS text CHECK (char_length(VALUE) BETWEEN 1 AND 200);
CREATE DOMAIN text_1_to_255 AS text CHECK (char_length(VALUE) BETWEEN 1 AND 255);
CREATE DOMAIN email_address AS text CHECK (char_length(VALUE) BETWEEN 3 AND 254);
CREATE DOMAIN country_code AS char(2) CHECK (VALUE ~ '^[A-Z]{2}$');

CREATE DOMAIN order_number AS text COLLATE "C" CHECK (VALUE ~ '^M-[0-9A-HJKMNP-TV-Z]{8}$');
CREATE DOMAIN order_status AS text CHECK (VALUE IN ('draft', 'placed', 'canceled'));
CREATE DOMAIN order_payment_status AS text CHECK (VALUE IN (
    'none', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided'));
CREATE DOMAIN order_fulfillment_status AS text CHECK (VALUE IN (
    'unfulfilled', 'partial', 'fulfilled', 'delivered', 'canceled'));
CREATE DOMAIN line_quantity AS bigint CHECK (VALUE BETWEEN 1 AND 9999);
CREATE DOMAIN payment_state AS text CONSTRAINT payment_state_check CHECK (VALUE IN (
    'processing', 'requires_capture', 'succeeded', 'failed', 'canceled'));
CREATE DOMAIN ledger_account_kind AS text CONSTRAINT ledger_account_kind_check CHECK (VALUE IN (
    'provider_receivable', 'order_hold', 'seller_payable', 'seller_debt', 'refund_clearing', 'platform_fee',
    'tax_payable', 'bank', 'payout_clearing', 'dispute_hold', 'processing_cost', 'store_credit'));
CREATE DOMAIN ledger_phase AS text CHECK (VALUE IN ('single', 'pending', 'post', 'void', 'expire'));
CREATE DOMAIN ledger_amount AS bigint CHECK (VALUE BETWEEN 1 AND 1000000000000000);
CREATE DOMAIN stock_move_kind AS text CONSTRAINT stock_move_kind_check CHECK (VALUE IN (
    'initial', 'adjustment', 'reservation', 'release', 'shipment', 'restock'));
CREATE DOMAIN stock_quantity AS bigint CHECK (VALUE BETWEEN 0 AND 1000000000);
CREATE DOMAIN http_status AS integer CHECK (VALUE BETWEEN 100 AND 599);
CREATE DOMAIN idempotency_state AS text CONSTRAINT idempotency_state_check CHECK (VALUE IN ('running', 'done'));
CREATE DOMAIN event_payload AS bytea CHECK (length(VALUE) <= 1048576);
CREATE DOMAIN event_changes AS bytea CHECK (length(VALUE) <= 268435456);

-- A generated column keeps the types of those that it is made of: it is made again.
ALTER TABLE marketplace_order
    DROP COLUMN buyer_search,
    DROP CONSTRAINT marketplace_order_number_check,
    DROP CONSTRAINT marketplace_order_status_check,
    DROP CONSTRAINT marketplace_order_payment_status_check,
    DROP CONSTRAINT marketplace_order_fulfillment_status_check,
    DROP CONSTRAINT marketplace_order_buyer_name_check,
    DROP CONSTRAINT marketplace_order_buyer_email_check,
    DROP CONSTRAINT marketplace_order_ship_country_check,
    DROP CONSTRAINT marketplace_order_item_count_check,
    DROP CONSTRAINT marketplace_order_items_minor_check,
    DROP CONSTRAINT marketplace_order_shipping_minor_check,
    DROP CONSTRAINT marketplace_order_check,
    DROP CONSTRAINT marketplace_order_check1,
    DROP CONSTRAINT marketplace_order_check2,
    DROP CONSTRAINT marketplace_order_check3,
    DROP CONSTRAINT marketplace_order_refunded_minor_check,
    DROP CONSTRAINT marketplace_order_check4,
    DROP CONSTRAINT marketplace_order_check5,
    DROP CONSTRAINT marketplace_order_commission_tax,
    DROP CONSTRAINT marketplace_order_commission_tax_covered,
    DROP CONSTRAINT marketplace_order_placed_by_check,
    DROP CONSTRAINT marketplace_order_placed_by_name_check,
    DROP CONSTRAINT marketplace_order_version_check;
ALTER TABLE marketplace_order
    ALTER COLUMN number TYPE order_number,
    ALTER COLUMN status TYPE order_status,
    ALTER COLUMN payment_status TYPE order_payment_status,
    ALTER COLUMN fulfillment_status TYPE order_fulfillment_status,
    ALTER COLUMN buyer_name TYPE text_1_to_120,
    ALTER COLUMN buyer_email TYPE email_address,
    ALTER COLUMN ship_country TYPE country_code,
    ALTER COLUMN item_count TYPE positive_bigint,
    ALTER COLUMN items_minor TYPE natural_bigint,
    ALTER COLUMN shipping_minor TYPE natural_bigint,
    ALTER COLUMN commission_minor TYPE natural_bigint,
    ALTER COLUMN authorized_minor TYPE natural_bigint,
    ALTER COLUMN captured_minor TYPE natural_bigint,
    ALTER COLUMN refunded_minor TYPE natural_bigint,
    ALTER COLUMN shipping_refunded_minor TYPE natural_bigint,
    ALTER COLUMN commission_refunded_minor TYPE natural_bigint,
    ALTER COLUMN commission_tax_minor TYPE natural_bigint,
    ALTER COLUMN commission_tax_refunded_minor TYPE natural_bigint,
    ALTER COLUMN placed_by TYPE text_1_to_100,
    ALTER COLUMN placed_by_name TYPE text_to_200,
    ALTER COLUMN version TYPE positive_bigint,
    ADD COLUMN buyer_search text NOT NULL GENERATED ALWAYS AS (lower(buyer_name || ' ' || buyer_email)) STORED,
    ADD CONSTRAINT marketplace_order_adds_up CHECK (total_minor = items_minor + shipping_minor),
    ADD CONSTRAINT marketplace_order_within CHECK (
        authorized_minor <= total_minor AND captured_minor <= authorized_minor
        AND shipping_refunded_minor <= shipping_minor
        AND commission_minor + commission_tax_minor <= items_minor
        AND commission_refunded_minor <= commission_minor
        AND commission_tax_refunded_minor <= commission_tax_minor);
-- The node sorts in what this index collects (search_upkeep.h), well before an order would have to.
CREATE INDEX marketplace_order_buyer ON marketplace_order USING gin (buyer_search gin_trgm_ops)
    WITH (gin_pending_list_limit = 16384);

ALTER TABLE order_line
    DROP CONSTRAINT order_line_position_check,
    DROP CONSTRAINT order_line_title_check,
    DROP CONSTRAINT order_line_sku_check,
    DROP CONSTRAINT order_line_image_url_check,
    DROP CONSTRAINT order_line_quantity_check,
    DROP CONSTRAINT order_line_check,
    DROP CONSTRAINT order_line_check1,
    DROP CONSTRAINT order_line_unit_price_minor_check,
    DROP CONSTRAINT order_line_check2,
    DROP CONSTRAINT order_line_check3,
    DROP CONSTRAINT order_line_refund_covered,
    DROP CONSTRAINT order_line_commission_covered,
    DROP CONSTRAINT order_line_check4,
    DROP CONSTRAINT order_line_commission_tax,
    DROP CONSTRAINT order_line_commission_tax_covered,
    DROP CONSTRAINT order_line_commission_rule_check,
    DROP CONSTRAINT order_line_commission_rules_version_check,
    DROP CONSTRAINT order_line_commission_basis_points_check,
    DROP CONSTRAINT order_line_commission_tax_basis_points_check;
ALTER TABLE order_line
    ALTER COLUMN position TYPE natural_integer,
    ALTER COLUMN title TYPE text_1_to_200,
    ALTER COLUMN sku TYPE text_1_to_64,
    ALTER COLUMN image_url TYPE text_to_1000,
    ALTER COLUMN quantity TYPE line_quantity,
    ALTER COLUMN fulfilled_quantity TYPE natural_bigint,
    ALTER COLUMN delivered_quantity TYPE natural_bigint,
    ALTER COLUMN withdrawn_quantity TYPE natural_bigint,
    ALTER COLUMN refunded_quantity TYPE natural_bigint,
    ALTER COLUMN unit_price_minor TYPE natural_bigint,
    ALTER COLUMN refunded_minor TYPE natural_bigint,
    ALTER COLUMN commission_minor TYPE natural_bigint,
    ALTER COLUMN commission_refunded_minor TYPE natural_bigint,
    ALTER COLUMN commission_tax_minor TYPE natural_bigint,
    ALTER COLUMN commission_tax_refunded_minor TYPE natural_bigint,
    ALTER COLUMN commission_rule TYPE text_to_120,
    ALTER COLUMN commission_rules_version TYPE natural_bigint,
    ALTER COLUMN commission_basis_points TYPE basis_points,
    ALTER COLUMN commission_tax_basis_points TYPE basis_points,
    ADD CONSTRAINT order_line_adds_up CHECK (total_minor = unit_price_minor * quantity),
    ADD CONSTRAINT order_line_within CHECK (
        fulfilled_quantity + withdrawn_quantity <= quantity AND delivered_quantity <= fulfilled_quantity
        AND refunded_quantity <= quantity
        AND commission_minor + commission_tax_minor <= total_minor
        AND commission_refunded_minor <= commission_minor
        AND commission_tax_refunded_minor <= commission_tax_minor),
    ADD CONSTRAINT order_line_refund_covered CHECK (refunded_minor <= total_minor);

ALTER TABLE payment
    DROP CONSTRAINT payment_state_check,
    DROP CONSTRAINT payment_provider_check,
    DROP CONSTRAINT payment_reference_check,
    DROP CONSTRAINT payment_method_check,
    DROP CONSTRAINT payment_failure_code_check,
    DROP CONSTRAINT payment_amount_minor_check,
    DROP CONSTRAINT payment_check,
    DROP CONSTRAINT payment_check1,
    DROP CONSTRAINT payment_refunded_minor_check;
ALTER TABLE payment
    ALTER COLUMN state TYPE payment_state,
    ALTER COLUMN provider TYPE text_1_to_60,
    ALTER COLUMN reference TYPE text_to_255,
    ALTER COLUMN method TYPE text_to_120,
    ALTER COLUMN failure_code TYPE text_to_120,
    ALTER COLUMN amount_minor TYPE positive_bigint,
    ALTER COLUMN captured_minor TYPE natural_bigint,
    ALTER COLUMN refunded_minor TYPE natural_bigint,
    ADD CONSTRAINT payment_captured CHECK (
        captured_minor <= amount_minor AND (state = 'succeeded') = (captured_minor > 0));

-- A list of words as one array is a fraction of what IN makes of it.
ALTER TABLE ledger_account
    DROP CONSTRAINT ledger_account_kind_check,
    DROP CONSTRAINT ledger_account_debits_pending_check,
    DROP CONSTRAINT ledger_account_debits_posted_check,
    DROP CONSTRAINT ledger_account_credits_pending_check,
    DROP CONSTRAINT ledger_account_credits_posted_check,
    DROP CONSTRAINT ledger_account_credit_covers_debit,
    DROP CONSTRAINT ledger_account_no_balance;
ALTER TABLE ledger_account
    ALTER COLUMN kind TYPE ledger_account_kind,
    ALTER COLUMN debits_pending TYPE natural_bigint,
    ALTER COLUMN debits_posted TYPE natural_bigint,
    ALTER COLUMN credits_pending TYPE natural_bigint,
    ALTER COLUMN credits_posted TYPE natural_bigint,
    ADD CONSTRAINT ledger_account_credit_covers_debit CHECK (
        kind <> ALL ('{order_hold,seller_payable,store_credit}'::text[])
        OR debits_pending + debits_posted <= credits_posted),
    ADD CONSTRAINT ledger_account_no_balance CHECK (
        kind = ANY ('{order_hold,seller_payable,seller_debt,store_credit}'::text[])
        OR debits_pending + debits_posted + credits_pending + credits_posted = 0);

ALTER TABLE ledger_transfer
    DROP CONSTRAINT ledger_transfer_entry_line_check,
    DROP CONSTRAINT ledger_transfer_amount_minor_check,
    DROP CONSTRAINT ledger_transfer_phase_check,
    DROP CONSTRAINT ledger_transfer_reason_check,
    DROP CONSTRAINT ledger_transfer_actor_check,
    DROP CONSTRAINT ledger_transfer_check1;
ALTER TABLE ledger_transfer
    ALTER COLUMN entry_line TYPE positive_integer,
    ALTER COLUMN amount_minor TYPE ledger_amount,
    ALTER COLUMN phase TYPE ledger_phase,
    ALTER COLUMN reason TYPE text_1_to_60,
    ALTER COLUMN actor TYPE text_1_to_100,
    ADD CONSTRAINT ledger_transfer_resolves CHECK (
        (phase = ANY ('{post,void,expire}'::text[])) = (pending_id IS NOT NULL));

ALTER TABLE stock_level
    DROP CONSTRAINT stock_level_on_hand,
    DROP CONSTRAINT stock_level_reserved,
    DROP CONSTRAINT stock_level_version_check;
ALTER TABLE stock_level
    ALTER COLUMN on_hand TYPE stock_quantity,
    ALTER COLUMN reserved TYPE natural_bigint,
    ALTER COLUMN version TYPE positive_bigint,
    ADD CONSTRAINT stock_level_reserved CHECK (reserved <= on_hand);

ALTER TABLE stock_move
    DROP CONSTRAINT stock_move_version_check,
    DROP CONSTRAINT stock_move_kind_check,
    DROP CONSTRAINT stock_move_reason_check,
    DROP CONSTRAINT stock_move_subject_check,
    DROP CONSTRAINT stock_move_actor_check;
ALTER TABLE stock_move
    ALTER COLUMN version TYPE positive_bigint,
    ALTER COLUMN kind TYPE stock_move_kind,
    ALTER COLUMN reason TYPE text_to_200,
    ALTER COLUMN subject TYPE text_to_60,
    ALTER COLUMN actor TYPE text_1_to_60;

ALTER TABLE org_head
    DROP CONSTRAINT org_head_seq_check,
    DROP CONSTRAINT org_head_chain_hash_check;
ALTER TABLE org_head
    ALTER COLUMN seq TYPE natural_bigint,
    ALTER COLUMN chain_hash TYPE sha256_hash;

ALTER TABLE event_log
    DROP CONSTRAINT event_log_seq_check,
    DROP CONSTRAINT event_log_check,
    DROP CONSTRAINT event_log_type_check,
    DROP CONSTRAINT event_log_schema_version_check,
    DROP CONSTRAINT event_log_actor_check,
    DROP CONSTRAINT event_log_aggregate_type_check,
    DROP CONSTRAINT event_log_aggregate_rev_check,
    DROP CONSTRAINT event_log_payload_check,
    DROP CONSTRAINT event_log_prev_hash_check,
    DROP CONSTRAINT event_log_hash_check,
    DROP CONSTRAINT event_log_changes_check,
    DROP CONSTRAINT event_log_changes_hash_check,
    DROP CONSTRAINT event_log_check1;
ALTER TABLE event_log
    ALTER COLUMN seq TYPE positive_bigint,
    ALTER COLUMN tx_no TYPE positive_bigint,
    ALTER COLUMN type TYPE text_1_to_100,
    ALTER COLUMN schema_version TYPE positive_integer,
    ALTER COLUMN actor TYPE text_1_to_100,
    ALTER COLUMN aggregate_type TYPE text_1_to_100,
    ALTER COLUMN aggregate_rev TYPE natural_bigint,
    ALTER COLUMN payload TYPE event_payload,
    ALTER COLUMN prev_hash TYPE sha256_hash,
    ALTER COLUMN hash TYPE sha256_hash,
    ALTER COLUMN changes TYPE event_changes,
    ALTER COLUMN changes_hash TYPE sha256_hash,
    ADD CONSTRAINT event_log_in_order CHECK (
        tx_no <= seq AND (changes IS NULL OR changes_hash IS NOT NULL));

ALTER TABLE audit_log
    DROP CONSTRAINT audit_log_actor_name_check,
    DROP CONSTRAINT audit_log_operation_check,
    DROP CONSTRAINT audit_log_target_check,
    DROP CONSTRAINT audit_log_request_id_check,
    DROP CONSTRAINT audit_log_outcome_check;
ALTER TABLE audit_log
    ALTER COLUMN actor_name TYPE text_1_to_200,
    ALTER COLUMN operation TYPE text_1_to_100,
    ALTER COLUMN target TYPE text_to_200,
    ALTER COLUMN request_id TYPE text_to_100,
    ALTER COLUMN outcome TYPE text_1_to_100;

ALTER TABLE idempotency
    DROP CONSTRAINT idempotency_scope_check,
    DROP CONSTRAINT idempotency_key_check,
    DROP CONSTRAINT idempotency_fingerprint_check,
    DROP CONSTRAINT idempotency_state_check,
    DROP CONSTRAINT idempotency_attempt_check,
    DROP CONSTRAINT idempotency_http_status_check,
    DROP CONSTRAINT idempotency_check,
    DROP CONSTRAINT idempotency_check1;
ALTER TABLE idempotency
    ALTER COLUMN scope TYPE text_1_to_100,
    ALTER COLUMN key TYPE text_1_to_255,
    ALTER COLUMN fingerprint TYPE sha256_hash,
    ALTER COLUMN state TYPE idempotency_state,
    ALTER COLUMN attempt TYPE positive_integer,
    ALTER COLUMN http_status TYPE http_status,
    ADD CONSTRAINT idempotency_held_or_answered CHECK (
        (state = 'running') = (lease_until IS NOT NULL)
        AND (state = 'done') = (http_status IS NOT NULL AND response IS NOT NULL));

-- A changed column forgets how it is packed, and what is known of its values.
DO $$
BEGIN
    ALTER TABLE event_log ALTER COLUMN changes SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END
$$;
DO $$
BEGIN
    IF EXISTS (SELECT FROM event_log) THEN
        ANALYZE marketplace_order, order_line, payment, ledger_account, ledger_transfer, stock_level, stock_move,
                org_head, event_log, audit_log, idempotency;
    END IF;
END
$$;
