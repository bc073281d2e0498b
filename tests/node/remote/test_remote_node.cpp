#include "node/codec/codec.h"
#include "node/double/server_bench.h"
#include "node/remote/remote_node.h"
#include "support/test_main.h"

#include <QTemporaryDir>

using namespace stoa;
using namespace stoa::test;
using std::chrono::milliseconds;

namespace {

remote::RemoteOptions optionsFor(std::uint16_t port)
{
    remote::RemoteOptions options;
    options.address = "http://127.0.0.1:" + std::to_string(port);
    options.retryBase = milliseconds(1);
    options.reconnectBase = milliseconds(1);
    options.mostReconnectPause = milliseconds(10);
    return options;
}

std::unique_ptr<remote::RemoteNode> connectTo(const ServerBench& bench)
{
    return must(remote::RemoteNode::make(optionsFor(bench.server->port())));
}

template <class T>
std::string text(const api::Operation& operation, const T& reply)
{
    return codec::codecOf(operation).writeReply(&reply);
}

// What a subscriber has heard.
struct Heard {
    std::mutex mutex;
    std::vector<api::Event> events;
    std::atomic<int> lost = 0;

    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return events.size();
    }
    std::unique_ptr<api::Subscription> subscribe(api::Node& node)
    {
        api::CallOptions options;
        options.token = "t";
        return node.subscribe(
            options,
            [this](const api::Event& event) {
                const std::lock_guard lock(mutex);
                events.push_back(event);
            },
            [this] { ++lost; });
    }
};

api::Event sampleEvent(std::int64_t seq)
{
    return {OrgId::make(), seq, "order.placed", OrderId::make().text(), kSampleTime};
}

} // namespace

class RemoteNodeTest : public QObject {
    Q_OBJECT

    // The reply that the node gives is the reply that the caller gets.
    template <class Request>
    void checkRoundTrip(Request request, typename Request::Reply reply)
    {
        ServerBench bench;
        std::mutex mutex;
        std::string got; // under the mutex
        const auto& codec = codec::codecOf(api::operation<Request>());
        bench.node.tell<Request>([&](const Request& seen) {
            const std::scoped_lock lock(mutex);
            got = codec.writeRequest(&seen);
            return Result<typename Request::Reply>(reply);
        });
        const auto node = connectTo(bench);
        const std::string sent = codec.writeRequest(&request);
        const auto answer = api::submitAndWait(*node, {}, request);
        STOA_OK(answer);
        QCOMPARE(text(api::operation<Request>(), answer->reply),
                 text(api::operation<Request>(), reply));
        const std::scoped_lock lock(mutex);
        QCOMPARE(got, sent);
        QVERIFY(!answer->request.isNil());
    }

private slots:
    void errorsOfEveryKindArriveAsTheyWere()
    {
        ServerBench bench;
        const auto node = connectTo(bench);
        api::SignIn signIn;
        signIn.email = "a@b.c";
        signIn.password.value = "p";
        for (const ErrorKind kind :
             {ErrorKind::Invalid, ErrorKind::Unauthenticated, ErrorKind::Forbidden,
              ErrorKind::NotFound, ErrorKind::Conflict, ErrorKind::Stale, ErrorKind::Refused,
              ErrorKind::TooLarge, ErrorKind::RateLimited, ErrorKind::Unavailable,
              ErrorKind::Timeout, ErrorKind::InDoubt, ErrorKind::Canceled, ErrorKind::Internal}) {
            const Error sent = makeError(kind, "order.bad_thing")
                                   .in("lines[0].quantity")
                                   .with("most", "12.00 EUR")
                                   .with("asked", "13.00 EUR")
                                   .after(milliseconds(7));
            bench.node.refuse<api::SignIn>(sent);
            bench.node.refuse<api::GetMe>(sent);
            const auto posted = api::submitAndWait(*node, {}, signIn);
            const auto got = api::submitAndWait(*node, {}, api::GetMe{});
            QVERIFY(!posted && !got);
            for (const Error& error : {posted.error(), got.error()}) {
                QCOMPARE(error.kind, kind);
                QCOMPARE(error.code, sent.code);
                QCOMPARE(error.retryAfter.count(), std::int64_t{7});
                if (kind == ErrorKind::Internal) continue; // tells nothing about itself
                QCOMPARE(error.field, sent.field);
                QVERIFY(error.params == sent.params);
            }
        }
    }

