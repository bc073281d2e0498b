#include "ui/orders/order_words.h"

#include "ui/refunds/refund_words.h"
#include "ui/text/amounts.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

struct EventRow {
    std::string_view type;
    const char* title;
    const char* icon;
    Tone tone;
};

constexpr EventRow kEvents[] = {
    {"order.placed", QT_TRANSLATE_NOOP("OrderEvent", "Order placed"), "orders", Tone::Neutral},
    {"order.paid", QT_TRANSLATE_NOOP("OrderEvent", "Order paid"), "check", Tone::Ok},
    {"order.canceled", QT_TRANSLATE_NOOP("OrderEvent", "Order canceled"), "slash", Tone::Neutral},
    {"order.partly_canceled", QT_TRANSLATE_NOOP("OrderEvent", "Part of the order canceled"),
     "slash", Tone::Neutral},
    {"order.edited", QT_TRANSLATE_NOOP("OrderEvent", "Order edited"), "edit", Tone::Neutral},
    {"order_edit.awaiting_payment",
     QT_TRANSLATE_NOOP("OrderEvent", "Edit waits for the buyer's payment"), "edit", Tone::Warn},
    {"order_edit.canceled", QT_TRANSLATE_NOOP("OrderEvent", "Edit withdrawn"), "slash",
     Tone::Neutral},
    {"order_edit.expired", QT_TRANSLATE_NOOP("OrderEvent", "Edit dropped: nobody paid in time"),
     "clock", Tone::Neutral},
    {"order_edit.payment_failed", QT_TRANSLATE_NOOP("OrderEvent", "Payment of the edit failed"),
     "incident", Tone::Bad},
    {"order_edit.payment_started", QT_TRANSLATE_NOOP("OrderEvent", "Payment of the edit began"),
     "card", Tone::Neutral},
    {"order_edit.refused", QT_TRANSLATE_NOOP("OrderEvent", "Edit could not be done any more"),
     "slash", Tone::Bad},
    {"order_edit.refund_refused",
     QT_TRANSLATE_NOOP("OrderEvent", "Payment of an edit could not go back"), "incident",
     Tone::Bad},
    {"order.packed", QT_TRANSLATE_NOOP("OrderEvent", "Packed"), "truck", Tone::Neutral},
    {"order.fulfillment_canceled", QT_TRANSLATE_NOOP("OrderEvent", "Parcel called back"), "slash",
     Tone::Warn},
    {"order.tracked", QT_TRANSLATE_NOOP("OrderEvent", "News from the carrier"), "truck",
     Tone::Neutral},
    {"order.held", QT_TRANSLATE_NOOP("OrderEvent", "Put on hold"), "lock", Tone::Warn},
    {"order.hold_released", QT_TRANSLATE_NOOP("OrderEvent", "Hold released"), "unlock", Tone::Ok},
    {"order.hold_alarm", QT_TRANSLATE_NOOP("OrderEvent", "Money is held for long"), "clock",
     Tone::Warn},
    {"order.hold_ceiling_reached", QT_TRANSLATE_NOOP("OrderEvent", "Money may be held no longer"),
     "clock", Tone::Bad},
    {"order.timer_failed", QT_TRANSLATE_NOOP("OrderEvent", "A deadline could not be settled"),
     "incident", Tone::Bad},
    {"return.requested", QT_TRANSLATE_NOOP("OrderEvent", "Return requested"), "undo", Tone::Warn},
    {"return.approved", QT_TRANSLATE_NOOP("OrderEvent", "Return approved"), "undo", Tone::Neutral},
    {"return.received", QT_TRANSLATE_NOOP("OrderEvent", "Return received"), "undo", Tone::Info},
    {"return.refunded", QT_TRANSLATE_NOOP("OrderEvent", "Return refunded"), "undo", Tone::Ok},
    {"return.rejected", QT_TRANSLATE_NOOP("OrderEvent", "Return rejected"), "slash", Tone::Bad},
    {"return.canceled", QT_TRANSLATE_NOOP("OrderEvent", "Return canceled"), "slash", Tone::Neutral},
    {"exchange.requested", QT_TRANSLATE_NOOP("OrderEvent", "Exchange requested"), "sync",
     Tone::Warn},
    {"exchange.approved", QT_TRANSLATE_NOOP("OrderEvent", "Exchange approved"), "sync",
     Tone::Neutral},
    {"exchange.received", QT_TRANSLATE_NOOP("OrderEvent", "Exchange received"), "sync", Tone::Info},
    {"exchange.fulfilled", QT_TRANSLATE_NOOP("OrderEvent", "Replacement sent"), "sync", Tone::Ok},
    {"exchange.rejected", QT_TRANSLATE_NOOP("OrderEvent", "Exchange rejected"), "slash", Tone::Bad},
    {"exchange.canceled", QT_TRANSLATE_NOOP("OrderEvent", "Exchange canceled"), "slash",
     Tone::Neutral},
    {"claim.open", QT_TRANSLATE_NOOP("OrderEvent", "Claim opened"), "flag", Tone::Warn},
    {"claim.approved", QT_TRANSLATE_NOOP("OrderEvent", "Claim approved"), "flag", Tone::Neutral},
    {"claim.resolved", QT_TRANSLATE_NOOP("OrderEvent", "Claim resolved"), "flag", Tone::Ok},
    {"claim.denied", QT_TRANSLATE_NOOP("OrderEvent", "Claim denied"), "slash", Tone::Bad},
    {"claim.canceled", QT_TRANSLATE_NOOP("OrderEvent", "Claim canceled"), "slash", Tone::Neutral},
    {"order.noted", QT_TRANSLATE_NOOP("OrderEvent", "Note"), "edit", Tone::Neutral},
    {"order.fulfilled", QT_TRANSLATE_NOOP("OrderEvent", "Handed to the carrier"), "truck",
     Tone::Neutral},
    {"order.delivered", QT_TRANSLATE_NOOP("OrderEvent", "Delivered"), "check", Tone::Ok},
    {"payment.authorized", QT_TRANSLATE_NOOP("OrderEvent", "Payment authorized"), "card",
     Tone::Neutral},
    {"payment.captured", QT_TRANSLATE_NOOP("OrderEvent", "Payment captured"), "card", Tone::Info},
    {"payment.failed", QT_TRANSLATE_NOOP("OrderEvent", "Payment failed"), "incident", Tone::Bad},
    {"payment.voided", QT_TRANSLATE_NOOP("OrderEvent", "Payment voided"), "slash", Tone::Neutral},
    {"payment.refunded", QT_TRANSLATE_NOOP("OrderEvent", "Money returned to the buyer"), "card",
     Tone::Neutral},
    {"store_credit.disputed", QT_TRANSLATE_NOOP("OrderEvent", "The bank wants store credit back"),
     "scale", Tone::Bad},
    {"store_credit.spent", QT_TRANSLATE_NOOP("OrderEvent", "Paid with store credit"), "card",
     Tone::Info},
    {"store_credit.released", QT_TRANSLATE_NOOP("OrderEvent", "Store credit is free again"), "card",
     Tone::Neutral},
    {"escrow.held", QT_TRANSLATE_NOOP("OrderEvent", "Money held in escrow"), "lock", Tone::Accent},
    {"escrow.released", QT_TRANSLATE_NOOP("OrderEvent", "Money released to the seller"), "unlock",
     Tone::Ok},
    {"refund.requested", QT_TRANSLATE_NOOP("OrderEvent", "Refund requested"), "refund", Tone::Warn},
    {"refund.succeeded", QT_TRANSLATE_NOOP("OrderEvent", "Refund done"), "refund", Tone::Ok},
    {"refund.credited", QT_TRANSLATE_NOOP("OrderEvent", "Became store credit"), "refund", Tone::Ok},
    {"refund.failed", QT_TRANSLATE_NOOP("OrderEvent", "Refund failed"), "refund", Tone::Bad},
    {"refund.reversed", QT_TRANSLATE_NOOP("OrderEvent", "The refund did not arrive and came back"),
     "refund", Tone::Bad},
    {"refund.awaiting_approval",
     QT_TRANSLATE_NOOP("OrderEvent", "A refund waits for a second person"), "users", Tone::Warn},
    {"refund.approved", QT_TRANSLATE_NOOP("OrderEvent", "Refund approved"), "check", Tone::Ok},
    {"refund.declined", QT_TRANSLATE_NOOP("OrderEvent", "Refund declined"), "x-circle", Tone::Bad},
    {"refund.expired", QT_TRANSLATE_NOOP("OrderEvent", "Nobody approved the refund in time"),
     "clock", Tone::Neutral},
    {"dispute.opened", QT_TRANSLATE_NOOP("OrderEvent", "The buyer's bank wants the money back"),
     "scale", Tone::Bad},
    {"dispute.evidence_submitted", QT_TRANSLATE_NOOP("OrderEvent", "Evidence sent to the bank"),
     "scale", Tone::Neutral},
    {"dispute.evidence_due", QT_TRANSLATE_NOOP("OrderEvent", "The time to answer the bank is over"),
     "clock", Tone::Bad},
    {"dispute.accepted", QT_TRANSLATE_NOOP("OrderEvent", "Chargeback accepted"), "scale",
     Tone::Neutral},
    {"dispute.under_review", QT_TRANSLATE_NOOP("OrderEvent", "The bank looks at the evidence"),
     "scale", Tone::Neutral},
    {"dispute.action_failed",
     QT_TRANSLATE_NOOP("OrderEvent", "The provider refused the answer to a chargeback"), "incident",
     Tone::Bad},
    {"dispute.fee_changed", QT_TRANSLATE_NOOP("OrderEvent", "Fee of a chargeback"), "scale",
     Tone::Neutral},
    {"dispute.won", QT_TRANSLATE_NOOP("OrderEvent", "Chargeback won"), "check", Tone::Ok},
    {"dispute.lost", QT_TRANSLATE_NOOP("OrderEvent", "Chargeback lost"), "x-circle", Tone::Bad},
    {"dispute.warning_closed", QT_TRANSLATE_NOOP("OrderEvent", "The bank's inquiry is over"),
     "check", Tone::Neutral},
    {"dispute.prevented", QT_TRANSLATE_NOOP("OrderEvent", "The bank has dropped the chargeback"),
     "check", Tone::Ok},
    {"dispute.needs_response", QT_TRANSLATE_NOOP("OrderEvent", "The bank wants an answer"), "scale",
     Tone::Bad},
    {"dispute.answered", QT_TRANSLATE_NOOP("OrderEvent", "The provider has our answer"), "scale",
     Tone::Neutral},
};

