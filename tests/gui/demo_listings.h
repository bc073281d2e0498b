#pragma once
// Listings of the marketplace that exists only in tests: what the cast of the demo marketplace
// offers. Deterministic, as many as one likes. ListingShelf answers for a node: pages by keyset,
// sending, archiving, stock moves and imports by the rules that the tests of the page need.

#include "api/imports.h"
#include "api/inventory.h"
#include "api/sellers.h"
#include "gui/demo_reviews.h"
#include "gui/fake_node.h"

namespace stoa::test {

// Listing number `index`, last changed first.
api::ListingRow demoListing(std::size_t index, Timestamp now);
api::ListingView demoListingView(const api::ListingRow& row);
// What the import of a file says: two listings are wrong, 312 are not.
api::ImportReport demoReport(bool isDryRun);

class ListingShelf {
public:
    ListingShelf(FakeNode& node, Timestamp now, std::size_t count);

    api::ListingRow& row(std::size_t index) { return m_rows.at(index); }
    std::vector<api::ListingRow>& rows() { return m_rows; }

private:
    api::ListingRow* find(ListingId id);
    Result<api::ListingView> change(ListingId id, api::ListingStatus status);

    ReviewShelf m_reviews;
    std::vector<api::ListingRow> m_rows;
};

} // namespace stoa::test
