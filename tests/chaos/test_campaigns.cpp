// Campaigns: many histories, each from its own seed, against a real database whose links break. The
// usual size is for every run; STOA_SEEDS asks for more, STOA_SEED for one that begins elsewhere.

#include "campaign.h"
#include "support/test_main.h"

#include <thread>

using namespace stoa;
using namespace stoa::test;

namespace {

// Histories mostly wait for links: several go on at the same time, each lane on a database of its
// own.
constexpr std::size_t kLanes = 4;
constexpr std::size_t kAtOnce = 40; // histories of one row of the test

} // namespace

class CheckoutCampaign final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void losesAndDoublesNothing_data();
    void losesAndDoublesNothing();
    void cleanupTestCase() { m_lanes.clear(); }

private:
    std::vector<std::unique_ptr<Campaign>> m_lanes;
};

void CheckoutCampaign::initTestCase()
{
    for (std::size_t i = 0; i < kLanes; ++i)
        m_lanes.push_back(std::make_unique<Campaign>());
}

void CheckoutCampaign::losesAndDoublesNothing_data()
{
    QTest::addColumn<qulonglong>("first");
    QTest::addColumn<qulonglong>("count");
    const auto seed = Random().seed();
    const auto count = historyCount(200);
    for (std::size_t done = 0; done < count; done += kAtOnce) {
        const auto first = static_cast<qulonglong>(seed + done);
        QTest::addRow("%llu", first)
            << first << static_cast<qulonglong>(std::min(kAtOnce, count - done));
    }
}

void CheckoutCampaign::losesAndDoublesNothing()
{
    QFETCH(qulonglong, first);
    QFETCH(qulonglong, count);
    std::mutex mutex;
    std::vector<std::string> problems;
    const auto run = [&](std::size_t lane) {
        Campaign& campaign = *m_lanes[lane];
        std::vector<std::string> found;
        for (qulonglong i = lane; i < count && found.empty(); i += kLanes)
            found = campaign.run(first + i);
        if (found.empty()) found = campaign.verify();
        const std::scoped_lock lock(mutex);
        problems.insert(problems.end(), found.begin(), found.end());
    };
    std::vector<std::thread> lanes;
    for (std::size_t lane = 0; lane < kLanes; ++lane)
        lanes.emplace_back(run, lane);
    for (auto& lane : lanes)
        lane.join();
    QCOMPARE(problems.empty() ? std::string() : problems.front(), std::string());
    std::size_t orders = 0;
    for (const auto& lane : m_lanes)
        orders += lane->orders();
    qInfo("%zu orders so far", orders);
}

STOA_TEST(CheckoutCampaign)
#include "test_campaigns.moc"
