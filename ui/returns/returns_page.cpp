#include "ui/returns/returns_page.h"

#include "ui/returns/after_sales_model.h"
#include "ui/returns/case_actions.h"
#include "ui/text/amounts.h"
#include "ui/widgets/tab_strip.h"

namespace stoa::ui {

namespace {

constexpr int kOverTab = 1;

} // namespace

ReturnsPage::ReturnsPage(const PageContext& context, QWidget* parent)
    : ListPage(context,
               {QStringLiteral("returns"), tr("Returns & claims"), tr("They stay as they were."),
                tr("Which of them")},
               parent),
      m_model(new AfterSalesModel(context, this)),
      m_drawer(new CaseDrawer(context)),
      m_actions(new CaseActions(context, this))
{
    tabs().addTab(tr("Open"));
    tabs().addTab(tr("Over"));
    assemble({m_model, m_drawer});
    connect(m_drawer, &CaseDrawer::stepRequested, this, [this](CaseStep step) {
        m_actions->run(step, *m_drawer->row(), *m_drawer->details());
    });
    connect(m_actions, &CaseActions::began, this, [this] { m_drawer->setBusy(true); });
    connect(m_actions, &CaseActions::ended, this, [this](const QString& outcome) {
        if (outcome.isEmpty()) return m_drawer->setBusy(false); // a question follows
        takeOutcome(outcome);
    });
}

void ReturnsPage::askFor(const QString&)
{
    beganAsking();
    m_model->ask(tabs().currentIndex() == kOverTab);
}

bool ReturnsPage::showRecord(const QString& id)
{
    const api::AfterSaleRow* row = m_model->caseOf(id);
    if (row != nullptr) m_drawer->show(*row);
    return row != nullptr;
}

StateMessage ReturnsPage::emptyMessage() const
{
    if (tabs().currentIndex() == kOverTab) {
        return {QStringLiteral("inbox"), tr("Nothing is over yet"), {}, {}};
    }
    return {QStringLiteral("check-circle"),
            tr("Nothing waits"),
            tr("Returns, exchanges and claims appear here as buyers ask for them."),
            {}};
}

QString ReturnsPage::countText(std::int64_t count, bool isExact) const
{
    if (!isExact) return tr("about %1").arg(numberText(count));
    return count == 1 ? tr("1 case") : tr("%Ln cases", nullptr, static_cast<int>(count));
}

void ReturnsPage::takeEvents(const std::vector<api::Event>& events)
{
    if (concerns(events, {"order", "return", "exchange", "claim", "refund"})) refreshSoon();
}

bool ReturnsPage::takeLetter(int key)
{
    switch (key) {
    case Qt::Key_A:
        m_drawer->take(0);
        return true;
    case Qt::Key_D:
        m_drawer->take(1);
        return true;
    default:
        return false;
    }
}

} // namespace stoa::ui
