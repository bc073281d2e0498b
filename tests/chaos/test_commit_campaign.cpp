// The link breaks around COMMIT. What the client is told is the truth: an answer means that it
// happened, a definite error that it did not, and whoever is told "in doubt" learns it by asking
// again with the same key.

#include "api/refunds.h"
#include "campaign.h"
#include "patience.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr std::size_t kHistories = 200;

// What one question told.
enum class Told { Done, NotDone, Doubt };

template <class Answer>
Told toldBy(const Result<Answer>& answer)
{
    if (answer) return Told::Done;
    const Error& error = answer.error();
    const bool isDoubt =
        error.kind == ErrorKind::InDoubt || error.code == "idempotency.in_progress";
    return isDoubt ? Told::Doubt : Told::NotDone;
}

} // namespace

class CommitCampaign final : public QObject {
    Q_OBJECT

private slots:
    void answersAreTheTruth();

private:
    static std::string placing(Campaign& campaign, Random& random);
    static std::string refunding(Campaign& campaign, Random& random);
    static void cut(Campaign& campaign, Random& random);
};

void CommitCampaign::cut(Campaign& campaign, Random& random)
{
    campaign.scene().proxy.cutAt("db.commit", static_cast<ChaosProxy::Cut>(random.between(0, 2)));
}

std::string CommitCampaign::placing(Campaign& campaign, Random& random)
{
    const Scene scene = campaign.scene();
    auto request = scene.shop.checkout(1, 0);
    request.buyer.email = "b" + Uuid::makeV7().text() + "@example.org";
    const std::string key = Uuid::makeV7().text();
    cut(campaign, random);
    const auto told = toldBy(ask(scene.node, scene.shop.storefront(), key, request));
    const auto count = campaign.ordersOf(request.buyer.email.value);
    if (told == Told::Done && count != 1) return "an order was acknowledged, and is not there";
    if (told == Told::NotDone && count != 0) return "an order was refused, and is there";
    const auto again = askUntilDefinite(scene.node, scene.shop.storefront(), key, request);
    if (!again) return "asked again: " + describe(again.error());
    const auto now = campaign.ordersOf(request.buyer.email.value);
    return now == 1 ? std::string() : "there are " + std::to_string(now) + " orders";
}

std::string CommitCampaign::refunding(Campaign& campaign, Random& random)
{
    const Scene scene = campaign.scene();
    const auto bought = askUntilDefinite(scene.node, scene.shop.storefront(), Uuid::makeV7().text(),
                                         scene.shop.checkout(1, 0));
    if (!bought) return "nothing to refund: " + describe(bought.error());
    const api::OrderRow& row = bought->reply.row;
    api::RefundContent content;
    content.extra = Money(100, row.total.currency());
    const api::RequestRefund request{row.seller, row.id, row.version, content};
    const std::string key = Uuid::makeV7().text();
    cut(campaign, random);
    const auto told = toldBy(ask(scene.node, scene.admin, key, request));
    const auto refunded = campaign.refundedOf(row.id);
    if (told == Told::Done && refunded != 100) return "a refund was acknowledged, and is not there";
    if (told == Told::NotDone && refunded != 0) return "a refund was refused, and is there";
    const auto again = askUntilDefinite(scene.node, scene.admin, key, request);
    if (!again) return "asked again: " + describe(again.error());
    const auto now = campaign.refundedOf(row.id);
    return now == 100 ? std::string() : std::to_string(now) + " were refunded";
}

void CommitCampaign::answersAreTheTruth()
{
    Campaign campaign;
    campaign.payWith("sandbox");
    const auto seed = Random().seed();
    for (std::size_t i = 0; i < historyCount(kHistories); ++i) {
        Random random(seed + i);
        const std::string wrong =
            random.chance(0.5) ? placing(campaign, random) : refunding(campaign, random);
        QVERIFY2(wrong.empty(), ("seed " + std::to_string(seed + i) + ": " + wrong).c_str());
    }
    const auto findings = campaign.verify();
    QCOMPARE(findings.empty() ? std::string() : findings.front(), std::string());
}

STOA_TEST(CommitCampaign)
#include "test_commit_campaign.moc"
