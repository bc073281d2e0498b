#pragma once
// The manual of stock: moved, never set, so that two people at once both count.

#include "api/listings.h"

namespace stoa::api {

// A move of stock, never an absolute write. Errors: variant.unknown (NotFound), stock.no_change,
// stock.below_zero (params onHand, reserved, sku), stock.out_of_range (above a billion).
struct AdjustStock {
    OrgId seller;
    VariantId variant;
    Integer<-1'000'000, 1'000'000> change = 0; // not zero
    Text<1, 200> reason;
    using Reply = VariantView;
};
STOA_STRUCT(AdjustStock, seller, variant, change, reason)
STOA_OPERATION(AdjustStock, .name = "inventory.adjust_stock", .method = Method::Post,
               .route = "/sellers/{seller}/variants/{variant}/stock-moves",
               .permission = Permission::StockWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Required, .rate = RateClass::Command,
               .summary = "Add to or take from a variant's stock");

using InventoryOperations = Operations<AdjustStock>;

} // namespace stoa::api
