#pragma once
// The stock that the baskets of one transaction want, of any number of sellers: locked and read by
// one statement, in the order of the sellers' and variants' ids, decided in memory one basket after
// the other, written by two statements. Two baskets that want the last piece compete here.

#include "domain/inventory/stock.h"
#include "domain/inventory/stock_rules.h"
#include "platform/db/pipeline.h"

#include <map>
#include <set>

namespace stoa::inventory {

class Shelf {
public:
    using Place = std::pair<OrgId, VariantId>;

    // Adds the locking statement to the pipeline.
    Shelf(db::Pipeline& batch, const std::set<Place>& places);
    // After the pipeline ran.
    void fill(const db::Pipeline& batch);

    // What setting these lines aside would move; all lines or none. Changes nothing.
    // Errors: variant.unknown (NotFound) with field `lines[i].variant`; stock.insufficient
    // (Refused) with field `lines[i].quantity` of the first line that does not fit and params sku,
    // requested, available, lines (how many lines do not fit).
    Result<std::vector<Move>> tryReserve(OrgId seller, std::span<const StockLine> lines) const;
    // Does it. The unit's own events tell of it, so no stock.moved is raised. `subject` as in
    // stock.h.
    void take(Unit& unit, std::span<const Move> moves, std::string_view subject);
    // Goes out with the connection's next round trip.
    void send(db::Connection& connection);

private:
    db::Pipeline::Slot m_slot;
    std::map<Place, Level> m_levels;
    std::set<Place> m_changed;
    db::RowSet m_after;
    db::RowSet m_moves;
};

} // namespace stoa::inventory
