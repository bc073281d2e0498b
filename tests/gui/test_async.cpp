#include "api/identity.h"
#include "support/test_main.h"
#include "ui/async/connection.h"
#include "ui/async/live_events.h"
#include "ui/async/node_watch.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <thread>

using namespace stoa;
using namespace stoa::ui;

namespace {

// Answers on a thread of its own, as a node does.
class ThreadedNode final : public api::Node {
public:
    class Nothing final : public api::Subscription {};

    void submit(const api::Operation& operation, api::CallOptions options, api::ErasedRequest,
                api::ErasedCallback callback) override
    {
        seen = std::move(options);
        name = operation.name;
        pending = std::move(callback);
    }
    std::unique_ptr<api::Subscription> subscribe(api::CallOptions,
                                                 std::function<void(const api::Event&)> handler,
                                                 std::function<void()> lost) override
    {
        onEvent = std::move(handler);
        onLost = std::move(lost);
        return std::make_unique<Nothing>();
    }
    void answer(Result<api::ErasedAnswer> reply)
    {
        std::thread([this, reply = std::move(reply)] { pending(reply); }).join();
    }
    void answerSetup(const std::string& marketplace)
    {
        auto view = std::make_shared<api::SetupView>();
        view->marketplaceName = marketplace;
        answer(api::ErasedAnswer{view, {}, false});
    }

    api::CallOptions seen;
    std::string_view name;
    api::ErasedCallback pending;
    std::function<void(const api::Event&)> onEvent;
    std::function<void()> onLost;
};

} // namespace

class AsyncTest final : public QObject {
    Q_OBJECT

private slots:
    void theWatchTellsSilenceFromARefusal()
    {
        ThreadedNode node;
        Connection connection(node);
        NodeWatch watch(connection);
        QSignalSpy left(&watch, &NodeWatch::left);
        QSignalSpy returned(&watch, &NodeWatch::returned);
        const auto answered = [&](Result<api::ErasedAnswer> answer) {
            watch.check();
            QCOMPARE(node.name, std::string_view("identity.get_setup"));
            QVERIFY(node.seen.deadline == NodeWatch::kDeadline);
            node.answer(std::move(answer));
            QCoreApplication::processEvents();
        };
        answered(fail(makeError(ErrorKind::RateLimited, "rate.limited")));
        QCOMPARE(left.count(), 0);
        answered(fail(makeError(ErrorKind::Timeout, "node.deadline_passed")));
        answered(fail(makeError(ErrorKind::Unavailable, "node.unreachable")));
        QCOMPARE(left.count(), 1);
        QVERIFY(watch.isAway());
        answered(api::ErasedAnswer{std::make_shared<api::SetupView>(), {}, false});
        QCOMPARE(returned.count(), 1);
        QVERIFY(!watch.isAway());
    }

    void theWatchAsksAtOnceWhenACallFindsNobody()
    {
        ThreadedNode node;
        Connection connection(node);
        NodeWatch watch(connection);
        QSignalSpy left(&watch, &NodeWatch::left);
        connection.call(this, api::GetMe{}, [](const Result<api::GetMe::Reply>&) {});
        node.answer(fail(makeError(ErrorKind::Unavailable, "node.unreachable")));
        QTRY_COMPARE(node.name, std::string_view("identity.get_setup"));
        node.answer(fail(makeError(ErrorKind::Unavailable, "node.unreachable")));
        QTRY_COMPARE(left.count(), 1);
    }

    void bringsTheReplyToTheReceiversThreadLater()
    {
        ThreadedNode node;
        Connection connection(node);
        connection.setToken("token");
        QObject receiver;
        QThread* thread = nullptr;
        std::string marketplace;
        connection.call(&receiver, api::GetSetup{}, [&](Result<api::SetupView> reply) {
            thread = QThread::currentThread();
            marketplace = reply->marketplaceName;
        });
        node.answerSetup("Marea");
        QCOMPARE(thread, nullptr); // never inside the answer
        QTRY_COMPARE(thread, QThread::currentThread());
        QCOMPARE(marketplace, std::string("Marea"));
        QCOMPARE(node.seen.token, std::string("token"));
    }

    void callsNobodyWhenTheReceiverIsGone()
    {
        ThreadedNode node;
        Connection connection(node);
        bool isCalled = false;
        auto receiver = std::make_unique<QObject>();
        connection.call(receiver.get(), api::GetSetup{},
                        [&](Result<api::SetupView>) { isCalled = true; });
        node.answerSetup("Marea");
        receiver.reset(); // between the answer and its delivery
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        QVERIFY(!isCalled);
    }

    void passesErrorsOnAndSaysWhenTheSessionEnded()
    {
        ThreadedNode node;
        Connection connection(node);
        QSignalSpy ended(&connection, &Connection::sessionEnded);
        QObject receiver;
        std::string code;
        connection.call(&receiver, api::GetSetup{},
                        [&](Result<api::SetupView> reply) { code = reply.error().code; });
        node.answer(fail(ErrorKind::Unauthenticated, "session.expired"));
        QTRY_COMPARE(code, std::string("session.expired"));
        QCOMPARE(ended.count(), 1);
    }

    void deliversABurstOfEventsInOneBatch()
    {
        ThreadedNode node;
        LiveEvents events;
        QSignalSpy changed(&events, &LiveEvents::changed);
        std::size_t count = 0;
        connect(&events, &LiveEvents::changed, this,
                [&](const std::vector<api::Event>& batch) { count += batch.size(); });
        events.start(node, "token");
        std::thread([&] {
            for (int i = 0; i < 1000; ++i) {
                api::Event event;
                event.type = "order.placed";
                node.onEvent(event);
            }
        }).join();
        QCOMPARE(changed.count(), 0);
        QTRY_COMPARE(count, std::size_t(1000));
        QCOMPARE(changed.count(), 1);
    }

    void tellsThatEventsWereLostInsteadOfGrowing()
    {
        ThreadedNode node;
        LiveEvents events;
        QSignalSpy lost(&events, &LiveEvents::lost);
        events.start(node, "token");
        for (std::size_t i = 0; i <= LiveEvents::kMaxWaiting; ++i)
            node.onEvent({});
        QTRY_COMPARE(lost.count(), 1);
        node.onLost();
        QTRY_COMPARE(lost.count(), 2);
    }

    void hearsNothingAfterItIsGone()
    {
        ThreadedNode node;
        auto events = std::make_unique<LiveEvents>();
        events->start(node, "token");
        events.reset();
        node.onEvent({});
        node.onLost();
        QCoreApplication::processEvents();
    }

    void tellsSlicesApartByTheEventsName()
    {
        api::Event event;
        event.type = "refund.approved";
        QVERIFY(concerns({event}, {"order", "refund"}));
        QVERIFY(!concerns({event}, {"order", "ref"}));
    }
};

STOA_TEST(AsyncTest)
#include "test_async.moc"
