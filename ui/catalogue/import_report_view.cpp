#include "ui/catalogue/import_report_view.h"

#include "ui/catalogue/problems_model.h"
#include "ui/text/amounts.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/table_view.h"

#include <QStackedLayout>

namespace stoa::ui {

namespace {

enum PageOf { Explanation, Progress, Report, Problem };

constexpr int kBarHeight = 6;
constexpr std::size_t kMostProblems = 1000; // the node sends no more

QWidget* padded(QWidget* widget)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(widget, 0, Qt::AlignTop);
    column->addStretch(1);
    return page;
}

} // namespace

ImportReportView::ImportReportView(QWidget* parent)
    : QWidget(parent),
      m_stack(new QStackedLayout(this)),
      m_what(new Label({}, Type::BodyStrong)),
      m_bar(new ThinBar(nullptr, {0, kBarHeight})),
      m_facts(new Label({}, Type::Secondary, &Theme::t3)),
      m_problem(new Note(Tone::Bad, QStringLiteral("incident"), {})),
      m_verdict(new Note(Tone::Ok, QStringLiteral("check"), {})),
      m_model(new ProblemsModel(this)),
      m_table(new TableView(QStringLiteral("importProblems")))
{
    setObjectName(QStringLiteral("importReport"));
    m_problem->setObjectName(QStringLiteral("importProblem"));
    m_verdict->setObjectName(QStringLiteral("importVerdict"));
    m_stack->addWidget(padded(makeParagraph(
        tr("Choose a product file as Shopify exports it (CSV). Lines with the same handle become "
           "one listing, matched by SKU; blank cells leave what is stored alone. The file is "
           "checked first and nothing is changed until you import it."))));
    m_stack->addWidget(buildProgress());
    m_stack->addWidget(buildReport());
    m_stack->addWidget(padded(m_problem));
}

QWidget* ImportReportView::buildProgress()
{
    auto* box = new QWidget;
    box->setObjectName(QStringLiteral("importProgress"));
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_what->setObjectName(QStringLiteral("importWhat"));
    m_facts->setObjectName(QStringLiteral("importFacts"));
    m_facts->setFigures(true);
    m_bar->setObjectName(QStringLiteral("importBar"));
    m_bar->setAccessibleName(tr("Progress of the import"));
    column->addWidget(m_what);
    column->addWidget(m_bar);
    column->addWidget(m_facts);
    return padded(box);
}

QWidget* ImportReportView::buildReport()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* counts = makeRow(32);
    const QString names[] = {tr("New"), tr("Changed"), tr("Unchanged"), tr("Can't be used")};
    for (int i = 0; i < 4; ++i) {
        auto* box = makeColumn(0);
        m_counts[i] = new Label({}, Type::FigureSmall);
        m_counts[i]->setFigures(true);
        m_counts[i]->setObjectName(QStringLiteral("importCount%1").arg(i));
        m_counts[i]->setAccessibleName(names[i]);
        box->addWidget(m_counts[i]);
        box->addWidget(new Label(names[i], Type::Secondary, &Theme::t3));
        counts->addLayout(box);
    }
    counts->addStretch(1);
    column->addLayout(counts);
    column->addWidget(m_verdict);
    m_table->setModel(m_model);
    m_table->setColumns(ProblemsModel::tableColumns());
    m_table->setCompact(true);
    m_table->setAccessibleName(tr("Problems"));
    column->addWidget(m_table, 1);
    column->addStretch(0);
    return page;
}

void ImportReportView::showNothing()
{
    m_stack->setCurrentIndex(Explanation);
}

void ImportReportView::showProgress(const QString& what, std::optional<double> share,
                                    const QString& facts)
{
    m_what->setText(what);
    m_bar->setVisible(share.has_value());
    m_bar->setShare(share.value_or(0));
    m_facts->setText(facts);
    m_stack->setCurrentIndex(Progress);
}

void ImportReportView::showStopped(const api::ImportReport& report, std::int64_t done,
                                   std::int64_t all)
{
    showReport(report);
    m_verdict->setMessage(
        Tone::Warn, QStringLiteral("incident"),
        tr("%1 of %2 listings were gone through, the others were not touched. Import the file "
           "again to go on: what is there already stays as it is.")
            .arg(numberText(done), numberText(all)));
}

void ImportReportView::showReport(const api::ImportReport& report)
{
    const std::int64_t counts[] = {report.created, report.updated, report.unchanged, report.failed};
    for (int i = 0; i < 4; ++i)
        m_counts[i]->setText(numberText(counts[i]));
    m_counts[3]->setInk(report.failed > 0 ? &Theme::bad : &Theme::t1);
    const std::size_t problems = report.problems.size();
    if (problems == 0) {
        m_verdict->setMessage(
            Tone::Ok, QStringLiteral("check"),
            tr("%Ln line(s) read, nothing is wrong with them.", "", static_cast<int>(report.rows)));
    } else {
        QString text = report.isDryRun
                           ? tr("%Ln listing(s) will be left out. The others can be imported.", "",
                                static_cast<int>(report.failed))
                           : tr("%Ln listing(s) were left out. Correct them in the file and import "
                                "it again.",
                                "", static_cast<int>(report.failed));
        if (problems >= kMostProblems) {
            text += QLatin1Char(' ') + tr("The first %1 problems are shown.")
                                           .arg(numberText(static_cast<std::int64_t>(problems)));
        }
        m_verdict->setMessage(Tone::Warn, QStringLiteral("incident"), text);
    }
    m_model->setProblems(report.problems);
    m_table->setVisible(problems > 0);
    m_stack->setCurrentIndex(Report);
}

void ImportReportView::showProblem(const QString& text)
{
    m_problem->setMessage(Tone::Bad, QStringLiteral("incident"), text);
    m_stack->setCurrentIndex(Problem);
}

} // namespace stoa::ui
