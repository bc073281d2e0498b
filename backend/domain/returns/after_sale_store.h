#pragma once
// Cases as the handlers of this slice work on them: read with their order under its lock, written
// back with it. The order's version counts every change, so two people who work on one case do not
// both succeed.

#include "domain/returns/after_sale_rules.h"
#include "domain/unit/unit.h"

namespace stoa::returns {

struct Loaded {
    orders::OrderState order;
    History history;
};

// Errors: order.not_found; loadCurrent: also order.stale.
Result<Loaded> load(Unit& unit, OrderId order, orders::ForUpdate forUpdate);
// Whose case it is. Errors: after_sale.not_found.
Result<OrderId> orderOf(Unit& unit, const Uuid& id);
Result<Loaded> loadCurrent(Unit& unit, OrderId order, Version seen);

// Errors: after_sale.not_found (field `field`). The case must be of this kind.
template <class Status>
Result<Case> find(const Loaded& loaded, const Uuid& id, std::string_view field)
{
    for (const Case& each : loaded.history.cases) {
        if (each.id == id && std::holds_alternative<Status>(each.status)) return each;
    }
    return fail(makeError(ErrorKind::NotFound, "after_sale.not_found").in(field));
}

// These go out with the unit's next round trip and raise `event` on the order, with the case's text
// and its pieces.
void insertCase(Unit& unit, const Loaded& loaded, const Case& opened, std::string_view event,
                const std::string& caseText, const std::string& note);

struct CaseChange {
    std::string note;
    std::string carrier;
    std::string trackingNumber;
    std::optional<api::ClaimResolution> resolution;
};
void updateCase(Unit& unit, const Loaded& loaded, const Case& changed, std::string_view event,
                const std::string& caseText, const CaseChange& change = {});
void updateLines(Unit& unit, const Loaded& loaded, const Case& changed);

// The money of what was claimed has gone back, as a second person approved: the claim is resolved.
// Errors: after_sale.not_found, after_sale.wrong_state.
Done finishClaim(Unit& unit, ClaimId claim);

// Goods that came back go on sale again, unless they were written off.
Done takeIn(Unit& unit, const Loaded& loaded, const Case& received, std::string_view subject);

// All cases of the order with its version. Errors: order.not_found.
Result<api::AfterSales> afterSalesOf(Unit& unit, OrderId order);

} // namespace stoa::returns
