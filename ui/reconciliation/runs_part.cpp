#include "ui/reconciliation/runs_part.h"

#include "ui/reconciliation/reconciliation_words.h"
#include "ui/reconciliation/run_drawer.h"
#include "ui/reconciliation/runs_model.h"
#include "ui/reconciliation/start_dialog.h"
#include "ui/text/amounts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/toast.h"

namespace stoa::ui {

RunsPart::RunsPart(const PageContext& context, QWidget* parent)
    : ListPage(context,
               {QStringLiteral("runs"),
                tr("Reconciliation"),
                tr("The comparisons stay as they were."),
                {}},
               parent),
      m_model(new RunsModel(context, this)),
      m_drawer(new RunDrawer(context))
{
    auto* add = new Button(tr("Compare a statement"), QStringLiteral("runsAdd"));
    add->setIconName(QStringLiteral("plus"));
    add->setKeyHint(QStringLiteral("N"));
    header().addAction(add);
    assemble({m_model, m_drawer});
    connect(add, &Button::clicked, this, [this] { begin(false); });
    connect(m_drawer, &RunDrawer::againRequested, this, [this] { begin(true); });
    connect(m_drawer, &RunDrawer::differencesRequested, this,
            [this] { emit differencesRequested(*m_drawer->row()); });
}

void RunsPart::askFor(const QString&)
{
    beganAsking();
    m_model->reload();
}

bool RunsPart::showRecord(const QString& id)
{
    const api::ReconciliationRow* run = m_model->runOf(id);
    if (run != nullptr) m_drawer->show(*run);
    return run != nullptr;
}

StateMessage RunsPart::emptyMessage() const
{
    return {QStringLiteral("merge"), tr("Nothing was compared yet"),
            tr("Every night the statements of the providers are compared with the books. One of "
               "other days can be asked for at any time."),
            tr("Compare a statement")};
}

QString RunsPart::countText(std::int64_t count, bool isExact) const
{
    if (!isExact) return tr("about %1 comparisons").arg(numberText(count));
    return count == 1 ? tr("1 comparison") : tr("%1 comparisons").arg(numberText(count));
}

void RunsPart::takeEvents(const std::vector<api::Event>& events)
{
    if (concerns(events, {"reconciliation", "difference"})) refreshSoon();
}

bool RunsPart::takeLetter(int key)
{
    switch (key) {
    case Qt::Key_N:
        begin(false);
        return true;
    case Qt::Key_D:
        m_drawer->showDifferences();
        return true;
    case Qt::Key_R:
        m_drawer->compareAgain();
        return true;
    default:
        return false;
    }
}

void RunsPart::begin(bool isSameDays)
{
    auto* dialog = new StartDialog(context(), isSameDays ? m_drawer->row() : std::nullopt, this);
    connect(dialog, &StartDialog::started, this, [this](const api::ReconciliationRow& run) {
        toast().showDone(tr("%1 is being compared; it goes on without you")
                             .arg(runTitle(run, context().clock().locale)));
        showAmongAll(fromUtf8(run.id.text()));
        refresh();
    });
    dialog->open();
}

} // namespace stoa::ui
