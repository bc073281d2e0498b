#include "ui/moderation/decision_bar.h"

#include "ui/moderation/case_claim.h"
#include "ui/moderation/moderation_words.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

namespace stoa::ui {

namespace {

constexpr int kHeight = 52;

} // namespace

DecisionBar::DecisionBar(QWidget* parent)
    : QWidget(parent),
      m_reject(new Button(tr("Reject"), QStringLiteral("reject"), Button::Kind::Destructive)),
      m_changes(new Button(tr("Request changes"), QStringLiteral("requestChanges"))),
      m_approve(new Button(tr("Approve"), QStringLiteral("approve"), Button::Kind::Approve)),
      m_takeOver(new Button(tr("Take over"), QStringLiteral("takeOver"))),
      m_mark(new IconMark(QStringLiteral("lock"), &Theme::t3)),
      m_note(new Label({}, Type::Body, &Theme::t2))
{
    setObjectName(QStringLiteral("decisionBar"));
    setFixedHeight(scaled(kHeight));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 1, 16, 0);
    row->setSpacing(8);
    const auto add = [&](Button* button, const char* icon, const char* key,
                         api::Decision decision) {
        button->setIconName(QString::fromLatin1(icon));
        button->setKeyHint(QString::fromLatin1(key));
        row->addWidget(button);
        connect(button, &Button::clicked, this, [this, decision] { emit decided(decision); });
    };
    add(m_reject, "x", "R", api::Decision::Reject);
    add(m_changes, "edit", "C", api::Decision::RequestChanges);
    row->addWidget(m_mark);
    row->addWidget(m_note, 100);
    row->addStretch(1);
    row->addWidget(m_takeOver);
    add(m_approve, "check", "A", api::Decision::Approve);
    m_takeOver->setIconName(QStringLiteral("unlock"));
    connect(m_takeOver, &Button::clicked, this, &DecisionBar::takeOverRequested);
}

void DecisionBar::follow(const CaseClaim& claim)
{
    using State = CaseClaim::State;
    const State state = claim.state();
    const bool hasVerbs = state == State::Mine || state == State::Free || state == State::Reading;
    for (Button* button : {m_reject, m_changes, m_approve}) {
        button->setVisible(hasVerbs);
        button->setEnabled(state != State::Reading);
        button->setToolTip(state == State::Reading ? tr("The listing is on its way.") : QString());
    }
    m_takeOver->setVisible(state == State::Others);
    m_takeOver->setEnabled(true);
    showNote({}, {});
    switch (state) {
    case State::None:
    case State::Reading:
    case State::Mine:
    case State::Free:
        return;
    case State::Others:
        return showNote(QStringLiteral("lock"),
                        tr("%1 has this open. Nobody else can decide it for now.")
                            .arg(isolated(claim.holder())));
    case State::Decided:
        return showNote(
            caseWord(claim.view()->row.status).icon,
            tr("%1. This case is closed.").arg(caseWord(claim.view()->row.status).text));
    case State::ReadOnly:
        return showNote(QStringLiteral("lock"),
                        tr("Your role can read cases. Moderators decide them."));
    }
}

void DecisionBar::showNote(const QString& icon, const QString& text)
{
    m_mark->setVisible(!text.isEmpty());
    m_note->setVisible(!text.isEmpty());
    if (!text.isEmpty())
        m_mark->setIcon(icon.isEmpty() ? QStringLiteral("info") : icon, &Theme::t3);
    m_note->setText(text);
}

void DecisionBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().card);
    drawRule(painter, {0, 0}, {width() - 1, 0}, theme().line2);
}

} // namespace stoa::ui
