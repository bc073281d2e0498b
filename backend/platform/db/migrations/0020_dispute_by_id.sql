-- A dispute is spoken of by its id alone; the primary key begins with the seller.

CREATE INDEX dispute_by_id ON dispute (dispute_id);
