#include "domain/store_credit/store_credit.h"
#include "domain_shop/shop.h"
#include "node/marketplace/checkout_saga.h"
#include "node/marketplace/marketplace.h"
#include "platform/gateways/sandbox_gateway.h"
#include "support/test_main.h"
#include "support/wait_until.h"

using namespace stoa;
using namespace stoa::test;
using jobs::SagaState;

namespace {

constexpr db::Statement kGroup{"test.group", "SELECT count(*) AS count FROM order_group"};
constexpr std::size_t kPlaces = 2; // steps that place something: two sellers

} // namespace

// Two sellers, three pieces. Its worker is killed around every step; then another one goes on.
class CheckoutSagaTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    Shop::Stall m_stall;
    gateways::SandboxGateway m_gateway;
    payments::Providers m_providers{m_gateway};
    jobs::Sagas m_sagas;
    jobs::Kinds m_kinds;
    std::unique_ptr<db::Pool> m_pool;
    checkout::Group m_group;
    Uuid m_saga;

    Uuid marketplace() const { return m_shop->bench.marketplace().uuid(); }
    jobs::Saga saga() { return must(jobs::Sagas::read(m_shop->bench.db(), marketplace(), m_saga)); }
    // What the buyer can spend with the first seller.
    Money credit()
    {
        const api::GetStoreCredit request{m_shop->seller, m_group.orders[0].buyer.email};
        return must(m_shop->bench.run(
                        m_shop->seller,
                        [&](Unit& unit) { return store_credit::handle(unit, request); }))
            .balances.at(0)
            .balance;
    }
    std::int64_t placed()
    {
        return must(m_shop->bench.db().run(kGroup)).single().get<std::int64_t>("count");
    }
    void start()
    {
        auto basket = m_shop->basket({{m_bowl, 2}});
        const api::GrantStoreCredit grant{m_shop->seller, basket.buyer.email,
                                          m_shop->money("5.00"), "For the late parcel"};
        must(m_shop->bench.run(m_shop->seller,
                               [&](Unit& unit) { return refunds::handle(unit, grant); }));
        m_group = {CheckoutId::make(), CartId::make(), {basket, basket}};
        m_group.orders[0].storeCredit = m_shop->money("5.00"); // the rest with the card
        m_group.orders[1].seller = m_stall.seller;
        m_group.orders[1].lines = {{m_stall.variant, 1}};
        must(m_shop->bench.run(m_shop->bench.marketplace(), [&](Unit& unit) -> Done {
            return startCheckout(m_sagas)(unit, m_group);
        }));
        const auto job = claim();
        m_saga = must(Uuid::parse(job.payload));
        must(jobs::putBack(m_shop->bench.db(), job, m_shop->bench.clock.now(), false, ""));
    }
    static checkout::Start startCheckout(const jobs::Sagas& sagas)
    {
        return node::startCheckout(sagas);
    }
    jobs::Job claim()
    {
        const Timestamp now = m_shop->bench.clock.now();
        const std::array claims{jobs::Claim{marketplace(), std::string(jobs::Sagas::kQueue), 1}};
        return must(jobs::claim(m_shop->bench.db(), claims, "test", now,
                                now + std::chrono::seconds(30)))
            .at(0)
            .at(0);
    }
    jobs::JobRun::Context context()
    {
        return {*m_pool, m_shop->bench.clock, db::within(std::chrono::seconds(30)),
                [] { return false; }};
    }
    void runOne()
    {
        const auto job = claim();
        jobs::JobRun run(job, context());
        const auto outcome = m_kinds.find(job.kind)->run(run);
        QVERIFY(outcome && outcome->kind == jobs::Outcome::Kind::Done);
    }
    // The step acts, and its worker is gone before the saga hears of it.
    void actAndDie()
    {
        const auto job = claim();
        const jobs::Saga at = saga();
        jobs::JobRun run(job, context());
        jobs::SagaRun step(run, at);
        const bool isBack = at.state == SagaState::Compensating;
        const auto steps =
            node::checkoutSaga(m_providers, [](std::span<const api::Event>) {}).steps;
        const auto& acting = steps.at(at.step - (isBack ? 1 : 0));
        must(isBack ? acting.compensate(step) : acting.run(step));
        m_shop->bench.clock.advance(std::chrono::seconds(31)); // its lease ends
    }
    void resume(SagaState end)
    {
        node::Marketplace::Options options;
        options.database = m_shop->bench.db().info();
        options.workers = 1;
        options.jobThreads = 2;
        options.clock = &m_shop->bench.clock;
        const auto marketplace = must(node::Marketplace::open(std::move(options)));
        QVERIFY(waitUntil([&] {
            m_shop->bench.clock.advance(std::chrono::seconds(1)); // queues are looked at again
            return saga().state == end;
        }));
    }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 5);
        m_stall = m_shop->addStall("4.00", 5);
        m_pool = std::make_unique<db::Pool>(m_shop->bench.db().info(), 3);
        m_sagas = {};
        m_sagas.add(node::checkoutSaga(m_providers, [](std::span<const api::Event>) {}));
        m_kinds = {};
        m_sagas.addTo(m_kinds);
        start();
    }
    void cleanup() { m_pool.reset(); }

    void isAllPlacedWhereverItsWorkerDies_data()
    {
        QTest::addColumn<int>("steps");
        for (int steps = 0; steps <= 3; ++steps)
            QTest::addRow("after %d steps", steps) << steps;
    }
    void isAllPlacedWhereverItsWorkerDies()
    {
        QFETCH(int, steps);
        for (int i = 0; i < steps; ++i)
            runOne();
        actAndDie();
        resume(SagaState::Completed);
        QCOMPARE(placed(), std::int64_t(kPlaces));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{5, 2}));
        QCOMPARE(m_shop->stockOf(m_stall), (Stock{5, 1}));
        QVERIFY(credit().isZero());
        QCOMPARE(m_shop->findings(), std::string());
    }

    void isAllTakenBackWhereverItsWorkerDies_data()
    {
        QTest::addColumn<int>("undone");
        for (int undone = 0; undone <= 1; ++undone)
            QTest::addRow("after %d compensations", undone) << undone;
    }
    void isAllTakenBackWhereverItsWorkerDies()
    {
        QFETCH(int, undone);
        must(m_shop->script("UPDATE stock_level SET on_hand = 0 WHERE on_hand = 5 AND org_id <> '" +
                            m_shop->seller.uuid().text() + "'"));
        for (int i = 0; i < 3; ++i)
            runOne(); // begins, places the first, is refused the second
        QCOMPARE(saga().state, SagaState::Compensating);
        QCOMPARE(placed(), std::int64_t{1});
        for (int i = 0; i < undone; ++i)
            runOne();
        actAndDie();
        resume(SagaState::Compensated);
        QVERIFY(saga().lastError.starts_with("refused stock.insufficient"));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{5, 0}));
        const auto orders = must(m_shop->bench.run(
            m_shop->seller, [&](Unit& unit) { return orders::handle(unit, api::ListOrders{}); }));
        QCOMPARE(orders.items.size(), std::size_t{1});
        QCOMPARE(orders.items[0].status, api::OrderStatus::Canceled);
        QCOMPARE(orders.items[0].paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(credit(), m_shop->money("5.00"));
        QCOMPARE(m_shop->findings(), std::string());
    }
};

STOA_TEST(CheckoutSagaTest)
#include "test_checkout_saga.moc"