QString say(const char* text, int count = -1)
{
    return QCoreApplication::translate("OrderEvent", text, nullptr, count);
}

QString sentenceOf(const std::string& type)
{
    QString text = fromUtf8(type);
    text.replace(QLatin1Char('.'), QLatin1Char(' ')).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

// Ids are for machines, and number and total stand above; a person reads the amount, the method,
// the reason.
bool isReadable(const api::AttributeValue& fact)
{
    static constexpr std::array<std::string_view, 11> kUnread{
        "case",         "refund", "payment", "order", "fulfillment", "edit",
        "cancellation", "hold",   "number",  "total", "dispute"};
    return !fact.value.empty() && std::ranges::find(kUnread, fact.name.value) == kUnread.end();
}

QString wordsOf(const api::AttributeValue& fact)
{
    const std::string& value = fact.value.value;
    if (fact.name.value == "items") {
        const int count = fromUtf8(value).toInt();
        return count == 1 ? say(QT_TRANSLATE_NOOP("OrderEvent", "1 item"))
                          : say(QT_TRANSLATE_NOOP("OrderEvent", "%n items"), count);
    }
    if (fact.name.value == "totalBefore") {
        return say(QT_TRANSLATE_NOOP("OrderEvent", "was %1")).arg(factText(value));
    }
    if (fact.name.value == "reason") {
        if (const QString reason = refundReasonText(value); !reason.isEmpty()) return reason;
    }
    return factText(value);
}

StatusWord word(const char* name)
{
    return statusWord(name);
}

} // namespace

