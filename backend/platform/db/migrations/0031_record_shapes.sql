-- What the log keeps of rows that come in great numbers says their columns once, here, and not with every
-- row: names of columns were half of what an order left in it. Append shapes, never change one: the log is read
-- with them for as long as it is kept.
CREATE TABLE record_shape (
    shape      integer PRIMARY KEY CHECK (shape > 0),
    table_name text    NOT NULL,
    columns    text[]  NOT NULL CHECK (cardinality(columns) > 0)
);

INSERT INTO record_shape (shape, table_name, columns)
VALUES
    (1, 'marketplace_order',
     ARRAY['org_id', 'order_id', 'number', 'status', 'payment_status', 'fulfillment_status', 'buyer_name',
           'buyer_email', 'ship_name', 'ship_street', 'ship_street2', 'ship_postal_code', 'ship_city',
           'ship_region', 'ship_country', 'currency', 'item_count', 'items_minor', 'shipping_minor',
           'total_minor', 'commission_minor', 'authorized_minor', 'captured_minor', 'refunded_minor',
           'shipping_refunded_minor', 'commission_refunded_minor', 'placed_by', 'placed_by_name',
           'placed_at', 'updated_at', 'version', 'commission_tax_minor', 'shipping_tax_name',
           'shipping_tax_basis_points', 'shipping_tax_minor', 'is_shipping_tax_collected',
           'collected_tax_minor']),
    (2, 'order_line',
     ARRAY['org_id', 'order_id', 'line_id', 'position', 'listing_id', 'variant_id', 'title', 'sku',
           'options_text', 'image_url', 'quantity', 'fulfilled_quantity', 'delivered_quantity',
           'withdrawn_quantity', 'refunded_quantity', 'unit_price_minor', 'total_minor', 'refunded_minor',
           'commission_minor', 'commission_refunded_minor', 'commission_tax_minor', 'commission_rule',
           'commission_rules_version', 'commission_basis_points', 'commission_tax_basis_points',
           'tax_name', 'tax_basis_points', 'tax_minor', 'is_tax_collected']),
    (3, 'payment',
     ARRAY['org_id', 'payment_id', 'order_id', 'state', 'provider', 'reference', 'method', 'failure_code',
           'currency', 'amount_minor', 'captured_minor', 'refunded_minor', 'created_at']),
    (4, 'ledger_account',
     ARRAY['org_id', 'account_id', 'kind', 'owner_id', 'currency', 'debits_pending', 'debits_posted',
           'credits_pending', 'credits_posted']),
    (5, 'ledger_transfer',
     ARRAY['org_id', 'transfer_id', 'entry_id', 'entry_line', 'debit_account_id', 'credit_account_id',
           'debit_kind', 'credit_kind', 'currency', 'amount_minor', 'phase', 'reason', 'order_id',
           'payment_id', 'occurred_at', 'actor', 'request_id']),
    (6, 'stock_level',
     ARRAY['org_id', 'variant_id', 'on_hand', 'reserved', 'version']),
    (7, 'stock_move',
     ARRAY['org_id', 'variant_id', 'version', 'kind', 'on_hand_change', 'reserved_change', 'reason',
           'subject', 'actor', 'moved_at']);
REVOKE UPDATE, DELETE, TRUNCATE ON record_shape FROM PUBLIC, CURRENT_USER;
