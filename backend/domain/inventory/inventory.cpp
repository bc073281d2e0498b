#include "domain/inventory/inventory.h"

#include "domain/catalogue/draft_json.h"
#include "domain/inventory/inventory_sql.h"
#include "domain/inventory/stock_rules.h"
#include "platform/db/pipeline.h"

namespace stoa::inventory {
namespace {

std::vector<Level> levelsOf(const db::Rows& rows)
{
    std::vector<Level> levels;
    levels.reserve(rows.size());
    for (const db::Row row : rows) {
        levels.push_back({row.get<VariantId>("variant_id"), row.get<std::string>("sku"),
                          row.get<std::int64_t>("on_hand"), row.get<std::int64_t>("reserved"),
                          row.get<Version>("version")});
    }
    return levels;
}

struct Cause {
    MoveKind kind;
    std::string_view reason;
    std::string_view subject;
};

// Both writes travel with the next round trip: the rows are locked, so nothing can refuse them.
void write(Unit& unit, std::span<const Move> moves, const Cause& cause)
{
    std::vector<VariantId> variants;
    std::vector<std::int64_t> onHand, reserved, versions, onHandChanges, reservedChanges;
    for (const Move& move : moves) {
        variants.push_back(move.after.variant);
        onHand.push_back(move.after.onHand);
        reserved.push_back(move.after.reserved);
        versions.push_back(move.after.version.value);
        onHandChanges.push_back(move.onHandChange);
        reservedChanges.push_back(move.reservedChange);
        unit.raise("stock.moved", move.after.variant,
                   {{"kind", enumText(cause.kind)},
                    {"sku", move.after.sku},
                    {"onHandChange", std::to_string(move.onHandChange)},
                    {"reservedChange", std::to_string(move.reservedChange)},
                    {"reason", std::string(cause.reason)},
                    {"subject", std::string(cause.subject)}});
    }
    unit.db().defer(sql::kUpdateLevels, unit.organisation(), variants, onHand, reserved, versions);
    unit.db().defer(sql::kInsertMoves, unit.organisation(), enumText(cause.kind), cause.reason,
                    cause.subject, unit.actor().text(), unit.now(), variants, versions,
                    onHandChanges, reservedChanges);
}

std::vector<VariantId> variantsOf(std::span<const StockLine> lines)
{
    std::vector<VariantId> variants;
    for (const StockLine& line : lines)
        variants.push_back(line.variant);
    return variants;
}

Done moveLines(Unit& unit, MoveKind kind, std::span<const StockLine> lines,
               std::string_view subject)
{
    if (lines.empty()) return {};
    STOA_TRY(rows, unit.db().run(sql::kLockLevels, unit.organisation(), variantsOf(lines)));
    STOA_TRY(moves, decide(kind, levelsOf(rows), lines));
    write(unit, moves, {kind, "", subject});
    return {};
}

} // namespace

void lockLevels(Unit& unit, const std::vector<VariantId>& variants)
{
    unit.db().defer(sql::kLockLevels, unit.organisation(), variants);
}

Done reserve(Unit& unit, std::span<const StockLine> lines, std::string_view subject)
{
    return moveLines(unit, MoveKind::Reservation, lines, subject);
}

Done checkSwap(Unit& unit, std::span<const StockLine> released, std::span<const StockLine> reserved)
{
    auto variants = variantsOf(released);
    std::ranges::copy(variantsOf(reserved), std::back_inserter(variants));
    STOA_TRY(rows, unit.db().run(sql::kSelectLevels, unit.organisation(), variants));
    auto levels = levelsOf(rows);
    STOA_TRY(moves, decide(MoveKind::Release, levels, released));
    for (const Move& move : moves)
        *std::ranges::find(levels, move.after.variant, &Level::variant) = move.after;
    STOA_CHECK(decide(MoveKind::Reservation, levels, reserved));
    return {};
}

Done release(Unit& unit, std::span<const StockLine> lines, std::string_view subject)
{
    return moveLines(unit, MoveKind::Release, lines, subject);
}

Done ship(Unit& unit, std::span<const StockLine> lines, std::string_view subject)
{
    return moveLines(unit, MoveKind::Shipment, lines, subject);
}

Done restock(Unit& unit, std::span<const StockLine> lines, std::string_view subject)
{
    return moveLines(unit, MoveKind::Restock, lines, subject);
}

Result<api::VariantView> handle(Unit& unit, const api::AdjustStock& request)
{
    db::Pipeline batch(unit.db());
    const auto levels =
        batch.add(sql::kLockLevels, unit.organisation(), std::vector<VariantId>{request.variant});
    const auto variants = batch.add(sql::kSelectVariant, unit.organisation(), request.variant);
    STOA_CHECK(batch.run());
    if (batch[levels].empty()) {
        return fail(makeError(ErrorKind::NotFound, "variant.unknown")
                        .in("variant")
                        .with("variant", request.variant.text()));
    }
    STOA_TRY(move, adjusted(levelsOf(batch[levels]).front(), request.change));
    write(unit, std::span(&move, 1), {MoveKind::Adjustment, request.reason.value, ""});
    const db::Row row = batch[variants].single();
    return api::VariantView{request.variant,
                            row.get<std::string>("sku"),
                            catalogue::attributesFromJson(row.get<std::string_view>("options")),
                            row.money("price_minor", "currency"),
                            move.after.onHand,
                            move.after.reserved};
}

} // namespace stoa::inventory
