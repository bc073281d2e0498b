#include "domain/inventory/shelf.h"

#include "domain/inventory/inventory_sql.h"

namespace stoa::inventory {

Shelf::Shelf(db::Pipeline& batch, const std::set<Place>& places)
    : m_slot([&] {
          db::Array sellers, variants;
          for (const auto& [seller, variant] : places) {
              sellers.add(seller);
              variants.add(variant);
          }
          return batch.add(sql::kLockShelf, sellers, variants);
      }()),
      m_after(sql::kUpdateShelf),
      m_moves(sql::kInsertShelfMoves)
{}

void Shelf::fill(const db::Pipeline& batch)
{
    for (const db::Row row : batch[m_slot]) {
        const auto variant = row.get<VariantId>("variant_id");
        m_levels.emplace(Place(row.get<OrgId>("org_id"), variant),
                         Level{variant, row.get<std::string>("sku"),
                               row.get<std::int64_t>("on_hand"), row.get<std::int64_t>("reserved"),
                               row.get<Version>("version")});
    }
}

Result<std::vector<Move>> Shelf::tryReserve(OrgId seller, std::span<const StockLine> lines) const
{
    std::vector<Level> levels;
    for (const StockLine& line : lines) {
        const auto at = m_levels.find({seller, line.variant});
        if (at != m_levels.end()) levels.push_back(at->second);
    }
    return decide(MoveKind::Reservation, levels, lines);
}

void Shelf::take(Unit& unit, std::span<const Move> moves, std::string_view subject)
{
    constexpr std::string_view kNoReason;
    const OrgId seller = unit.organisation();
    const std::string actor = unit.actor().text();
    const std::string kind = enumText(MoveKind::Reservation);
    for (const Move& move : moves) {
        const Level& after = move.after;
        m_levels.at({seller, after.variant}) = after;
        m_changed.insert({seller, after.variant});
        unit.record(
            m_after.image(seller, after.variant, after.onHand, after.reserved, after.version));
        unit.write(m_moves, seller, after.variant, after.version, kind, move.onHandChange,
                   move.reservedChange, kNoReason, subject, actor, unit.now());
    }
}

void Shelf::send(db::Connection& connection)
{
    for (const Place& place : m_changed) {
        const Level& level = m_levels.at(place);
        std::ignore = m_after.add(place.first, place.second, level.onHand, level.reserved,
                                  level.version); // the units have recorded it
    }
    connection.defer(m_after);
    connection.defer(m_moves);
}

} // namespace stoa::inventory
