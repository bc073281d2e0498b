// The same key from many clients at once, with one body or two, while the link to the database
// breaks: one of them happens, once; who asked for the same gets the same answer, byte for byte;
// who asked for something else is told so.

#include "api/operations.h"
#include "campaign.h"
#include "node/codec/codec.h"
#include "patience.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr std::size_t kHistories = 60;

constexpr std::array<std::string_view, 5> kPlaces{"db.commit", "door.insert_keys",
                                                  "db.insert_events", "orders.insert_lines",
                                                  "ledger.insert_captures"};

struct Asked {
    bool isOther = false; // has the second body
    std::string reply;    // as JSON
    std::string error;    // its code
};

std::string jsonOf(const api::OrderView& order)
{
    const auto& codec = codec::codecOf(api::operation<api::PlaceOrder>());
    return codec.writeReply(&order);
}

} // namespace

class KeyCampaign final : public QObject {
    Q_OBJECT

private slots:
    void oneKeyIsOneEffect();

private:
    static std::string wrongWith(Campaign& campaign, std::uint64_t seed);
    static std::string verdict(Campaign& campaign, const std::vector<Asked>& all,
                               const api::PlaceOrder& request);
};

std::string KeyCampaign::wrongWith(Campaign& campaign, std::uint64_t seed)
{
    Random random(seed);
    const Scene scene = campaign.scene();
    const auto seller = random.between(0, static_cast<int>(scene.shop.sellers()) - 1);
    auto request = scene.shop.checkout(random.between(1, 3), static_cast<std::size_t>(seller));
    request.buyer.email = "key" + std::to_string(seed) + "@example.org";
    auto other = request;
    other.buyer.name = "Somebody Else";
    const std::string key = Uuid::makeV7().text();
    std::vector<Asked> all(static_cast<std::size_t>(random.between(2, 50)));
    for (Asked& asked : all)
        asked.isOther = random.chance(0.1);
    const auto place = static_cast<std::size_t>(random.between(0, kPlaces.size() - 1));
    scene.proxy.cutAt(std::string(kPlaces[place]),
                      static_cast<ChaosProxy::Cut>(random.between(0, 2)));
    inParallel(all.size(), [&](std::size_t i) {
        const auto answer = askUntilDefinite(scene.node, scene.shop.storefront(), key,
                                             all[i].isOther ? other : request);
        if (answer)
            all[i].reply = jsonOf(answer->reply);
        else
            all[i].error = answer.error().code;
    });
    scene.proxy.cutAt({}, ChaosProxy::Cut::BeforeServer);
    return verdict(campaign, all, request);
}

std::string KeyCampaign::verdict(Campaign& campaign, const std::vector<Asked>& all,
                                 const api::PlaceOrder& request)
{
    const auto winner =
        std::ranges::find_if(all, [](const Asked& asked) { return !asked.reply.empty(); });
    if (winner == all.end()) return "nobody got an order: " + all[0].error;
    for (const Asked& asked : all) {
        if (asked.isOther != winner->isOther && asked.error != "idempotency.key_reused")
            return "another body got " + asked.error + asked.reply;
        if (asked.isOther == winner->isOther && asked.reply != winner->reply)
            return "the same body got " + asked.error + asked.reply;
    }
    const auto count = campaign.ordersOf(request.buyer.email.value);
    return count == 1 ? std::string() : "there are " + std::to_string(count) + " orders";
}

void KeyCampaign::oneKeyIsOneEffect()
{
    Campaign campaign;
    campaign.payWith("sandbox");
    const auto seed = Random().seed();
    for (std::size_t i = 0; i < historyCount(kHistories); ++i) {
        const std::string wrong = wrongWith(campaign, seed + i);
        QVERIFY2(wrong.empty(), ("seed " + std::to_string(seed + i) + ": " + wrong).c_str());
    }
    const auto findings = campaign.verify();
    QCOMPARE(findings.empty() ? std::string() : findings.front(), std::string());
}

STOA_TEST(KeyCampaign)
#include "test_key_campaign.moc"
