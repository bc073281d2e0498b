#include "ui/shell/sign_in_page.h"

#include "ui/theme/paint.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/focus.h"

#include <QLineEdit>

namespace stoa::ui {

namespace {

constexpr int kWidth = 400;
constexpr int kMostPassphrase = 200;

} // namespace

SignInPage::SignInPage(QWidget* parent)
    : QWidget(parent),
      m_title(new Label(tr("Sign in"), Type::PageTitle)),
      m_where(new Label({}, Type::Secondary, &Theme::t3)),
      m_email(new QLineEdit),
      m_passphrase(new QLineEdit),
      m_problem(new Note(Tone::Bad, QStringLiteral("incident"), {})),
      m_submit(new Button(tr("Sign in"), QStringLiteral("signIn"), Button::Kind::Primary))
{
    setObjectName(QStringLiteral("signInPage"));
    auto* all = new QVBoxLayout(this);
    all->addStretch(2);
    auto* card = new Card({}, QStringLiteral("signInCard"));
    card->setFixedWidth(scaled(kWidth));
    card->setBodyMargins(28, 26, 28, 24);
    QVBoxLayout* column = card->body();
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_where);
    column->addSpacing(4);
    m_email->setObjectName(QStringLiteral("email"));
    m_email->setMaxLength(254);
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    column->addWidget(new Field(tr("E-mail"), m_email));
    m_passphrase->setObjectName(QStringLiteral("passphrase"));
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setMaxLength(kMostPassphrase);
    column->addWidget(new Field(tr("Passphrase"), m_passphrase));
    m_problem->hide();
    column->addWidget(m_problem);
    auto* row = makeRow(8);
    auto* other = new Button(tr("Another marketplace"), QStringLiteral("otherMarketplace"),
                             Button::Kind::Link);
    row->addWidget(other);
    row->addStretch(1);
    m_submit->setSize(Button::Size::Large);
    row->addWidget(m_submit);
    column->addLayout(row);
    auto* middle =
        makeRow(0); // not by alignment, which would ignore the height that wrapped text needs
    middle->addStretch(1);
    middle->addWidget(card);
    middle->addStretch(1);
    all->addLayout(middle);
    all->addStretch(3);
    connect(m_submit, &Button::clicked, this, &SignInPage::submit);
    connect(other, &Button::clicked, this, &SignInPage::otherMarketplaceRequested);
    for (QLineEdit* field : {m_email, m_passphrase}) {
        connect(field, &QLineEdit::textChanged, this, &SignInPage::judge);
        connect(field, &QLineEdit::returnPressed, this, &SignInPage::submit);
    }
    judge();
}

void SignInPage::setMarketplace(const QString& name, const QString& address)
{
    m_title->setText(name.isEmpty() ? tr("Sign in") : tr("Sign in to %1").arg(name));
    m_where->setText(address.isEmpty() ? tr("On this computer") : address);
}

void SignInPage::setEmail(const QString& email)
{
    m_email->setText(email);
}

void SignInPage::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_submit->setText(isBusy ? tr("Signing in") : tr("Sign in"));
    m_email->setEnabled(!isBusy);
    m_passphrase->setEnabled(!isBusy);
    judge();
}

void SignInPage::showProblem(const QString& sentence)
{
    m_problem->setMessage(Tone::Bad, QStringLiteral("incident"), sentence);
    m_problem->setVisible(!sentence.isEmpty());
    if (sentence.isEmpty()) return;
    m_passphrase->setFocus();
    m_passphrase->selectAll();
}

void SignInPage::focusFirst()
{
    (m_email->text().isEmpty() ? m_email : m_passphrase)->setFocus();
}

void SignInPage::judge()
{
    m_submit->setEnabled(!m_isBusy && !m_email->text().trimmed().isEmpty() &&
                         !m_passphrase->text().isEmpty());
}

void SignInPage::submit()
{
    if (!m_submit->isEnabled()) {
        if (!m_isBusy) (m_email->text().trimmed().isEmpty() ? m_email : m_passphrase)->setFocus();
        return;
    }
    emit submitted(m_email->text().trimmed(), m_passphrase->text());
}

void SignInPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous()) m_passphrase->clear();
}

void SignInPage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().page);
}

} // namespace stoa::ui
