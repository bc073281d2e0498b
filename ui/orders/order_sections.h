#pragma once
// The parts of one order, each built into a layout: items, timeline, payment, ledger. Pure
// building from an OrderView; the drawer decides where they stand and when they are built again.

#include "api/orders.h"
#include "ui/text/times.h"

class QVBoxLayout;
class QWidget;

namespace stoa::ui {

void buildItems(QVBoxLayout* into, const api::OrderView& order);
void buildTimeline(QVBoxLayout* into, const api::OrderView& order, const Clockface& face);
void buildPayments(QVBoxLayout* into, const api::OrderView& order, const Clockface& face);
void buildAddress(QVBoxLayout* into, const api::Address& address);
void buildLedger(QVBoxLayout* into, const api::OrderView& order, bool mayRead);

// "balanced", "Captured": what stands at the right of a section's title; null for nothing.
QWidget* paymentMark(const api::OrderView& order);

} // namespace stoa::ui
