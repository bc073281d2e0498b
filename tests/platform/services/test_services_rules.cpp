// The decisions of the private servers that need no process: versions, back-off, settings, file
// systems.

#include "platform/services/binaries.h"
#include "platform/services/early_writeback.h"
#include "platform/services/files.h"
#include "platform/services/postgres_settings.h"
#include "platform/services/preflight.h"
#include "platform/services/redis_server.h"
#include "platform/services/restart_policy.h"
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace stoa;
using namespace stoa::services;
using namespace std::chrono_literals;

namespace {

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class ServicesRulesTest : public QObject {
    Q_OBJECT
private slots:
    void readsMajorVersions_data();
    void readsMajorVersions();
    void prefersTheNewestAndTheOneOfTheData();
    void backsOffAndGivesUp();
    void forgetsCrashesAfterTheWindow();
    void sizesSharedBuffers_data();
    void sizesSharedBuffers();
    void writesPostgresSettings();
    void mapsOnlyTheAccountsInvolved();
    void writesRedisSettings();
    void refusesNetworkFileSystems_data();
    void refusesNetworkFileSystems();
    void refusesAClockBeforeTheProgram();
    void quotesConninfo();
    void findsWhatHasChanged();
    void startsWritingWhatIsThere();
};

void ServicesRulesTest::readsMajorVersions_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("major");
    QTest::newRow("debian") << "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n" << 15;
    QTest::newRow("beta") << "postgres (PostgreSQL) 19beta1" << 19;
    QTest::newRow("redis") << "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0" << 7;
    QTest::newRow("valkey") << "Valkey server v=8.1.0 sha=0" << 8;
    QTest::newRow("other") << "pg_ctl: command not found" << 0;
    QTest::newRow("nothing") << "" << 0;
}

void ServicesRulesTest::readsMajorVersions()
{
    QFETCH(QString, line);
    QTEST(parseMajor(line.toStdString()), "major");
}

void ServicesRulesTest::prefersTheNewestAndTheOneOfTheData()
{
    const Binaries binaries{{{"/a", 17}, {"/b", 15}}, std::nullopt, 0};
    QCOMPARE(chooseBinaries(binaries, 0)->folder, std::filesystem::path("/a"));
    QCOMPARE(chooseBinaries(binaries, 15)->folder, std::filesystem::path("/b"));
    QCOMPARE(chooseBinaries(binaries, 16).error().code, std::string("services.version_mismatch"));
}

void ServicesRulesTest::backsOffAndGivesUp()
{
    RestartPolicy policy;
    const RestartPolicy::Time start{};
    for (const auto delay : {200ms, 500ms, 1000ms, 2000ms, 5000ms}) {
        QCOMPARE(policy.crashedAt(start)->count(), delay.count());
    }
    QVERIFY(!policy.crashedAt(start + 119s));
}

void ServicesRulesTest::forgetsCrashesAfterTheWindow()
{
    RestartPolicy policy;
    const RestartPolicy::Time start{};
    for (int i = 0; i < 5; ++i)
        QVERIFY(policy.crashedAt(start));
    QCOMPARE(policy.crashedAt(start + 120s)->count(), (200ms).count());
}

void ServicesRulesTest::sizesSharedBuffers_data()
{
    QTest::addColumn<quint64>("memoryMib");
    QTest::addColumn<quint64>("sharedMib");
    QTest::newRow("tiny") << quint64{128} << quint64{32};
    QTest::newRow("small") << quint64{1000} << quint64{150};
    QTest::newRow("laptop") << quint64{16384} << quint64{512};
}

void ServicesRulesTest::sizesSharedBuffers()
{
    QFETCH(quint64, memoryMib);
    QFETCH(quint64, sharedMib);
    QCOMPARE(quint64{sharedBuffersMib(memoryMib << 20)}, sharedMib);
}

void ServicesRulesTest::writesPostgresSettings()
{
    PostgresSettings settings{"/it's/a, folder", 1ULL << 30, true};
    const std::string durable = postgresConf(settings);
    QVERIFY(contains(durable, "listen_addresses = ''\n"));
    QVERIFY(contains(durable, "fsync = on\n"));
    QVERIFY(contains(durable, "shared_buffers = 153MB\n"));
    QVERIFY(contains(durable, "effective_cache_size = 512MB\n"));
    QVERIFY(contains(durable, "unix_socket_directories = '\"/it''s/a, folder\"'\n"));
    settings.durable = false;
    QVERIFY(contains(postgresConf(settings), "fsync = off\n"));
    QVERIFY(!contains(postgresConf(settings), "fsync = on\n"));
}

