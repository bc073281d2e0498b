#include "ui/finance/settle_by_hand_dialog.h"

#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_values.h"

#include <QComboBox>
#include <QLineEdit>

namespace stoa::ui {

namespace {

constexpr int kMostReference = 200;
constexpr int kMostReason = 120;

} // namespace

SettleByHandDialog::SettleByHandDialog(const PageContext& context, const api::PayoutView& payout,
                                       QWidget* over)
    : FormDialog(over, QStringLiteral("settle"), tr("Settle it")),
      m_context(context),
      m_payout(payout),
      m_outcome(new QComboBox),
      m_reference(new QLineEdit),
      m_reason(new QLineEdit)
{
    setTitle(QStringLiteral("bank"),
             tr("The wire to %1").arg(isolated(fromUtf8(payout.sellerName))));
    auto* facts = new KeyValues(QStringLiteral("settleFacts"));
    facts->addStrong(tr("Amount"), moneyText(payout.amount));
    facts->add(tr("Account"), fromUtf8(payout.account));
    if (!payout.reference.empty()) facts->add(tr("Reference"), fromUtf8(payout.reference));
    body()->addWidget(facts);
    body()->addWidget(makeRule(Qt::Horizontal));
    fillFields();
    body()->addStretch(1);
    setFirstFocus(m_outcome);
    outcomeChanged();
}

void SettleByHandDialog::fillFields()
{
    const auto offer = [this](const QString& text, api::HandOutcome outcome) {
        m_outcome->addItem(text, static_cast<int>(outcome));
    };
    if (m_payout.status == api::PayoutStatus::Paid) {
        offer(tr("It came back"), api::HandOutcome::Failed);
    } else {
        offer(tr("The bank paid it"), api::HandOutcome::Paid);
        offer(tr("The bank refused it"), api::HandOutcome::Failed);
    }
    m_reference->setMaxLength(kMostReference);
    m_reason->setMaxLength(kMostReason);
    addField(body(), "outcome", tr("What the bank did"), m_outcome, "Outcome");
    m_referenceField =
        addField(body(), "reference", tr("The bank's reference"), m_reference, "Reference");
    m_reasonField = addField(body(), "reason", tr("Why"), m_reason, "Reason");
    m_reasonField->setHint(tr("The amount is the seller's balance again."));
    connect(m_outcome, &QComboBox::currentIndexChanged, this, &SettleByHandDialog::outcomeChanged);
    connect(m_reference, &QLineEdit::textChanged, this, &SettleByHandDialog::changed);
    connect(m_reason, &QLineEdit::textChanged, this, &SettleByHandDialog::changed);
}

void SettleByHandDialog::outcomeChanged()
{
    const bool isPaid = outcome() == api::HandOutcome::Paid;
    m_referenceField->setVisible(isPaid);
    m_reasonField->setVisible(!isPaid);
    changed();
}

api::HandOutcome SettleByHandDialog::outcome() const
{
    return static_cast<api::HandOutcome>(m_outcome->currentData().toInt());
}

QString SettleByHandDialog::whyNot() const
{
    if (outcome() == api::HandOutcome::Paid) {
        return m_reference->text().trimmed().isEmpty() ? tr("Give the bank's reference.")
                                                       : QString();
    }
    return m_reason->text().trimmed().isEmpty() ? tr("Say why. The seller reads it.") : QString();
}

QString SettleByHandDialog::doneText() const
{
    const QString text = outcome() == api::HandOutcome::Paid ? tr("%1 are paid to %2")
                                                             : tr("%1 are the balance of %2 again");
    return text.arg(moneyText(m_payout.amount), isolated(fromUtf8(m_payout.sellerName)));
}

void SettleByHandDialog::send()
{
    const bool isPaid = outcome() == api::HandOutcome::Paid;
    began(tr("The payout of %1 is being settled.").arg(fromUtf8(m_payout.sellerName)));
    m_context.connection.call(
        this,
        api::SettlePayoutByHand{m_payout.seller, m_payout.id, m_payout.version, outcome(),
                                isPaid ? toUtf8(m_reference->text().trimmed()) : std::string(),
                                isPaid ? std::string() : toUtf8(m_reason->text().trimmed())},
        [this](const Result<api::PayoutView>& payout) { take(payout); }, intent().key());
}

void SettleByHandDialog::take(const Result<api::PayoutView>& payout)
{
    if (payout) {
        ended();
        emit settled(doneText());
        return accept();
    }
    const bool isOutdated =
        payout.error().kind == ErrorKind::Stale || payout.error().kind == ErrorKind::Conflict;
    if (!isOutdated) return failed(payout.error());
    ended();
    emit outdated(errorText(payout.error()));
    reject();
}

} // namespace stoa::ui
