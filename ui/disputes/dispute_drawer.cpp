#include "ui/disputes/dispute_drawer.h"

#include "ui/disputes/dispute_words.h"
#include "ui/text/amounts.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace stoa::ui {

DisputeDrawer::DisputeDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawer(context, QStringLiteral("dispute"), tr("No chargeback chosen"), parent),
      m_reason(new Label({}, Type::BodyStrong)),
      m_seller(new Label({}, Type::Secondary, &Theme::t3)),
      m_amount(new Label({}, Type::ObjectTitle)),
      m_due(new Label({}, Type::Secondary, &Theme::warn)),
      m_answer(new Button(tr("Answer"), QStringLiteral("disputeAnswer"), Button::Kind::Primary)),
      m_accept(new Button(tr("Give in"), QStringLiteral("disputeAccept"), Button::Kind::DangerText))
{
    m_amount->setFigures(true);
    m_answer->setKeyHint(QStringLiteral("A"));
    m_accept->setKeyHint(QStringLiteral("X"));
    addFacts({m_reason, m_seller}, {m_amount, m_due});
    addActions({m_answer, m_accept, makeOrderButton()});
    connect(m_answer, &QPushButton::clicked, this, &DisputeDrawer::answerRequested);
    connect(m_accept, &QPushButton::clicked, this, &DisputeDrawer::acceptRequested);
    showNothing();
}

void DisputeDrawer::answer()
{
    press(m_answer);
}

void DisputeDrawer::giveIn()
{
    press(m_accept);
}

QString DisputeDrawer::whyNobody() const
{
    if (!row()) return tr("Choose a chargeback first.");
    if (isBusy()) return tr("It is being sent.");
    if (context().workspace().may(api::Permission::DisputesWrite)) return {};
    return tr("People who handle chargebacks answer them. An administrator can give you access.");
}

void DisputeDrawer::updateActions()
{
    const QString nobody = whyNobody();
    const bool isAny = nobody.isEmpty();
    allow(m_answer, isAny ? whyNoAnswer(*row(), context().clock().now) : nobody);
    allow(m_accept, isAny ? whyNoAcceptance(*row()) : nobody);
}

void DisputeDrawer::clearHead()
{
    for (Label* label : {m_reason, m_seller, m_amount, m_due})
        label->clear();
}

void DisputeDrawer::fillHead()
{
    const api::DisputeView& dispute = *row();
    drawer().setTitle(fromUtf8(dispute.orderNumber), disputeWord(dispute));
    m_reason->setText(disputeReasonText(dispute.reason));
    m_seller->setText(fromUtf8(dispute.sellerName));
    m_amount->setText(moneyText(dispute.amount));
    m_due->setText(timeToAnswer(dispute, context().clock()));
}

void DisputeDrawer::fillSections()
{
    const api::DisputeView& dispute = *details();
    const Clockface face = context().clock();
    if (!dispute.actionFailure.empty()) {
        add({}, "sectionFailure")
            ->addWidget(new Note(Tone::Bad, QStringLiteral("incident"),
                                 tr("The provider did not take it: %1. Do it once more.")
                                     .arg(fromUtf8(dispute.actionFailure))));
    }
    auto* money = new KeyValues(QStringLiteral("disputeMoney"));
    money->add(tr("Out of escrow"), moneyText(dispute.fromEscrow));
    if (dispute.fromCredit.isPositive())
        money->add(tr("Out of the buyer's store credit"), moneyText(dispute.fromCredit));
    money->add(tr("Out of the seller's balance"), moneyText(dispute.fromPayable));
    if (dispute.toDebt.isPositive())
        money->add(tr("Owed by the seller"), moneyText(dispute.toDebt));
    money->add(tr("Kept by the provider"), moneyText(dispute.fee));
    add(tr("Where the money is"), "sectionMoney")->addWidget(money);
    auto* dates = new KeyValues(QStringLiteral("disputeDates"));
    dates->add(tr("Opened"), fullMomentText(dispute.createdAt, face));
    if (dispute.respondBy)
        dates->add(tr("To be answered by"), fullMomentText(*dispute.respondBy, face));
    if (dispute.closedAt) dates->add(tr("Closed"), fullMomentText(*dispute.closedAt, face));
    dates->add(tr("Provider"), fromUtf8(dispute.provider));
    dates->add(tr("Its reference"), fromUtf8(dispute.reference));
    add(tr("Course"), "sectionCourse")->addWidget(dates);
    if (dispute.evidence.empty()) return;
    add(tr("What was answered"), "sectionEvidence")
        ->addWidget(makeParagraph(fromUtf8(dispute.evidence), Type::Secondary, &Theme::t2));
}

} // namespace stoa::ui
