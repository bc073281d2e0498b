#include "stage/tool.h"
#include "support/test_main.h"
#include "support/wait_until.h"
#include "visitor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace stoa;
using namespace stoa::test;

// stoactl as a script sees it: one JSON object on standard output, errors on standard error, and an
// exit code that says which of the two to read.
class StoactlTest : public QObject {
    Q_OBJECT

    std::unique_ptr<NodeProcess> m_process;
    std::unique_ptr<remote::RemoteNode> m_node;
    std::optional<Visitor> m_owner;

    QString data() const { return QString::fromStdString(m_process->data().string()); }
    QString address() const { return QString::fromStdString(m_process->address()); }

    static QJsonObject json(const QByteArray& text)
    {
        QJsonParseError error{};
        const auto document = QJsonDocument::fromJson(text, &error);
        if (error.error != QJsonParseError::NoError) qWarning("not JSON: %s", text.constData());
        return document.object();
    }

    ToolRun overHttp(const QStringList& arguments) const
    {
        return runStoactl(arguments + QStringList{"--node", address(), "--json"}, m_owner->token());
    }
    std::size_t listingsOf(OrgId seller)
    {
        api::ListListings list;
        list.seller = seller;
        return m_owner->ask(std::move(list)).items.size();
    }

private slots:
    void initTestCase()
    {
        m_process = std::make_unique<NodeProcess>();
        QVERIFY(m_process->start());
        m_node = m_process->connect();
        m_owner = Visitor::owner(*m_node, *m_process);
    }
    void cleanupTestCase()
    {
        m_node.reset();
        QCOMPARE(m_process->stop(), 0);
    }

    void importsOverHttpAndSaysWhatItDid()
    {
        const OrgId seller = m_owner->ask(api::CreateSeller{"North Kiln", "IT", "EUR", 1000}).id;
        const QStringList words{"import", dataFile("kiln.csv"), "--seller", "North Kiln"};
        const auto dry = overHttp(words + QStringList{"--dry-run"});
        QCOMPARE(dry.exitCode, 0);
        QVERIFY(dry.err.isEmpty());
        QCOMPARE(json(dry.out)["dryRun"].toBool(), true);
        QCOMPARE(json(dry.out)["created"].toInt(), 3);
        QCOMPARE(listingsOf(seller), std::size_t{0});

        const auto done = overHttp(words);
        QCOMPARE(done.exitCode, 0);
        QCOMPARE(json(done.out)["dryRun"].toBool(), false);
        QCOMPARE(json(done.out)["rows"].toInt(), 4);
        QCOMPARE(json(done.out)["created"].toInt(), 3);
        QCOMPARE(listingsOf(seller), std::size_t{3});
        QCOMPARE(json(overHttp(words).out)["unchanged"].toInt(), 3);
    }

    void importsIntoTheFolderOfARunningNode()
    {
        const OrgId seller = m_owner->ask(api::CreateSeller{"South Kiln", "IT", "EUR", 1000}).id;
        const auto done = runStoactl({"import", dataFile("kiln.csv"), "--seller", "south-kiln",
                                      "--draft", "--data", data()});
        QCOMPARE(done.exitCode, 0);
        QCOMPARE(done.out,
                 QByteArray("3 created, 0 updated, 0 unchanged, 0 failed, from 4 lines.\n"));
        QCOMPARE(listingsOf(seller), std::size_t{3});
        api::ListCases waiting;
        waiting.seller = seller;
        QCOMPARE(m_owner->ask(std::move(waiting)).items.size(), std::size_t{0});
        QCOMPARE(m_process->health(), 200);
    }

    void badLinesAreNamedAndMakeTheExitCode()
    {
        const OrgId seller = m_owner->ask(api::CreateSeller{"East Kiln", "IT", "EUR", 1000}).id;
        const auto done = overHttp(
            {"import", dataFile("broken.csv"), "--seller", QString::fromStdString(seller.text())});
        QCOMPARE(done.exitCode, 1);
        const QJsonObject report = json(done.out);
        QCOMPARE(report["created"].toInt(), 1);
        QCOMPARE(report["failed"].toInt(), 1);
        const QJsonObject problem = report["problems"].toArray().at(0).toObject();
        QCOMPARE(problem["line"].toInt(), 3);
        QCOMPARE(problem["column"].toString(), QString("Variant Price"));
        QCOMPARE(problem["code"].toString(), QString("money.malformed"));
    }

