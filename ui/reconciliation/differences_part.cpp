#include "ui/reconciliation/differences_part.h"

#include "ui/reconciliation/difference_drawer.h"
#include "ui/reconciliation/reconciliation_words.h"
#include "ui/reconciliation/statement_providers.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/toast.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace stoa::ui {

namespace {

using Kind = api::DifferenceKind;
using Course = api::DifferenceState;

constexpr int kMostNote = 2000;
constexpr std::optional<Course> kStates[] = {Course::Open, Course::Explained, Course::Gone,
                                             std::nullopt};
constexpr int kAllStates = 3;

} // namespace

DifferencesPart::DifferencesPart(const PageContext& context, QWidget* parent)
    : ListPage(context,
               {QStringLiteral("differences"),
                tr("Reconciliation"),
                tr("The differences stay as they were."),
                {}},
               parent),
      m_model(new DifferencesModel(context, this)),
      m_drawer(new DifferenceDrawer(context)),
      m_state(new Segmented({tr("To explain"), tr("Explained"), tr("Gone"), tr("All")},
                            QStringLiteral("differencesWhich"))),
      m_kind(new QComboBox),
      m_provider(new QComboBox),
      m_runChip(new FilterChip(tr("Comparison"), {}, QStringLiteral("differencesRun")))
{
    addExport();
    assemble({m_model, m_drawer, buildBar()});
    connect(m_state, &Segmented::currentChanged, this, &DifferencesPart::ask);
    connect(m_kind, &QComboBox::activated, this, &DifferencesPart::ask);
    connect(m_provider, &QComboBox::activated, this, &DifferencesPart::ask);
    connect(m_runChip, &FilterChip::removed, this, [this] {
        m_run.reset();
        ask();
    });
    connect(m_drawer, &DifferenceDrawer::explainRequested, this,
            [this] { explain(*m_drawer->row(), fromUtf8(m_drawer->row()->note)); });
    connect(m_drawer, &DifferenceDrawer::referenceCopied, this, [this](const QString& reference) {
        toast().showDone(tr("%1 is in the clipboard").arg(isolated(reference)));
    });
    connect(m_drawer, &DifferenceDrawer::runRequested, this, &DifferencesPart::runRequested);
}

QWidget* DifferencesPart::buildBar()
{
    auto* box = new QWidget;
    QHBoxLayout* bar = makeBar(box);
    m_state->setAccessibleName(tr("State of the differences"));
    m_kind->setObjectName(QStringLiteral("differencesKind"));
    m_kind->setAccessibleName(tr("What differs"));
    m_kind->addItem(tr("Every kind"));
    for (const Kind kind : {Kind::MissingHere, Kind::MissingThere, Kind::AmountDiffers,
                            Kind::CurrencyDiffers, Kind::FeeDiffers})
        m_kind->addItem(differenceKindText(kind), fromUtf8(enumText(kind)));
    m_provider->setObjectName(QStringLiteral("differencesProvider"));
    m_provider->setAccessibleName(tr("Provider"));
    m_provider->addItem(tr("Every provider"));
    m_runChip->hide();
    for (QWidget* each : {static_cast<QWidget*>(m_state), static_cast<QWidget*>(m_kind),
                          static_cast<QWidget*>(m_provider), static_cast<QWidget*>(m_runChip)})
        bar->addWidget(each);
    bar->addStretch(1);
    return box;
}

void DifferencesPart::visit(const QString& record)
{
    readStatementProviders(context(), this,
                           [this](const QStringList& providers) { showProviders(providers); });
    ListPage::visit(record);
}

void DifferencesPart::showProviders(const QStringList& providers)
{
    const QString chosen = m_provider->currentData().toString();
    while (m_provider->count() > 1)
        m_provider->removeItem(1);
    for (const QString& provider : providers)
        m_provider->addItem(provider, provider);
    m_provider->setCurrentIndex(std::max(0, m_provider->findData(chosen)));
}

DifferencesQuestion DifferencesPart::question() const
{
    const auto kind = enumFromText<Kind>(toUtf8(m_kind->currentData().toString()));
    return {kStates[m_state->current()], kind ? std::optional(*kind) : std::nullopt,
            toUtf8(m_provider->currentData().toString()), m_run};
}

void DifferencesPart::ask()
{
    m_runChip->setVisible(m_run.has_value());
    beganAsking();
    m_model->ask(question());
}

void DifferencesPart::askFor(const QString& record)
{
    if (!record.isEmpty()) clearFilters(); // whatever its state is
    ask();
}