    void repliesOfEverySliceArriveAsTheyWere()
    {
        api::SignIn signIn;
        signIn.email = "ana@example.org";
        signIn.password.value = "p\"ä\n";
        checkRoundTrip(signIn, sampleSession());

        api::CreateListing create;
        create.seller = OrgId::make();
        create.draft.title = "Bowl";
        create.draft.variants = {{"SKU/1", {{"Size", "L"}}, euros(1990), 4}};
        checkRoundTrip(create, sampleListing());

        api::ListOrders list;
        list.seller = OrgId::make();
        list.status = {api::OrderStatus::Placed, api::OrderStatus::Canceled};
        list.text = "Ana & Ben? 100% +=";
        list.placedFrom = kSampleTime;
        list.after = *sampleOrders().next;
        checkRoundTrip(list, sampleOrders());

        checkRoundTrip(api::GetOrder{OrgId::make(), OrderId::make()}, sampleOrder());
        checkRoundTrip(sampleRefundRequest(), sampleRefund());

        api::DecideCase decide;
        decide.seller = OrgId::make();
        decide.moderationCase = CaseId::make();
        decide.version = Version{2};
        api::CaseView view;
        view.listing = sampleListing();
        checkRoundTrip(decide, view);

        api::AdjustStock adjust;
        adjust.seller = OrgId::make();
        adjust.variant = VariantId::make();
        adjust.change = -3;
        adjust.reason = "counted";
        checkRoundTrip(adjust, sampleListing().variants.front());

        api::OverviewView overview;
        overview.currency = euros(0).currency();
        overview.currencies = {overview.currency};
        overview.figures.push_back({api::FigureKind::Sales, 5, 4, {1, 2}, {3}});
        checkRoundTrip(api::GetOverview{{}, api::Period::Week, "EUR"}, overview);

        checkRoundTrip(api::SignOut{}, Nothing{});
    }

    void optionsTravel()
    {
        ServerBench bench;
        bench.node.tellErased("refunds.request_refund", [](const api::CallOptions& options, void*) {
            return Result<api::ErasedAnswer>(api::ErasedAnswer{
                std::make_shared<api::RefundView>(sampleRefund()), options.request, true});
        });
        const auto node = connectTo(bench);
        api::CallOptions options;
        options.token = "token-1";
        options.idempotencyKey = "key-1";
        options.deadline = milliseconds(4000);
        const auto answer = api::submitAndWait(*node, options, sampleRefundRequest());
        STOA_OK(answer);
        QVERIFY(answer->isReplayed);
        const auto seen = bench.node.seen().front();
        QCOMPARE(answer->request, seen.options.request);
        QCOMPARE(seen.options.token, options.token);
        QCOMPARE(seen.options.idempotencyKey, options.idempotencyKey);
        QVERIFY(seen.options.deadline > milliseconds(0) &&
                seen.options.deadline <= options.deadline);
        QCOMPARE(seen.options.origin, std::string("127.0.0.1"));
    }

    void speaksTlsToThePinnedCertificateOnly()
    {
        QTemporaryDir folder;
        const TestCertificate certificate = makeCertificate(folder.path());
        QTemporaryDir otherFolder;
        const TestCertificate other = makeCertificate(otherFolder.path());
        http::ServerOptions serverOptions;
        serverOptions.certificateFile = certificate.certificateFile;
        serverOptions.keyFile = certificate.keyFile;
        const ServerBench bench(serverOptions);
        remote::RemoteOptions options = optionsFor(bench.server->port());
        options.address = "https://127.0.0.1:" + std::to_string(bench.server->port());
        const auto unpinned = must(remote::RemoteNode::make(options));
        STOA_FAILS(api::submitAndWait(*unpinned, {}, api::GetMe{}), "node.tls_failed");
        options.pinnedCertificate = other.pem.toStdString();
        const auto wrong = must(remote::RemoteNode::make(options));
        STOA_FAILS(api::submitAndWait(*wrong, {}, api::GetMe{}), "node.tls_failed");
        QCOMPARE(bench.node.seenCount(), std::size_t{0});
        options.pinnedCertificate = certificate.pem.toStdString();
        const auto right = must(remote::RemoteNode::make(options));
        STOA_OK(api::submitAndWait(*right, {}, api::GetMe{}));
    }

    void destructionCancelsWhatIsOpen()
    {
        ServerBench bench;
        bench.node.hold();
        auto node = connectTo(bench);
        std::atomic<int> canceled = 0;
        for (int i = 0; i < 20; ++i) {
            api::submit(*node, {}, api::GetMe{},
                        std::function<void(Result<api::Answer<api::MeView>>)>(
                            [&](const Result<api::Answer<api::MeView>>& answer) {
                                canceled += codeOf(answer) == "node.stopping" ? 1 : 0;
                            }));
        }
        node.reset();
        QCOMPARE(canceled.load(), 20);
    }

