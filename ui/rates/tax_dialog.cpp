#include "ui/rates/tax_dialog.h"

#include "ui/lists/name_book.h"
#include "ui/rates/rate_dates.h"
#include "ui/rates/tax_list.h"
#include "ui/text/places.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>

namespace stoa::ui {

namespace {

constexpr int kWidth = 560;
constexpr int kMostName = 60;

} // namespace

TaxDialog::TaxDialog(const PageContext& context, const NameBook& names,
                     const std::optional<api::TaxRate>& rate, const std::optional<Error>& refused,
                     QWidget* over)
    : FormDialog(over, QStringLiteral("tax"), rate ? tr("Change") : tr("Add"), kWidth),
      m_name(new QLineEdit),
      m_country(new QComboBox),
      m_category(new QComboBox),
      m_rate(new QDoubleSpinBox),
      m_collector(new QComboBox),
      m_from(new OptionalDay(tr("Open"), false, context.clock(), QStringLiteral("taxFrom"))),
      m_until(new OptionalDay(tr("Open"), true, context.clock(), QStringLiteral("taxUntil")))
{
    setTitle(QStringLiteral("tag"), rate ? tr("Change a rate") : tr("Add a rate"));
    buildFields(names);
    if (rate) show(*rate);
    setFirstFocus(m_name);
    connect(m_name, &QLineEdit::textChanged, this, &TaxDialog::changed);
    for (QComboBox* box : {m_country, m_category, m_collector})
        connect(box, &QComboBox::currentIndexChanged, this, &TaxDialog::changed);
    connect(m_rate, &QDoubleSpinBox::valueChanged, this, &TaxDialog::changed);
    for (OptionalDay* day : {m_from, m_until})
        connect(day, &OptionalDay::changed, this, &TaxDialog::changed);
    changed();
    if (refused) failed(*refused);
}

void TaxDialog::buildFields(const NameBook& names)
{
    m_name->setMaxLength(kMostName);
    addField(body(), "name", tr("Name, as it stands on orders"), m_name, "Name");
    for (const auto& [code, words] : countryChoices())
        m_country->addItem(words, code);
    m_country->setCurrentIndex(-1);
    m_category->addItem(tr("Every category"));
    names.fillCategories(*m_category);
    auto* what = makeRow(12);
    addField(what, "country", tr("Goods go to"), m_country, "Country");
    addField(what, "category", tr("Category, and those below it"), m_category, "Category");
    body()->addLayout(what);
    auto* valid = makeRow(12);
    addField(valid, "validFrom", tr("First day"), m_from, "From");
    addField(valid, "validUntil", tr("Last day"), m_until, "Until");
    body()->addLayout(valid);
    m_rate->setRange(0, 100);
    m_rate->setDecimals(2);
    m_rate->setSuffix(QStringLiteral(" %"));
    for (const auto collector : {api::TaxCollector::Seller, api::TaxCollector::Marketplace})
        m_collector->addItem(collectorText(collector), fromUtf8(enumText(collector)));
    auto* how = makeRow(12);
    addField(how, "basisPoints", tr("Tax, of the price without it"), m_rate, "Rate");
    addField(how, "collector", tr("Collected by"), m_collector, "Collector");
    body()->addLayout(how);
    body()->addWidget(makeParagraph(
        tr("Prices include the tax. What the marketplace collects is kept back when the money of "
           "an order is released.")));
    body()->addStretch(1);
}

void TaxDialog::show(const api::TaxRate& rate)
{
    m_name->setText(fromUtf8(rate.name.value));
    m_country->setCurrentIndex(m_country->findData(fromUtf8(rate.country.value)));
    if (rate.category) {
        const QString id = fromUtf8(rate.category->text());
        if (m_category->findData(id) < 0) m_category->addItem(id, id);
        m_category->setCurrentIndex(m_category->findData(id));
    }
    m_rate->setValue(static_cast<double>(rate.basisPoints) / 100);
    m_collector->setCurrentIndex(m_collector->findData(fromUtf8(enumText(rate.collector))));
    m_from->set(rate.validFrom);
    m_until->set(rate.validUntil);
}

QString TaxDialog::whyNot() const
{
    if (m_name->text().trimmed().isEmpty()) return tr("Give the rate a name.");
    return m_country->currentIndex() < 0 ? tr("Choose where the goods go to.") : QString();
}

void TaxDialog::send()
{
    api::TaxRate rate;
    rate.name = toUtf8(m_name->text().trimmed());
    rate.country = toUtf8(m_country->currentData().toString());
    rate.category = chosenId<CategoryId>(m_category->currentData().toString());
    rate.validFrom = m_from->at();
    rate.validUntil = m_until->at();
    rate.basisPoints = qRound64(m_rate->value() * 100);
    rate.collector =
        *enumFromText<api::TaxCollector>(toUtf8(m_collector->currentData().toString()));
    emit answered(rate);
    accept();
}

} // namespace stoa::ui
