#pragma once
// What is going on with an order and what happens next, each built into a layout: the hold in
// force, deadlines, parcels, edits and cancellations. Pure building from an OrderView.

#include "api/orders.h"
#include "ui/text/times.h"

class QVBoxLayout;

namespace stoa::ui {

// The hold in force; null when there is none.
const api::HoldView* holdInForce(const api::OrderView& order);
// The edit that waits for the buyer's payment; null when there is none.
const api::OrderEditView* unpaidEdit(const api::OrderView& order);

QString holdReasonText(api::HoldReason reason);
QString cancelReasonText(api::CancelReason reason);
// What the clock will do: "Canceled by itself", "Money goes to the seller".
QString timerText(api::TimerKind kind);

bool hasCourse(const api::OrderView& order); // whether there is anything to build
void buildCourse(QVBoxLayout* into, const api::OrderView& order, const Clockface& face);
void buildParcels(QVBoxLayout* into, const api::OrderView& order, const Clockface& face);

} // namespace stoa::ui
