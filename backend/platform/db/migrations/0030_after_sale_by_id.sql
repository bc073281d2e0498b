-- A return, an exchange or a claim by its id alone: a link names no seller.
CREATE INDEX after_sale_by_id ON after_sale (case_id);
