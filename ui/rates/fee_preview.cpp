#include "ui/rates/fee_preview.h"

#include "ui/lists/name_book.h"
#include "ui/rates/amounts_line.h"
#include "ui/rates/commission_list.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/steady_box.h"

#include <QComboBox>
#include <QLineEdit>

namespace stoa::ui {

namespace {

constexpr int kWidth = 280;
constexpr int kMostItems = 9999;

} // namespace

FeePreview::FeePreview(const PageContext& context, NameBook* names, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_names(names),
      m_seller(new QComboBox),
      m_category(new QComboBox),
      m_price(new QLineEdit(QStringLiteral("50.00 EUR"))),
      m_quantity(new NumberBox),
      m_values(new KeyValues(QStringLiteral("previewValues"))),
      m_sentence(makeParagraph({}))
{
    setObjectName(QStringLiteral("feePreview"));
    setFixedWidth(scaled(kWidth));
    m_sentence->setObjectName(QStringLiteral("previewSentence"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    buildFields();
    const auto want = qOverload<>(&QTimer::start);
    connect(m_seller, &QComboBox::currentIndexChanged, &m_delay, want);
    connect(m_category, &QComboBox::currentIndexChanged, &m_delay, want);
    connect(m_price, &QLineEdit::textChanged, &m_delay, want);
    connect(m_quantity, &QSpinBox::valueChanged, &m_delay, want);
    connect(&m_delay, &QTimer::timeout, this, &FeePreview::ask);
    connect(m_names, &NameBook::changed, this, [this] {
        m_names->fillSellers(*m_seller);
        m_names->fillCategories(*m_category);
        m_delay.start();
    });
}

void FeePreview::buildFields()
{
    auto* row = makeRow(0);
    row->setContentsMargins(0, 0, 0, 0);
    setLayout(row);
    row->addWidget(makeRule(Qt::Vertical, nullptr, &Theme::line2));
    auto* column = makeColumn(10);
    column->setContentsMargins(14, 10, 14, 14);
    row->addLayout(column, 1);
    column->addWidget(new Label(tr("Try it out"), Type::CardTitle));
    column->addWidget(makeParagraph(tr("By the list as it stands here, saved or not.")));
    const auto add = [column](const QString& label, QWidget* control, const char* name) {
        control->setObjectName(QString::fromLatin1(name));
        auto* field = new Field(label, control);
        column->addWidget(field);
        return field;
    };
    m_seller->addItem(tr("Choose a seller"));
    m_category->addItem(tr("No category"));
    m_quantity->setRange(1, kMostItems);
    add(tr("Seller"), m_seller, "previewSeller");
    add(tr("Category"), m_category, "previewCategory");
    m_priceField = add(tr("Price of an item"), m_price, "previewPrice");
    add(tr("Items"), m_quantity, "previewQuantity");
    column->addWidget(makeRule(Qt::Horizontal));
    column->addWidget(m_values);
    column->addWidget(m_sentence);
    column->addStretch(1);
    say(tr("Choose a seller to see what a line costs."));
}

void FeePreview::setRules(const api::CommissionRules& rules)
{
    m_rules = rules;
    m_delay.start();
}

void FeePreview::say(const QString& sentence)
{
    m_values->clear();
    m_values->hide();
    m_sentence->setText(sentence);
    m_sentence->show();
}

void FeePreview::ask()
{
    const int request = ++m_request;
    m_priceField->setProblem({});
    const auto seller = chosenId<OrgId>(m_seller->currentData().toString());
    if (!seller || !m_rules) return say(tr("Choose a seller to see what a line costs."));
    const auto price = parseAmountsLine(m_price->text(), m_context.clock().locale);
    if (!price) return m_priceField->setProblem(errorText(price.error()));
    if (price->size() != 1) {
        return m_priceField->setProblem(tr("One amount with its currency, such as 50.00 EUR."));
    }
    api::PreviewCommission question;
    question.seller = *seller;
    question.category = chosenId<CategoryId>(m_category->currentData().toString());
    question.unitPrice = price->front();
    question.quantity = m_quantity->value();
    question.rules = m_rules;
    m_context.connection.call(this, std::move(question),
                              [this, request](const Result<api::CommissionPreview>& preview) {
                                  if (request == m_request) take(preview);
                              });
}

void FeePreview::take(const Result<api::CommissionPreview>& preview)
{
    if (!preview) {
        if (preview.error().field.starts_with("rules")) emit refused(preview.error());
        return say(errorText(preview.error()));
    }
    m_sentence->hide();
    m_values->clear();
    m_values->add(tr("Decides"), preview->rule ? tr("%1. %2").arg(numberText(*preview->rule + 1),
                                                                  fromUtf8(preview->ruleName))
                                               : tr("the seller's terms"));
    m_values->add(tr("Share"), percentText(preview->basisPoints));
    m_values->add(tr("Line"), moneyText(preview->total));
    m_values->add(tr("Fee"), moneyText(preview->fee));
    m_values->add(tr("Tax on the fee"), moneyText(preview->feeTax));
    m_values->addStrong(tr("Seller gets"), moneyText(preview->sellerNet));
    m_values->show();
}

} // namespace stoa::ui
