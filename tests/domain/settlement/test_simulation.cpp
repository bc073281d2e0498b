// Lives of orders over the rules alone. A million of them take half a minute:
// tests/run --campaign simulation --seeds 1000000

#include "simulated_life.h"
#include "support/test_main.h"

#include <QElapsedTimer>

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr std::size_t kUsual = 50'000; // lives

constexpr int SimulatedLife::Tally::*kHappenings[] = {
    &SimulatedLife::Tally::captured, &SimulatedLife::Tally::failed,
    &SimulatedLife::Tally::refunded, &SimulatedLife::Tally::refusedRefunds,
    &SimulatedLife::Tally::reversed, &SimulatedLife::Tally::edited,
    &SimulatedLife::Tally::canceled, &SimulatedLife::Tally::sent,
    &SimulatedLife::Tally::released,
};

} // namespace

class SimulationCampaign final : public QObject {
    Q_OBJECT

private slots:
    void everyCentIsExplainedAndNothingStaysInDoubt()
    {
        const auto seed = Random().seed();
        const auto count = historyCount(kUsual);
        SimulatedLife::Tally all;
        QElapsedTimer timer;
        timer.start();
        for (std::size_t i = 0; i < count; ++i) {
            SimulatedLife life(seed + i);
            const std::string problem = life.run();
            QVERIFY2(problem.empty(),
                     ("STOA_SEED=" + std::to_string(seed + i) + ": " + problem).c_str());
            for (const auto each : kHappenings)
                all.*each += life.tally().*each;
        }
        qInfo("%zu lives, %.0f a second", count,
              static_cast<double>(count) * 1e9 / static_cast<double>(timer.nsecsElapsed()));
        qInfo(
            "payments: %d captured, %d failed; refunds: %d paid, %d failed, %d came back; %d edits,"
            " %d cancelations, %d moves of parcels, %d releases",
            all.captured, all.failed, all.refunded, all.refusedRefunds, all.reversed, all.edited,
            all.canceled, all.sent, all.released);
        if (count < kUsual) return; // too few for everything to happen
        for (const auto each : kHappenings)
            QVERIFY(all.*each > 0);
    }
};

STOA_TEST(SimulationCampaign)
#include "test_simulation.moc"
