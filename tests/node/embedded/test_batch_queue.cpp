#include "node/embedded/batch_queue.h"
#include "support/test_main.h"

#include <QTest>

#include <numeric>

using namespace stoa;
using namespace stoa::node;
using namespace std::chrono_literals;

namespace {

const api::Operation kPlace{.name = "orders.place"};
const api::Operation kOther{.name = "orders.other"};

// Sellers and calls have numbers; a call is told by its deadline.
class Queue {
public:
    explicit Queue(std::size_t mostRunning) : m_queue(mostRunning)
    {
        for (int i = 0; i < 300; ++i)
            m_sellers.push_back(OrgId::make());
    }

    void add(std::size_t seller, const api::Operation& operation = kPlace)
    {
        m_queue.add(m_sellers[seller], {&operation, {}, nullptr, nullptr, kStart + m_next++ * 1h},
                    now);
    }

    void addFrom(std::size_t seller, std::size_t count) // each another seller's
    {
        for (std::size_t i = 0; i < count; ++i)
            add(seller + i);
    }

    // The numbers of the calls it took.
    std::vector<int> take()
    {
        auto batch = m_queue.take(now);
        if (!batch) return {};
        m_running.push_back(std::move(*batch));
        return numbersOf(m_running.back().calls);
    }

    void finishFirst()
    {
        m_queue.finish(m_running.front(), now);
        m_running.erase(m_running.begin());
    }

    std::vector<int> abandon() { return numbersOf(m_queue.abandon()); }
    std::optional<BatchQueue::Moment> nextStart() const { return m_queue.nextStart(); }
    std::size_t size() const { return m_queue.size(); }

    static constexpr BatchQueue::Moment kStart{1h};
    BatchQueue::Moment now = kStart;

private:
    static std::vector<int> numbersOf(const std::vector<QueuedCall>& calls)
    {
        std::vector<int> numbers;
        for (const QueuedCall& call : calls)
            numbers.push_back(static_cast<int>((call.deadline - kStart) / 1h));
        return numbers;
    }

    BatchQueue m_queue;
    std::vector<OrgId> m_sellers;
    std::vector<BatchQueue::Batch> m_running;
    int m_next = 0;
};

std::vector<int> range(int first, int count)
{
    std::vector<int> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), first);
    return numbers;
}

} // namespace

class BatchQueueTest : public QObject {
    Q_OBJECT
private slots:
    void whoComesAloneStartsAtOnce()
    {
        Queue queue(2);
        QVERIFY(!queue.nextStart());
        queue.add(0);
        QCOMPARE(queue.take(), range(0, 1));
        queue.finishFirst();
        queue.add(0);
        QCOMPARE(queue.take(), range(1, 1));
    }

    void afterABatchTheNextGathers()
    {
        Queue queue(2);
        queue.addFrom(0, 4);
        QCOMPARE(queue.take(), range(0, 4));
        queue.finishFirst();
        queue.addFrom(0, 3);
        QCOMPARE(queue.take(), std::vector<int>());
        QCOMPARE(queue.nextStart(), queue.now + BatchQueue::kGather);
        queue.add(3); // as many as there were
        QCOMPARE(queue.take(), range(4, 4));
        queue.finishFirst();
        queue.add(0);
        queue.now += BatchQueue::kGather;
        QCOMPARE(queue.take(), range(8, 1));
    }

    void besidesABatchAShareOrPatienceIsNeeded()
    {
        Queue queue(2);
        queue.addFrom(0, 16);
        QCOMPARE(queue.take(), range(0, 8)); // half of those under way
        queue.finishFirst();
        QCOMPARE(queue.take(), range(8, 8));
        queue.addFrom(20, 7);
        QCOMPARE(queue.take(), std::vector<int>());
        QCOMPARE(queue.nextStart(), queue.now + BatchQueue::kPatience);
        queue.now += 1ms;
        queue.add(30);
        QCOMPARE(queue.take(), range(16, 8));
        queue.finishFirst();
        queue.add(40);
        QCOMPARE(queue.take(), std::vector<int>());
        queue.now += BatchQueue::kPatience;
        QCOMPARE(queue.take(), range(24, 1));
    }

    void aSellerIsInOneRunningBatchAtATime()
    {
        Queue queue(2);
        queue.addFrom(0, 2);
        QCOMPARE(queue.take(), range(0, 2));
        queue.add(1);
        queue.add(2);
        queue.add(0);
        queue.now += BatchQueue::kPatience;
        QCOMPARE(queue.take(), range(3, 1));
        QVERIFY(!queue.nextStart());
        queue.finishFirst();
        queue.now += BatchQueue::kPatience;
        QCOMPARE(queue.take(), (std::vector<int>{2, 4}));
    }

    void sellersAreDealtOutWhole()
    {
        Queue queue(2);
        for (std::size_t i = 0; i < 40; ++i)
            queue.add(i % 4);
        std::vector<int> ofTwo;
        std::vector<int> ofTheOthers;
        for (int i = 0; i < 40; ++i)
            (i % 4 < 2 ? ofTwo : ofTheOthers).push_back(i);
        QCOMPARE(queue.take(), ofTwo);
        QCOMPARE(queue.take(), ofTheOthers);
    }

    void operationsAreNotMixed()
    {
        Queue queue(2);
        queue.add(0);
        queue.add(1, kOther);
        queue.add(2);
        queue.now += BatchQueue::kPatience;
        QCOMPARE(queue.take(), (std::vector<int>{0, 2}));
        queue.now += BatchQueue::kPatience;
        QCOMPARE(queue.take(), range(1, 1));
    }

    void batchesAndTheirNumberAreBounded()
    {
        Queue queue(1);
        queue.addFrom(0, BatchQueue::kMaxBatch + 2);
        QCOMPARE(queue.take().size(), BatchQueue::kMaxBatch);
        queue.now += 1h;
        QCOMPARE(queue.take(), std::vector<int>());
        QVERIFY(!queue.nextStart());
        queue.finishFirst();
        queue.now += 1h;
        QCOMPARE(queue.take().size(), std::size_t(2));
    }

    void whatWaitsIsGivenBack()
    {
        Queue queue(1);
        queue.addFrom(0, 3);
        queue.take();
        queue.addFrom(0, 2);
        QCOMPARE(queue.abandon(), range(3, 2));
        QCOMPARE(queue.size(), std::size_t(0));
        QVERIFY(!queue.nextStart());
        queue.finishFirst();
    }
};

STOA_TEST(BatchQueueTest)
#include "test_batch_queue.moc"
