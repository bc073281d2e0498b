#pragma once
// Orders of a marketplace that exists only in tests: the cast of the demo marketplace with what
// they bought, deterministic, as many as one likes. Also what a node would do with a question about
// them.

#include "api/orders.h"

namespace stoa::test {

// Order number `index`, newest first; each index is always the same order. `now` is the newest's
// moment.
api::OrderRow demoOrder(std::int64_t index, Timestamp now);
// The same with lines, payment, timeline and ledger.
api::OrderView demoOrderView(const api::OrderRow& row);

// A page of `total` orders, by keyset: `after` is the index to go on from. Filters by status and
// text; reads no more rows than it needs.
Page<api::OrderRow> demoOrdersPage(const api::ListOrders& asked, std::int64_t total, Timestamp now);

// What the order's refund would do, by the rules that the tests of the dialog need.
Result<api::RefundPreview> demoPreview(const api::OrderView& order,
                                       const api::RefundContent& content);

} // namespace stoa::test
