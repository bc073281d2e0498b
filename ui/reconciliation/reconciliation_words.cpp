#include "ui/reconciliation/reconciliation_words.h"

#include "ui/text/amounts.h"

#include <QCoreApplication>
#include <QDate>

namespace stoa::ui {

namespace {

using Kind = api::DifferenceKind;
using Movement = api::Movement;

QString say(const char* text)
{
    return QCoreApplication::translate("Reconciliation", text);
}

QDate dayOf(const std::string& day)
{
    return QDate::fromString(fromUtf8(day), Qt::ISODate);
}

} // namespace

QString movementText(Movement movement)
{
    switch (movement) {
    case Movement::Charge:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Charges"));
    case Movement::Refund:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Refunds"));
    case Movement::RefundFailure:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Refunds that came back"));
    case Movement::Dispute:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Chargebacks"));
    case Movement::DisputeReversal:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Chargebacks won"));
    case Movement::Transfer:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Transfers to sellers"));
    case Movement::TransferReversal:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Transfers taken back"));
    case Movement::Payout:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Payouts to our bank"));
    case Movement::Fee:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Provider's own fees"));
    case Movement::Other:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Other"));
    }
    return {};
}

QString differenceKindText(Kind kind)
{
    switch (kind) {
    case Kind::MissingHere:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Missing in the books"));
    case Kind::MissingThere:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Missing at the provider"));
    case Kind::AmountDiffers:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Amounts differ"));
    case Kind::CurrencyDiffers:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Currencies differ"));
    case Kind::FeeDiffers:
        return say(QT_TRANSLATE_NOOP("Reconciliation", "Fees differ"));
    }
    return {};
}

StatusWord differenceWord(api::DifferenceState state)
{
    switch (state) {
    case api::DifferenceState::Open:
        return {say(QT_TRANSLATE_NOOP("Reconciliation", "To explain")), Tone::Warn,
                QStringLiteral("help")};
    case api::DifferenceState::Explained:
        return {say(QT_TRANSLATE_NOOP("Reconciliation", "Explained")), Tone::Ok,
                QStringLiteral("check")};
    case api::DifferenceState::Gone:
        return {say(QT_TRANSLATE_NOOP("Reconciliation", "Gone")), Tone::Neutral,
                QStringLiteral("slash")};
    }
    return {};
}

std::optional<Money> gapOf(const api::DifferenceView& difference)
{
    const auto& here = difference.here;
    const auto& there = difference.there;
    if (here && there) {
        if (here->currency() != there->currency()) return std::nullopt;
        return *there - *here;
    }
    if (there) return there;
    if (here) return Money(0, here->currency()) - *here;
    return std::nullopt;
}

QString sideText(const std::optional<Money>& side)
{
    return side ? moneyText(*side) : say(QT_TRANSLATE_NOOP("Reconciliation", "nothing"));
}

StatusWord runWord(const api::ReconciliationRow& run)
{
    switch (run.status) {
    case api::ReconciliationStatus::Running:
        return statusWord("running");
    case api::ReconciliationStatus::Waiting:
        return {say(QT_TRANSLATE_NOOP("Reconciliation", "Waits for the provider")), Tone::Warn,
                QStringLiteral("clock")};
    case api::ReconciliationStatus::Failed:
        return statusWord("failed");
    case api::ReconciliationStatus::Done:
        break;
    }
    if (run.openCount > 0) {
        return {say(QT_TRANSLATE_NOOP("Reconciliation", "%1 to explain"))
                    .arg(numberText(run.openCount)),
                Tone::Warn, QStringLiteral("help")};
    }
    return {run.differenceCount > 0 ? say(QT_TRANSLATE_NOOP("Reconciliation", "Explained"))
                                    : say(QT_TRANSLATE_NOOP("Reconciliation", "Agrees")),
            Tone::Ok, QStringLiteral("check")};
}

QString runDaysText(const api::ReconciliationRow& run, const QLocale& locale)
{
    const QDate from = dayOf(run.from);
    const QDate to = dayOf(run.to);
    const QString last = locale.toString(to, QStringLiteral("d MMM yyyy"));
    if (from == to) return last;
    const bool isSameMonth = from.month() == to.month() && from.year() == to.year();
    return QStringLiteral("%1 – %2").arg(
        locale.toString(from, isSameMonth ? QStringLiteral("d") : QStringLiteral("d MMM yyyy")),
        last);
}

QString runTitle(const api::ReconciliationRow& run, const QLocale& locale)
{
    return QStringLiteral("%1 · %2").arg(fromUtf8(run.provider), runDaysText(run, locale));
}

} // namespace stoa::ui
