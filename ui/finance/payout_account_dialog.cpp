#include "ui/finance/payout_account_dialog.h"

#include "ui/finance/finance_words.h"
#include "ui/text/error_text.h"
#include "ui/text/times.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_values.h"

#include <QComboBox>
#include <QLineEdit>

namespace stoa::ui {

namespace {

constexpr int kMostReference = 64;
constexpr api::PayoutProvider kProviders[] = {
    api::PayoutProvider::Manual, api::PayoutProvider::Stripe, api::PayoutProvider::SandboxPay,
    api::PayoutProvider::Sandbox};

QString holdsText(const api::PayoutAccountView& account)
{
    if (!account.provider) return PayoutAccountDialog::tr("Nothing: the seller waits");
    const QString provider = payoutProviderText(*account.provider);
    if (account.isDefault)
        return PayoutAccountDialog::tr("%1, as everybody without an account").arg(provider);
    return account.account.empty()
               ? provider
               : QStringLiteral("%1 · %2").arg(provider, fromUtf8(account.account));
}

QString stepText(const std::string& who, const std::optional<Timestamp>& when,
                 const Clockface& face)
{
    return when ? QStringLiteral("%1 · %2").arg(isolated(fromUtf8(who)), momentText(*when, face))
                : PayoutAccountDialog::tr("Nobody yet");
}

} // namespace

PayoutAccountDialog::PayoutAccountDialog(const PageContext& context,
                                         const api::PayoutAccountView& account, QWidget* over)
    : FormDialog(over, QStringLiteral("payoutAccount"), tr("Set the account")),
      m_context(context),
      m_account(account),
      m_seller(fromUtf8(account.sellerName)),
      m_provider(new QComboBox),
      m_reference(new QLineEdit(fromUtf8(account.account)))
{
    setTitle(QStringLiteral("bank"), tr("Where %1 is paid out").arg(isolated(m_seller)));
    buildState();
    fillFields();
    body()->addStretch(1);
    setFirstFocus(m_verify ? static_cast<QWidget*>(m_verify) : m_provider);
    providerChanged();
}

void PayoutAccountDialog::openFor(const PageContext& context, OrgId seller, QWidget* over,
                                  const std::function<void(const QString& sentence)>& say)
{
    context.connection.call(over, api::GetPayoutAccount{seller},
                            [context, over, say](const Result<api::PayoutAccountView>& account) {
                                if (!account) return say(errorText(account.error()));
                                auto* dialog = new PayoutAccountDialog(context, *account, over);
                                connect(dialog, &PayoutAccountDialog::done, over, say);
                                dialog->open();
                            });
}

void PayoutAccountDialog::buildState()
{
    auto* now = new KeyValues(QStringLiteral("payoutAccountNow"));
    now->add(tr("Now"), holdsText(m_account));
    if (!m_account.isDefault) {
        const Clockface face = m_context.clock();
        now->add(tr("State"), payoutAccountText(m_account));
        now->add(tr("Set by"), stepText(m_account.setBy, m_account.setAt, face));
        now->add(tr("Verified by"), stepText(m_account.verifiedBy, m_account.verifiedAt, face));
    }
    body()->addWidget(now);
    if (!m_account.isDefault) {
        auto* row = makeRow(8);
        if (m_account.mayVerify) {
            m_verify = addAction(row, tr("Verify it"), "payoutAccountVerify");
            connect(m_verify, &Button::clicked, this, &PayoutAccountDialog::verify);
        }
        m_remove = addAction(row, tr("Remove it"), "payoutAccountRemove");
        connect(m_remove, &Button::clicked, this, &PayoutAccountDialog::remove);
        row->addStretch(1);
        body()->addLayout(row);
    }
    body()->addWidget(makeRule(Qt::Horizontal));
}

Button* PayoutAccountDialog::addAction(QBoxLayout* row, const QString& text, const char* name)
{
    auto* button = new Button(text, QString::fromLatin1(name));
    row->addWidget(button);
    return button;
}

void PayoutAccountDialog::fillFields()
{
    for (const api::PayoutProvider each : kProviders) {
        m_provider->addItem(payoutProviderText(each), static_cast<int>(each));
        if (m_account.provider == each) m_provider->setCurrentIndex(m_provider->count() - 1);
    }
    m_reference->setMaxLength(kMostReference);
    addField(body(), "provider", tr("Paid through"), m_provider, "Provider");
    m_referenceField = addField(body(), "account", tr("Account"), m_reference, "Reference");
    body()->addWidget(makeParagraph(tr("It is used once another person has verified it. Payouts "
                                       "that are prepared already keep the account they have.")));
    connect(m_provider, &QComboBox::currentIndexChanged, this,
            &PayoutAccountDialog::providerChanged);
    connect(m_reference, &QLineEdit::textChanged, this, &PayoutAccountDialog::changed);
}

void PayoutAccountDialog::providerChanged()
{
    const bool hasReference = provider() != api::PayoutProvider::Sandbox;
    m_referenceField->setVisible(hasReference);
    m_reference->setPlaceholderText(provider() == api::PayoutProvider::Manual
                                        ? QStringLiteral("DE02 1203 0000 0000 2020 51")
                                        : QStringLiteral("acct_1Nv0FGQ9RKHgCVdK"));
    changed();
}

api::PayoutProvider PayoutAccountDialog::provider() const
{
    return static_cast<api::PayoutProvider>(m_provider->currentData().toInt());
}

QString PayoutAccountDialog::reference() const
{
    return provider() == api::PayoutProvider::Sandbox ? QString() : m_reference->text().trimmed();
}

QString PayoutAccountDialog::whyNot() const
{
    if (provider() != api::PayoutProvider::Sandbox && reference().isEmpty())
        return provider() == api::PayoutProvider::Manual ? tr("Say which bank account it is.")
                                                         : tr("Say which account it is there.");
    const bool isSame = !m_account.isDefault && m_account.provider == provider() &&
                        fromUtf8(m_account.account) == reference() &&
                        m_account.status != api::PayoutAccountStatus::Restricted;
    return isSame ? tr("That is the account already.") : QString();
}

void PayoutAccountDialog::send()
{
    ask(api::SetPayoutAccount{m_account.seller, m_account.version, provider(), toUtf8(reference())},
        tr("The account of %1 is being set.").arg(m_seller),
        tr("Somebody else verifies the account of %1").arg(m_seller));
}

void PayoutAccountDialog::verify()
{
    ask(api::VerifyPayoutAccount{m_account.seller, m_account.version},
        tr("The account of %1 is being verified.").arg(m_seller),
        tr("%1 is paid out to the account from now on").arg(m_seller));
}

void PayoutAccountDialog::remove()
{
    ask(api::RemovePayoutAccount{m_account.seller},
        tr("The account of %1 is being removed.").arg(m_seller),
        tr("The account of %1 is not used any more").arg(m_seller));
}

template <class Request>
void PayoutAccountDialog::ask(Request request, const QString& doing, const QString& what)
{
    if (isSending()) return;
    if (std::exchange(m_asked, doing) != doing) intent().changed();
    began(doing);
    for (Button* button : {m_verify, m_remove}) {
        if (button) button->setEnabled(false);
    }
    m_context.connection.call(
        this, std::move(request),
        [this, what](const Result<api::PayoutAccountView>& account) {
            for (Button* button : {m_verify, m_remove}) {
                if (button) button->setEnabled(true);
            }
            if (!account) return failed(account.error());
            ended();
            emit done(what);
            accept();
        },
        intent().key());
}

} // namespace stoa::ui
