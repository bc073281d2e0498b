#include "platform/resilience/retry_budget.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using resilience::RetryBudget;

class RetryBudgetTest : public QObject {
    Q_OBJECT

    RetryBudget::Time m_now{1h};

    int taken(RetryBudget& budget, int most = 1000)
    {
        int count = 0;
        while (count < most && budget.take(m_now))
            ++count;
        return count;
    }

private slots:
    void init() { m_now = RetryBudget::Time{1h}; }

    void aFifthOfTheCallsMayBeRepeated()
    {
        RetryBudget budget({.perCall = 0.2, .perSecond = 0});
        QCOMPARE(taken(budget), 0);
        for (int i = 0; i < 99; ++i)
            budget.callMade(m_now);
        QCOMPARE(taken(budget), 19);
        budget.callMade(m_now);
        QCOMPARE(taken(budget), 1);
    }

    void fewCallsHaveTheirReserve()
    {
        RetryBudget budget({.perCall = 0.2, .perSecond = 10});
        QCOMPARE(taken(budget), 100);
        m_now += 9s;
        QCOMPARE(taken(budget), 0);
        m_now += 1s;
        QCOMPARE(taken(budget), 100);
    }

    void whatWasSavedIsForgotten()
    {
        RetryBudget budget({.perCall = 1, .perSecond = 0});
        for (int i = 0; i < 5; ++i)
            budget.callMade(m_now);
        m_now += 5s;
        budget.callMade(m_now);
        m_now += 5s;
        QCOMPARE(taken(budget), 1);
    }

    void aWithdrawalWeighsAsLongAsADeposit()
    {
        RetryBudget budget({.perCall = 1, .perSecond = 1});
        QCOMPARE(taken(budget), 10);
        m_now += 5s;
        budget.callMade(m_now);
        QCOMPARE(taken(budget), 1);
        m_now += 5s;
        QCOMPARE(taken(budget), 10);
    }
};

STOA_TEST(RetryBudgetTest)
#include "test_retry_budget.moc"
