#include "ui/identity/seller_dialog.h"

#include "ui/text/error_text.h"
#include "ui/text/places.h"
#include "ui/text/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/focus.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QLocale>

namespace stoa::ui {

namespace {

constexpr int kWidth = 440;
constexpr double kMostCommission = 50;
constexpr double kUsualCommission = 10;

void choose(QComboBox* box, const QString& code)
{
    box->setCurrentIndex(box->findData(code));
}

} // namespace

SellerDialog::SellerDialog(const PageContext& context, QWidget* over)
    : ScrimDialog(over, QStringLiteral("sellerDialog")),
      m_context(context),
      m_name(new QLineEdit),
      m_country(new QComboBox),
      m_currency(new QComboBox),
      m_commission(new QDoubleSpinBox),
      m_problem(new Note(Tone::Bad, QStringLiteral("incident"), {})),
      m_action(new Button(tr("Open the shop"), QStringLiteral("sellerSend"), Button::Kind::Primary))
{
    setTitle(QStringLiteral("seller"), tr("Open a shop"));
    setBody(buildBody());
    auto* cancel = addButton(new Button(tr("Cancel"), QStringLiteral("sellerCancel")));
    cancel->setKeyHint(tr("Esc"));
    m_action->setKeyHint(tr("Ctrl ↵"));
    addButton(m_action);
    setFirstFocus(m_name);
    connect(cancel, &Button::clicked, this, &SellerDialog::reject);
    connect(m_action, &Button::clicked, this, &SellerDialog::send);
    connect(m_name, &QLineEdit::textChanged, this, &SellerDialog::changed);
    connect(m_name, &QLineEdit::returnPressed, this, &SellerDialog::send);
    connect(m_country, &QComboBox::currentIndexChanged, this, &SellerDialog::changed);
    connect(m_currency, &QComboBox::currentIndexChanged, this, &SellerDialog::changed);
    connect(m_commission, &QDoubleSpinBox::valueChanged, this, &SellerDialog::changed);
    changed();
}

QWidget* SellerDialog::buildBody()
{
    auto* body = new QWidget;
    body->setMinimumWidth(scaled(kWidth));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(20, 16, 20, 20);
    column->setSpacing(12);
    m_problem->setObjectName(QStringLiteral("sellerProblem"));
    m_problem->hide();
    column->addWidget(m_problem);
    fillChoices();
    const auto add = [this](QBoxLayout* to, const char* field, const QString& label,
                            QWidget* control, const char* name) {
        control->setObjectName(QString::fromLatin1(name));
        auto* shown = new Field(label, control);
        m_fields.emplace_back(field, shown);
        to->addWidget(shown);
    };
    m_name->setMaxLength(120);
    add(column, "name", tr("Name of the shop"), m_name, "sellerName");
    add(column, "country", tr("Country"), m_country, "sellerCountry");
    auto* terms = makeRow(12);
    add(terms, "currency", tr("Currency of its prices"), m_currency, "sellerCurrency");
    add(terms, "commissionBasisPoints", tr("Commission"), m_commission, "sellerCommission");
    column->addLayout(terms);
    column->addStretch(1);
    return body;
}

void SellerDialog::fillChoices()
{
    for (const auto& [code, words] : countryChoices())
        m_country->addItem(words, code);
    for (const auto& [code, words] : currencyChoices())
        m_currency->addItem(words, code);
    const QLocale here = m_context.clock().locale;
    choose(m_country, QLocale::territoryToCode(here.territory()));
    choose(m_currency, here.currencySymbol(QLocale::CurrencyIsoCode));
    m_commission->setRange(0, kMostCommission);
    m_commission->setDecimals(2);
    m_commission->setSingleStep(0.25);
    m_commission->setSuffix(QStringLiteral(" %"));
    m_commission->setValue(kUsualCommission);
}

QString SellerDialog::whyNot() const
{
    if (m_isSending) return tr("The shop is being opened.");
    if (m_name->text().trimmed().isEmpty()) return tr("Give the shop a name.");
    if (m_country->currentIndex() < 0) return tr("Choose where the shop is.");
    if (m_currency->currentIndex() < 0) return tr("Choose the currency of its prices.");
    return {};
}

void SellerDialog::changed()
{
    if (!m_isSending) m_key.clear();
    m_problem->hide();
    for (const auto& [name, field] : m_fields)
        field->setProblem({});
    const QString why = whyNot();
    m_action->setEnabled(why.isEmpty());
    m_action->setToolTip(why);
    setFooterHint(why.isEmpty() ? QString() : QStringLiteral("info"), why);
}

void SellerDialog::send()
{
    if (!whyNot().isEmpty()) return;
    if (m_key.empty()) m_key = Uuid::makeV7().text();
    api::CreateSeller request;
    request.name = toUtf8(m_name->text().trimmed());
    request.country = toUtf8(m_country->currentData().toString());
    request.currency = toUtf8(m_currency->currentData().toString());
    request.commissionBasisPoints = qRound64(m_commission->value() * 100);
    m_isSending = true;
    setUnderWay(tr("A shop is being opened. The list of sellers shows it when it went through."));
    m_action->setEnabled(false);
    m_context.connection.call(
        this, std::move(request),
        [this](const Result<api::SellerView>& reply) { takeReply(reply); }, m_key);
}

void SellerDialog::takeReply(const Result<api::SellerView>& reply)
{
    m_isSending = false;
    setUnderWay({});
    if (reply) {
        emit created(*reply);
        return accept();
    }
    const std::string key = m_key;
    changed();
    m_key = key; // the same shop may be sent again, and opens once
    const QString sentence = errorText(reply.error());
    for (const auto& [name, field] : m_fields) {
        if (name != reply.error().field) continue;
        field->setProblem(sentence);
        focusFirstIn(field);
        return;
    }
    m_problem->setMessage(Tone::Bad, QStringLiteral("incident"), sentence);
    m_problem->show();
}

} // namespace stoa::ui
