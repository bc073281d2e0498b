#include "domain/webhooks/event_kinds.h"
#include "node/local/verify.h"
#include "node/marketplace/recorded_tables.h"
#include "samples.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

// Every other table is in the event log. Grows only with a reason that a reviewer accepts.
const QStringList kUnrecordedTables{
    // the node itself, and the log
    "node_meta", "schema_migration", "org_head", "event_log", "audit_log",
    // what a repeated request is answered with, for a week
    "idempotency",
    // who may sign in: secrets, and people, who can be forgotten
    "app_user", "membership", "user_session", "refresh_token", "api_key",
    // work that is under way; what it does to the business is recorded where it does it
    "payment_attempt", "payout_attempt", "inbound_event", "job", "job_done", "job_dead", "dispatch_hint", "saga",
    // who is told of what: secrets, and copies of what the log says
    "webhook_endpoint", "webhook_delivery", "webhook_attempt",
    // a cart comes and goes, and nothing follows from one that is forgotten
    "cart", "cart_line",
    // set by migrations only
    "order_timer_rule", "refund_reason_seed", "record_shape"};

constexpr db::Statement kTables{"test.tables", "SELECT relname::text AS name FROM pg_class"
                                               " WHERE relkind = 'r'"
                                               " AND relnamespace = 'public'::regnamespace"};

constexpr db::Statement kKinds{"test.kinds", "SELECT DISTINCT type FROM event_log"};

} // namespace

// After every operation was called: the chains, the books, and the tables made again from events.
class VerifyTest : public QObject {
    Q_OBJECT

private slots:
    void everyTableIsRecordedOrHasAReason()
    {
        const auto connection = must(db::Connection::open(World::ofProcess().premises.database(),
                                                          db::within(std::chrono::seconds(30))));
        QSet<QString> left;
        for (const db::Row row : must(connection->run(kTables)))
            left.insert(QString::fromStdString(row.get<std::string>("name")));
        for (const QString& name : kUnrecordedTables)
            QVERIFY2(left.remove(name), qPrintable(name));
        for (const std::string_view name : node::recordedTables()) {
            const QString text = QString::fromUtf8(name.data(), std::ssize(name));
            QVERIFY2(left.remove(text), qPrintable(text));
        }
        QVERIFY2(left.isEmpty(), qPrintable(left.values().join(", ")));
    }

    void everyOperationLeavesASoundMarketplace()
    {
        World& world = World::ofProcess();
        for (const Sample& sample : Samples::all().list()) {
            if (isSetUp(*sample.operation) || endsSession(*sample.operation)) continue;
            const bool isPublic = sample.operation->permission == api::Permission::Public;
            STOA_OK(callErased(world.premises.embedded(), *sample.operation,
                               optionsOf(*sample.operation, isPublic ? "" : world.admin),
                               sample.make(world)));
        }
        const auto report = must(node::verify(world.premises.database()));
        for (const auto& finding : report.findings)
            qWarning("%s: %s: %s", finding.organisation.c_str(), finding.rule.c_str(),
                     finding.detail.c_str());
        QVERIFY(report.isSound());
        QVERIFY(report.images > 50);
        const auto connection = must(
            db::Connection::open(world.premises.database(), db::within(std::chrono::seconds(30))));
        for (const db::Row row : must(connection->run(kKinds))) {
            const auto kind = row.get<std::string>("type");
            QVERIFY2(webhooks::isEventKind(kind), kind.c_str()); // or nobody can ask for it
        }
    }
};

STOA_TEST(VerifyTest)
#include "test_verify.moc"
