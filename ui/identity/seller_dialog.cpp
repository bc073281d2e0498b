#include "ui/identity/seller_dialog.h"

#include "ui/text/places.h"
#include "ui/text/words.h"
#include "ui/widgets/card.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QLocale>

namespace stoa::ui {

namespace {

constexpr double kMostCommission = 50;
constexpr double kUsualCommission = 10;

void choose(QComboBox* box, const QString& code)
{
    box->setCurrentIndex(box->findData(code));
}

} // namespace

SellerDialog::SellerDialog(const PageContext& context, QWidget* over)
    : FormDialog(over, QStringLiteral("seller"), tr("Open the shop")),
      m_context(context),
      m_name(new QLineEdit),
      m_country(new QComboBox),
      m_currency(new QComboBox),
      m_commission(new QDoubleSpinBox)
{
    setTitle(QStringLiteral("seller"), tr("Open a shop"));
    fillChoices();
    m_name->setMaxLength(120);
    addField(body(), "name", tr("Name of the shop"), m_name, "Name");
    addField(body(), "country", tr("Country"), m_country, "Country");
    auto* terms = makeRow(12);
    addField(terms, "currency", tr("Currency of its prices"), m_currency, "Currency");
    addField(terms, "commissionBasisPoints", tr("Commission"), m_commission, "Commission");
    body()->addLayout(terms);
    body()->addStretch(1);
    setFirstFocus(m_name);
    connect(m_name, &QLineEdit::textChanged, this, &SellerDialog::changed);
    connect(m_name, &QLineEdit::returnPressed, this, &SellerDialog::trySend);
    connect(m_country, &QComboBox::currentIndexChanged, this, &SellerDialog::changed);
    connect(m_currency, &QComboBox::currentIndexChanged, this, &SellerDialog::changed);
    connect(m_commission, &QDoubleSpinBox::valueChanged, this, &SellerDialog::changed);
    changed();
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
    if (m_name->text().trimmed().isEmpty()) return tr("Give the shop a name.");
    if (m_country->currentIndex() < 0) return tr("Choose where the shop is.");
    if (m_currency->currentIndex() < 0) return tr("Choose the currency of its prices.");
    return {};
}

void SellerDialog::send()
{
    api::CreateSeller request;
    request.name = toUtf8(m_name->text().trimmed());
    request.country = toUtf8(m_country->currentData().toString());
    request.currency = toUtf8(m_currency->currentData().toString());
    request.commissionBasisPoints = qRound64(m_commission->value() * 100);
    began(tr("A shop is being opened. The list of sellers shows it when it went through."));
    m_context.connection.call(
        this, std::move(request),
        [this](const Result<api::SellerView>& reply) {
            if (!reply) return failed(reply.error());
            ended();
            emit created(*reply);
            accept();
        },
        intent().key());
}

} // namespace stoa::ui