    void callsOverTheLimitAreRefusedAtOnce()
    {
        ServerBench bench;
        bench.node.hold();
        auto node = connectTo(bench);
        std::atomic<int> refused = 0;
        std::atomic<int> answered = 0;
        for (int i = 0; i < 1010; ++i) {
            api::submit(*node, {}, api::GetMe{},
                        std::function<void(Result<api::Answer<api::MeView>>)>(
                            [&](const Result<api::Answer<api::MeView>>& answer) {
                                refused += codeOf(answer) == "node.overloaded" ? 1 : 0;
                                ++answered;
                            }));
        }
        QVERIFY(waitUntil([&] { return refused == 10; }));
        node.reset();
        QCOMPARE(answered.load(), 1010);
    }

    void eventsArrive()
    {
        ServerBench bench;
        const auto node = connectTo(bench);
        Heard heard;
        auto subscription = heard.subscribe(*node);
        QVERIFY(waitUntil([&] { return heard.lost == 1; })); // open: look at what was before
        const api::Event event = sampleEvent(7);
        bench.node.publish(event);
        QVERIFY(waitUntil([&] { return heard.count() == 1; }));
        QCOMPARE(heard.events[0].organisation, event.organisation);
        QCOMPARE(heard.events[0].seq, event.seq);
        QCOMPARE(heard.events[0].type, event.type);
        QCOMPARE(heard.events[0].aggregate, event.aggregate);
        QCOMPARE(heard.events[0].at, event.at);
        bench.node.publishLost();
        QVERIFY(waitUntil([&] { return heard.lost == 2; }));
        subscription.reset();
        QVERIFY(waitUntil([&] { return bench.node.subscriptionCount() == 0; }));
    }

    void aRestartedServerIsFoundAgain()
    {
        auto bench = std::make_unique<ServerBench>();
        const std::uint16_t port = bench->server->port();
        const auto node = connectTo(*bench);
        Heard heard;
        const auto subscription = heard.subscribe(*node);
        QVERIFY(waitUntil([&] { return heard.lost == 1; }));
        bench.reset();
        STOA_FAILS(api::submitAndWait(*node, {}, api::GetMe{}), "node.unreachable");
        http::ServerOptions options;
        options.port = port;
        bench = std::make_unique<ServerBench>(options);
        QVERIFY(waitUntil([&] { return heard.lost == 2; }));
        bench->node.publish(sampleEvent(8));
        QVERIFY(waitUntil([&] { return heard.count() == 1; }));
        STOA_OK(api::submitAndWait(*node, {}, api::GetMe{}));
    }

    void aSubscriptionMayEndInItsOwnHandlerAndOutliveItsNode()
    {
        ServerBench bench;
        auto node = connectTo(bench);
        std::atomic<bool> isOver = false;
        std::mutex mutex;
        std::unique_ptr<api::Subscription> own; // under the mutex
        {
            const std::scoped_lock lock(mutex);
            own = node->subscribe(
                {}, [](const api::Event&) {},
                [&] {
                    if (isOver) return;
                    const std::scoped_lock inHandler(mutex);
                    own.reset();
                    isOver = true;
                });
        }
        QVERIFY(waitUntil([&] { return isOver.load(); }));
        Heard heard;
        const auto other = heard.subscribe(*node);
        QVERIFY(waitUntil([&] { return heard.lost == 1; }));
        node.reset();
        QVERIFY(waitUntil([&] { return bench.node.subscriptionCount() == 0; }));
        bench.node.publish(sampleEvent(1));
        QCOMPARE(heard.count(), std::size_t{0});
    }

    void aSilentStreamIsOpenedAgain()
    {
        http::ServerOptions serverOptions;
        serverOptions.heartbeat = milliseconds(60'000);
        const ServerBench bench(serverOptions);
        remote::RemoteOptions options = optionsFor(bench.server->port());
        options.silence = milliseconds(50);
        const auto node = must(remote::RemoteNode::make(options));
        Heard heard;
        const auto subscription = heard.subscribe(*node);
        QVERIFY(waitUntil([&] { return heard.lost >= 3; }));
    }
};

STOA_TEST(RemoteNodeTest)
#include "test_remote_node.moc"