bool isLate(const api::OrderRow& order, Timestamp now)
{
    const bool isPaid = order.paymentStatus == api::PaymentStatus::Paid ||
                        order.paymentStatus == api::PaymentStatus::PartiallyRefunded;
    const bool isWaiting = order.fulfillmentStatus == api::FulfillmentStatus::Unfulfilled ||
                           order.fulfillmentStatus == api::FulfillmentStatus::Partial;
    return order.status == api::OrderStatus::Placed && isPaid && isWaiting &&
           now - order.placedAt > kPromisedToSend;
}

StatusWord orderWord(const api::OrderRow& order, Timestamp now)
{
    if (order.status != api::OrderStatus::Placed) {
        return word(order.status == api::OrderStatus::Draft ? "draft" : "canceled");
    }
    if (order.paymentStatus != api::PaymentStatus::Paid &&
        order.paymentStatus != api::PaymentStatus::PartiallyRefunded) {
        return word(enumText(order.paymentStatus).c_str());
    }
    if (isLate(order, now)) return word("late");
    if (order.paymentStatus == api::PaymentStatus::PartiallyRefunded) {
        return word("partially_refunded");
    }
    if (order.fulfillmentStatus == api::FulfillmentStatus::Unfulfilled) return word("paid");
    return word(enumText(order.fulfillmentStatus).c_str());
}

QString quantityText(const api::OrderLineView& line)
{
    return QStringLiteral("%1 × %2").arg(numberText(line.quantity), amountText(line.unitPrice));
}

TimelineEntry timelineEntry(const api::TimelineEvent& event, const Clockface& face)
{
    TimelineEntry entry;
    entry.icon = QStringLiteral("info");
    entry.title = sentenceOf(event.type);
    for (const EventRow& row : kEvents) {
        if (row.type != event.type) continue;
        entry.icon = QString::fromLatin1(row.icon);
        entry.title = say(row.title);
        entry.tone = row.tone;
    }
    QStringList facts;
    for (const api::AttributeValue& fact : event.facts) {
        if (isReadable(fact)) facts << wordsOf(fact);
    }
    if (!event.actorName.empty()) facts << fromUtf8(event.actorName);
    entry.detail = facts.join(QStringLiteral(" · "));
    entry.when = momentText(event.at, face);
    return entry;
}

} // namespace stoa::ui
