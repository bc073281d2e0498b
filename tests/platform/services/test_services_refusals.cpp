// What the private servers refuse, and that nothing was started or written then.

#include "services_fixture.h"
#include "support/test_main.h"

#include <QCoreApplication>
#include <QTest>

#include <fstream>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace stoa;
using namespace stoa::services;

class ServicesRefusalsTest : public QObject {
    Q_OBJECT
private slots:
    void refusesAFolderThatCannotBeMade();
    void refusesAFolderThatTheServersCannotEnter();
    void refusesAFolderOfSomebodyElse();
    void refusesASecondOwnerAndNamesTheFirst();
    void refusesAnAlmostFullDisk();
    void refusesDataOfAnotherMajorVersion();
    void refusesWithoutPostgres();
};

void ServicesRefusalsTest::refusesAFolderThatCannotBeMade()
{
    const TestFolder folder;
    std::ofstream(folder.path()) << "a file in the way";
    const auto services = PrivateServices::start(optionsFor(folder.path() / "below"));
    QVERIFY(!services);
    QCOMPARE(services.error().code, std::string("services.folder_unwritable"));
    QCOMPARE(param(services.error(), "folder"), (folder.path() / "below").string());
    QCOMPARE(services.error().detail, std::string("Not a directory"));
}

void ServicesRefusalsTest::refusesAFolderThatTheServersCannotEnter()
{
    const TestFolder folder;
    fs::permissions(folder.parent(), fs::perms(::geteuid() == 0 ? 0700 : 0600));
    const std::string code = codeOf(optionsFor(folder.path()));
    fs::permissions(folder.parent(), fs::perms(0711));
    // Nobody else's account is involved for an ordinary user, so there it is simply not writable.
    QCOMPARE(code, std::string(::geteuid() == 0 ? "services.folder_unreachable"
                                                : "services.folder_unwritable"));
    QVERIFY(!fs::exists(folder.path() / "postgres"));
}

void ServicesRefusalsTest::refusesAFolderOfSomebodyElse()
{
    const TestFolder folder;
    // As an ordinary user, root's: nobody may give a folder away.
    const fs::path data = ::geteuid() == 0 ? folder.path() : fs::path("/usr");
    if (::geteuid() == 0) {
        fs::create_directory(data);
        QCOMPARE(::chown(data.c_str(), serverAccount(data).uid, 0), 0);
    }
    const auto services = PrivateServices::start(optionsFor(data));
    QVERIFY(!services);
    QCOMPARE(services.error().code, std::string("services.folder_not_ours"));
    QCOMPARE(param(services.error(), "folder"), data.string());
}

void ServicesRefusalsTest::refusesASecondOwnerAndNamesTheFirst()
{
    const TestFolder folder;
    const auto first = started(optionsFor(folder.path()));
    QVERIFY(first);
    const auto second = PrivateServices::start(optionsFor(folder.path()));
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::Conflict);
    QCOMPARE(second.error().code, std::string("services.folder_in_use"));
    QCOMPARE(param(second.error(), "pid"), std::to_string(QCoreApplication::applicationPid()));
    QCOMPARE(param(second.error(), "folder"), folder.path().string());
    QCOMPARE(sql(first->postgres(), "SELECT 1"), std::string("1"));
}

void ServicesRefusalsTest::refusesAnAlmostFullDisk()
{
    const TestFolder folder;
    Options options = optionsFor(folder.path());
    options.minFreeBytes = 1ULL << 60;
    const auto services = PrivateServices::start(options);
    QVERIFY(!services);
    QCOMPARE(services.error().code, std::string("services.disk_full"));
    QCOMPARE(param(services.error(), "neededMib"), std::to_string(1ULL << 40));
    QVERIFY(!fs::exists(folder.path() / "postgres"));
}

void ServicesRefusalsTest::refusesDataOfAnotherMajorVersion()
{
    const TestFolder folder;
    fs::create_directories(folder.path() / "postgres");
    std::ofstream(folder.path() / "postgres" / "PG_VERSION") << "14\n";
    const auto services = PrivateServices::start(optionsFor(folder.path()));
    QVERIFY(!services);
    QCOMPARE(services.error().code, std::string("services.version_mismatch"));
    QCOMPARE(param(services.error(), "data"), std::string("14"));
}

void ServicesRefusalsTest::refusesWithoutPostgres()
{
    const TestFolder folder;
    Options options = optionsFor(folder.path());
    options.binaries = Binaries{};
    QCOMPARE(codeOf(options), std::string("services.postgres_missing"));
    options.binaries->newestRefusedPostgres = 13;
    QCOMPARE(codeOf(options), std::string("services.postgres_too_old"));
}

STOA_TEST(ServicesRefusalsTest)

#include "test_services_refusals.moc"
