#include "domain/ledger/ledger_sql.h"
#include "domain_shop/shop.h"
#include "node/embedded/commands.h"
#include "node/embedded/door_sql.h"
#include "node/embedded/pass.h"
#include "support/chaos_proxy.h"
#include "support/statements.h"
#include "support/test_main.h"

#include <QRegularExpression>

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr std::chrono::minutes kPatience{4};
constexpr db::Statement kCountOrders{"test.count_orders",
                                     "SELECT count(*) AS n FROM marketplace_order"};
constexpr db::Statement kCountAudits{"test.count_audits",
                                     "SELECT count(*) AS n FROM audit_log WHERE outcome = $1"};
constexpr db::Statement kChanges{
    "test.changes", "SELECT string_agg(convert_from(changes, 'UTF8'), '' ORDER BY seq) AS text"
                    " FROM event_log WHERE type = 'order.placed'"};

struct Ask {
    api::PlaceOrder request;
    std::string key = Uuid::makeV7().text();
};

struct Told {
    Result<api::OrderView> order;
    bool isReplayed;
};

} // namespace

// Many commands in one transaction, each with its own outcome.
class CommandsTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    gateways::SandboxGateway m_gateway;
    payments::Providers m_providers{m_gateway};
    node::Handlers m_handlers;
    std::vector<api::Event> m_published;
    std::function<void(std::span<const api::Event>)> m_publish =
        [this](std::span<const api::Event> events) {
            m_published.insert(m_published.end(), events.begin(), events.end());
        };

    std::vector<Told> run(db::Pool& pool, std::vector<Ask> asks)
    {
        const auto& operation = api::operation<api::PlaceOrder>();
        const auto& codecs = codec::codecOf(operation);
        const api::CallOptions options;
        std::vector<node::Pass> passes;
        std::vector<node::Pass*> all;
        passes.reserve(asks.size());
        for (Ask& ask : asks) {
            auto& pass =
                passes.emplace_back(node::Pass{operation, options, codecs, &ask.request,
                                               db::within(kPatience), m_shop->bench.clock.now()});
            pass.actor = m_actor;
            pass.organisation = m_shop->seller;
            pass.key =
                node::IdempotencyKey::of(codecs, m_shop->seller, m_actor, ask.key, &ask.request);
            all.push_back(&pass);
        }
        node::Commands({pool, m_handlers, m_publish}).run(all);
        std::vector<Told> told;
        for (const node::Pass& pass : passes) {
            told.push_back({pass.reply.map([](const std::shared_ptr<void>& reply) {
                                return *std::static_pointer_cast<api::OrderView>(reply);
                            }),
                            pass.isReplayed});
        }
        return told;
    }
    std::vector<Told> run(std::vector<Ask> asks)
    {
        db::Pool pool(m_shop->bench.db().info(), 2);
        return run(pool, std::move(asks));
    }

    template <class... Args>
    std::int64_t count(const db::Statement& statement, const Args&... args)
    {
        const db::Rows rows = must(m_shop->bench.db().run(statement, args...));
        return rows.single().get<std::int64_t>("n");
    }

    const Actor m_actor = Bench::person("Storefront");

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("12.50", 1000);
        m_published.clear();
        m_handlers = {};
        m_handlers.bindBatch<api::PlaceOrder>([this](auto& reads, auto wishes) {
            return orders::placeOrders(reads, wishes, m_providers);
        });
    }

    void statementsFitTheSchema() { STOA_OK(prepareAll(m_shop->bench.db(), door::sql::kAll)); }

    // Before the first ANALYZE the planner takes a big table for a small one, to be read whole.
    void looksUpKeyByKeyWithoutStatistics()
    {
        constexpr db::Statement kKeys{
            "test.plan_keys", "EXPLAIN EXECUTE \"door.select_keys\"('{}', '{}', 'place_order')"};
        constexpr db::Statement kReceivables{"test.plan_receivables",
                                             "EXPLAIN EXECUTE \"ledger.select_receivables\"('{}')"};
        db::Connection& connection = m_shop->bench.db();
        STOA_OK(connection.prepare(door::sql::kSelectKeys));
        STOA_OK(connection.prepare(ledger::sql::kSelectReceivables));
        must(connection.runScript("BEGIN"));
        must(connection.run(door::sql::kPlanForKeys, "force_generic_plan"));
        const auto condition = [&connection](const db::Statement& explain) {
            const db::Rows plan = must(connection.run(explain));
            std::string found;
            for (const db::Row row : plan) {
                const auto line = row.get<std::string>("QUERY PLAN");
                if (const auto at = line.find("Index Cond: "); at != line.npos)
                    found += line.substr(at + 12);
            }
            return found;
        };
        QCOMPARE(condition(kKeys), std::string("((org_id = k.org_id) AND ((scope)::text = $3) AND "
                                               "((key)::text = k.key))"));
        QCOMPARE(condition(kReceivables),
                 std::string("((org_id = w.org_id) AND ((kind)::text = "
                             "'provider_receivable'::text) AND (owner_id = w.org_id))"));
        must(connection.runScript("ROLLBACK"));
    }

    void aHundredOrdersAreAnsweredEachForItself()
    {
        std::vector<Ask> asks;
        for (int i = 0; i < 100; ++i) {
            Ask ask{m_shop->basket({{m_bowl, 2}})};
            if (i % 5 == 1) ask.request.paymentMethod = "tok_declined";
            if (i % 5 == 2) ask.request.lines[0].unitPrice = m_shop->money("12.49");
            if (i % 5 == 3) ask.request.lines[0].quantity = 9999;
            if (i % 5 == 4) ask.request.lines[0].variant = VariantId::make();
            asks.push_back(std::move(ask));
        }
        const std::array<std::string, 5> codes{"no error", "payment.declined", "price.changed",
                                               "stock.insufficient", "variant.not_for_sale"};
        const auto told = run(asks);
        for (std::size_t i = 0; i < told.size(); ++i) {
            QCOMPARE(codeOf(told[i].order), codes[i % 5]);
            QVERIFY(!told[i].isReplayed);
        }
        QCOMPARE(count(kCountOrders), 20);
        QCOMPARE(count(kCountAudits, "done"), 20);
        QCOMPARE(count(kCountAudits, "payment.declined"), 20);
        QCOMPARE(count(kCountAudits, "price.changed"), 20);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{1000, 40}));
        QCOMPARE(m_published.size(), std::size_t{20});
        QCOMPARE(m_published[19].seq, m_published[0].seq + 19);
        QCOMPARE(m_shop->findings(), std::string());

        // Whatever they were told stays so, even what would be different now: the same call may be
        // waiting in a node's log.
        m_shop->setPrice(m_bowl, m_shop->money("12.49"));
        const auto again = run(asks);
        for (std::size_t i = 0; i < again.size(); ++i) {
            QVERIFY(again[i].isReplayed);
            QCOMPARE(codeOf(again[i].order), codes[i % 5]);
            if (i % 5 == 0) QCOMPARE(again[i].order->row, told[i].order->row);
        }
        QCOMPARE(count(kCountOrders), 20);
    }

    void aBatchWaitsTwiceForTheServer()
    {
        db::Pool pool(m_shop->bench.db().info(), 1);
        const auto trips = [&pool] {
            return must(pool.acquire(db::within(kPatience)))->roundTrips();
        };
        run(pool, {{m_shop->basket({{m_bowl, 1}})}}); // opens the seller's books
        for (const int orders : {1, 30}) {
            std::vector<Ask> asks;
            for (int i = 0; i < orders; ++i)
                asks.push_back({m_shop->basket({{m_bowl, 1}})});
            const auto before = trips();
            for (const Told& told : run(pool, asks))
                STOA_OK(told.order);
            QCOMPARE(trips() - before, 2);
        }
    }

    void theReplyIsWhatAReaderSees()
    {
        const auto told = run({{m_shop->basket({{m_bowl, 2}})}});
        STOA_OK(told[0].order);
        const auto& codecs = codec::codecOf(api::operation<api::GetOrder>());
        auto read = must(m_shop->order(told[0].order->row.id));
        QCOMPARE(read.timeline.size(), std::size_t{1});
        QCOMPARE(read.deadlines.size(), std::size_t{3}); // not sent, hold alarm, hold ceiling
        read.timeline.clear();
        read.deadlines.clear();
        QCOMPARE(codecs.writeReply(&*told[0].order), codecs.writeReply(&read));
    }

    void theLastPieceGoesToOneOfTwo()
    {
        const VariantId last = m_shop->addVariant("5.00", 1);
        const auto told = run({{m_shop->basket({{last, 1}})},
                               {m_shop->basket({{m_bowl, 1}, {last, 1}})},
                               {m_shop->basket({{m_bowl, 1}})}});
        STOA_OK(told[0].order);
        STOA_FAILS(told[1].order, "stock.insufficient");
        QCOMPARE(told[1].order.error().field, std::string("lines[1].quantity"));
        const decltype(Error::params) params{
            {"sku", "SKU-2"}, {"requested", "1"}, {"available", "0"}, {"lines", "1"}};
        QVERIFY(told[1].order.error().params == params);
        STOA_OK(told[2].order);
        QCOMPARE(m_shop->stockOf(last), (Stock{1, 1}));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{1000, 1}));
    }

    void anOrderThatCannotBeWrittenFailsAlone()
    {
        std::vector<Ask> asks;
        for (int i = 0; i < 10; ++i)
            asks.push_back({m_shop->basket({{m_bowl, 1}})});
        asks[4].request.buyer.name.value.clear(); // past the door that would have refused it
        const auto told = run(asks);
        for (std::size_t i = 0; i < told.size(); ++i)
            QCOMPARE(codeOf(told[i].order), std::string(i == 4 ? "db.check" : "no error"));
        QCOMPARE(count(kCountOrders), 9);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{1000, 9}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void repetitionsInOneBatchAreReplayed()
    {
        std::vector<Ask> asks(20, Ask{m_shop->basket({{m_bowl, 1}})});
        asks.push_back({m_shop->basket({{m_bowl, 3}}), asks[0].key});
        const auto told = run(asks);
        STOA_OK(told[0].order);
        QVERIFY(!told[0].isReplayed);
        for (std::size_t i = 1; i < 20; ++i) {
            STOA_OK(told[i].order);
            QVERIFY(told[i].isReplayed);
            QCOMPARE(told[i].order->row, told[0].order->row);
        }
        STOA_FAILS(told[20].order, "idempotency.key_reused");
        QCOMPARE(count(kCountOrders), 1);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{1000, 1}));
    }

    void aMemoryThatHasExpiredStartsAnew()
    {
        const Ask ask{m_shop->basket({{m_bowl, 1}})};
        STOA_OK(run({ask})[0].order);
        m_shop->bench.clock.advance(node::IdempotencyKey::kMemory - std::chrono::seconds(1));
        QVERIFY(run({ask})[0].isReplayed);
        m_shop->bench.clock.advance(std::chrono::seconds(1));
        const auto anew = run({ask});
        STOA_OK(anew[0].order);
        QVERIFY(!anew[0].isReplayed);
        QCOMPARE(count(kCountOrders), 2);
    }

    // The images that the log keeps are of the rows as they are.
    void everyOrderCarriesItsOwnRows()
    {
        STOA_OK(run({{m_shop->basket({{m_bowl, 1}})}, {m_shop->basket({{m_bowl, 2}})}})[1].order);
        const auto text = must(m_shop->bench.db().run(kChanges)).single().get<std::string>("text");
        QStringList tables;
        for (const QString& line : QString::fromStdString(text).split('\n', Qt::SkipEmptyParts))
            tables.append(line.section(' ', 0, 0));
        // By shape: order, line, payment, ledger account, transfer, stock level, stock move.
        const QStringList one{"#1", "#2", "#3", "#4", "#5", "#6", "#7"};
        QStringList own = tables;
        own.removeOne("#4"); // the receivable, opened by the first order of a seller
        QCOMPARE(own.size(), 2 * one.size());
        for (const QString& table : one)
            QCOMPARE(own.count(table), 2);
        for (const int reserved : {1, 3}) {
            const QRegularExpression level(QString("#6 \\[.*,%1,\\d+\\]\n").arg(reserved));
            QVERIFY(QString::fromStdString(text).contains(level));
        }
    }

    void aLostCommitTellsEverybodyTheTruth_data()
    {
        QTest::addColumn<int>("cut");
        QTest::newRow("before the server") << int(ChaosProxy::Cut::BeforeServer);
        QTest::newRow("after sending") << int(ChaosProxy::Cut::AfterSend);
        QTest::newRow("after the answer") << int(ChaosProxy::Cut::AfterAnswer);
    }
    void aLostCommitTellsEverybodyTheTruth()
    {
        QFETCH(int, cut);
        ChaosProxy proxy(m_shop->bench.db().info());
        db::Pool pool(proxy.info(), 1);
        const std::vector<Ask> asks(1, Ask{m_shop->basket({{m_bowl, 1}})});
        STOA_OK(run(pool, asks)[0].order);
        for (int round = 0; round < 10; ++round) {
            std::vector<Ask> batch;
            for (int i = 0; i < 12; ++i)
                batch.push_back({m_shop->basket({{m_bowl, 1}})});
            const auto before = count(kCountOrders);
            proxy.cutAt("db.commit", static_cast<ChaosProxy::Cut>(cut));
            const auto told = run(pool, batch);
            QVERIFY(proxy.hasCut());
            const bool isPlaced = told[0].order.has_value();
            for (const Told& each : told) {
                QCOMPARE(each.order.has_value(), isPlaced);
                if (!isPlaced) STOA_FAILS(each.order, "db.connection_lost");
            }
            QCOMPARE(count(kCountOrders) - before, isPlaced ? 12 : 0);
            if (cut == int(ChaosProxy::Cut::BeforeServer)) QVERIFY(!isPlaced);
            if (cut == int(ChaosProxy::Cut::AfterAnswer)) QVERIFY(isPlaced);
            const auto again = run(batch);
            for (const Told& each : again) {
                STOA_OK(each.order);
                QCOMPARE(each.isReplayed, isPlaced);
            }
        }
        QCOMPARE(m_shop->findings(), std::string());
    }
};

STOA_TEST(CommandsTest)
#include "test_commands.moc"
