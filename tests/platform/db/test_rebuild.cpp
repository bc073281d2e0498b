// Changes in the event log and the tables made from them, over a table of the test's own.

#include "platform/db/event_chain.h"
#include "platform/db/rebuild.h"
#include "platform/db/transaction.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using Kind = db::RebuildFinding::Kind;

namespace {

constexpr std::string_view kTables = R"(
CREATE TABLE thing (
    org_id   uuid,
    thing_id uuid,
    note     text NOT NULL,
    tags     text[] NOT NULL,
    facts    jsonb NOT NULL,
    made_at  timestamptz,
    shouted  text GENERATED ALWAYS AS (upper(note)) STORED,
    PRIMARY KEY (org_id, thing_id)
);
CREATE TABLE kind_of_thing (kind text PRIMARY KEY);
)";

constexpr db::Statement kInsertOrg{
    "test.insert_org",
    "INSERT INTO organisation (org_id, kind, slug, display_name, status, created_at, version)"
    " VALUES ($1, 'seller', $2, 'Test', 'open', $3, 1)"};
constexpr db::Statement kInsertThing{"test.insert_thing",
                                     "INSERT INTO thing (org_id, thing_id, note, tags, facts, "
                                     "made_at) VALUES ($1, $2, $3, $4, $5, $6)"
                                     " RETURNING to_json(thing) AS recorded",
                                     "thing"};
constexpr db::Statement kUpdateThing{
    "test.update_thing",
    "UPDATE thing t SET note = $3 WHERE t.org_id = $1 AND t.thing_id = $2"
    " RETURNING t.note, to_json(t) AS recorded",
    "thing"};
constexpr db::Statement kInsertKind{
    "test.insert_kind",
    "INSERT INTO kind_of_thing (kind) VALUES ($1) RETURNING to_json(kind_of_thing) AS recorded",
    "kind_of_thing"};

// As JSON, and as PostgreSQL reads it.
constexpr std::pair<const char*, const char*> kValues[] = {
    {"\"\"", "''"},
    {"\"\\\\N\"", "E'\\\\N'"},
    {"\"\\\\.\"", "E'\\\\.'"},
    {"\"\\\\N and \\\\. and \\\\\\\\\"", "E'\\\\N and \\\\. and \\\\\\\\'"},
    {"\"a\\tb\\nc\\rd\\be\\ff\"", "E'a\\tb\\nc\\rd\\be\\ff'"},
    {"\"\\u0001\\u00e9\\ud83d\\ude00\\/\"", "E'\\x01é😀/'"},
    {"\"é😀, ] and \\\"\"", "'é😀, ] and \"'"},
    {"null", "NULL"},
};

constexpr std::string_view kRecorded[] = {"kind_of_thing", "thing"};

} // namespace

class RebuildTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<db::Connection> m_connection;
    Uuid m_org;

    Uuid makeOrganisation()
    {
        const Uuid org = Uuid::makeV7();
        must(m_connection->run(kInsertOrg, org, org.text(), m_clock.now()));
        return org;
    }
    void insert(const Uuid& org, const Uuid& thing, const std::string& note)
    {
        m_connection->defer(kInsertThing, org, thing, note,
                            std::vector<std::string>{"a,b", "\"c\""},
                            std::string(R"({"weight": 1.50, "line": "one\ntwo"})"), m_clock.now());
    }
    void log(const Uuid& org)
    {
        const std::vector<db::NewEvent> events(2, {.type = "thing.changed",
                                                   .actor = "usr_test",
                                                   .aggregateType = "thing",
                                                   .aggregateId = org,
                                                   .payload = {'{', '}'}});
        const db::EventGroup group{org, m_clock.now(), events};
        must(db::appendEvents(*m_connection, std::span(&group, 1)));
    }
    db::RebuildReport rebuild(db::RebuiltTables afterwards = db::RebuiltTables::Discard)
    {
        return must(db::rebuild(*m_connection, kRecorded, afterwards));
    }
    void script(const std::string& sql) { must(m_connection->runScript(sql)); }
    void setKind(const std::string& kind)
    {
        db::Transaction transaction(*m_connection);
        m_connection->defer(kInsertKind, kind);
        log(m_org);
        must(transaction.commit());
    }

    void logLines(const std::string& lines)
    {
        db::Transaction transaction(*m_connection);
        const std::vector<db::NewEvent> events(1, {.type = "thing.changed",
                                                   .actor = "usr_test",
                                                   .aggregateType = "thing",
                                                   .aggregateId = m_org,
                                                   .payload = {'{', '}'}});
        const db::EventGroup group{m_org, m_clock.now(), events, lines};
        must(db::appendEvents(*m_connection, std::span(&group, 1)));
        must(transaction.commit());
    }

