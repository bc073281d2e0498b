#include "ui/store_credit/grant_dialog.h"

#include "ui/text/amounts.h"
#include "ui/text/words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/money_edit.h"

#include <QLineEdit>
#include <QPlainTextEdit>

namespace stoa::ui {

namespace {

constexpr int kNoteHeight = 64;
constexpr int kMostNote = 2000;
constexpr int kMostEmail = 254;

} // namespace

GrantDialog::GrantDialog(const PageContext& context, const GrantTo& to, QWidget* over)
    : FormDialog(over, QStringLiteral("grant"), tr("Grant the credit")),
      m_context(context),
      m_to(to),
      m_buyer(new QLineEdit(to.buyer)),
      m_amount(new MoneyEdit(to.currency, QStringLiteral("grantAmount"))),
      m_note(new QPlainTextEdit)
{
    setTitle(QStringLiteral("card"), tr("Credit with %1").arg(isolated(to.sellerName)));
    m_buyer->setMaxLength(kMostEmail);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(scaled(kNoteHeight));
    addField(body(), "buyerEmail", tr("E-mail address of the buyer"), m_buyer, "Buyer");
    addField(body(), "amount", tr("Amount in %1").arg(fromUtf8(to.currency.code())), m_amount,
             "Amount");
    addField(body(), "note", tr("Why"), m_note, "Note");
    body()->addWidget(makeParagraph(
        tr("It is taken from what is to be paid out to the seller, and is owed by them beyond "
           "that. The buyer can spend it at once; it can't be taken back.")));
    body()->addStretch(1);
    setFirstFocus(to.buyer.isEmpty() ? static_cast<QWidget*>(m_buyer) : m_amount);
    connect(m_buyer, &QLineEdit::textChanged, this, &GrantDialog::changed);
    connect(m_amount, &MoneyEdit::amountChanged, this, &GrantDialog::changed);
    connect(m_note, &QPlainTextEdit::textChanged, this, &GrantDialog::changed);
    changed();
}

QString GrantDialog::whyNot() const
{
    const QString note = m_note->toPlainText().trimmed();
    if (!m_buyer->text().contains(QLatin1Char('@'))) return tr("Say which buyer it is.");
    const auto amount = m_amount->amount();
    if (!amount || !amount->isPositive()) return tr("Say how much.");
    if (note.isEmpty()) return tr("Say why. Colleagues and the seller read it.");
    return note.size() > kMostNote ? tr("At most %1 characters fit.").arg(numberText(kMostNote))
                                   : QString();
}

void GrantDialog::send()
{
    const Money amount = *m_amount->amount();
    began(tr("Credit of %1 is being granted.").arg(moneyText(amount)));
    m_context.connection.call(
        this,
        api::GrantStoreCredit{m_to.seller, toUtf8(m_buyer->text().trimmed()), amount,
                              toUtf8(m_note->toPlainText().trimmed())},
        [this, amount](const Result<api::StoreCreditView>& credit) {
            if (!credit) return failed(credit.error());
            ended();
            emit granted(*credit, amount);
            accept();
        },
        intent().key());
}

} // namespace stoa::ui
