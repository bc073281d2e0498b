#include "ui/reconciliation/difference_drawer.h"

#include "ui/reconciliation/reconciliation_words.h"
#include "ui/text/amounts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QClipboard>
#include <QVBoxLayout>

namespace stoa::ui {

DifferenceDrawer::DifferenceDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawer(context, QStringLiteral("difference"), tr("No difference chosen"), parent),
      m_kind(new Label({}, Type::BodyStrong)),
      m_movement(new Label({}, Type::Secondary, &Theme::t3)),
      m_gap(new Label({}, Type::ObjectTitle)),
      m_happened(new Label({}, Type::Secondary, &Theme::t3)),
      m_explain(
          new Button(tr("Explain"), QStringLiteral("differenceExplain"), Button::Kind::Primary)),
      m_copy(new Button(tr("Copy"), QStringLiteral("differenceCopy")))
{
    m_gap->setFigures(true);
    m_explain->setKeyHint(QStringLiteral("E"));
    m_copy->setAccessibleName(tr("Copy the provider's reference"));
    m_copy->setKeyHint(QStringLiteral("C"));
    addFacts({m_kind, m_movement}, {m_gap, m_happened});
    addActions({m_explain, makeOrderButton(), m_copy});
    connect(m_explain, &QPushButton::clicked, this, &DifferenceDrawer::explainRequested);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        const QString reference = fromUtf8(row()->reference);
        QApplication::clipboard()->setText(reference);
        emit referenceCopied(reference);
    });
    showNothing();
}

void DifferenceDrawer::explain()
{
    press(m_explain);
}

void DifferenceDrawer::copyReference()
{
    press(m_copy);
}

QString DifferenceDrawer::whyNoExplanation() const
{
    if (!row()) return tr("Choose a difference first.");
    if (isBusy()) return tr("It is being written.");
    if (!context().workspace().may(api::Permission::PayoutsWrite)) {
        return tr("People with a finance role explain differences.");
    }
    return row()->state == api::DifferenceState::Gone
               ? tr("It is gone: the books and the provider agree again.")
               : QString();
}

void DifferenceDrawer::updateActions()
{
    const bool isExplained = row() && row()->state == api::DifferenceState::Explained;
    const QString verb = isExplained ? tr("Explain anew") : tr("Explain");
    m_explain->setText(verb);
    m_explain->setAccessibleName(verb);
    allow(m_explain, whyNoExplanation());
    allow(m_copy, row() ? QString() : tr("Choose a difference first."));
    if (row()) m_copy->setToolTip(m_copy->accessibleName());
}

void DifferenceDrawer::clearHead()
{
    for (Label* label : {m_kind, m_movement, m_gap, m_happened})
        label->clear();
}

void DifferenceDrawer::fillHead()
{
    const api::DifferenceView& difference = *row();
    const auto gap = gapOf(difference);
    drawer().setTitle(fromUtf8(difference.reference), differenceWord(difference.state));
    m_kind->setText(differenceKindText(difference.kind));
    m_movement->setText(movementText(difference.movement));
    m_gap->setText(gap ? moneyText(*gap) : QString());
    m_gap->setToolTip(tr("What there is more at the provider than in the books"));
    m_happened->setText(momentText(difference.occurredAt, context().clock()));
}

void DifferenceDrawer::fillSections()
{
    const api::DifferenceView& difference = *details();
    const Clockface face = context().clock();
    auto* sides = new KeyValues(QStringLiteral("differenceSides"));
    const bool isFee = difference.kind == api::DifferenceKind::FeeDiffers;
    sides->add(isFee ? tr("Fee in the books") : tr("In the books"), sideText(difference.here));
    sides->add(tr("%1 says").arg(isolated(fromUtf8(difference.provider))),
               sideText(difference.there));
    if (const auto gap = gapOf(difference)) sides->addStrong(tr("Difference"), moneyText(*gap));
    add(tr("Both sides"), "sectionSides")->addWidget(sides);
    if (!difference.note.empty()) {
        auto* why = add(tr("Why it is so"), "sectionNote");
        why->addWidget(makeParagraph(fromUtf8(difference.note), Type::Secondary, &Theme::t1));
        if (difference.explainedAt) {
            why->addWidget(
                makeParagraph(tr("%1, %2").arg(isolated(fromUtf8(difference.explainedBy)),
                                               fullMomentText(*difference.explainedAt, face))));
        }
    }
    auto* facts = new KeyValues(QStringLiteral("differenceFacts"));
    facts->add(tr("Happened"), fullMomentText(difference.occurredAt, face));
    facts->add(tr("Movement"), movementText(difference.movement));
    facts->add(tr("Reference"), fromUtf8(difference.reference));
    if (!difference.order) facts->add(tr("Order"), tr("none of ours"));
    auto* course = add(tr("What it is about"), "sectionFacts");
    course->addWidget(facts);
    auto* run = new Button(tr("The comparison that saw it last"), QStringLiteral("differenceRun"),
                           Button::Kind::Link);
    run->setTrailingIcon(QStringLiteral("arrow-r"));
    course->addWidget(run, 0, Qt::AlignLeft);
    const QString id = fromUtf8(difference.lastRun.text());
    connect(run, &QPushButton::clicked, this, [this, id] { emit runRequested(id); });
}

} // namespace stoa::ui
