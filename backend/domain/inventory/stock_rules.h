#pragma once
// How stock may move, as pure functions over levels that the caller has locked. What is reserved
// stays on hand until it ships, so `available` is onHand − reserved; neither may fall below zero,
// and an adjustment may not take what orders have reserved.

#include "domain/inventory/stock.h"

namespace stoa::inventory {

inline constexpr std::int64_t kMaxOnHand = 1'000'000'000;

enum class MoveKind { Initial, Adjustment, Reservation, Release, Shipment, Restock };
STOA_ENUM(MoveKind, Initial, Adjustment, Reservation, Release, Shipment, Restock)

struct Level {
    VariantId variant;
    std::string sku;
    std::int64_t onHand = 0;
    std::int64_t reserved = 0;
    Version version;
};

struct Move {
    Level after;
    std::int64_t onHandChange = 0;
    std::int64_t reservedChange = 0;
};

// One move per variant, in the order of ids; all lines or none. `levels` has each variant at most
// once. Not for Initial and Adjustment. Errors: those of stock.h.
Result<std::vector<Move>> decide(MoveKind kind, std::span<const Level> levels,
                                 std::span<const StockLine> lines);

// Errors: stock.no_change, stock.below_zero (params onHand, reserved, sku), stock.out_of_range.
Result<Move> adjusted(const Level& level, std::int64_t change);

} // namespace stoa::inventory
