#include "ui/finance/finance_words.h"

#include "ui/text/amounts.h"

#include <QCoreApplication>
#include <QHash>

namespace stoa::ui {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Finance", text);
}

} // namespace

QString accountClassText(AccountClass kind)
{
    switch (kind) {
    case AccountClass::Assets:
        return say(QT_TRANSLATE_NOOP("Finance", "Assets"));
    case AccountClass::Costs:
        return say(QT_TRANSLATE_NOOP("Finance", "Costs"));
    case AccountClass::Liabilities:
        return say(QT_TRANSLATE_NOOP("Finance", "Liabilities"));
    case AccountClass::Income:
        return say(QT_TRANSLATE_NOOP("Finance", "Income"));
    }
    return {};
}

QString reasonText(const std::string& reason)
{
    static const QHash<QString, const char*> kWords{
        {"capture", QT_TRANSLATE_NOOP("Finance", "Order paid")},
        {"release", QT_TRANSLATE_NOOP("Finance", "Escrow released")},
        {"release_fee", QT_TRANSLATE_NOOP("Finance", "Commission released")},
        {"release_fee_tax", QT_TRANSLATE_NOOP("Finance", "Tax on the commission released")},
        {"release_tax", QT_TRANSLATE_NOOP("Finance", "Tax kept back")},
        {"refund", QT_TRANSLATE_NOOP("Finance", "Refund")},
        {"refund_settled", QT_TRANSLATE_NOOP("Finance", "Refund settled")},
        {"refund_reversed", QT_TRANSLATE_NOOP("Finance", "Refund came back")},
        {"debt_paid", QT_TRANSLATE_NOOP("Finance", "Debt paid from the balance")},
        {"payout", QT_TRANSLATE_NOOP("Finance", "Payout")},
        {"payout_sent", QT_TRANSLATE_NOOP("Finance", "Payout left our account")},
        {"payout_returned", QT_TRANSLATE_NOOP("Finance", "Payout came back")},
        {"dispute", QT_TRANSLATE_NOOP("Finance", "Dispute lost")},
        {"dispute_settled", QT_TRANSLATE_NOOP("Finance", "Dispute settled")},
        {"dispute_fee", QT_TRANSLATE_NOOP("Finance", "Dispute fee")},
        {"dispute_fee_returned", QT_TRANSLATE_NOOP("Finance", "Dispute fee returned")},
    };
    const QString name = fromUtf8(reason);
    if (const char* const words = kWords.value(name)) return say(words);
    return statusWord(reason).text; // readable, of whatever a newer node writes
}

QString leftOutText(api::LeftOut reason)
{
    switch (reason) {
    case api::LeftOut::None:
        return {};
    case api::LeftOut::NotDue:
        return say(QT_TRANSLATE_NOOP("Finance", "not due yet"));
    case api::LeftOut::BelowMinimum:
        return say(QT_TRANSLATE_NOOP("Finance", "below the minimum"));
    case api::LeftOut::InDebt:
        return say(QT_TRANSLATE_NOOP("Finance", "owes more"));
    case api::LeftOut::NoAccount:
        return say(QT_TRANSLATE_NOOP("Finance", "has no payout account"));
    case api::LeftOut::AccountPending:
        return say(QT_TRANSLATE_NOOP("Finance", "account not verified yet"));
    case api::LeftOut::AccountRestricted:
        return say(QT_TRANSLATE_NOOP("Finance", "account was refused"));
    case api::LeftOut::NoProvider:
        return say(QT_TRANSLATE_NOOP("Finance", "provider not set up"));
    }
    return {};
}

QString payoutProviderText(api::PayoutProvider provider)
{
    switch (provider) {
    case api::PayoutProvider::Manual:
        return say(QT_TRANSLATE_NOOP("Finance", "Bank wire, made by hand"));
    case api::PayoutProvider::Sandbox:
        return say(QT_TRANSLATE_NOOP("Finance", "Sandbox, no money moves"));
    case api::PayoutProvider::SandboxPay:
        return say(QT_TRANSLATE_NOOP("Finance", "Sandbox provider"));
    case api::PayoutProvider::Stripe:
        return QStringLiteral("Stripe");
    }
    return {};
}

QString payoutAccountText(const api::PayoutAccountView& account)
{
    switch (account.status) {
    case api::PayoutAccountStatus::Pending:
        return account.mayVerify ? say(QT_TRANSLATE_NOOP("Finance", "Waits for you to verify it"))
                                 : say(QT_TRANSLATE_NOOP("Finance", "Waits for another person"));
    case api::PayoutAccountStatus::Active:
        return say(QT_TRANSLATE_NOOP("Finance", "In use"));
    case api::PayoutAccountStatus::Restricted:
        return say(QT_TRANSLATE_NOOP("Finance", "Refused: %1")).arg(fromUtf8(account.reason));
    case api::PayoutAccountStatus::Removed:
        return say(QT_TRANSLATE_NOOP("Finance", "Removed"));
    }
    return {};
}

QString totalsText(const std::vector<Money>& totals)
{
    QStringList texts;
    for (const Money& total : totals)
        texts << moneyText(total);
    return texts.join(QStringLiteral(", "));
}

StatusWord batchWord(const api::PayoutBatchView& batch)
{
    switch (batch.row.status) {
    case api::BatchStatus::Prepared:
        if (batch.mayApprove) {
            return {say(QT_TRANSLATE_NOOP("Finance", "Ready")), Tone::Warn,
                    QStringLiteral("clock")};
        }
        return {say(QT_TRANSLATE_NOOP("Finance", "Needs a second person")), Tone::Warn,
                QStringLiteral("users")};
    case api::BatchStatus::Approved:
        return {say(QT_TRANSLATE_NOOP("Finance", "Released")), Tone::Ok, QStringLiteral("check")};
    case api::BatchStatus::Canceled:
        return {say(QT_TRANSLATE_NOOP("Finance", "Sent back")), Tone::Neutral,
                QStringLiteral("undo")};
    }
    return {};
}

StatusWord payoutWord(api::PayoutStatus status)
{
    switch (status) {
    case api::PayoutStatus::Pending:
        return {say(QT_TRANSLATE_NOOP("Finance", "Waiting")), Tone::Warn, QStringLiteral("clock")};
    case api::PayoutStatus::Processing:
        return {say(QT_TRANSLATE_NOOP("Finance", "Under way")), Tone::Accent,
                QStringLiteral("sync")};
    case api::PayoutStatus::Paid:
        return {say(QT_TRANSLATE_NOOP("Finance", "Paid")), Tone::Ok, QStringLiteral("check")};
    case api::PayoutStatus::Failed:
        return {say(QT_TRANSLATE_NOOP("Finance", "Failed")), Tone::Bad, QStringLiteral("incident")};
    case api::PayoutStatus::Canceled:
        return {say(QT_TRANSLATE_NOOP("Finance", "Canceled")), Tone::Neutral,
                QStringLiteral("slash")};
    }
    return {};
}

QString payoutFailureText(const api::PayoutView& payout)
{
    if (payout.failureCode.empty()) return {};
    return payout.provider == api::PayoutProvider::Manual ? fromUtf8(payout.failureCode)
                                                          : statusWord(payout.failureCode).text;
}

} // namespace stoa::ui
