#include "node/local/verify.h"
#include "node/marketplace/checkpoints.h"
#include "node/marketplace/marketplace.h"
#include "platform/db/event_log.h"
#include "platform/db/transaction.h"
#include "platform/journal/disk.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/test_cluster.h"
#include "support/test_main.h"
#include "support/wait_until.h"

#include <QFile>
#include <QTemporaryDir>

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr db::Statement kInsertOrg{
    "test.insert_org",
    "INSERT INTO organisation (org_id, kind, slug, display_name, status, created_at, version)"
    " VALUES ($1, 'seller', $2, 'Kiln', 'open', $3, 1)"};

} // namespace

class CheckpointsTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    db::ConnectInfo m_database;
    std::unique_ptr<db::Connection> m_connection;
    Uuid m_org;

    std::filesystem::path folder() const { return m_folder->filePath("book").toStdString(); }
    QString file(const char* name) const
    {
        return QString::fromStdString((folder() / name).string());
    }
    QByteArray log() const
    {
        QFile log(file("log"));
        if (!log.open(QIODevice::ReadOnly)) qFatal("no log");
        return log.readAll();
    }
    void writeLog(const QByteArray& text) const
    {
        QFile log(file("log"));
        if (!log.open(QIODevice::WriteOnly) || log.write(text) != text.size()) qFatal("no log");
    }
    void append(int count)
    {
        db::Transaction transaction(*m_connection);
        const std::vector<db::NewEvent> events(static_cast<std::size_t>(count),
                                               {.type = "kiln.fired",
                                                .actor = "usr_test",
                                                .aggregateType = "kiln",
                                                .aggregateId = m_org,
                                                .payload = {'{', '}'}});
        std::vector<db::NewEvent> own(events);
        for (db::NewEvent& event : own)
            event.eventId = Uuid::makeV7();
        const db::EventGroup group{m_org, m_clock.now(), {own.begin(), own.end()}};
        must(db::appendEvents(*m_connection, std::span(&group, 1)));
        must(transaction.commit());
    }
    std::size_t take()
    {
        return must(node::addCheckpoints(*m_connection, folder(), m_clock.now()));
    }
    void script(const std::string& sql) { must(m_connection->runScript(sql)); }
    // What verify() says of the chain and the checkpoints.
    QStringList rules()
    {
        QStringList rules;
        for (const auto& each : must(node::verify(m_database, folder())).findings) {
            if (!each.rule.starts_with("rebuild.")) rules += QString::fromStdString(each.rule);
        }
        return rules;
    }
    // A chain that is sound by itself and ends earlier.
    void cutOffAfter(std::int64_t seq)
    {
        const std::string at = std::to_string(seq);
        script("DELETE FROM event_log WHERE seq > " + at + "; UPDATE org_head SET seq = " + at +
               ", chain_hash = (SELECT hash FROM event_log WHERE seq = " + at + ")");
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = TestCluster::ofProcess().createDatabase();
        m_connection = must(db::Connection::open(m_database, db::within(std::chrono::minutes(4))));
        m_org = Uuid::makeV7();
        must(m_connection->run(kInsertOrg, m_org, m_org.text(), m_clock.now()));
        append(5);
    }

    void aBookIsForItsOwnerAlone()
    {
        must(node::CheckpointBook::open(folder()));
        QCOMPARE(QFile(file("")).permissions() & 0x0077, QFileDevice::Permissions());
        QCOMPARE(QFile(file("key")).permissions() & 0x0077, QFileDevice::Permissions());
    }

    void theLatestOfEachLogIsRead()
    {
        QCOMPARE(take(), 1U);
        append(2);
        QCOMPARE(take(), 1U);
        const auto contents = must(must(node::CheckpointBook::open(folder())).read());
        QVERIFY(contents.forged.empty());
        QCOMPARE(contents.latest.size(), 1U);
        const auto& latest = contents.latest.at(m_org);
        QCOMPARE(latest.seq, 7);
        QCOMPARE(must(node::compare(*m_connection, latest)), node::CheckpointFault::None);
        QCOMPARE(log().count('\n'), 2);
        const auto report = must(node::verify(m_database, folder()));
        QCOMPARE(report.checkpoints, 1);
        QVERIFY(rules().isEmpty());
    }

    void aLogThatWasCutOffIsFound()
    {
        take();
        cutOffAfter(3);
        QCOMPARE(rules(), QStringList{"checkpoint.truncated"});
        append(4); // another history over the old end
        QCOMPARE(rules(), QStringList{"checkpoint.altered"});
    }

    void everyAlteredByteIsFound()
    {
        take();
        const QByteArray genuine = log();
        for (qsizetype i = 0; i + 1 < genuine.size(); ++i) {
            QByteArray forged = genuine;
            forged[i] = static_cast<char>(forged[i] ^ 1);
            writeLog(forged);
            const auto contents = must(must(node::CheckpointBook::open(folder())).read());
            QVERIFY2(contents.latest.empty() && !contents.forged.empty(),
                     qPrintable(QString("byte %1").arg(i)));
        }
    }

    void anotherKeySignsNothingForUs()
    {
        take();
        QVERIFY(QFile::remove(file("key")));
        QCOMPARE(rules(), QStringList{"checkpoint.forged"});
    }

    void anInterruptedLineDoesNotCountAndGoesAway()
    {
        take();
        const QByteArray whole = log();
        writeLog(whole + whole.left(40));
        QVERIFY(rules().isEmpty());
        append(1);
        take();
        QCOMPARE(log().count('\n'), 2);
        QVERIFY(log().startsWith(whole));
        QVERIFY(rules().isEmpty());
    }

    void aLogThatStandsStillIsNotWrittenDownAgain()
    {
        QCOMPARE(take(), 1U);
        QCOMPARE(take(), 0U);
        QCOMPARE(log().count('\n'), 1);
    }

    void aLongBookKeepsTheLatestAndWhatIsNotOurs()
    {
        take();
        const QByteArray genuine = log();
        const QByteArray forged = "1 somebody else's line\n";
        QByteArray book = forged;
        while (book.size() <= qsizetype(node::kLongBook))
            book += genuine.repeated(20'000);
        writeLog(book);
        append(1);
        QCOMPARE(take(), 1U);
        QCOMPARE(log().count('\n'), 3);
        QVERIFY(log().startsWith(forged + genuine));
        QCOMPARE(rules(), QStringList{"checkpoint.forged"});
    }

    void oneAtATimeWritesInABook()
    {
        take();
        append(1);
        const auto held = must(journal::realDisk().lock(folder()));
        STOA_FAILS(node::addCheckpoints(*m_connection, folder(), m_clock.now()),
                   "checkpoint.in_use");
    }

    void aMarketplaceKeepsItsBookByItself()
    {
        node::Marketplace::Options options;
        options.database = m_database;
        options.checkpoints = folder();
        options.workers = 1;
        options.jobThreads = 1;
        const auto marketplace = must(node::Marketplace::open(std::move(options)));
        script("INSERT INTO organisation (org_id, kind, slug, display_name, status, created_at, "
               "version)"
               " VALUES (gen_random_uuid(), 'marketplace', 'stoa', 'Stoa', 'open', now(), 1)");
        QVERIFY(waitUntil([&] { return QFile(file("log")).size() > 0; }));
        QVERIFY(rules().isEmpty());
    }

    void aFolderThatCannotBeMadeIsNamed()
    {
        const auto opened = node::CheckpointBook::open("/dev/null/book");
        STOA_FAILS(opened, "checkpoint.unwritable");
        QCOMPARE(opened.error().params[0].second, "/dev/null/book");
    }

    void aKeyThatIsNoneIsNamed()
    {
        must(node::CheckpointBook::open(folder()));
        QFile key(file("key"));
        QVERIFY(key.open(QIODevice::WriteOnly) && key.write("short") == 5);
        key.close();
        STOA_FAILS(node::CheckpointBook::open(folder()), "checkpoint.unreadable");
    }
};

STOA_TEST(CheckpointsTest)
#include "test_checkpoints.moc"
