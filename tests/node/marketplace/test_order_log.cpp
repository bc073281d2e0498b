// Orders while the database is away: accepted, kept, placed once it is back, each exactly once.

#include "node/embedded/order_log.h"
#include "platform/db/connection.h"
#include "stage/shop.h"
#include "support/chaos_proxy.h"
#include "support/fake_clock.h"
#include "support/in_parallel.h"
#include "support/test_cluster.h"
#include "support/test_main.h"
#include "support/wait_until.h"

#include <QTemporaryDir>

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;

namespace {

constexpr db::Statement kTerminate{
    "test.terminate", "SELECT count(pg_terminate_backend(pid)) AS ended FROM pg_stat_activity"
                      " WHERE datname = current_database() AND pid <> pg_backend_pid()"};

} // namespace

class OrderLogTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void placesWhatWasAcceptedWhenTheDatabaseIsBack();
    void placesOnceHoweverOftenItIsAsked();
    void placesOneOfTheCallsThatShareAKey();
    void sparesWhoeverHadTheKeyBefore();
    void tellsWhyThereIsNoOrder();
    void survivesTheEndOfTheNode();
    void settlesWhatACommitLeftInDoubt();
    void keepsToWhatAnotherNodeHasRefused();
    void refusesWhatIsNotThisCallOrMayNotWait();
    void refusesAfterADay();
    void refusesWithoutALog();

private:
    void open(bool withLog = true);
    void goAway();
    void comeBack() { m_proxy->refuse(false); }
    bool waitUntilEmpty();

    api::CallOptions options(const std::string& key) const
    {
        return {.token = m_shop->storefront(), .idempotencyKey = key, .origin = "test"};
    }
    Result<api::Answer<api::OrderView>> place(const std::string& key, std::int64_t quantity = 1)
    {
        return api::submitAndWait(m_marketplace->node(), options(key), m_shop->checkout(quantity));
    }
    std::size_t orders() const
    {
        const auto token = must(m_marketplace->operatorToken());
        return must(call(m_marketplace->node(), token, api::ListOrders{})).items.size();
    }
    std::string health() const;

    db::ConnectInfo m_database;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ChaosProxy> m_proxy;
    std::unique_ptr<node::Marketplace> m_marketplace;
    std::unique_ptr<Shop> m_shop;
};

void OrderLogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = TestCluster::ofProcess().createDatabase();
    m_clock = std::make_unique<FakeClock>();
    m_proxy = std::make_unique<ChaosProxy>(m_database);
    open();
    m_shop = std::make_unique<Shop>(*m_marketplace);
}

void OrderLogTest::cleanup()
{
    m_marketplace.reset();
    m_proxy.reset();
}

void OrderLogTest::open(bool withLog)
{
    m_marketplace.reset();
    node::Marketplace::Options options;
    options.database = m_proxy->info();
    options.workers = 4;
    options.jobThreads = 0;
    options.clock = m_clock.get();
    if (withLog) options.orderLog = m_folder->path().toStdString() + "/order-log";
    m_marketplace = must(node::Marketplace::open(std::move(options)));
}

void OrderLogTest::goAway()
{
    auto empty = m_shop->checkout(); // after it the node knows the storefront's key
    empty.lines.clear();
    STOA_FAILS(call(m_marketplace->node(), m_shop->storefront(), empty), "order.no_lines");
    m_proxy->refuse(true);
    const auto observer = must(db::Connection::open(m_database, db::within(20s)));
    must(observer->run(kTerminate));
}

// And until calls are answered again: the pool asks a server that was away only now and then.
bool OrderLogTest::waitUntilEmpty()
{
    const auto isAnswered = [this] {
        const auto token = m_marketplace->operatorToken();
        return token && call(m_marketplace->node(), *token, api::ListOrders{}).has_value();
    };
    return waitUntil([&] { return health().empty() && isAnswered(); });
}

std::string OrderLogTest::health() const
{
    for (const auto& check : m_marketplace->health()) {
        if (check.name == "order_log") return check.isGood ? check.note : "bad: " + check.note;
    }
    return "none";
}

void OrderLogTest::placesWhatWasAcceptedWhenTheDatabaseIsBack()
{
    goAway();
    for (int i = 1; i <= 3; ++i) {
        const auto queued = place("key-" + std::to_string(i));
        STOA_FAILS(queued, "order.queued");
        QCOMPARE(queued.error().kind, ErrorKind::InDoubt);
        QVERIFY(queued.error().retryAfter.count() > 0);
    }
    QCOMPARE(health(), std::string("3 orders wait for the database"));
    comeBack();
    QVERIFY(waitUntilEmpty());
    QCOMPARE(orders(), 3u);
    const auto placed = place("key-2");
    STOA_OK(placed);
    QVERIFY(placed->isReplayed);
    QCOMPARE(placed->reply.row.paymentStatus, api::PaymentStatus::Paid);
    QCOMPARE(orders(), 3u);
}

void OrderLogTest::placesOnceHoweverOftenItIsAsked()
{
    goAway();
    for (int i = 0; i < 5; ++i)
        STOA_FAILS(place("one key"), "order.queued");
    QCOMPARE(health(), std::string("1 orders wait for the database"));
    comeBack();
    // The buyer's shop and the log ask at the same time.
    QVERIFY(waitUntil([this] { return place("one key").has_value(); }));
    QVERIFY(waitUntilEmpty());
    QCOMPARE(orders(), 1u);
}

