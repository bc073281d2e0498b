#pragma once
// Parcels, cancellations, holds, edits and deadlines of one order as readers see them: the
// statements of all of them in a pipeline, and the views of their rows. Part of order_view.h.

#include "api/orders.h"
#include "platform/db/pipeline.h"

#include <unordered_map>

namespace stoa::orders {

// Who did something on an order, by the stable text that events carry.
using Names = std::unordered_map<std::string, std::string>;

api::OrderEditView editOf(const db::Row& row); // of kSelectEdit and kSelectEdits

class OrderPartReading {
public:
    OrderPartReading(db::Pipeline& batch, OrgId seller, OrderId order);
    // After the pipeline ran; adds who did it to `names`.
    void fill(api::OrderView& view, Names& names, const db::Pipeline& batch,
              std::optional<Timestamp> releaseDueAt) const;

private:
    db::Pipeline::Slot m_fulfillments;
    db::Pipeline::Slot m_fulfillmentLines;
    db::Pipeline::Slot m_cancellations;
    db::Pipeline::Slot m_cancellationLines;
    db::Pipeline::Slot m_holds;
    db::Pipeline::Slot m_edits;
    db::Pipeline::Slot m_rules;
    db::Pipeline::Slot m_timers;
};

} // namespace stoa::orders
