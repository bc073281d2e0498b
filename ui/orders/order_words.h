#pragma once
// How orders are put into words. An order has three status axes; a table row shows one chip, so the
// one that says most about what happens next is chosen here, once, for table and drawer alike.

#include "api/orders.h"
#include "ui/text/times.h"
#include "ui/text/words.h"
#include "ui/widgets/timeline.h"

namespace stoa::ui {

// A paid order that has not left after this long needs a look.
constexpr std::chrono::hours kPromisedToSend{72};

bool isLate(const api::OrderRow& order, Timestamp now);
StatusWord orderWord(const api::OrderRow& order, Timestamp now);

// "2 × 74.00"
QString quantityText(const api::OrderLineView& line);
TimelineEntry timelineEntry(const api::TimelineEvent& event, const Clockface& face);

} // namespace stoa::ui