void ServicesRulesTest::mapsOnlyTheAccountsInvolved()
{
    const Account root{0, 0, "root", "/root"};
    const Account server{101, 104, "postgres", "/var/lib/postgresql"};
    QVERIFY(contains(identConf({root, server}), "stoa \"root\" stoa\n"));
    QVERIFY(contains(identConf({root, server}), "stoa \"postgres\" stoa_admin\n"));
    const Account ada{1000, 1000, "ada", "/home/ada"};
    QVERIFY(contains(identConf({ada, ada}), "stoa \"ada\" stoa\n"));
    QVERIFY(!contains(identConf({ada, ada}), "postgres"));
}

void ServicesRulesTest::writesRedisSettings()
{
    const std::string text = redisConfig({"/a \"b\"/redis.sock", "stoa", "secret"}, "/a \"b\"");
    QVERIFY(contains(text, "port 0\n"));
    QVERIFY(contains(text, "unixsocket \"/a \\\"b\\\"/redis.sock\"\n"));
    QVERIFY(contains(text, "save \"\"\n"));
    QVERIFY(contains(text, "user default off\n"));
    QVERIFY(
        contains(text, "user stoa on >secret ~* &* +@all -@admin -@dangerous +info +flushdb\n"));
}

void ServicesRulesTest::refusesNetworkFileSystems_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("isSupported");
    for (const char* good : {"ext4", "btrfs", "xfs", "zfs", "overlay", "tmpfs", "apfs", ""}) {
        QTest::addRow("%s", good) << good << true;
    }
    for (const char* bad : {"nfs", "nfs4", "cifs", "fuse.sshfs", "vfat", "exfat"}) {
        QTest::addRow("%s", bad) << bad << false;
    }
}

void ServicesRulesTest::refusesNetworkFileSystems()
{
    QFETCH(QString, type);
    QTEST(isSupportedFileSystem(type.toStdString()), "isSupported");
}

void ServicesRulesTest::refusesAClockBeforeTheProgram()
{
    QVERIFY(checkClock(Timestamp::parse("2025-01-01T00:00:00Z").value()));
    const auto refused = checkClock(Timestamp::parse("1970-01-01T00:00:07Z").value());
    QCOMPARE(describe(refused.error()),
             std::string("unavailable services.clock_wrong (now=1970-01-01T00:00:07.000000Z)"));
}

void ServicesRulesTest::quotesConninfo()
{
    const PostgresInfo info{"/it's", 5432, "stoa", "stoa"};
    QCOMPARE(info.conninfo(), std::string("host='/it\\'s' port=5432 user='stoa' dbname='stoa'"));
}

void ServicesRulesTest::findsWhatHasChanged()
{
    const QTemporaryDir temporary;
    const fs::path base = temporary.path().toStdString();
    fs::create_directories(base / "5");
    fs::create_directories(base / "16384" / "folder");
    const auto now = fs::file_time_type::clock::now();
    const auto write = [&](const fs::path& file, std::size_t bytes, fs::file_time_type at) {
        QVERIFY(std::ofstream(base / file) << std::string(bytes, 'x'));
        fs::last_write_time(base / file, at);
    };
    write("5/1259", 8, now - 10s);
    write("16384/2657", 8, now - 10s);
    write("16384/2658", 24, now - 10s);
    using Files = std::vector<ChangingFiles::File>;
    ChangingFiles files(base);
    const auto changed = [&] {
        auto found = files.changed();
        std::ranges::sort(found, {}, &ChangingFiles::File::path);
        return found;
    };
    QCOMPARE(changed(), Files()); // all of it was there

    write("16384/2657", 32, now - 5s);
    write("16384/2659", 16, now - 20s); // moved in
    write("PG_VERSION", 4, now);        // in no database
    QCOMPARE(changed(), Files({{base / "16384" / "2657", 32}, {base / "16384" / "2659", 16}}));
    write("16384/2658", 24, now);
    fs::remove(base / "16384" / "2659");
    QCOMPARE(changed(), Files({{base / "16384" / "2658", 24}}));
    QCOMPARE(changed(), Files());

    ChangingFiles none(base / "gone");
    QCOMPARE(none.changed(), Files());
    QCOMPARE(none.changed(), Files());
}

void ServicesRulesTest::startsWritingWhatIsThere()
{
    const QTemporaryDir temporary;
    const fs::path file = fs::path(temporary.path().toStdString()) / "2657";
    QVERIFY(!startWriting(file, 0, 1));
    QVERIFY(std::ofstream(file).put('x').good());
#ifdef __linux__
    QVERIFY(startWriting(file, 0, 1));
#endif
    EarlyWriteback(file.parent_path()); // ends without waiting for its next round
}

STOA_TEST(ServicesRulesTest)

#include "test_services_rules.moc"
