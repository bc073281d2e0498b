#include "gui/demo_cases.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/moderation/decision_queue.h"
#include "ui/text/words.h"

#include <QSignalSpy>

#include <set>

using namespace std::chrono_literals;

namespace stoa::test {

class DecisionQueueTest final : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_desk = std::make_unique<CaseDesk>(m_fixture->node, m_fixture->now);
        m_queue = std::make_unique<ui::DecisionQueue>(m_fixture->connection);
        m_queue->setTimes(1h, 1ms);
    }
    void cleanup()
    {
        m_queue.reset();
        m_desk.reset();
        m_fixture.reset();
    }

    void sendsNothingBeforeTheUndoTimeIsOver()
    {
        m_queue->add(decision(0));
        QTest::qWait(0);
        QCOMPARE(sent().size(), 0U);
        m_queue->setTimes(1ms, 1ms);
        m_queue->add(decision(1));
        // The first still waits its hour; order is kept.
        QCoreApplication::processEvents();
        QCOMPARE(sent().size(), 0U);
    }

    void sendsEachDecisionOnceWhenItsTimeIsOver()
    {
        m_queue->setTimes(1ms, 1ms);
        QSignalSpy done(m_queue.get(), &ui::DecisionQueue::succeeded);
        m_queue->add(decision(0));
        m_queue->add(decision(1));
        QTRY_COMPARE(done.count(), 2);
        QCOMPARE(sent().size(), 2U);
        QCOMPARE(sent()[0].moderationCase, m_desk->row(0).id);
        QVERIFY(m_queue->last() == nullptr);
    }

    void undoTakesBackTheNewestAndItIsNeverSent()
    {
        m_queue->add(decision(0));
        m_queue->add(decision(1));
        const auto taken = m_queue->undoLast();
        QVERIFY(taken);
        QCOMPARE(taken->request.moderationCase, m_desk->row(1).id);
        m_queue->sendAllNow();
        QCOMPARE(sent().size(), 1U);
        QCOMPARE(sent()[0].moderationCase, m_desk->row(0).id);
        QVERIFY(!m_queue->undoLast());
    }

    void repeatsWithTheSameKeyWhenTheAnswerIsLost()
    {
        int tries = 0;
        m_fixture->node.on<api::DecideCase>([&](const api::DecideCase&) -> Result<api::CaseView> {
            if (++tries < 3) return fail(makeError(ErrorKind::Unavailable, "node.away"));
            return demoCaseView(m_desk->row(0), m_fixture->now);
        });
        QSignalSpy done(m_queue.get(), &ui::DecisionQueue::succeeded);
        QSignalSpy failed(m_queue.get(), &ui::DecisionQueue::failed);
        m_queue->add(decision(0));
        m_queue->sendAllNow();
        QTRY_COMPARE(done.count(), 1);
        QCOMPARE(failed.count(), 0);
        QCOMPARE(keys().size(), 3U);
        const std::vector<std::string> used = keys();
        QCOMPARE(std::set<std::string>(used.begin(), used.end()).size(), 1U);
        QVERIFY(!keys()[0].empty());
    }

    void givesUpAfterThreeTriesAndKeepsTheKeyForAnother()
    {
        m_fixture->node.refuse<api::DecideCase>(makeError(ErrorKind::Timeout, "node.timeout"));
        std::optional<ui::PendingDecision> back;
        connect(m_queue.get(), &ui::DecisionQueue::failed, this,
                [&](const ui::PendingDecision& each) { back = each; });
        m_queue->add(decision(0));
        m_queue->sendAllNow();
        QTRY_VERIFY(back);
        QCOMPARE(keys().size(), 3U);
        m_queue->sendAgain(*back);
        QCOMPARE(keys().size(), 4U);
        QCOMPARE(keys()[3], keys()[0]);
    }

    void aRefusalComesBackAtOnce()
    {
        m_fixture->node.refuse<api::DecideCase>(
            makeError(ErrorKind::Conflict, "case.already_decided"));
        QSignalSpy failed(m_queue.get(), &ui::DecisionQueue::failed);
        m_queue->add(decision(0));
        m_queue->sendAllNow();
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(sent().size(), 1U);
    }

    void closingSendsWhatWaits()
    {
        m_queue->add(decision(0));
        m_queue->add(decision(1));
        m_queue.reset();
        QCOMPARE(sent().size(), 2U);
    }

    void neverHoldsMoreThanItsBound()
    {
        for (std::size_t i = 0; i <= ui::DecisionQueue::kMaxWaiting; ++i)
            m_queue->add(decision(0));
        QCOMPARE(sent().size(), 1U);
    }

private:
    ui::PendingDecision decision(std::size_t index) const
    {
        const api::CaseRow& row = m_desk->row(index);
        ui::PendingDecision decision;
        decision.request = {row.seller, row.id, row.version, api::Decision::Approve, {}, {}};
        decision.title = ui::fromUtf8(row.title);
        return decision;
    }
    std::vector<api::DecideCase> sent() const { return m_fixture->node.calls<api::DecideCase>(); }
    std::vector<std::string> keys() const
    {
        std::vector<std::string> keys;
        for (const api::CallOptions& options : m_fixture->node.options<api::DecideCase>())
            keys.push_back(options.idempotencyKey);
        return keys;
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<CaseDesk> m_desk;
    std::unique_ptr<ui::DecisionQueue> m_queue;
};

} // namespace stoa::test

using stoa::test::DecisionQueueTest;
STOA_TEST(DecisionQueueTest)
#include "test_decision_queue.moc"
