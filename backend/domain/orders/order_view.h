#pragma once
// Orders as readers see them. OrderReading puts the statements of one whole order into a pipeline
// and makes the view of their rows; placing an order reads back what it wrote with the same code.

#include "domain/orders/order_part_views.h"
#include "domain/unit/unit.h"

namespace stoa::orders {

constexpr int kMaxTimeline = 500;         // newest events of one order
constexpr int kMaxTransfersOfOrder = 500; // newest transfers of one order

class OrderReading {
public:
    OrderReading(db::Pipeline& batch, OrgId seller, OrderId order);
    // After the pipeline ran. Errors: order.not_found.
    Result<api::OrderView> view(const db::Pipeline& batch) const;

private:
    OrderId m_id;
    db::Pipeline::Slot m_order;
    db::Pipeline::Slot m_lines;
    db::Pipeline::Slot m_payments;
    db::Pipeline::Slot m_refunds;
    db::Pipeline::Slot m_refundLines;
    db::Pipeline::Slot m_transfers;
    db::Pipeline::Slot m_timeline;
    OrderPartReading m_parts;
};

api::Address addressOf(const db::Row& row); // of a statement that selects the ship columns
api::OrderRow rowOf(const db::Row& row);    // of a statement that selects the columns of a list

// The refunds of one order, oldest first, from select_refunds and select_refund_lines.
std::vector<api::RefundView> refundsOf(const db::Rows& refunds, const db::Rows& lines);

// The columns of refund_approval in select_refunds.
api::RefundApproval approvalOf(const db::Row& row);

// A JSON object's members with text values, in their order.
std::vector<api::AttributeValue> factsOf(std::string_view payload);

Error notFound(OrderId order);

} // namespace stoa::orders
