-- Claims and exchanges whose money a second person decides wait for it, as returns do.

ALTER TABLE refund_approval DROP CONSTRAINT refund_approval_originator_check;
ALTER TABLE refund_approval ADD CONSTRAINT refund_approval_originator_check CHECK (
    originator IN ('direct', 'cancellation', 'return', 'exchange', 'claim'));