private slots:
    // Each test has a database of its own: the rebuild reads all of it.
    void init()
    {
        const auto info = TestCluster::ofProcess().createDatabase();
        m_connection = must(db::Connection::open(info, db::within(std::chrono::minutes(4))));
        script(std::string(kTables));
        m_org = makeOrganisation();
    }

    void rowsComeBackByTheirShape()
    {
        script("INSERT INTO record_shape VALUES (100, 'kind_of_thing', '{kind}');"
               "INSERT INTO kind_of_thing VALUES ('a \"b\", ]\\'), ('plain')");
        logLines("#100 [\"a \\\"b\\\", ]\\\\\"]\nkind_of_thing {\"kind\":\"plain\"}\n");
        const auto report = rebuild();
        QVERIFY(report.isEqual());
        QCOMPARE(report.images, 2);
    }

    void everyValueComesBackByItsShape_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("literal");
        for (const auto& [json, literal] : kValues)
            QTest::newRow(json) << json << literal;
    }
    void everyValueComesBackByItsShape()
    {
        QFETCH(QString, json);
        QFETCH(QString, literal);
        script("CREATE TABLE word (place int PRIMARY KEY, said text, is_so boolean);"
               "INSERT INTO record_shape VALUES (100, 'word', '{place,said,is_so}');"
               "INSERT INTO word VALUES (-7, " +
               literal.toStdString() + ", true)");
        logLines("#100 [-7," + json.toStdString() + ",true]\n");
        const auto report = must(db::rebuild(*m_connection, std::array<std::string_view, 1>{"word"},
                                             db::RebuiltTables::Discard));
        QVERIFY2(report.isEqual(), report.isEqual() ? "" : report.findings[0].columns.c_str());
        QCOMPARE(report.images, 1);
    }

    void theLastImageWinsHoweverItIsWritten()
    {
        script("CREATE TABLE word (place int PRIMARY KEY, said text);"
               "INSERT INTO record_shape VALUES (100, 'word', '{place,said}');"
               "INSERT INTO word VALUES (1, 'third'), (2, 'second'), (3, 'fourth')");
        logLines("word {\"place\":1,\"said\":\"first\"}\n#100 [1,\"second\"]\n"
                 "#100 [2,\"first\"]\nword {\"place\":2,\"said\":\"second\"}\n");
        logLines("word {\"place\":1,\"said\":\"third\"}\n");
        logLines(
            "#100 [3,\"first\"]\n#100 [3,\"second\"]\n#100 [3,\"third\"]\n#100 [3,\"fourth\"]\n");
        const auto report = must(db::rebuild(*m_connection, std::array<std::string_view, 1>{"word"},
                                             db::RebuiltTables::Discard));
        QVERIFY(report.isEqual());
        QCOMPARE(report.images, 9);
    }

    void aRebuildThatFailsLeavesNothingBehind()
    {
        setKind("kept");
        QVERIFY(rebuild(db::RebuiltTables::Keep).isEqual());
        script("CREATE TABLE keyless (place int); INSERT INTO record_shape VALUES"
               " (101, 'keyless', '{place}')");
        logLines("#101 [1]\n");
        constexpr std::array<std::string_view, 1> kKeyless{"keyless"};
        QVERIFY(!db::rebuild(*m_connection, kKeyless, db::RebuiltTables::Keep));
        static constexpr db::Statement kSelect{
            "test.select_kept", "SELECT (SELECT kind FROM stoa_rebuilt.kind_of_thing) AS kind,"
                                " to_regnamespace('stoa_rebuilding') IS NULL AS is_clean"};
        const auto rows = must(m_connection->run(kSelect));
        QCOMPARE(rows.single().get<std::string>("kind"), "kept");
        QVERIFY(rows.single().get<bool>("is_clean"));
    }

    void valuesThatDoNotFitTheirColumnsAreUnreadable()
    {
        script("CREATE TABLE word (place int PRIMARY KEY, said text CHECK (said <> ''));"
               "INSERT INTO record_shape VALUES (100, 'word', '{place,said}');"
               "INSERT INTO word VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')");
        for (const char* line :
             {"#100 [1,\"one\"]", "#100 [\"two\",2]", "#100 [2,\"two\"]",
              "word {\"place\":99999999999}", "#100 [3,\"three\"]", "#100 [12345678901,\"far\"]",
              "word {\"place\":4,\"said\":\"four\"}"})
            logLines(std::string(line) + '\n');
        const auto report = must(db::rebuild(*m_connection, std::array<std::string_view, 1>{"word"},
                                             db::RebuiltTables::Discard));
        std::vector<std::string> unreadable;
        for (const auto& finding : report.findings) {
            QCOMPARE(finding.kind, Kind::Unreadable);
            unreadable.push_back(finding.subject);
        }
        const std::string event = m_org.text() + " event ";
        QCOMPARE(unreadable, (std::vector{event + '2', event + '4', event + '6'}));
        QCOMPARE(report.events, 7);
        QCOMPARE(report.images, 4);
    }

    void aRowThatDoesNotFitItsShapeIsUnreadable()
    {
        script("INSERT INTO record_shape VALUES (100, 'thing', '{org_id,thing_id}');"
               "INSERT INTO kind_of_thing VALUES ('plain')");
        logLines("kind_of_thing {\"kind\":\"plain\"}\n");
        for (const char* line :
             {"#100 [1]", "#100 [1,2,3]", "#100 [\"\\x\",2]", "#100 [1\t2,3]", "thing", "thing {}",
              "#100 [1,\"2]", "#100 []", "#100 x", "#99 [1,2]", "#100x [1,2]", "#"})
            logLines(std::string(line) + '\n');
        const auto report = rebuild();
        QCOMPARE(report.findings.size(), std::size_t{12});
        for (const auto& finding : report.findings)
            QCOMPARE(finding.kind, Kind::Unreadable);
    }

    void tablesComeBackAsTheyWere()
    {
        const Uuid other = makeOrganisation();
        const Uuid first = Uuid::makeV7();
        const Uuid second = Uuid::makeV7();
        {
            db::Transaction transaction(*m_connection);
            insert(m_org, first, "old");
            insert(other, second, "Zoë's — \"quoted\" \\ note");
            const auto rows = must(m_connection->run(kUpdateThing, m_org, first, "newer"));
            QCOMPARE(rows.single().get<std::string>("note"), "newer");
            log(m_org);
            log(other);
            must(transaction.commit());
        }
        setKind("odd");
        const auto report = rebuild(db::RebuiltTables::Keep);
        QVERIFY(report.isEqual());
        QCOMPARE(report.events, 6);
        QCOMPARE(report.images, 4);
        static constexpr db::Statement kSelect{"test.select_rebuilt",
                                               "SELECT note, shouted, facts->>'line' AS line"
                                               " FROM stoa_rebuilt.thing WHERE thing_id = $1"};
        const auto rows = must(m_connection->run(kSelect, second));
        QCOMPARE(rows.single().get<std::string>("note"), "Zoë's — \"quoted\" \\ note");
        QCOMPARE(rows.single().get<std::string>("shouted"), "ZOË'S — \"QUOTED\" \\ NOTE");
        QCOMPARE(rows.single().get<std::string>("line"), "one\ntwo");
        static constexpr db::Statement kSelectKeys{
            "test.select_rebuilt_keys",
            "SELECT string_agg(pg_get_constraintdef(oid), ' ' ORDER BY conrelid::regclass::text)"
            " AS keys FROM pg_constraint WHERE contype = 'p'"
            " AND connamespace = 'stoa_rebuilt'::regnamespace"};
        const auto keys = must(m_connection->run(kSelectKeys));
        QCOMPARE(keys.single().get<std::string>("keys"),
                 "PRIMARY KEY (kind) PRIMARY KEY (org_id, thing_id)");
        QVERIFY(rebuild().isEqual()); // and once more, which leaves the kept ones alone
        QCOMPARE(must(m_connection->run(kSelect, second)).size(), 1U);
    }

    void eachOrganisationHasItsOwnChanges()
    {
        const Uuid other = makeOrganisation();
        {
            db::Transaction transaction(*m_connection);
            insert(m_org, Uuid::makeV7(), "mine");
            insert(other, Uuid::makeV7(), "theirs");
            log(m_org);
            log(other);
            must(transaction.commit());
        }
        static constexpr db::Statement kSelect{
            "test.select_changes", "SELECT convert_from(changes, 'UTF8') AS changes FROM event_log"
                                   " WHERE org_id = $1 ORDER BY seq"};
        const auto rows = must(m_connection->run(kSelect, other));
        QCOMPARE(rows.size(), 2U);
        const auto changes = rows[0].get<std::string>("changes");
        QVERIFY(changes.starts_with("thing {\"org_id\":\"" + other.text()));
        QVERIFY(changes.ends_with("}\n"));
        QVERIFY(changes.find("mine") == changes.npos);
        QVERIFY(rows[1].isNull("changes"));
    }

    void changesWithoutAnEventAreRefused_data()
    {
        QTest::addColumn<bool>("isDeferred");
        QTest::newRow("deferred") << true;
        QTest::newRow("run at once") << false;
    }
    void changesWithoutAnEventAreRefused()
    {
        QFETCH(const bool, isDeferred);
        const Uuid thing = Uuid::makeV7();
        {
            db::Transaction transaction(*m_connection);
            log(m_org);
            insert(m_org, thing, "late");
            if (!isDeferred) must(m_connection->run(kUpdateThing, m_org, thing, "later"));
            STOA_FAILS(transaction.commit(), "db.changes_not_logged");
        }
        QCOMPARE(must(m_connection->run(kUpdateThing, m_org, thing, "none")).size(), 0U);
    }

    void arolledBackChangeIsForgotten()
    {
        {
            db::Transaction transaction(*m_connection);
            insert(m_org, Uuid::makeV7(), "never");
            must(m_connection->run(kUpdateThing, m_org, Uuid::makeV7(), "x"));
        }
        setKind("even");
        const auto report = rebuild();
        QVERIFY(report.isEqual());
        QCOMPARE(report.images, 1);
    }

    void whatWasDoneBehindTheLogIsFound()
    {
        const Uuid kept = Uuid::makeV7();
        const Uuid gone = Uuid::makeV7();
        {
            db::Transaction transaction(*m_connection);
            insert(m_org, kept, "as logged");
            insert(m_org, gone, "deleted later");
            log(m_org);
            must(transaction.commit());
        }
        script("UPDATE thing SET note = 'altered' WHERE thing_id = '" + kept.text() + "';" +
               "DELETE FROM thing WHERE thing_id = '" + gone.text() + "';" +
               "INSERT INTO kind_of_thing VALUES ('smuggled')");
        const auto found = rebuild().findings;
        QCOMPARE(found.size(), 3U);
        QCOMPARE(found[0].kind, Kind::Unexplained);
        QCOMPARE(found[0].table, "kind_of_thing");
        QCOMPARE(found[0].subject, R"({"kind" : "smuggled"})");
        QCOMPARE(found[1].kind, Kind::Different);
        QCOMPARE(found[1].columns, "note, shouted");
        QVERIFY(found[1].subject.find(kept.text()) != std::string::npos);
        QCOMPARE(found[2].kind, Kind::Lost);
        QVERIFY(found[2].subject.find(gone.text()) != std::string::npos);
    }

    void manyFindingsAreCountedAndAFewShown()
    {
        script("INSERT INTO kind_of_thing SELECT 'kind ' || n FROM generate_series(1, 25) n");
        const auto found = rebuild().findings;
        QCOMPARE(found.size(), 10U);
        QCOMPARE(found[9].total, 25);
    }

    void alteredChangesBreakTheChainAndErasedOnesDoNot()
    {
        setKind("one");
        setKind("two");
        script("UPDATE event_log SET changes = NULL WHERE seq = 1");
        QVERIFY(must(db::verifyChain(*m_connection, {m_org})).fault ==
                db::ChainReport::Fault::None);
        const auto found = rebuild().findings;
        QCOMPARE(found.size(), 2U);
        QCOMPARE(found[0].kind, Kind::Erased);
        QCOMPARE(found[0].subject, m_org.text() + " event 1");
        QCOMPARE(found[1].kind, Kind::Unexplained);
        script("UPDATE event_log SET changes = convert_to('kind_of_thing {\"kind\":\"2\"}', 'UTF8')"
               " WHERE seq = 3");
        const auto chain = must(db::verifyChain(*m_connection, {m_org}));
        QVERIFY(chain.fault == db::ChainReport::Fault::Altered);
        QCOMPARE(chain.seq, 3);
    }

    void changesOfAnUnknownTableAreFound()
    {
        setKind("one");
        script("UPDATE event_log SET changes = 'elsewhere {}' WHERE seq = 1");
        const auto found = rebuild().findings;
        QCOMPARE(found.size(), 2U);
        QCOMPARE(found[0].kind, Kind::Unreadable);
    }
};

STOA_TEST(RebuildTest)
#include "test_rebuild.moc"
