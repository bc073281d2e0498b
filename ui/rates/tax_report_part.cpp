#include "ui/rates/tax_report_part.h"

#include "ui/lists/name_book.h"
#include "ui/rates/rate_dates.h"
#include "ui/rates/rates_title.h"
#include "ui/rates/tax_report_model.h"
#include "ui/text/amounts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/steady_box.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QComboBox>
#include <QKeyEvent>

namespace stoa::ui {

namespace {

constexpr int kBar = 40;
constexpr int kHeader = 46;

// The first day of the quarter that `day` is in.
QDate quarterOf(const QDate& day)
{
    return {day.year(), (day.month() - 1) / 3 * 3 + 1, 1};
}

} // namespace

TaxReportPart::TaxReportPart(const PageContext& context, NameBook* names, QWidget* parent)
    : ShellPage(parent),
      m_context(context),
      m_names(names),
      m_header(new PageHeader(ratesTitle(), QStringLiteral("taxReportHeader"))),
      m_period(new QComboBox),
      m_from(new DayBox),
      m_to(new DayBox),
      m_seller(new QComboBox),
      m_exporter(new Exporter(context, QStringLiteral("taxReport"), this)),
      m_model(new TaxReportModel(context, this)),
      m_table(new TableView(QStringLiteral("taxReportTable"))),
      m_state(new ViewState(m_table, Skeleton::Shape::Rows, QStringLiteral("taxReportState")))
{
    setObjectName(QStringLiteral("taxReport"));
    setAccessibleName(tr("Tax report"));
    m_header->setFixedHeight(scaled(kHeader));
    m_table->setAccessibleName(tr("Tax report"));
    m_table->setKeysetModel(m_model);
    build();
    m_state->follow(m_model, [] {
        return StateMessage{QStringLiteral("tag"),
                            tr("Nothing with tax in it"),
                            tr("Nothing was sold or given back in this period by a rate of tax."),
                            {}};
    });
    m_toast = new Toast(this);
    connect(m_model, &KeysetModelBase::stateChanged, this, &TaxReportPart::showFacts);
    connect(m_period, &QComboBox::activated, this, &TaxReportPart::choosePeriod);
    for (QDateEdit* day : {m_from, m_to}) {
        connect(day, &QDateEdit::dateChanged, this, [this] {
            m_period->setCurrentIndex(static_cast<int>(Period::Other));
            ask();
        });
    }
    connect(m_seller, &QComboBox::activated, this, &TaxReportPart::ask);
    connect(m_exporter, &Exporter::requested, this, &TaxReportPart::startExport);
    connect(m_exporter, &Exporter::ended, this,
            [this](const QString& sentence) { m_toast->showDone(sentence); });
    connect(m_names, &NameBook::changed, this, [this] { m_names->fillSellers(*m_seller); });
}

void TaxReportPart::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
    auto* box = new QWidget;
    box->setFixedHeight(scaled(kBar));
    auto* bar = new QHBoxLayout(box);
    bar->setContentsMargins(12, 0, 12, 0);
    bar->setSpacing(8);
    const auto add = [bar](QWidget* control, const char* name, const QString& label) {
        control->setObjectName(QString::fromLatin1(name));
        control->setAccessibleName(label);
        bar->addWidget(control);
    };
    m_period->addItems({tr("This month"), tr("Last month"), tr("This quarter"), tr("Last quarter"),
                        tr("This year"), tr("Last year"), tr("Other days")});
    m_seller->addItem(tr("Every seller"));
    for (QDateEdit* day : {m_from, m_to})
        day->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    add(m_period, "taxReportPeriod", tr("Period"));
    add(m_from, "taxReportFrom", tr("First day"));
    add(m_to, "taxReportTo", tr("Last day"));
    add(m_seller, "taxReportSeller", tr("Seller"));
    bar->addStretch(1);
    m_header->addAction(m_exporter->button());
    column->addWidget(box);
    column->addWidget(m_state, 1);
}

void TaxReportPart::visit(const QString&)
{
    m_names->read();
    if (m_model->state() == KeysetModelBase::State::Idle)
        choosePeriod(static_cast<int>(Period::LastMonth));
    m_table->setFocus(Qt::OtherFocusReason);
}

void TaxReportPart::refresh()
{
    m_model->refresh();
}

void TaxReportPart::choosePeriod(int index)
{
    const QDate today = inZone(m_context.clock().now, m_context.clock().zone).date();
    const QDate month(today.year(), today.month(), 1);
    const QDate quarter = quarterOf(today);
    const QDate year(today.year(), 1, 1);
    const std::pair<QDate, QDate> periods[] = {
        {month, month.addMonths(1)},     {month.addMonths(-1), month},
        {quarter, quarter.addMonths(3)}, {quarter.addMonths(-3), quarter},
        {year, year.addYears(1)},        {year.addYears(-1), year},
    };
    m_period->setCurrentIndex(index);
    if (index >= static_cast<int>(std::size(periods))) return m_from->setFocus();
    const QSignalBlocker quietFrom(m_from);
    const QSignalBlocker quietTo(m_to);
    m_from->setDate(periods[index].first);
    m_to->setDate(periods[index].second.addDays(-1));
    ask();
}

void TaxReportPart::ask()
{
    const QTimeZone zone = m_context.clock().zone;
    const auto seller = chosenId<OrgId>(m_seller->currentData().toString());
    m_model->ask({seller, startOf(m_from->date(), zone), startOf(m_to->date().addDays(1), zone)});
}

void TaxReportPart::showFacts()
{
    QStringList sums;
    if (m_model->state() == KeysetModelBase::State::Ready) {
        for (const Money& due : m_model->due())
            sums << moneyText(due);
    }
    m_header->setFacts(sums.isEmpty() ? QString()
                                      : tr("Tax left: %1").arg(sums.join(QStringLiteral(", "))));
    m_exporter->setUseful(!sums.isEmpty());
}

void TaxReportPart::startExport()
{
    const auto read = [&connection = m_context.connection, question = m_model->question()](
                          QObject* receiver, const std::string&, ListExport::Answer answer) {
        connection.call(receiver, question, [answer](const Result<api::TaxReport>& report) {
            if (!report) return answer(stoa::fail(report));
            ListExport::Rows rows{{}, {}, static_cast<std::int64_t>(report->rows.size())};
            for (const api::TaxReportRow& row : report->rows)
                rows.cells.push_back(taxReportCells(row));
            answer(std::move(rows));
        });
    };
    m_exporter->start(
        {tr("Export of the tax report"),
         QStringLiteral("taxes-%1-to-%2")
             .arg(m_from->date().toString(Qt::ISODate), m_to->date().toString(Qt::ISODate)),
         taxReportColumns(), read});
}

void TaxReportPart::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_E)
        startExport();
    else
        ShellPage::keyPressEvent(event);
}

void TaxReportPart::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().card);
}

} // namespace stoa::ui