void DifferencesPart::clearFilters()
{
    const QSignalBlocker quiet(m_state);
    m_state->setCurrent(kAllStates);
    m_kind->setCurrentIndex(0);
    m_provider->setCurrentIndex(0);
    m_run.reset();
}

void DifferencesPart::showRun(const api::ReconciliationRow& run)
{
    clearFilters();
    m_run = run.id;
    m_runChip->setValue(runTitle(run, context().clock().locale));
    ask();
}

bool DifferencesPart::showRecord(const QString& id)
{
    const api::DifferenceView* difference = m_model->differenceOf(id);
    if (difference != nullptr) m_drawer->show(*difference);
    return difference != nullptr;
}

StateMessage DifferencesPart::emptyMessage() const
{
    const DifferencesQuestion& asked = m_model->question();
    const bool isNarrow = asked.kind || !asked.provider.empty() || asked.run;
    if (asked.state == Course::Open && !isNarrow) {
        return {QStringLiteral("check-circle"), tr("Nothing to explain"),
                tr("What the providers say and what the books say agrees, as far as it was "
                   "compared."),
                tr("Show all")};
    }
    if (asked.state || isNarrow) {
        return {QStringLiteral("merge"), tr("No differences match"), {}, tr("Show all")};
    }
    return {QStringLiteral("merge"),
            tr("No differences yet"),
            tr("Every night the statements of the providers are compared with the books."),
            {}};
}

void DifferencesPart::takeEmptyAction()
{
    clearFilters();
    ask();
}

QString DifferencesPart::countText(std::int64_t count, bool isExact) const
{
    if (!isExact) return tr("about %1 differences").arg(numberText(count));
    return count == 1 ? tr("1 difference") : tr("%1 differences").arg(numberText(count));
}

void DifferencesPart::takeEvents(const std::vector<api::Event>& events)
{
    if (concerns(events, {"reconciliation", "difference"})) refreshSoon();
}

std::optional<ExportPlan> DifferencesPart::exportPlan() const
{
    return ExportPlan{tr("Export of differences"), QStringLiteral("differences"),
                      differenceExportColumns(),
                      readerOf(context().connection, m_model->request(), differenceExportCells)};
}

bool DifferencesPart::takeLetter(int key)
{
    if (key == Qt::Key_E) m_drawer->explain();
    if (key == Qt::Key_C) m_drawer->copyReference();
    return key == Qt::Key_E || key == Qt::Key_C;
}

void DifferencesPart::explain(const api::DifferenceView& difference, const QString& initial)
{
    const bool isAnew = !difference.note.empty();
    Question what;
    what.icon = QStringLiteral("merge");
    what.title = tr("Explain %1").arg(isolated(fromUtf8(difference.reference)));
    what.text = tr("%1: %2 in the books, %3 at the provider. Colleagues and auditors read it.")
                    .arg(differenceKindText(difference.kind), sideText(difference.here),
                         sideText(difference.there));
    if (isAnew) {
        what.text += QLatin1Char(' ') + tr("%1 has explained it: “%2”")
                                            .arg(isolated(fromUtf8(difference.explainedBy)),
                                                 isolated(fromUtf8(difference.note)));
    }
    what.label = tr("Why it is so");
    what.action = tr("Explain");
    what.initial = initial;
    what.most = kMostNote;
    what.isLong = true;
    context().prompt.ask(this, what, [this, difference](const std::optional<QString>& note) {
        if (!note) return;
        setBusy(true);
        context().connection.call(
            this, api::ExplainDifference{difference.id, difference.version, toUtf8(*note)},
            [this, difference, note = *note](const Result<api::DifferenceView>& reply) {
                if (!reply && reply.error().kind == ErrorKind::Stale)
                    return explainAfterChange(difference, note);
                if (reply) m_drawer->take(*reply);
                takeOutcome(
                    reply ? tr("%1 is explained").arg(isolated(fromUtf8(difference.reference)))
                          : errorText(reply.error()));
            });
    });
}

// Somebody was faster: what they wrote is shown, and what was typed here is kept to be sent anew.
void DifferencesPart::explainAfterChange(const api::DifferenceView& difference, const QString& note)
{
    context().connection.call(
        this, api::GetDifference{difference.id},
        [this, note](const Result<api::DifferenceView>& current) {
            if (!current) return takeOutcome(errorText(current.error()));
            setBusy(false);
            m_drawer->take(*current);
            refresh();
            if (current->state == api::DifferenceState::Gone) {
                return toast().showDone(
                    tr("It is gone meanwhile: the books and the provider agree again."));
            }
            explain(*current, note);
        });
}

} // namespace stoa::ui
