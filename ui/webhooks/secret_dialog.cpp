#include "ui/webhooks/secret_dialog.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>

namespace stoa::ui {

namespace {

constexpr int kWidth = 520;

} // namespace

SecretDialog::SecretDialog(const QString& host, const QString& secret, const QString& note,
                           QWidget* over)
    : ScrimDialog(over, QStringLiteral("secretDialog")), m_secret(new QLineEdit(secret))
{
    setTitle(QStringLiteral("lock"), tr("The secret of %1").arg(host));
    auto* body = new QWidget;
    body->setMinimumWidth(scaled(kWidth));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(20, 16, 20, 20);
    column->setSpacing(12);
    column->addWidget(new Note(Tone::Warn, QStringLiteral("lock"),
                               tr("It is shown this once. Keep it where the endpoint's server "
                                  "reads it; whoever has it can sign as this marketplace.")));
    m_secret->setObjectName(QStringLiteral("secretText"));
    m_secret->setReadOnly(true);
    auto* field = new Field(tr("Signing secret"), m_secret);
    field->setHint(note);
    column->addWidget(field);
    setBody(body);
    auto* copyButton = addButton(new Button(tr("Copy"), QStringLiteral("secretCopy")));
    copyButton->setIconName(QStringLiteral("copy"));
    auto* kept =
        new Button(tr("I have kept it"), QStringLiteral("secretKept"), Button::Kind::Primary);
    kept->setKeyHint(tr("Ctrl ↵"));
    addButton(kept);
    setFirstFocus(copyButton);
    connect(copyButton, &Button::clicked, this, &SecretDialog::copy);
    connect(kept, &Button::clicked, this, &SecretDialog::accept);
    setRejectGuard([this] {
        if (!m_isCopied)
            setFooterHint(QStringLiteral("info"), tr("Copy it first; nobody can show it again."));
        return m_isCopied;
    });
}

void SecretDialog::copy()
{
    QApplication::clipboard()->setText(m_secret->text());
    m_isCopied = true;
    setFooterHint(QStringLiteral("check"), tr("It is in the clipboard."));
}

} // namespace stoa::ui
