#include "ui/payments/stripe_keys_dialog.h"

#include "ui/text/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

#include <QLineEdit>

namespace stoa::ui {

namespace {

constexpr int kMostKey = 255;
constexpr int kShownEnd = 4;

QLineEdit* secretEdit(const char* pattern)
{
    auto* edit = new QLineEdit;
    edit->setEchoMode(QLineEdit::Password);
    edit->setMaxLength(kMostKey);
    edit->setPlaceholderText(QString::fromLatin1(pattern));
    return edit;
}

} // namespace

StripeKeysDialog::StripeKeysDialog(ProviderKeys& keys, QWidget* over)
    : FormDialog(over, QStringLiteral("stripe"), tr("Save")),
      m_keys(keys),
      m_present(makeParagraph({})),
      m_secretKey(secretEdit("sk_live_")),
      m_webhookSecret(secretEdit("whsec_")),
      m_forget(new Button(tr("Forget the keys"), QStringLiteral("stripeForget")))
{
    setTitle(QStringLiteral("lock"), tr("Stripe keys"));
    m_present->setObjectName(QStringLiteral("stripePresent"));
    body()->addWidget(m_present);
    addField(body(), "secretKey", tr("Secret key"), m_secretKey, "Key")
        ->setHint(
            tr("In Stripe's Dashboard under Developers, API keys. A test key moves no money."));
    addField(body(), "webhookSecret", tr("Signing secret of webhooks"), m_webhookSecret, "Webhook")
        ->setHint(tr("Of an endpoint that posts to /api/v1/webhooks/stripe. Without it, Stoa asks "
                     "Stripe what has become of payments instead of being told."));
    auto* row = makeRow(0);
    row->addWidget(m_forget);
    row->addStretch(1);
    body()->addLayout(row);
    body()->addStretch(1);
    setFirstFocus(m_secretKey);
    for (QLineEdit* edit : {m_secretKey, m_webhookSecret})
        connect(edit, &QLineEdit::textChanged, this, &StripeKeysDialog::changed);
    connect(m_forget, &Button::clicked, this, [this] {
        m_keys.forgetStripe();
        emit forgotten();
        accept();
    });
    show({});
    changed();
    m_keys.readStripe(this, [this](const std::optional<StripeKeys>& present) { show(present); });
}

void StripeKeysDialog::show(const std::optional<StripeKeys>& keys)
{
    m_forget->setVisible(keys.has_value());
    const QString where = tr("The keys stay in the keychain of this computer, for this marketplace "
                             "alone, and count from the next start of Stoa.");
    m_present->setText(keys ? tr("A key that ends in %1 is kept. Others take its place.")
                                      .arg(isolated(keys->secretKey.right(kShownEnd))) +
                                  QLatin1Char(' ') + where
                            : where);
}

StripeKeys StripeKeysDialog::typed() const
{
    return {m_secretKey->text().trimmed(), m_webhookSecret->text().trimmed()};
}

QString StripeKeysDialog::whyNot() const
{
    return whyNoKeys(typed());
}

void StripeKeysDialog::send()
{
    began(tr("Keys are being put into the keychain."));
    m_keys.writeStripe(typed(), this, [this](bool isKept) {
        ended();
        if (!isKept) {
            show({});
            return showProblem(tr("No keychain service runs on this computer, so nothing was kept. "
                                  "Start one and try again, or run the marketplace with stoa-node, "
                                  "which reads the keys from its environment."));
        }
        emit kept();
        accept();
    });
}

} // namespace stoa::ui
