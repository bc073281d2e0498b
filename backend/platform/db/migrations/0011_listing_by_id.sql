-- Links to a listing carry its id and not its seller; the primary key begins with the seller.

CREATE INDEX listing_by_id ON listing (listing_id);
