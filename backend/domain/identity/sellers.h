#pragma once
// Sellers. See api/sellers.h for what callers may expect. Event, in the new seller's own log:
// seller.created.

#include "api/sellers.h"
#include "domain/unit/unit.h"

namespace stoa::identity {

Result<Page<api::SellerView>> handle(Unit& unit, const api::ListSellers& request);
Result<api::SellerView> handle(Unit& unit, const api::GetSeller& request);
Result<api::SellerView> handle(Unit& unit, const api::CreateSeller& request);

// What a slice that sells for a seller has to know. Errors: seller.not_found (NotFound, field
// `seller`).
Result<api::SellerView> readSeller(db::Connection& connection, OrgId seller);

} // namespace stoa::identity
