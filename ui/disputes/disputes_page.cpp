#include "ui/disputes/disputes_page.h"

#include "ui/disputes/dispute_drawer.h"
#include "ui/disputes/disputes_model.h"
#include "ui/text/amounts.h"
#include "ui/widgets/tab_strip.h"

namespace stoa::ui {

namespace {

constexpr int kMostEvidence = 20'000;

} // namespace

DisputesPage::DisputesPage(const PageContext& context, QWidget* parent)
    : ListPage(context,
               {QStringLiteral("disputes"), tr("Chargebacks"),
                tr("The chargebacks stay as they were."), tr("Which chargebacks")},
               parent),
      m_model(new DisputesModel(context, this)),
      m_drawer(new DisputeDrawer(context))
{
    for (const QString& title : {tr("To answer"), tr("Open"), tr("Closed"), tr("All")})
        tabs().addTab(title);
    assemble({m_model, m_drawer});
    connect(m_drawer, &DisputeDrawer::answerRequested, this, &DisputesPage::answer);
    connect(m_drawer, &DisputeDrawer::acceptRequested, this, &DisputesPage::giveIn);
}

void DisputesPage::askFor(const QString&)
{
    beganAsking();
    m_model->ask(static_cast<DisputesModel::Which>(tabs().currentIndex()));
}

bool DisputesPage::showRecord(const QString& id)
{
    const api::DisputeView* dispute = m_model->disputeOf(id);
    if (dispute != nullptr) m_drawer->show(*dispute);
    return dispute != nullptr;
}

StateMessage DisputesPage::emptyMessage() const
{
    const bool isFirst = tabs().currentIndex() == 0;
    return {QStringLiteral("check-circle"),
            isFirst ? tr("No bank waits for an answer") : tr("No chargebacks"),
            tr("They come from the payment providers, by themselves."),
            isFirst ? tr("Show all") : QString()};
}

void DisputesPage::takeEmptyAction()
{
    tabs().setCurrentIndex(tabs().count() - 1);
}

QString DisputesPage::countText(std::int64_t count, bool isExact) const
{
    if (!isExact) return tr("about %1 chargebacks").arg(numberText(count));
    return count == 1 ? tr("1 chargeback")
                      : tr("%Ln chargebacks", nullptr, static_cast<int>(count));
}

void DisputesPage::takeEvents(const std::vector<api::Event>& events)
{
    if (concerns(events, {"dispute", "order"})) refreshSoon();
}

bool DisputesPage::takeLetter(int key)
{
    switch (key) {
    case Qt::Key_A:
        m_drawer->answer();
        return true;
    case Qt::Key_X:
        m_drawer->giveIn();
        return true;
    default:
        return false;
    }
}

void DisputesPage::answer()
{
    const api::DisputeView dispute = *m_drawer->row();
    const Question what{QStringLiteral("send"),
                        tr("Answer the chargeback of %1").arg(fromUtf8(dispute.orderNumber)),
                        tr("Goes to the bank at once, for good: what was sold, how and when it "
                           "was sent, the tracking number, what the buyer wrote."),
                        tr("Evidence"),
                        tr("Send to the bank"),
                        fromUtf8(dispute.evidence),
                        kMostEvidence,
                        true,
                        true};
    context().prompt.ask(this, what, [this, dispute](const std::optional<QString>& evidence) {
        if (!evidence) return;
        send(api::SubmitEvidence{dispute.seller, dispute.id, dispute.version, toUtf8(*evidence)},
             tr("The answer is on its way to the bank"));
    });
}

void DisputesPage::giveIn()
{
    const api::DisputeView dispute = *m_drawer->row();
    const Confirmation what{
        QStringLiteral("x-circle"),
        tr("Give in to the chargeback of %1").arg(fromUtf8(dispute.orderNumber)),
        tr("The buyer keeps %1, the dispute is lost. This can't be taken back.")
            .arg(moneyText(dispute.amount)),
        tr("Give in"),
        tr("Keep it open"),
        true};
    context().prompt.confirm(this, what, [this, dispute](bool isAgreed) {
        if (!isAgreed) return;
        send(api::AcceptDispute{dispute.seller, dispute.id, dispute.version},
             tr("The bank is told that it is lost"));
    });
}

} // namespace stoa::ui
