#pragma once
// Stock as orders and refunds use it: reserved (a checkout's many baskets: shelf.h), shipped or
// released afterwards, taken back by a restock. Each function locks the levels of its variants in
// the order of their ids, decides in stock_rules, and writes the levels and one append-only
// stock_move per variant in the unit's transaction: one round trip, whatever the number of lines.
// The catalogue creates the level of a new variant; nothing else writes stock.
//
// Lines may name a variant twice; quantities are positive. `subject` is the text of what caused the
// move ("ord_…", "rfd_…") and is kept with it.
//
// Errors of all: variant.unknown (NotFound) with field `lines[i].variant`. Each raises stock.moved.

#include "domain/unit/unit.h"

#include <span>

namespace stoa::inventory {

struct StockLine {
    VariantId variant;
    std::int64_t quantity = 1;
};

// Locks the levels of all these variants with the unit's next round trip: for a unit that calls
// more than one of the functions below, so that it still locks in the order of ids.
void lockLevels(Unit& unit, const std::vector<VariantId>& variants);

// Sets stock aside. Errors: stock.insufficient (params sku, requested, available, lines).
Done reserve(Unit& unit, std::span<const StockLine> lines, std::string_view subject);

// What release() and then reserve() would refuse, without doing or locking anything.
Done checkSwap(Unit& unit, std::span<const StockLine> released,
               std::span<const StockLine> reserved);

// Gives reserved stock back to sale. Errors: stock.not_reserved (params sku, requested, reserved).
Done release(Unit& unit, std::span<const StockLine> lines, std::string_view subject);

// Reserved stock leaves the house: on hand and reserved fall together. Errors: stock.not_reserved.
Done ship(Unit& unit, std::span<const StockLine> lines, std::string_view subject);

// Goods that came back: on hand rises. Errors: stock.out_of_range above one billion.
Done restock(Unit& unit, std::span<const StockLine> lines, std::string_view subject);

} // namespace stoa::inventory
