#include "ui/shell/status_strip.h"

#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/card.h"
#include "ui/widgets/progress_row.h"

namespace stoa::ui {

namespace {

void clear(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QWidget* makeDivider()
{
    QWidget* rule = makeRule(Qt::Vertical, nullptr, &Theme::line2);
    rule->setFixedHeight(14);
    return rule;
}

} // namespace

StatusStrip::StatusStrip(QWidget* parent)
    : QWidget(parent), m_jobsRow(makeRow(12)), m_factsRow(makeRow(12))
{
    setObjectName(QStringLiteral("statusStrip"));
    setFixedHeight(scaled(26));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, 12, 0);
    row->setSpacing(0);
    row->addLayout(m_jobsRow);
    row->addSpacing(12);
    row->addStretch(1);
    row->addLayout(m_factsRow);
}

void StatusStrip::setJobs(const std::vector<JobView>& jobs)
{
    QStringList ids;
    for (std::size_t i = 0; i < std::min(jobs.size(), kShownJobs); ++i)
        ids << jobs[i].id;
    if (ids != m_shownIds) rebuildJobs(jobs);
    m_shownIds = ids;
    if (m_count != nullptr) {
        const int count = static_cast<int>(jobs.size());
        m_count->setText(count == 1 ? tr("1 job") : tr("%n jobs", nullptr, count));
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setProgress(jobs[i].share, jobs[i].timeLeft);
}

void StatusStrip::rebuildJobs(const std::vector<JobView>& jobs)
{
    clear(m_jobsRow);
    m_rows.clear();
    m_count = nullptr;
    if (jobs.empty()) return;
    m_jobsRow->addWidget(new IconMark(QStringLiteral("sync"), &Theme::t2, 14));
    m_jobsRow->setSpacing(8);
    m_count = new Label({}, Type::Caption, &Theme::t2);
    m_jobsRow->addWidget(m_count);
    for (std::size_t i = 0; i < std::min(jobs.size(), kShownJobs); ++i) {
        m_jobsRow->addWidget(makeDivider());
        auto* row = new ProgressRow(jobs[i].title, QStringLiteral("job_") + jobs[i].id);
        row->setCancelable(jobs[i].isCancelable);
        connect(row, &ProgressRow::canceled, this,
                [this, id = jobs[i].id] { emit jobCanceled(id); });
        m_jobsRow->addWidget(row);
        m_rows.push_back(row);
    }
}

void StatusStrip::setFacts(const std::vector<StatusFact>& facts)
{
    clear(m_factsRow);
    bool isFirst = true;
    for (const StatusFact& fact : facts) {
        if (!std::exchange(isFirst, false)) m_factsRow->addWidget(makeDivider());
        auto* box = new QWidget;
        box->setObjectName(QStringLiteral("fact_") + fact.id);
        box->setToolTip(fact.tooltip);
        auto* row = new QHBoxLayout(box);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(6);
        if (!fact.icon.isEmpty()) row->addWidget(new IconMark(fact.icon, ink(fact.tone), 14));
        auto* words = new Label(fact.text, Type::Caption, ink(fact.tone));
        words->setFigures(true);
        row->addWidget(words);
        m_factsRow->addWidget(box);
    }
}

void StatusStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().chrome);
    drawRule(painter, rect().topLeft(), rect().topRight(), theme().line2);
}

} // namespace stoa::ui
