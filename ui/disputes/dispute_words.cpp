#include "ui/disputes/dispute_words.h"

#include <QCoreApplication>
#include <QHash>

namespace stoa::ui {

namespace {

using Status = api::DisputeStatus;

QString say(const char* text)
{
    return QCoreApplication::translate("Dispute", text);
}

QString whyBusy(const api::DisputeView& dispute)
{
    if (dispute.action == api::DisputeAction::None) return {};
    return say(QT_TRANSLATE_NOOP("Dispute", "The provider is being told already."));
}

} // namespace

bool waitsForAnswer(Status status)
{
    return status == Status::NeedsResponse || status == Status::WarningNeedsResponse;
}

StatusWord disputeWord(const api::DisputeView& dispute)
{
    if (dispute.action == api::DisputeAction::Submit) {
        return {say(QT_TRANSLATE_NOOP("Dispute", "Sending the answer")), Tone::Accent,
                QStringLiteral("send")};
    }
    if (dispute.action == api::DisputeAction::Accept) {
        return {say(QT_TRANSLATE_NOOP("Dispute", "Giving in")), Tone::Accent,
                QStringLiteral("send")};
    }
    switch (dispute.status) {
    case Status::WarningNeedsResponse:
        return {say(QT_TRANSLATE_NOOP("Dispute", "Inquiry")), Tone::Warn, QStringLiteral("clock")};
    case Status::WarningUnderReview:
        return {say(QT_TRANSLATE_NOOP("Dispute", "Inquiry under review")), Tone::Plum,
                QStringLiteral("eye")};
    case Status::WarningClosed:
        return {say(QT_TRANSLATE_NOOP("Dispute", "Inquiry closed")), Tone::Neutral,
                QStringLiteral("check")};
    case Status::NeedsResponse:
        return {say(QT_TRANSLATE_NOOP("Dispute", "Needs an answer")), Tone::Bad,
                QStringLiteral("clock")};
    case Status::UnderReview:
        return {say(QT_TRANSLATE_NOOP("Dispute", "Under review")), Tone::Plum,
                QStringLiteral("eye")};
    case Status::Won:
        return {say(QT_TRANSLATE_NOOP("Dispute", "Won")), Tone::Ok, QStringLiteral("check")};
    case Status::Lost:
        return {say(QT_TRANSLATE_NOOP("Dispute", "Lost")), Tone::Neutral,
                QStringLiteral("x-circle")};
    case Status::Prevented:
        return {say(QT_TRANSLATE_NOOP("Dispute", "Prevented")), Tone::Ok, QStringLiteral("check")};
    }
    return {};
}

QString disputeReasonText(const std::string& reason)
{
    static const QHash<QString, const char*> kWords{
        {"product_not_received", QT_TRANSLATE_NOOP("Dispute", "The goods did not arrive")},
        {"product_unacceptable", QT_TRANSLATE_NOOP("Dispute", "The goods are not as described")},
        {"fraudulent", QT_TRANSLATE_NOOP("Dispute", "The buyer did not pay this")},
        {"unrecognized", QT_TRANSLATE_NOOP("Dispute", "The buyer does not know this payment")},
        {"duplicate", QT_TRANSLATE_NOOP("Dispute", "Paid twice")},
        {"credit_not_processed", QT_TRANSLATE_NOOP("Dispute", "A promised refund did not come")},
        {"subscription_canceled", QT_TRANSLATE_NOOP("Dispute", "It had been canceled")},
        {"general", QT_TRANSLATE_NOOP("Dispute", "The bank gives no reason")},
    };
    if (const char* const words = kWords.value(fromUtf8(reason))) return say(words);
    return statusWord(reason).text;
}

QString timeToAnswer(const api::DisputeView& dispute, const Clockface& face)
{
    if (!waitsForAnswer(dispute.status) || !dispute.respondBy) return {};
    if (*dispute.respondBy <= face.now) return say(QT_TRANSLATE_NOOP("Dispute", "too late"));
    return say(QT_TRANSLATE_NOOP("Dispute", "%1 left"))
        .arg(durationText(*dispute.respondBy - face.now));
}

QString whyNoAnswer(const api::DisputeView& dispute, Timestamp now)
{
    if (const QString busy = whyBusy(dispute); !busy.isEmpty()) return busy;
    if (!waitsForAnswer(dispute.status)) {
        return say(QT_TRANSLATE_NOOP("Dispute", "The bank waits for no answer."));
    }
    if (dispute.respondBy && *dispute.respondBy <= now) {
        return say(QT_TRANSLATE_NOOP("Dispute", "The date for answering is over."));
    }
    return {};
}

QString whyNoAcceptance(const api::DisputeView& dispute)
{
    if (const QString busy = whyBusy(dispute); !busy.isEmpty()) return busy;
    if (dispute.status == Status::NeedsResponse) return {};
    return say(QT_TRANSLATE_NOOP("Dispute", "There is nothing to give in to."));
}

} // namespace stoa::ui
