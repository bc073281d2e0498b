#include "ui/reconciliation/start_dialog.h"

#include "ui/reconciliation/statement_providers.h"
#include "ui/text/places.h"
#include "ui/text/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/steady_box.h"

#include <QComboBox>
#include <QLineEdit>

namespace stoa::ui {

namespace {

constexpr int kMostGrace = 168;
constexpr int kUsualGrace = 24;
constexpr int kMostProvider = 60;

QDate dayOf(const std::string& day)
{
    return QDate::fromString(fromUtf8(day), Qt::ISODate);
}

} // namespace

StartDialog::StartDialog(const PageContext& context,
                         const std::optional<api::ReconciliationRow>& like, QWidget* over)
    : FormDialog(over, QStringLiteral("compare"), tr("Compare")),
      m_context(context),
      m_provider(new QComboBox),
      m_from(new DayBox),
      m_to(new DayBox),
      m_currency(new QComboBox),
      m_grace(new NumberBox)
{
    setTitle(QStringLiteral("merge"), tr("Compare a statement with the books"));
    buildFields();
    fillChoices(like);
    setFirstFocus(m_provider);
    connect(m_provider, &QComboBox::currentTextChanged, this, &StartDialog::changed);
    connect(m_from, &QDateEdit::dateChanged, this, &StartDialog::changed);
    connect(m_to, &QDateEdit::dateChanged, this, &StartDialog::changed);
    connect(m_currency, &QComboBox::currentIndexChanged, this, &StartDialog::changed);
    connect(m_grace, &QSpinBox::valueChanged, this, &StartDialog::changed);
    changed();
    readStatementProviders(m_context, this,
                           [this](const QStringList& providers) { showProviders(providers); });
}

void StartDialog::buildFields()
{
    m_provider->setEditable(true); // one that was never compared is not in the list
    m_provider->lineEdit()->setMaxLength(kMostProvider);
    m_provider->lineEdit()->setProperty("flat", true);
    addField(body(), "provider", tr("Provider"), m_provider, "Provider");
    auto* days = makeRow(12);
    addField(days, "from", tr("First day"), m_from, "From");
    addField(days, "to", tr("Last day"), m_to, "To");
    body()->addLayout(days);
    auto* terms = makeRow(12);
    addField(terms, "currency", tr("Currency"), m_currency, "Currency");
    addField(terms, "graceHours", tr("Wait for the other side"), m_grace, "Grace");
    body()->addLayout(terms);
    body()->addWidget(makeParagraph(
        tr("Days are those of UTC, at most %1 of them. What only one side knows is no difference "
           "until it is older than the wait. Nothing is corrected.")
            .arg(kMostDays)));
    body()->addStretch(1);
}

void StartDialog::fillChoices(const std::optional<api::ReconciliationRow>& like)
{
    const Clockface face = m_context.clock();
    const QDate today = inZone(face.now, QTimeZone::utc()).date();
    for (QDateEdit* day : {m_from, m_to}) {
        day->setDisplayFormat(QStringLiteral("d MMM yyyy"));
        day->setMaximumDate(today);
        day->setDate(today.addDays(-1));
    }
    m_currency->addItem(tr("All currencies"));
    for (const auto& [code, words] : currencyChoices())
        m_currency->addItem(words, code);
    m_grace->setRange(0, kMostGrace);
    m_grace->setValue(kUsualGrace);
    m_grace->setSuffix(tr(" hours"));
    if (!like) return;
    m_provider->setCurrentText(fromUtf8(like->provider));
    m_from->setDate(dayOf(like->from));
    m_to->setDate(dayOf(like->to));
    m_currency->setCurrentIndex(std::max(0, m_currency->findData(fromUtf8(like->currency))));
    m_grace->setValue(static_cast<int>(like->graceHours));
}

void StartDialog::showProviders(const QStringList& providers)
{
    const QString typed = m_provider->currentText();
    const QSignalBlocker quiet(m_provider);
    m_provider->clear();
    m_provider->addItems(providers);
    if (!typed.isEmpty()) m_provider->setCurrentText(typed);
    changed();
}

QString StartDialog::whyNot() const
{
    if (m_provider->currentText().trimmed().isEmpty()) return tr("Say whose statement it is.");
    if (m_to->date() < m_from->date()) return tr("The last day comes before the first.");
    if (m_from->date().daysTo(m_to->date()) >= kMostDays) {
        return tr("At most %1 days at a time.").arg(kMostDays);
    }
    return {};
}

void StartDialog::send()
{
    api::StartReconciliation request;
    request.provider = toUtf8(m_provider->currentText().trimmed());
    request.from = toUtf8(m_from->date().toString(Qt::ISODate));
    request.to = toUtf8(m_to->date().toString(Qt::ISODate));
    request.currency = toUtf8(m_currency->currentData().toString());
    request.graceHours = m_grace->value();
    began(tr("A comparison is being asked for. The list shows it when it is on its way."));
    m_context.connection.call(
        this, std::move(request),
        [this](const Result<api::ReconciliationRow>& run) {
            if (!run) return failed(run.error());
            ended();
            emit started(*run);
            accept();
        },
        intent().key());
}

} // namespace stoa::ui
