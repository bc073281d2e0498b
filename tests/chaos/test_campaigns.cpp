// Campaigns: many histories, each from its own seed, against a real database whose links break. The
// usual size is for every run; STOA_SEEDS asks for more, STOA_SEED for one that begins elsewhere.

#include "campaign.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr std::size_t kUsual = 200;
constexpr std::size_t kAtOnce = 40; // histories of one row of the test

} // namespace

class CheckoutCampaign final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void losesAndDoublesNothing_data();
    void losesAndDoublesNothing();
    void hasSeenEverything();
    void cleanupTestCase() { m_lanes.clear(); }

private:
    Tally tally() const;

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
    const auto count = historyCount(kUsual);
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
    inParallel(kLanes, run);
    QCOMPARE(problems.empty() ? std::string() : problems.front(), std::string());
    std::chrono::seconds doubt{0};
    for (const auto& lane : m_lanes)
        doubt = std::max(doubt, lane->longestDoubt());
    qInfo("%s so far, nothing in doubt for longer than %lld s", tally().text().c_str(),
          static_cast<long long>(doubt.count()));
}

// Histories in which nothing goes wrong prove nothing. A few may well leave something out.
void CheckoutCampaign::hasSeenEverything()
{
    const Tally all = tally();
    QVERIFY2(historyCount(kUsual) < kUsual || all.isVaried(), all.text().c_str());
}

Tally CheckoutCampaign::tally() const
{
    Tally all;
    for (const auto& lane : m_lanes)
        all += lane->tally();
    return all;
}

STOA_TEST(CheckoutCampaign)
#include "test_campaigns.moc"
