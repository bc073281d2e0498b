#include "domain/inventory/stock_rules.h"

#include "core/assert.h"

namespace stoa::inventory {
namespace {

struct Wanted {
    std::int64_t quantity = 0;
    std::size_t line = 0; // the first that names the variant
};

std::string lineField(std::size_t line, std::string_view member)
{
    return "lines[" + std::to_string(line) + "]." + std::string(member);
}

Move moveBy(const Level& level, std::int64_t onHandChange, std::int64_t reservedChange)
{
    Move move{level, onHandChange, reservedChange};
    move.after.onHand += onHandChange;
    move.after.reserved += reservedChange;
    ++move.after.version.value;
    return move;
}

Move moveOf(MoveKind kind, const Level& level, std::int64_t quantity)
{
    switch (kind) {
    case MoveKind::Reservation:
        return moveBy(level, 0, quantity);
    case MoveKind::Release:
        return moveBy(level, 0, -quantity);
    case MoveKind::Shipment:
        return moveBy(level, -quantity, -quantity);
    case MoveKind::Restock:
        return moveBy(level, quantity, 0);
    case MoveKind::Initial:
    case MoveKind::Adjustment:
        break;
    }
    STOA_ASSERT(!"a kind that has no lines");
    return {};
}

Error refusal(MoveKind kind, const Level& before, const Wanted& wanted)
{
    const bool isReservation = kind == MoveKind::Reservation;
    const std::string_view code = isReservation               ? "stock.insufficient"
                                  : kind == MoveKind::Restock ? "stock.out_of_range"
                                                              : "stock.not_reserved";
    return makeError(ErrorKind::Refused, code)
        .in(lineField(wanted.line, "quantity"))
        .with("sku", before.sku)
        .with("requested", std::to_string(wanted.quantity))
        .with(isReservation ? "available" : "reserved",
              std::to_string(isReservation ? before.onHand - before.reserved : before.reserved));
}

bool isPossible(const Move& move)
{
    const Level& after = move.after;
    return after.reserved >= 0 && after.onHand >= after.reserved && after.onHand <= kMaxOnHand;
}

} // namespace

Result<std::vector<Move>> decide(MoveKind kind, std::span<const Level> levels,
                                 std::span<const StockLine> lines)
{
    std::map<VariantId, Wanted> wanted;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        STOA_ASSERT(lines[i].quantity > 0);
        auto [at, isNew] = wanted.try_emplace(lines[i].variant, Wanted{0, i});
        at->second.quantity += lines[i].quantity;
    }
    std::vector<Move> moves;
    std::optional<std::pair<std::size_t, Error>> first; // by line
    std::int64_t refusals = 0;
    for (const auto& [variant, each] : wanted) {
        const auto level = std::ranges::find(levels, variant, &Level::variant);
        if (level == levels.end()) {
            return fail(makeError(ErrorKind::NotFound, "variant.unknown")
                            .in(lineField(each.line, "variant"))
                            .with("variant", variant.text()));
        }
        moves.push_back(moveOf(kind, *level, each.quantity));
        if (isPossible(moves.back())) continue;
        ++refusals;
        if (!first || each.line < first->first) first = {each.line, refusal(kind, *level, each)};
    }
    if (first) return fail(std::move(first->second).with("lines", std::to_string(refusals)));
    return moves;
}

Result<Move> adjusted(const Level& level, std::int64_t change)
{
    if (change == 0) return fail(makeError(ErrorKind::Invalid, "stock.no_change").in("change"));
    const Move move = moveBy(level, change, 0);
    if (move.after.onHand < level.reserved) {
        return fail(makeError(ErrorKind::Refused, "stock.below_zero")
                        .in("change")
                        .with("onHand", std::to_string(level.onHand))
                        .with("reserved", std::to_string(level.reserved))
                        .with("sku", level.sku));
    }
    if (!isPossible(move))
        return fail(makeError(ErrorKind::Refused, "stock.out_of_range")
                        .in("change")
                        .with("most", std::to_string(kMaxOnHand)));
    return move;
}

} // namespace stoa::inventory
