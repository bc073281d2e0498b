#include "ui/rates/commission_dialog.h"

#include "ui/lists/name_book.h"
#include "ui/rates/amounts_line.h"
#include "ui/rates/rate_dates.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>

namespace stoa::ui {

namespace {

constexpr int kWidth = 620;
constexpr int kMostName = 120;

using Rule = api::CommissionRule;

} // namespace

CommissionDialog::CommissionDialog(const PageContext& context, const NameBook& names,
                                   const std::optional<Rule>& rule,
                                   const std::optional<Error>& refused, QWidget* over)
    : FormDialog(over, QStringLiteral("rule"), rule ? tr("Change") : tr("Add"), kWidth),
      m_context(context),
      m_name(new QLineEdit),
      m_seller(new QComboBox),
      m_category(new QComboBox),
      m_share(new QDoubleSpinBox),
      m_tax(new QDoubleSpinBox),
      m_from(new OptionalDay(tr("Open"), false, context.clock(), QStringLiteral("ruleFrom"))),
      m_until(new OptionalDay(tr("Open"), true, context.clock(), QStringLiteral("ruleUntil")))
{
    setTitle(QStringLiteral("tag"), rule ? tr("Change a rule") : tr("Add a rule"));
    buildFields(names);
    if (rule) show(*rule);
    setFirstFocus(m_name);
    connect(m_name, &QLineEdit::textChanged, this, &CommissionDialog::changed);
    for (QComboBox* box : {m_seller, m_category})
        connect(box, &QComboBox::currentIndexChanged, this, &CommissionDialog::changed);
    for (QDoubleSpinBox* share : {m_share, m_tax})
        connect(share, &QDoubleSpinBox::valueChanged, this, &CommissionDialog::changed);
    for (const AmountsField& each : m_amounts)
        connect(each.line, &QLineEdit::textChanged, this, &CommissionDialog::changed);
    for (OptionalDay* day : {m_from, m_until})
        connect(day, &OptionalDay::changed, this, &CommissionDialog::changed);
    changed();
    if (refused) failed(*refused);
}

void CommissionDialog::addAmounts(QBoxLayout* to, const char* member, const QString& label,
                                  const char* name, api::Amounts Rule::*amounts)
{
    auto* line = new QLineEdit;
    line->setPlaceholderText(QStringLiteral("10.00 EUR, 11.00 USD"));
    addField(to, member, label, line, name);
    m_amounts.push_back({member, line, amounts});
}

void CommissionDialog::buildFields(const NameBook& names)
{
    m_name->setMaxLength(kMostName);
    addField(body(), "name", tr("Name"), m_name, "Name");
    m_seller->addItem(tr("Every seller"));
    m_category->addItem(tr("Every category"));
    names.fillSellers(*m_seller);
    names.fillCategories(*m_category);
    auto* whom = makeRow(12);
    addField(whom, "seller", tr("Seller"), m_seller, "Seller");
    addField(whom, "category", tr("Category, and those below it"), m_category, "Category");
    body()->addLayout(whom);
    auto* price = makeRow(12);
    addAmounts(price, "priceFrom", tr("Price of an item from"), "PriceFrom", &Rule::priceFrom);
    addAmounts(price, "priceBelow", tr("Price of an item below"), "PriceBelow", &Rule::priceBelow);
    body()->addLayout(price);
    auto* valid = makeRow(12);
    addField(valid, "validFrom", tr("First day"), m_from, "From");
    addField(valid, "validUntil", tr("Last day"), m_until, "Until");
    body()->addLayout(valid);
    for (QDoubleSpinBox* share : {m_share, m_tax}) {
        share->setRange(0, 100);
        share->setDecimals(2);
        share->setSingleStep(0.25);
        share->setSuffix(QStringLiteral(" %"));
    }
    auto* fee = makeRow(12);
    addField(fee, "basisPoints", tr("Share of the line"), m_share, "Share");
    addAmounts(fee, "fixed", tr("And for each item"), "Fixed", &Rule::fixed);
    addField(fee, "taxBasisPoints", tr("Tax on the fee"), m_tax, "Tax");
    body()->addLayout(fee);
    auto* bounds = makeRow(12);
    addAmounts(bounds, "least", tr("At least, of a line"), "Least", &Rule::least);
    addAmounts(bounds, "most", tr("At most, of a line"), "Most", &Rule::most);
    body()->addLayout(bounds);
    body()->addWidget(makeParagraph(
        tr("An empty field matches everything. A range of prices holds only in the currencies "
           "that it names.")));
    body()->addStretch(1);
}

void CommissionDialog::show(const Rule& rule)
{
    const auto choose = [](QComboBox* box, const QString& id) {
        if (box->findData(id) < 0) box->addItem(id, id);
        box->setCurrentIndex(box->findData(id));
    };
    m_name->setText(fromUtf8(rule.name.value));
    if (rule.seller) choose(m_seller, fromUtf8(rule.seller->text()));
    if (rule.category) choose(m_category, fromUtf8(rule.category->text()));
    m_share->setValue(static_cast<double>(rule.basisPoints) / 100);
    m_tax->setValue(static_cast<double>(rule.taxBasisPoints) / 100);
    for (const AmountsField& each : m_amounts)
        each.line->setText(amountsLine(rule.*each.amounts, locale()));
    m_from->set(rule.validFrom);
    m_until->set(rule.validUntil);
}

QString CommissionDialog::whyNot() const
{
    return m_name->text().trimmed().isEmpty() ? tr("Give the rule a name.") : QString();
}

void CommissionDialog::send()
{
    Rule rule;
    rule.name = toUtf8(m_name->text().trimmed());
    rule.seller = chosenId<OrgId>(m_seller->currentData().toString());
    rule.category = chosenId<CategoryId>(m_category->currentData().toString());
    rule.basisPoints = qRound64(m_share->value() * 100);
    rule.taxBasisPoints = qRound64(m_tax->value() * 100);
    rule.validFrom = m_from->at();
    rule.validUntil = m_until->at();
    for (const AmountsField& each : m_amounts) {
        auto amounts = parseAmountsLine(each.line->text(), locale());
        if (!amounts) return failed(std::move(amounts.error()).in(each.member));
        rule.*each.amounts = std::move(*amounts);
    }
    emit answered(rule);
    accept();
}

} // namespace stoa::ui
