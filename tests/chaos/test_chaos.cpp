#include "node/double/call.h"
#include "order_stream.h"
#include "stage/tool.h"
#include "support/expect.h"
#include "support/processes.h"
#include "support/test_main.h"
#include "support/wait_until.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr std::chrono::seconds kPatience{60};
constexpr int kClients = 4;
constexpr std::size_t kOrdersBetween = 60; // acknowledged before the next blow

} // namespace

// The real node loses its database, its cache and its own life while orders come in: no order that
// was acknowledged is lost, none is doubled, and nobody has to do anything.
class ChaosTest : public QObject {
    Q_OBJECT

    std::unique_ptr<NodeProcess> m_process;

    bool isHealthy() const
    {
        return waitUntil([this] { return m_process->health() == 200; }, kPatience);
    }

    static bool goesOn(const OrderStream& stream)
    {
        const std::size_t before = stream.count();
        return waitUntil(
            [&] {
                return stream.count() >= before + kOrdersBetween || !stream.surprises().empty();
            },
            kPatience);
    }

    // How often a server of the node has been started again; -1 while the node cannot say.
    std::int64_t restartsOf(const std::string& service, const ShopFront& front) const
    {
        const auto node = m_process->connect();
        const auto view = call(*node, front.admin, api::GetNode{});
        if (!view) return -1;
        for (const auto& each : view->services) {
            if (each.name == service)
                return each.state == api::ServiceState::Running ? each.restarts : -1;
        }
        return -1;
    }

    // Every order of the node, by the buyer's e-mail.
    std::multimap<std::string, OrderId> ordersOf(const ShopFront& front) const
    {
        const auto node = m_process->connect();
        std::multimap<std::string, OrderId> orders;
        api::ListOrders list;
        list.seller = front.seller;
        list.limit = 200;
        for (;;) {
            const auto page = must(call(*node, front.admin, list));
            for (const auto& row : page.items)
                orders.emplace(row.buyerEmail, row.id);
            if (!page.next) return orders;
            list.after = *page.next;
        }
    }

    QJsonObject verify() const
    {
        const auto run = runStoactl(
            {"verify", "--data", QString::fromStdString(m_process->data().string()), "--json"});
        if (run.exitCode != 0) qWarning("%s%s", run.out.constData(), run.err.constData());
        return QJsonDocument::fromJson(run.out).object();
    }

private slots:
    void initTestCase() { m_process = std::make_unique<NodeProcess>(); }
    void cleanupTestCase() { m_process.reset(); }
    void init() { QVERIFY(m_process->isRunning() || m_process->start()); }

    void noOrderIsLostOrDoubled()
    {
        const ShopFront front = openShopFront(*m_process, "Storm Kiln");
        OrderStream stream(*m_process, front, kClients);
        QVERIFY(goesOn(stream));

        QVERIFY(m_process->postmaster() > 0);
        QCOMPARE(::kill(static_cast<pid_t>(m_process->postmaster()), SIGKILL), 0);
        QVERIFY(goesOn(stream));
        QVERIFY(waitUntil([&] { return restartsOf("postgresql", front) == 1; }, kPatience));

        QVERIFY(m_process->redis() > 0);
        QCOMPARE(::kill(static_cast<pid_t>(m_process->redis()), SIGKILL), 0);
        QVERIFY(goesOn(stream));
        QVERIFY(waitUntil([&] { return restartsOf("redis", front) == 1; }, kPatience));

        m_process->kill();
        QVERIFY(m_process->start());
        QVERIFY(goesOn(stream));
        stream.stop();
        QVERIFY(isHealthy());

        for (const auto& surprise : stream.surprises())
            qWarning("%s", surprise.c_str());
        QCOMPARE(stream.surprises().size(), std::size_t{0});
        QVERIFY(stream.retries() > 0);
        const auto acknowledged = stream.acknowledged();
        const auto stored = ordersOf(front);
        for (const auto& [email, id] : acknowledged) {
            const auto found = stored.find(email);
            QVERIFY2(found != stored.end(), ("lost: " + email + ' ' + id.text()).c_str());
            QVERIFY2(stored.count(email) == 1, ("doubled: " + email).c_str());
            QCOMPARE(found->second, id);
        }
        QCOMPARE(stored.size(), acknowledged.size());

        const auto node = m_process->connect();
        const auto listing =
            must(call(*node, front.admin, api::GetListing{front.seller, front.listing}));
        QCOMPARE(listing.variants[0].reserved, static_cast<std::int64_t>(stored.size()));
        QCOMPARE(listing.variants[0].onHand, ShopFront::kStock);
        QVERIFY(must(call(*node, front.admin, api::GetTrialBalance{})).isBalanced);
        const QJsonObject report = verify();
        QVERIFY(report["sound"].toBool());
        QVERIFY(report["findings"].toArray().isEmpty());
        QVERIFY(report["events"].toInteger() > static_cast<qint64>(stored.size()));
    }

    void aSecondNodeOnTheFolderIsRefused()
    {
        const auto second =
            runStoaNode({"--data", QString::fromStdString(m_process->data().string()), "--listen",
                         "127.0.0.1:0"});
        QCOMPARE(second.exitCode, 1);
        QVERIFY2(second.err.contains("services.folder_in_use"), second.err.constData());
        QVERIFY2(second.err.contains(m_process->data().c_str()), second.err.constData());
        QCOMPARE(m_process->health(), 200);
    }

    void aSecondNodeOnThePortIsRefusedAndLeavesNothing()
    {
        NodeProcess other;
        const auto second =
            runStoaNode({"--data", QString::fromStdString(other.data().string()), "--listen",
                         QString("127.0.0.1:%1").arg(m_process->port())});
        QCOMPARE(second.exitCode, 1);
        QVERIFY2(second.err.contains("http.cannot_listen"), second.err.constData());
        QVERIFY(waitUntil([&] { return processesIn(other.data()).empty(); }, kPatience));
        QCOMPARE(m_process->health(), 200);
    }

    void aTerminatedNodeLeavesNoProcesses()
    {
        QVERIFY(m_process->postmaster() > 0);
        QVERIFY(!processesIn(m_process->data()).empty());
        QCOMPARE(m_process->stop(), 0);
        QVERIFY(m_process->output().contains("Stopped."));
        QCOMPARE(processesIn(m_process->data()).size(), std::size_t{0});
    }

    void aKilledNodeLeavesNoProcesses()
    {
        m_process->kill();
        QVERIFY(waitUntil([this] { return processesIn(m_process->data()).empty(); }, kPatience));
    }

    // What was answered survives a restart: sessions, keys, data; and nobody is shown a password
    // again.
    void aRestartedNodeKnowsItsPeople()
    {
        const ShopFront front = openShopFront(*m_process, "Morning Kiln");
        QCOMPARE(m_process->stop(), 0);
        QVERIFY(m_process->start());
        const auto node = m_process->connect();
        STOA_OK(call(*node, front.admin, api::GetMe{}));
        QVERIFY(!m_process->output().contains("password"));
    }
};

STOA_TEST(ChaosTest)
#include "test_chaos.moc"
