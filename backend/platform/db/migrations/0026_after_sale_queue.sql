-- Returns, exchanges and claims of all orders: those that wait, and those that are over.

CREATE INDEX after_sale_open ON after_sale (opened_at, case_id)
    WHERE coalesce(return_status, exchange_status, claim_status) = ANY ('{requested,approved,received,open}'::text[]);
CREATE INDEX after_sale_opened ON after_sale (opened_at, case_id);
