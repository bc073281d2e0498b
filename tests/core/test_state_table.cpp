#include "core/state_table.h"
#include "support/test_main.h"

#include <QTest>

using namespace stoa;

namespace {

enum class Lamp { Off, On, Broken, Lost };
enum class Do { Press, Drop };
enum class Who { Anyone };

constexpr Transition<Lamp, Do, Who> kRows[] = {
    {Lamp::Off, Do::Press, Lamp::On, Who::Anyone},
    {Lamp::On, Do::Press, Lamp::Off, Who::Anyone},
    {Lamp::On, Do::Drop, Lamp::Broken, Who::Anyone},
};
constexpr StateTable<Lamp, Do, Who> kTable = kRows;
static_assert(next(kTable, Lamp::Off, Do::Press) == Lamp::On);

} // namespace

class StateTableTest : public QObject {
    Q_OBJECT

private slots:
    void refusesWhatIsNotInTheTable()
    {
        QVERIFY(!next(kTable, Lamp::Off, Do::Drop));
        QVERIFY(!next(kTable, Lamp::Broken, Do::Press));
    }

    void findsWhatCanBeReached()
    {
        QVERIFY(reachable(kTable, Lamp::Off) == (std::vector{Lamp::Off, Lamp::On, Lamp::Broken}));
        QVERIFY(reachable(kTable, Lamp::Broken) == std::vector{Lamp::Broken});
    }
};

STOA_TEST(StateTableTest)
#include "test_state_table.moc"
