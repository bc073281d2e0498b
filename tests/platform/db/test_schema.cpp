// The schema as a whole: equal to the golden dump, fit for distribution by org_id, and understood
// by every statement. STOA_UPDATE_GOLDEN=1 rewrites the dump.

#include "platform/db/connection.h"
#include "platform/db/db_sql.h"
#include "support/expect.h"
#include "support/statements.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>

using namespace stoa;
using namespace stoa::test;

namespace {

// Everything else belongs to one organisation. Grows only with a reason that a reviewer accepts.
const QStringList kReferenceTables{
    // of the node itself
    "node_meta",
    "schema_migration",
    "dispatch_hint",
    // the directory: found by name, e-mail, token or key before the organisation is known
    "organisation",
    "app_user",
    "user_session",
    "refresh_token",
    "api_key",
    // small and the same for all
    "category",
    "order_timer_rule",
    "refund_reason_seed",
    "record_shape",
};

constexpr db::Statement kForbidden{"test.forbidden", R"(
SELECT c.relname::text || ': ' || what AS finding
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
JOIN LATERAL (
    SELECT 'trigger ' || tgname FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT tgisinternal
    UNION ALL
    SELECT 'sequence or identity in ' || attname FROM pg_attribute a
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = c.oid AND a.attnum > 0
      AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval%')
    UNION ALL
    SELECT 'volatile default of ' || attname FROM pg_attribute a
    JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = c.oid AND pg_get_expr(d.adbin, d.adrelid) ~ '(now|random|clock_timestamp)'
    UNION ALL
    SELECT 'no primary key' WHERE NOT EXISTS (
        SELECT FROM pg_constraint p WHERE p.conrelid = c.oid AND p.contype = 'p')
    UNION ALL
    SELECT 'column ' || attname || ' is timestamp without time zone' FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.atttypid = 'timestamp'::regtype
) AS found (what) ON true
WHERE c.relkind = 'r'
ORDER BY 1)"};

QString dump(const db::ConnectInfo& info)
{
    QProcess tool;
    tool.start(TestServer::binary("pg_dump"),
               {"--schema-only", "--no-owner", "--no-privileges", "-h", info.host.c_str(), "-U",
                info.user.c_str(), info.database.c_str()});
    tool.waitForFinished();
    if (tool.exitCode() != 0) qFatal("%s", tool.readAllStandardError().constData());
    QString text = tool.readAllStandardOutput();
    // What differs between patch releases, or says nothing about the schema.
    static const QRegularExpression noise(
        R"(^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict.*)\n)",
        QRegularExpression::MultilineOption);
    text.remove(noise);
    static const QRegularExpression blanks("\n{3,}");
    return text.replace(blanks, "\n\n").trimmed() + '\n';
}

// The same tables, those of tenants partitioned by org_id: PostgreSQL then refuses by itself every
// primary key, unique index and foreign key that could not live on one shard.
std::string asPartitioned(QString schema)
{
    static const QRegularExpression table(R"(CREATE TABLE public\.(\w+) \((.*?)\n\)[^;]*;)",
                                          QRegularExpression::DotMatchesEverythingOption);
    QString result;
    qsizetype copied = 0;
    for (auto found = table.globalMatch(schema); found.hasNext();) {
        const auto match = found.next();
        result += schema.mid(copied, match.capturedStart() - copied);
        copied = match.capturedEnd();
        const bool isReference = kReferenceTables.contains(match.captured(1));
        result += "CREATE TABLE public." + match.captured(1) + " (" + match.captured(2) +
                  (isReference ? "\n);" : "\n) PARTITION BY HASH (org_id);");
    }
    result += schema.mid(copied);
    result.replace("ALTER TABLE ONLY", "ALTER TABLE");
    return result.toStdString();
}

} // namespace

class SchemaTest : public QObject {
    Q_OBJECT

    db::ConnectInfo m_info;
    std::unique_ptr<db::Connection> m_connection;
    QString m_dump;

    static std::unique_ptr<db::Connection> open(const db::ConnectInfo& info)
    {
        return must(db::Connection::open(info, db::within(std::chrono::minutes(2))));
    }
    static Done createPartitioned(const QString& schema)
    {
        return open(TestCluster::ofProcess().createEmptyDatabase())
            ->runScript(asPartitioned(schema));
    }

private slots:
    void initTestCase()
    {
        m_info = TestCluster::ofProcess().createDatabase();
        m_connection = open(m_info);
        m_dump = dump(m_info);
    }

    void equalsTheGoldenDump()
    {
        QFile golden(STOA_GOLDEN_SCHEMA);
        if (qEnvironmentVariableIsSet("STOA_UPDATE_GOLDEN")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(m_dump.toUtf8());
            golden.close();
        }
        QVERIFY(golden.open(QIODevice::ReadOnly));
        const QStringList expected = QString(golden.readAll()).split('\n');
        const QStringList actual = m_dump.split('\n');
        for (qsizetype i = 0; i < qMin(expected.size(), actual.size()); ++i) {
            QVERIFY2(expected[i] == actual[i],
                     qPrintable(QString("line %1: golden \"%2\", schema \"%3\"; see "
                                        "STOA_UPDATE_GOLDEN")
                                    .arg(QString::number(i + 1), expected[i], actual[i])));
        }
        QCOMPARE(actual.size(), expected.size());
    }

    void tenantTablesCanBeDistributedByOrganisation() { STOA_OK(createPartitioned(m_dump)); }

    void lintRefusesAUniqueKeyWithoutTheOrganisation()
    {
        STOA_FAILS(
            createPartitioned(m_dump + "CREATE UNIQUE INDEX bad ON public.event_log (event_id);"),
            "db.failed");
    }

    void lintRefusesAPrimaryKeyWithoutTheOrganisation()
    {
        STOA_FAILS(createPartitioned(m_dump + "CREATE TABLE public.bad (\n    id uuid PRIMARY KEY,"
                                              "\n    org_id uuid\n);"),
                   "db.failed");
    }

    void lintRefusesAForeignKeyWithoutTheOrganisation()
    {
        STOA_FAILS(createPartitioned(m_dump +
                                     "CREATE TABLE public.bad (\n    org_id uuid,\n    id uuid,"
                                     "\n    event bigint REFERENCES public.event_log (seq),"
                                     "\n    PRIMARY KEY (org_id, id)\n);"),
                   "db.failed");
    }

    void holdsNothingThatADistributedTableMayNot()
    {
        QStringList findings;
        for (const db::Row row : must(m_connection->run(kForbidden))) {
            findings += QString::fromStdString(row.get<std::string>("finding"));
        }
        QVERIFY2(findings.isEmpty(), qPrintable(findings.join('\n')));
    }

    void everyStatementFitsTheSchema() { STOA_OK(prepareAll(*m_connection, db::sql::kAll)); }

    void aStatementThatDoesNotFitIsNamed()
    {
        static constexpr db::Statement bad[] = {{"test.bad", "SELECT nothing FROM event_log"}};
        const auto result = prepareAll(*m_connection, bad);
        STOA_FAILS(result, "db.failed");
        QVERIFY(result.error().detail.starts_with("test.bad"));
    }
};

STOA_TEST(SchemaTest)
#include "test_schema.moc"