    void refusalsHaveCodes_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("error");
        const QString file = dataFile("kiln.csv");
        QTest::newRow("no such file")
            << QStringList{"import", "/nowhere.csv", "--seller", "x"} << 1 << "file.unreadable";
        QTest::newRow("no such seller")
            << QStringList{"import", file, "--seller", "Nobody"} << 1 << "seller.not_found";
        QTest::newRow("not a product file")
            << QStringList{"import", dataFile("../CMakeLists.txt"), "--seller", "Any Kiln"} << 1
            << "csv.unknown_format";
        QTest::newRow("needs the database")
            << QStringList{"verify"} << 1 << "ctl.needs_data_folder";
    }
    void refusalsHaveCodes()
    {
        QFETCH(QStringList, words);
        QFETCH(int, exitCode);
        QFETCH(QString, error);
        if (words.contains("Any Kiln"))
            m_owner->ask(api::CreateSeller{"Any Kiln", "IT", "EUR", 1000});
        const auto done = overHttp(words);
        QCOMPARE(done.exitCode, exitCode);
        QCOMPARE(json(done.err)["error"].toString(), error);
        QVERIFY(done.out.isEmpty());
    }

    void wrongUseIsTwo()
    {
        for (const QStringList& words :
             {QStringList{}, QStringList{"dance"}, QStringList{"import"},
              QStringList{"import", "a.csv"}, QStringList{"jobs"}, QStringList{"jobs", "replay"},
              QStringList{"jobs", "discard", "org_1/job_1"},
              QStringList{"verify", "--no-such-option"},
              QStringList{"verify", "--data", data(), "--node", address()}, QStringList{"call"},
              QStringList{"verify", "--data", ""}, QStringList{"verify", "--data="},
              QStringList{"verify", "--data", "--json"}, QStringList{"seed", "--orders", ""},
              QStringList{"call", "orders.dance", "--data", data()},
              QStringList{"operations", "a", "b"}}) {
            const auto done = runStoactl(words);
            QCOMPARE(done.exitCode, 2);
            QVERIFY(done.out.isEmpty());
            QVERIFY(done.err.startsWith("stoactl: "));
        }
    }

    void nobodyThereIsThree()
    {
        const auto done = runStoactl({"import", dataFile("kiln.csv"), "--seller", "x", "--node",
                                      "http://127.0.0.1:1", "--json"});
        QCOMPARE(done.exitCode, 3);
        QCOMPARE(json(done.err)["error"].toString(), QString("node.unreachable"));
    }

    void aTokenIsNeeded()
    {
        const auto done = runStoactl(
            {"import", dataFile("kiln.csv"), "--seller", "x", "--node", address(), "--json"});
        QCOMPARE(done.exitCode, 1);
        QCOMPARE(json(done.err)["error"].toString(), QString("session.missing"));
    }

    // The next housekeeping waits for its hour: the node runs jobs.
    void listsTheQueuesOfARunningNode()
    {
        const auto maintenance = [this] {
            for (const auto& each : json(overHttp({"jobs", "list"}).out)["queues"].toArray()) {
                if (each.toObject()["name"] == "maintenance") return each.toObject();
            }
            return QJsonObject();
        };
        QVERIFY(waitUntil([&] {
            const auto queue = maintenance();
            return queue["scheduled"].toInt() == 2 && queue["ready"].toInt(-1) == 0 &&
                   queue["running"].toInt(-1) == 0;
        }));
        QCOMPARE(maintenance()["dead"].toInt(-1), 0);
        const auto dead = overHttp({"jobs", "dead"});
        QCOMPARE(dead.exitCode, 0);
        QCOMPARE(json(dead.out)["jobs"].toArray().size(), 0);
        QCOMPARE(
            json(overHttp({"jobs", "replay", "--kind", "mail.send"}).out)["replayed"].toInt(-1), 0);
        const auto name = QString::fromStdString(OrgId::make().text() + '/' + JobId::make().text());
        for (const auto& words : {QStringList{"jobs", "replay", name},
                                  QStringList{"jobs", "discard", name, "--reason", "sent"}}) {
            const auto refused = overHttp(words);
            QCOMPARE(refused.exitCode, 1);
            QCOMPARE(json(refused.err)["error"].toString(), QString("job.not_dead"));
        }
    }

    void verifiesTheFolderOfARunningNode()
    {
        const auto done = runStoactl({"verify", "--data", data(), "--json"});
        QCOMPARE(done.exitCode, 0);
        QCOMPARE(json(done.out)["sound"].toBool(), true);
        QVERIFY(json(done.out)["organisations"].toInt() >= 1);
        QVERIFY(json(done.out)["events"].toInt() >= 1);
        QVERIFY(json(done.out)["images"].toInt() >= 1);
    }

    void signsHowFarTheLogsHaveCome()
    {
        const auto done = runStoactl({"checkpoint", "--data", data(), "--json"});
        QCOMPARE(done.exitCode, 0);
        QVERIFY(json(done.out)["checkpoints"].isDouble()); // the node may have been here already
        const auto verified = runStoactl({"verify", "--data", data(), "--json"});
        QCOMPARE(verified.exitCode, 0);
        QVERIFY(json(verified.out)["checkpoints"].toInt() >= 1);
    }

    void callsAnyOperation()
    {
        const auto rows = json(runStoactl({"operations", "--json"}).out)["operations"].toArray();
        QVERIFY(rows.size() > 50);
        const QString request = R"({"name": "Shop", "scopes": ["storefront_read"]})";
        for (const bool isRemote : {false, true}) {
            const QStringList words{"call", "identity.create_api_key", request};
            const auto done = isRemote
                                  ? overHttp(words)
                                  : runStoactl(words + QStringList{"--data", data(), "--json"});
            QCOMPARE(done.exitCode, 0);
            QVERIFY(!json(done.out)["secret"].toString().isEmpty());
        }
    }

    void nobodyIsBehindACallInTheFolder()
    {
        const auto done = runStoactl({"call", "identity.get_me", "--data", data(), "--json"});
        QCOMPARE(done.exitCode, 1);
        QCOMPARE(json(done.err)["error"].toString(), QString("session.person_required"));
    }

    void aCallInTheFolderKnowsTheProvidersOfItsOwner()
    {
        const auto done = runStoactl({"call", "payments.set_route",
                                      R"({"method": "wallet", "provider": "sandbox_pay"})",
                                      "--data", data(), "--json"});
        QCOMPARE(done.exitCode, 0);
        QCOMPARE(json(overHttp({"call", "payments.get_routes"}).out)["routes"].toArray().size(), 1);
    }

    void aCallWithTheSameKeyHappensOnce()
    {
        const QStringList words{"call", "identity.create_seller",
                                R"({"name": "Once Kiln", "country": "IT", "currency": "EUR"})",
                                "--key", "once"};
        const auto first = overHttp(words);
        const auto second = overHttp(words);
        QCOMPARE(first.exitCode, 0);
        QCOMPARE(json(second.out)["id"], json(first.out)["id"]);
    }

    void saysWhatIsWrongWithACall_data()
    {
        QTest::addColumn<QString>("request");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        QTest::newRow("no JSON") << "{"
                                 << "request.malformed_json"
                                 << "";
        QTest::newRow("no object") << "[]"
                                   << "request.wrong_type"
                                   << "";
        QTest::newRow("missing") << "{}"
                                 << "request.missing_field"
                                 << "name";
        QTest::newRow("unknown") << R"({"name": "a", "scopes": [], "colour": 1})"
                                 << "request.unknown_field"
                                 << "colour";
    }
    void saysWhatIsWrongWithACall()
    {
        QFETCH(QString, request);
        const auto done = overHttp({"call", "identity.create_api_key", request});
        QCOMPARE(done.exitCode, 1);
        QTEST(json(done.err)["error"].toString(), "code");
        QTEST(json(done.err)["field"].toString(), "field");
    }

    void makesTheTablesAgainFromTheLog()
    {
        const auto done = runStoactl({"rebuild", "--data", data(), "--json"});
        QCOMPARE(done.exitCode, 0);
        QCOMPARE(json(done.out)["sound"].toBool(), true);
        QVERIFY(json(done.out)["images"].toInt() >= 1);
        const auto verified = runStoactl({"verify", "--data", data(), "--json"});
        QCOMPARE(json(done.out)["organisations"], json(verified.out)["organisations"]);
        QVERIFY(json(done.out)["organisations"].toInt() >= 1);
        const auto wrong = overHttp({"rebuild"});
        QCOMPARE(wrong.exitCode, 1);
        QCOMPARE(json(wrong.err)["error"].toString(), QString("ctl.needs_data_folder"));
    }
};

STOA_TEST(StoactlTest)
#include "test_stoactl.moc"
