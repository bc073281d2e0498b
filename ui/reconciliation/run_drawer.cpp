#include "ui/reconciliation/run_drawer.h"

#include "ui/reconciliation/reconciliation_words.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace stoa::ui {

namespace {

using Status = api::ReconciliationStatus;

QString countAndMoney(std::int64_t count, const Money& money)
{
    return QStringLiteral("%1 · %2").arg(numberText(count), moneyText(money));
}

bool isCompared(api::Movement movement)
{
    return movement != api::Movement::Payout && movement != api::Movement::Fee;
}

} // namespace

RunDrawer::RunDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawer(context, QStringLiteral("run"), tr("No comparison chosen"), parent),
      m_provider(new Label({}, Type::BodyStrong)),
      m_days(new Label({}, Type::Secondary, &Theme::t3)),
      m_found(new Label({}, Type::ObjectTitle)),
      m_inFlight(new Label({}, Type::Secondary, &Theme::t3)),
      m_differences(new Button(tr("Show differences"), QStringLiteral("runDifferences"),
                               Button::Kind::Primary)),
      m_again(new Button(tr("Compare again"), QStringLiteral("runAgain")))
{
    m_found->setFigures(true);
    m_differences->setKeyHint(QStringLiteral("D"));
    m_again->setKeyHint(QStringLiteral("R"));
    addFacts({m_provider, m_days}, {m_found, m_inFlight});
    addActions({m_differences, m_again});
    connect(m_differences, &QPushButton::clicked, this, &RunDrawer::differencesRequested);
    connect(m_again, &QPushButton::clicked, this, &RunDrawer::againRequested);
    showNothing();
}

void RunDrawer::showDifferences()
{
    press(m_differences);
}

void RunDrawer::compareAgain()
{
    press(m_again);
}

void RunDrawer::updateActions()
{
    const QString none = row() ? QString() : tr("Choose a comparison first.");
    const bool isOver = row() && (row()->status == Status::Done || row()->status == Status::Failed);
    const bool hasDifferences = row() && row()->differenceCount > 0;
    allow(m_differences,
          !none.isEmpty() || hasDifferences ? none : tr("It has found no differences."));
    allow(m_again, !none.isEmpty() || isOver ? none : tr("It is under way already."));
}

void RunDrawer::clearHead()
{
    for (Label* label : {m_provider, m_days, m_found, m_inFlight})
        label->clear();
}

void RunDrawer::fillHead()
{
    const api::ReconciliationRow& run = *row();
    const QString days = runDaysText(run, context().clock().locale);
    drawer().setTitle(days, runWord(run));
    m_provider->setText(fromUtf8(run.provider));
    m_days->setText(run.currency.empty() ? tr("all currencies") : fromUtf8(run.currency));
    const bool isDone = run.status == Status::Done;
    m_found->setText(isDone ? numberText(run.differenceCount) : QString());
    m_found->setToolTip(tr("Differences of these days"));
    m_inFlight->setText(isDone ? tr("%1 in flight").arg(numberText(run.inFlightCount)) : QString());
}

void RunDrawer::fillFailure(const api::ReconciliationRow& run)
{
    if (run.failure.empty()) return;
    const bool isWaiting = run.status == Status::Waiting;
    const QString why = noteText(run.failure);
    const QString tries =
        run.tries == 1 ? tr("1 try so far.") : tr("%1 tries so far.").arg(numberText(run.tries));
    add({}, "sectionFailure")
        ->addWidget(new Note(
            isWaiting ? Tone::Warn : Tone::Bad,
            isWaiting ? QStringLiteral("clock") : QStringLiteral("incident"),
            isWaiting
                ? tr("%1. Nothing is written yet; it is tried again by itself. %2").arg(why, tries)
                : tr("%1. Nothing was written. Put it right, then compare again.").arg(why)));
}

void RunDrawer::fillTotals(const std::vector<api::ReconciliationTotal>& totals)
{
    auto* values = new KeyValues(QStringLiteral("runTotals"));
    for (const api::ReconciliationTotal& total : totals) {
        const QString what = QStringLiteral("%1, %2").arg(movementText(total.movement),
                                                          fromUtf8(total.theirs.currency().code()));
        if (!isCompared(total.movement)) { // the books have neither
            values->add(what, countAndMoney(total.theirCount, total.theirs));
            continue;
        }
        const bool isSame = total.ours == total.theirs && total.ourCount == total.theirCount;
        values->add(what, isSame ? tr("agree") : tr("differ"), isSame ? &Theme::ok : &Theme::warn);
        values->addPart(tr("in the books"), countAndMoney(total.ourCount, total.ours));
        values->addPart(tr("at the provider"), countAndMoney(total.theirCount, total.theirs));
        if (!total.fees.isZero()) values->addPart(tr("fees kept of them"), moneyText(total.fees));
    }
    auto* section = add(tr("Totals"), "sectionTotals");
    section->addWidget(values);
    section->addWidget(makeParagraph(
        tr("What we gained; minus is what we gave. Payouts to our bank and the provider's own "
           "fees are not in the books and not compared.")));
}

void RunDrawer::fillSections()
{
    const api::ReconciliationRow& run = details()->run;
    const Clockface face = context().clock();
    fillFailure(run);
    if (!details()->totals.empty()) fillTotals(details()->totals);
    auto* facts = new KeyValues(QStringLiteral("runFacts"));
    if (run.status == Status::Done) {
        facts->add(tr("Differences"), numberText(run.differenceCount));
        facts->addPart(tr("to explain"), numberText(run.openCount));
        facts->add(tr("Gone since"), numberText(run.goneCount));
    }
    facts->add(tr("Too young to tell"), run.graceHours == 1
                                            ? tr("younger than 1 hour")
                                            : tr("younger than %1 hours").arg(run.graceHours));
    facts->add(tr("Asked for by"), fromUtf8(run.requestedBy));
    facts->add(tr("Asked for"), momentText(run.requestedAt, face));
    if (run.finishedAt) facts->add(tr("Finished"), momentText(*run.finishedAt, face));
    add(tr("Course"), "sectionCourse")->addWidget(facts);
}

} // namespace stoa::ui
