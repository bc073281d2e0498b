#pragma once
// What canceling takes out of an order and what it gives back. Pure; the preview and the commit use
// it alike. A canceled quantity gives back what it cost, unless its money went back before: of a
// line of which 2 of 4 pieces were refunded and not taken back, canceling 2 gives back the other 2.
// With the last of the order goes back what an edit could not give back.

#include "api/cancellations.h"
#include "domain/orders/order_state.h"

namespace stoa::refunds {

struct CancellationPlan {
    std::vector<orders::LineShare> lines;
    std::vector<orders::LineShare> unpaid; // of these, what no refund takes out of the order
    api::RefundContent back;               // of the rest
    Money amount;                          // of `back`; zero: there is no refund
    bool isWhole = false;                  // nothing of the order was or will be sent
};

// Errors: those of api::PreviewCancellation without those of a refund.
Result<CancellationPlan> planCancellation(const orders::OrderState& order,
                                          const api::CancelContent& content);

} // namespace stoa::refunds
