#include "ui/refunds/refund_words.h"

#include <QCoreApplication>

namespace stoa::ui {

QString refundReasonText(api::RefundReason reason)
{
    const auto say = [](const char* text) {
        return QCoreApplication::translate("RefundReason", text);
    };
    switch (reason) {
    case api::RefundReason::RequestedByCustomer:
        return say(QT_TRANSLATE_NOOP("RefundReason", "The buyer asked for it"));
    case api::RefundReason::Damaged:
        return say(QT_TRANSLATE_NOOP("RefundReason", "Arrived damaged"));
    case api::RefundReason::NotAsDescribed:
        return say(QT_TRANSLATE_NOOP("RefundReason", "Not as described"));
    case api::RefundReason::NotReceived:
        return say(QT_TRANSLATE_NOOP("RefundReason", "Did not arrive"));
    case api::RefundReason::Duplicate:
        return say(QT_TRANSLATE_NOOP("RefundReason", "Ordered or paid twice"));
    case api::RefundReason::Fraudulent:
        return say(QT_TRANSLATE_NOOP("RefundReason", "Fraud"));
    case api::RefundReason::Other:
        return say(QT_TRANSLATE_NOOP("RefundReason", "Another reason"));
    }
    return {};
}

} // namespace stoa::ui
