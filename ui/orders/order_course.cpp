#include "ui/orders/order_course.h"

#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_values.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("OrderCourse", text);
}

QString leftText(const api::DeadlineView& deadline, const Clockface& face)
{
    const QString when = momentText(deadline.dueAt, face);
    if (deadline.isPaused) return say(QT_TRANSLATE_NOOP("OrderCourse", "paused, %1")).arg(when);
    if (deadline.dueAt <= face.now) return say(QT_TRANSLATE_NOOP("OrderCourse", "due now"));
    return say(QT_TRANSLATE_NOOP("OrderCourse", "in %1, %2"))
        .arg(durationText(deadline.dueAt - face.now, Width::Narrow), when);
}

QString linesText(const std::vector<api::LineQuantityView>& lines)
{
    QStringList parts;
    for (const api::LineQuantityView& line : lines)
        parts << QStringLiteral("%1 × %2").arg(numberText(line.quantity), fromUtf8(line.title));
    return parts.join(QStringLiteral(", "));
}

void addHold(QVBoxLayout* into, const api::HoldView& hold, const Clockface& face)
{
    QString text = say(QT_TRANSLATE_NOOP("OrderCourse", "On hold: %1. %2, %3."))
                       .arg(holdReasonText(hold.reason), fromUtf8(hold.placedByName),
                            momentText(hold.placedAt, face));
    if (!hold.note.empty()) text += QLatin1Char(' ') + fromUtf8(hold.note);
    into->addWidget(new Note(Tone::Warn, QStringLiteral("pause"), text));
}

void addUnpaid(QVBoxLayout* into, const api::OrderEditView& edit)
{
    const QString text =
        say(QT_TRANSLATE_NOOP("OrderCourse", "An edit waits until the buyer has paid %1. Then "
                                             "the order costs %2; what it adds is set aside."));
    into->addWidget(new Note(Tone::Warn, QStringLiteral("clock"),
                             text.arg(moneyText(edit.toPay), moneyText(edit.totalAfter))));
}

} // namespace

const api::HoldView* holdInForce(const api::OrderView& order)
{
    const auto hold = std::ranges::find_if(
        order.holds, [](const api::HoldView& each) { return !each.releasedAt; });
    return hold == order.holds.end() ? nullptr : &*hold;
}

const api::OrderEditView* unpaidEdit(const api::OrderView& order)
{
    const auto edit = std::ranges::find(order.edits, api::OrderEditStatus::AwaitingPayment,
                                        &api::OrderEditView::status);
    return edit == order.edits.end() ? nullptr : &*edit;
}

QString holdReasonText(api::HoldReason reason)
{
    switch (reason) {
    case api::HoldReason::Fraud:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "it may be fraud"));
    case api::HoldReason::Payment:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "the payment is unclear"));
    case api::HoldReason::Address:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "the address is unclear"));
    case api::HoldReason::Inventory:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "goods are missing"));
    case api::HoldReason::Customer:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "the buyer asked for it"));
    case api::HoldReason::Other:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "another reason"));
    }
    return {};
}

QString cancelReasonText(api::CancelReason reason)
{
    switch (reason) {
    case api::CancelReason::Customer:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "the buyer asked for it"));
    case api::CancelReason::Declined:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "the payment was declined"));
    case api::CancelReason::Fraud:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "fraud"));
    case api::CancelReason::Inventory:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "goods are missing"));
    case api::CancelReason::Staff:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "our mistake"));
    case api::CancelReason::Other:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "another reason"));
    case api::CancelReason::Expired:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "its time was over"));
    }
    return {};
}

QString timerText(api::TimerKind kind)
{
    switch (kind) {
    case api::TimerKind::Payment:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "Canceled unless it is paid"));
    case api::TimerKind::AutoCancel:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "Canceled unless it is sent"));
    case api::TimerKind::AutoComplete:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "Money goes to the seller"));
    case api::TimerKind::Dispute:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "Claim has to be decided"));
    case api::TimerKind::HoldAlarm:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "Money is held long"));
    case api::TimerKind::HoldCeiling:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "Money may be held no longer"));
    case api::TimerKind::DisputeEvidence:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "Bank has to be answered"));
    case api::TimerKind::EditPayment:
        return say(QT_TRANSLATE_NOOP("OrderCourse", "Edit is dropped unless it is paid"));
    }
    return {};
}

bool hasCourse(const api::OrderView& order)
{
    return holdInForce(order) != nullptr || !order.deadlines.empty() ||
           !order.cancellations.empty() || !order.edits.empty();
}

void buildCourse(QVBoxLayout* into, const api::OrderView& order, const Clockface& face)
{
    if (const api::HoldView* hold = holdInForce(order)) addHold(into, *hold, face);
    if (const api::OrderEditView* edit = unpaidEdit(order)) addUnpaid(into, *edit);
    auto* facts = new KeyValues(QStringLiteral("orderDeadlines"));
    for (const api::DeadlineView& deadline : order.deadlines) {
        const bool isLate = !deadline.isPaused && deadline.dueAt <= face.now;
        facts->add(timerText(deadline.kind), leftText(deadline, face),
                   isLate ? &Theme::bad : &Theme::t1);
    }
    for (const api::OrderEditView& edit : order.edits) {
        const QString status = statusWord(enumText(edit.status)).text.toLower();
        facts->add(say(QT_TRANSLATE_NOOP("OrderCourse", "Edited, %1 · %2"))
                       .arg(momentText(edit.createdAt, face), status),
                   moneyText(edit.totalAfter));
        if (!edit.reason.empty())
            facts->addPart(say(QT_TRANSLATE_NOOP("OrderCourse", "Why")), noteText(edit.reason));
    }
    into->addWidget(facts);
    for (const api::CancellationView& canceled : order.cancellations) {
        into->addWidget(
            makeParagraph(say(QT_TRANSLATE_NOOP("OrderCourse", "Canceled %1, %2: %3"))
                              .arg(momentText(canceled.createdAt, face),
                                   cancelReasonText(canceled.reason), linesText(canceled.lines))));
    }
}

void buildParcels(QVBoxLayout* into, const api::OrderView& order, const Clockface& face)
{
    auto* parcels = new KeyValues(QStringLiteral("orderParcels"));
    for (const api::FulfillmentView& parcel : order.fulfillments) {
        const Timestamp at = parcel.deliveredAt   ? *parcel.deliveredAt
                             : parcel.fulfilledAt ? *parcel.fulfilledAt
                                                  : parcel.createdAt;
        const QString state = statusWord(enumText(parcel.state)).text;
        parcels->add(linesText(parcel.lines),
                     QStringLiteral("%1, %2").arg(state, momentText(at, face)));
        if (!parcel.trackingNumber.empty()) {
            parcels->addPart(fromUtf8(parcel.carrier.empty() ? "" : parcel.carrier),
                             fromUtf8(parcel.trackingNumber));
        }
    }
    into->addWidget(parcels);
}

} // namespace stoa::ui