// Many at once, of two kinds: they reach the log together.
void OrderLogTest::placesOneOfTheCallsThatShareAKey()
{
    goAway();
    std::array<std::string, 24> codes;
    inParallel(codes.size(),
               [&](std::size_t i) { codes[i] = codeOf(place("one key", i % 2 == 0 ? 1 : 2)); });
    std::array<bool, 2> isQueued{};
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i] != "db.connection_lost") QCOMPARE(codes[i], std::string("order.queued"));
        isQueued.at(i % 2) |= codes[i] == "order.queued";
    }
    QVERIFY(isQueued[0] != isQueued[1]);
    comeBack();
    QVERIFY(waitUntilEmpty());
    QCOMPARE(orders(), 1u);
    STOA_OK(place("one key", isQueued[0] ? 1 : 2));
    STOA_FAILS(place("one key", isQueued[0] ? 2 : 1), "idempotency.key_reused");
}

// A key that the database knows, and in the log another call under it.
void OrderLogTest::sparesWhoeverHadTheKeyBefore()
{
    STOA_OK(place("key"));
    goAway();
    STOA_FAILS(place("key", 2), "order.queued");
    STOA_FAILS(place("key"), "db.connection_lost");
    comeBack();
    QVERIFY(waitUntilEmpty());
    STOA_FAILS(place("key", 2), "idempotency.key_reused");
    QVERIFY(must(place("key")).isReplayed);
    QCOMPARE(orders(), 1u);
}

void OrderLogTest::tellsWhyThereIsNoOrder()
{
    goAway();
    STOA_FAILS(place("first", Shop::kStock - 1), "order.queued");
    STOA_FAILS(place("too many", 2), "order.queued");
    STOA_FAILS(place("the last", 1), "order.queued");
    comeBack();
    QVERIFY(waitUntilEmpty());
    const auto refused = place("too many", 2);
    STOA_FAILS(refused, "stock.insufficient");
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
    STOA_OK(place("first", Shop::kStock - 1));
    STOA_OK(place("the last", 1));
    QCOMPARE(orders(), 2u);
}

void OrderLogTest::survivesTheEndOfTheNode()
{
    goAway();
    STOA_FAILS(place("before the end"), "order.queued");
    m_marketplace.reset();
    comeBack();
    open();
    QVERIFY(waitUntilEmpty());
    QCOMPARE(orders(), 1u);
    QVERIFY(place("before the end")->isReplayed);
}

// The order is placed, and the answer to COMMIT is lost: whoever asks gets that order, no other.
void OrderLogTest::settlesWhatACommitLeftInDoubt()
{
    for (const auto cut : {ChaosProxy::Cut::AfterAnswer, ChaosProxy::Cut::BeforeServer}) {
        const std::string key = cut == ChaosProxy::Cut::AfterAnswer ? "done" : "not done";
        m_proxy->cutAt("db.commit", cut);
        const auto first = place(key);
        QVERIFY2(first || codeOf(first) == "order.queued", problemOf(first).c_str());
        QVERIFY(waitUntil([&] { return place(key).has_value(); }));
        QVERIFY(waitUntilEmpty());
    }
    QCOMPARE(orders(), 2u);
}

// The buyer was told that the price has changed, and has thought better of it.
void OrderLogTest::keepsToWhatAnotherNodeHasRefused()
{
    auto request = m_shop->checkout();
    request.lines[0].unitPrice = m_shop->listing().variants.at(0).price;
    const auto placeAt = [&](node::Marketplace& marketplace) {
        return api::submitAndWait(marketplace.node(), options("shown"), request);
    };
    goAway();
    STOA_FAILS(placeAt(*m_marketplace), "order.queued");
    node::Marketplace::Options other;
    other.database = m_database;
    other.workers = 1;
    other.jobThreads = 0;
    other.clock = m_clock.get();
    const auto beside = must(node::Marketplace::open(std::move(other)));
    const auto observer = must(db::Connection::open(m_database, db::within(20s)));
    must(observer->runScript("UPDATE variant SET price_minor = price_minor + 100"));
    STOA_FAILS(placeAt(*beside), "price.changed");
    must(observer->runScript("UPDATE variant SET price_minor = price_minor - 100"));
    comeBack();
    QVERIFY(waitUntilEmpty());
    QCOMPARE(orders(), 0u);
    const auto told = placeAt(*m_marketplace);
    STOA_FAILS(told, "price.changed");
    QCOMPARE(told.error().kind, ErrorKind::Conflict);
    QCOMPARE(told.error().field, std::string("lines[0].unitPrice"));
}

void OrderLogTest::refusesWhatIsNotThisCallOrMayNotWait()
{
    goAway();
    STOA_FAILS(place("key"), "order.queued");
    STOA_FAILS(place("key", 2), "db.connection_lost"); // whose the key is, is not known yet
    STOA_FAILS(call(m_marketplace->node(), m_shop->admin(), api::CreateCategory{"Home", {}}),
               "db.connection_lost");
    STOA_FAILS(call(m_marketplace->node(), m_shop->storefront() + "x", m_shop->checkout()),
               "db.connection_lost");
    comeBack();
    QVERIFY(waitUntilEmpty());
    QCOMPARE(orders(), 1u);
}

void OrderLogTest::refusesAfterADay()
{
    goAway();
    STOA_FAILS(place("patient"), "order.queued");
    m_clock->advance(node::OrderLog::kPatience + 1s);
    comeBack();
    QVERIFY(waitUntilEmpty());
    QCOMPARE(orders(), 0u);
    STOA_FAILS(place("patient"), "order.waited_too_long");
    STOA_OK(place("another"));
}

void OrderLogTest::refusesWithoutALog()
{
    open(false);
    goAway();
    STOA_FAILS(place("key"), "db.connection_lost");
    QCOMPARE(health(), std::string("none"));
    comeBack();
    QVERIFY(waitUntil([this] { return place("key").has_value(); }));
}

STOA_TEST(OrderLogTest)
#include "test_order_log.moc"
