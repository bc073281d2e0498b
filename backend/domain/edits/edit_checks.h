#pragma once
// What an edit is refused for before anything is decided anew: what state the order is in, what of
// it is gone, what the request says twice. Part of edit_rules.h.

#include "domain/edits/edit_rules.h"

namespace stoa::edits {

constexpr std::size_t kMaxLines = 200; // of one order: as many as one refund can name

std::string place(std::string_view list, std::size_t index); // "lines[2]"

// Errors: order.canceled, order.payment_pending, order_edit.disputed, order_edit.claimed,
// order_edit.released, order_edit.open.
Done mayEdit(const Ground& ground);

// A line that gets another quantity.
struct Change {
    std::size_t line = 0; // index in OrderState::lines
    std::int64_t quantity = 0;
    std::size_t place = 0; // in the request
};
// Lines that keep their quantity are left out. Errors, with the field: order.duplicate_line,
// order.line_unknown, order_edit.line_removed, order_edit.quantity_gone.
Result<std::vector<Change>> changesOf(const orders::OrderState& order,
                                      const api::OrderEditContent& content);

// Errors: order.wrong_currency, order.negative_shipping, order_edit.shipping_gone,
// country.unknown, order_edit.other_country.
Done checkDelivery(const Ground& ground, const api::OrderEditContent& content);

// `after`: the order with its smaller lines, before anything is added.
// Errors: order.duplicate_variant, order_edit.leaves_nothing, order_edit.too_many_lines.
Done checkAdded(const orders::OrderState& after, const api::OrderEditContent& content,
                bool hasMore);

} // namespace stoa::edits
