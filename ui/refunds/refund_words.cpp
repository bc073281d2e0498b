#include "ui/refunds/refund_words.h"

#include "ui/text/words.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

struct ReasonRow {
    const char* code;
    const char* text;
};

constexpr ReasonRow kReasons[] = {
    {api::refund_reason::kRequestedByCustomer,
     QT_TRANSLATE_NOOP("RefundReason", "The buyer asked for it")},
    {api::refund_reason::kDamaged, QT_TRANSLATE_NOOP("RefundReason", "Arrived damaged")},
    {api::refund_reason::kNotAsDescribed, QT_TRANSLATE_NOOP("RefundReason", "Not as described")},
    {api::refund_reason::kNotReceived, QT_TRANSLATE_NOOP("RefundReason", "Did not arrive")},
    {api::refund_reason::kDuplicate, QT_TRANSLATE_NOOP("RefundReason", "Ordered or paid twice")},
    {api::refund_reason::kFraudulent, QT_TRANSLATE_NOOP("RefundReason", "Fraud")},
    {api::refund_reason::kOther, QT_TRANSLATE_NOOP("RefundReason", "Another reason")},
};

} // namespace

QString refundReasonText(std::string_view code)
{
    for (const ReasonRow& row : kReasons) {
        if (row.code == code) return QCoreApplication::translate("RefundReason", row.text);
    }
    return {};
}

QString refundReasonName(std::string_view code)
{
    const QString known = refundReasonText(code);
    return known.isEmpty() ? statusWord(code).text : known;
}

QString refundReasonText(const api::RefundReasonView& reason)
{
    const QString ours = refundReasonText(reason.code);
    const bool isOurs = reason.version == Version{} && !ours.isEmpty();
    return isOurs ? ours : fromUtf8(reason.label);
}

std::vector<api::RefundReasonView> builtInRefundReasons()
{
    std::vector<api::RefundReasonView> reasons;
    for (const ReasonRow& row : kReasons)
        reasons.push_back({row.code, row.text, false, api::Restock::Restock, true, 0, {}});
    return reasons;
}

QString restockText(api::Restock restock)
{
    switch (restock) {
    case api::Restock::Restock:
        return QCoreApplication::translate("Restock", "Restock");
    case api::Restock::WriteOff:
        return QCoreApplication::translate("Restock", "Write off");
    case api::Restock::Keep:
        return QCoreApplication::translate("Restock", "Buyer keeps");
    }
    return {};
}

} // namespace stoa::ui
