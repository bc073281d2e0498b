// What a journal promises while its disk is well, and when calls of the disk fail.

#include "core/assert.h"
#include "journal_bench.h"
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace stoa;
using namespace stoa::test;
using journal::Entry;
using journal::Journal;
using namespace std::chrono_literals;

class JournalTest final : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatWasAppendedInItsOrder();
    void takesAnEntryOnce();
    void forgetsWhatWasSettledAfterTwoDays();
    void offersAgainWhatAnotherEpochSettled();
    void goesOnInTheNextSegment();
    void hasBounds();
    void keepsItsSecrets();
    void refusesWhatItCannotWriteAndKeepsNothingOfIt();
    void isPoisonedByAFailedSync();
    void losesOnlyWhatNobodyWasPromisedWithThePower();
    void worksOnARealDisk();
};

void JournalTest::keepsWhatWasAppendedInItsOrder()
{
    JournalBench bench;
    const auto entries = entriesOf(3);
    {
        auto journal = bench.open();
        QVERIFY(journal->append(entries));
        QCOMPARE(journal->waiting(2), std::vector(entries.begin(), entries.begin() + 2));
        QCOMPARE(journal->waitingCount(), 3u);
    }
    auto journal = bench.open();
    QCOMPARE(journal->waiting(9), entries);
    QCOMPARE(*journal->oldestWaiting(), entries[0].at);
    QCOMPARE(journal->findings().damagedFiles, 0u);
    QVERIFY(journal->settle(std::array{entries[0].id}, "one", kNoon));
    QCOMPARE(bench.open()->waiting(9), std::vector(entries.begin() + 1, entries.end()));
}

void JournalTest::takesAnEntryOnce()
{
    JournalBench bench;
    auto journal = bench.open();
    QVERIFY(journal->append(std::array{entryOf(1), entryOf(2), entryOf(1)}));
    QVERIFY(journal->append(entriesOf(3)));
    QCOMPARE(journal->waitingCount(), 3u);
    QVERIFY(journal->settle(std::array{entryOf(2).id, entryOf(2).id, entryOf(9).id}, "one", kNoon));
    QVERIFY(journal->settle(std::array{entryOf(2).id}, "one", kNoon));
    QCOMPARE(journal->waiting(9), (std::vector{entryOf(1), entryOf(3)}));
    QVERIFY(journal->settle(std::array{entryOf(1).id}, "one", kNoon));
    QCOMPARE(journal->waiting(9), (std::vector{entryOf(3)}));
    QCOMPARE(bench.open()->waiting(9), (std::vector{entryOf(3)}));
}

void JournalTest::forgetsWhatWasSettledAfterTwoDays()
{
    JournalBench bench;
    {
        auto journal = bench.open();
        QVERIFY(journal->append(entriesOf(2)));
        QVERIFY(journal->settle(std::array{entryOf(1).id}, "one", kNoon));
    }
    auto journal = bench.open(kNoon + 100h);
    QVERIFY(bench.disk.files.contains("/log/00000001.log")); // the second entry waits
    QVERIFY(journal->settle(std::array{entryOf(2).id}, "one", kNoon + 100h));
    QVERIFY(journal->forget(kNoon + 147h));
    QVERIFY(bench.disk.files.contains("/log/00000001.log"));
    QVERIFY(journal->forget(kNoon + 148h));
    QVERIFY(!bench.disk.files.contains("/log/00000001.log"));
    QVERIFY(!bench.disk.files.contains("/log/00000001.copy"));
    QCOMPARE(journal->offerAgain("two"), 0u);
}

void JournalTest::offersAgainWhatAnotherEpochSettled()
{
    JournalBench bench;
    auto journal = bench.open();
    QVERIFY(journal->append(entriesOf(3)));
    QVERIFY(journal->settle(std::array{entryOf(1).id, entryOf(2).id}, "before", kNoon));
    QCOMPARE(journal->offerAgain("before"), 0u);
    journal = bench.open();
    QCOMPARE(journal->offerAgain("restored"), 2u);
    QCOMPARE(journal->waiting(9), entriesOf(3));
    QVERIFY(journal->settle(std::array{entryOf(1).id}, "restored", kNoon));
    QCOMPARE(bench.open()->waiting(9), std::vector{entryOf(3)}); // settled is settled, until told
    QCOMPARE(bench.open()->offerAgain("restored"), 1u);
}

void JournalTest::goesOnInTheNextSegment()
{
    JournalBench bench;
    auto journal = bench.open();
    std::vector<Entry> entries = entriesOf(10);
    for (Entry& entry : entries) {
        entry.payload.assign(5000, 'x');
        QVERIFY(journal->append({&entry, 1}));
    }
    QVERIFY(bench.disk.files.contains("/log/00000004.copy"));
    QCOMPARE(journal->waiting(99), entries);
    QCOMPARE(bench.open()->waiting(99), entries);
}

void JournalTest::hasBounds()
{
    JournalBench bench;
    auto options = bench.options();
    options.mostWaiting = 3;
    auto journal = std::move(*Journal::open(options, kNoon));
    QVERIFY(journal->append(entriesOf(3)));
    const auto more = std::array{entryOf(4)};
    const auto refused = journal->append(more);
    QCOMPARE(refused.error().code, std::string("journal.full"));
    QCOMPARE(refused.error().kind, ErrorKind::Unavailable);
    QVERIFY(journal->settle(std::array{entryOf(2).id}, "one", kNoon));
    QVERIFY(journal->append(more));

    auto large = std::array{entryOf(5)};
    large[0].payload.assign(JournalBench::kSegment, 'x');
    QVERIFY(journal->settle(std::array{entryOf(1).id}, "one", kNoon));
    QCOMPARE(journal->append(large).error().code, std::string("journal.entry_too_large"));
    QCOMPARE(journal->waiting(9), (std::vector{entryOf(3), entryOf(4)}));
}

void JournalTest::keepsItsSecrets()
{
    JournalBench bench;
    QVERIFY(bench.open()->append(entriesOf(1)));
    for (const auto& [name, file] : bench.disk.files)
        QVERIFY(file.cached.find("order 1") == std::string::npos);
    // With another key nothing is read, and nothing that is there is thrown away.
    bench.disk.files.at("/log/key").cached = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    auto journal = bench.open();
    QCOMPARE(journal->waitingCount(), 0u);
    QCOMPARE(journal->findings().damagedFiles, 2u);
    QVERIFY(bench.disk.files.contains("/log/00000001.log.damaged"));
    bench.disk.files.at("/log/key").cached = "no key";
    QCOMPARE(Journal::open(bench.options(), kNoon).error().code, std::string("journal.unreadable"));
}

void JournalTest::refusesWhatItCannotWriteAndKeepsNothingOfIt()
{
    // The log's write, the copy's, and the new segment's files, each while one entry is there.
    for (const auto& [call, skipped, size] :
         {std::tuple(MemoryDisk::Call::Write, 0, 10), std::tuple(MemoryDisk::Call::Write, 1, 10),
          std::tuple(MemoryDisk::Call::Create, 0, 15'000),
          std::tuple(MemoryDisk::Call::Create, 1, 15'000)}) {
        JournalBench bench;
        auto journal = bench.open();
        auto first = std::array{entryOf(1)}, second = std::array{entryOf(2)};
        first[0].payload.assign(5000, 'x');
        second[0].payload.assign(static_cast<std::size_t>(size), 'y');
        QVERIFY(journal->append(first));
        bench.disk.failAt(call, skipped);
        QCOMPARE(journal->append(second).error().code, std::string("journal.unwritable"));
        QCOMPARE(journal->waiting(9), std::vector{first[0]});
        bench.disk.heal();
        QCOMPARE(bench.open()->waiting(9), std::vector{first[0]});
        if (call == MemoryDisk::Call::Create) { // nothing was half written: it goes on
            QVERIFY(journal->append(second));
            QCOMPARE(bench.open()->waiting(9), (std::vector{first[0], second[0]}));
        }
    }
}

void JournalTest::isPoisonedByAFailedSync()
{
    for (const int skipped : {0, 1}) {
        JournalBench bench;
        auto journal = bench.open();
        QVERIFY(journal->append(entriesOf(1)));
        bench.disk.failAt(MemoryDisk::Call::Sync, skipped);
        QVERIFY(!journal->append(std::array{entryOf(2)}));
        bench.disk.heal();
        QVERIFY(journal->isPoisoned());
        QCOMPARE(journal->append(std::array{entryOf(3)}).error().code,
                 std::string("journal.poisoned"));
        QCOMPARE(journal->waiting(9), entriesOf(1)); // what was promised is still offered
        bench.disk.losePower();
        QCOMPARE(bench.open()->waiting(1), entriesOf(1));
    }
}

void JournalTest::losesOnlyWhatNobodyWasPromisedWithThePower()
{
    JournalBench bench;
    auto journal = bench.open();
    QVERIFY(journal->append(entriesOf(2)));
    QVERIFY(journal->settle(std::array{entryOf(1).id}, "one", kNoon)); // not synced
    bench.disk.losePower();
    auto again = bench.open();
    QCOMPARE(again->waiting(9), entriesOf(2));
    QCOMPARE(again->findings().lostRecords, 0u);
    QCOMPARE(again->findings().damagedFiles, 0u);
}

void JournalTest::worksOnARealDisk()
{
    QTemporaryDir folder;
    Journal::Options options{.folder = folder.path().toStdString() + "/log",
                             .segmentBytes = JournalBench::kSegment};
    {
        auto journal = Journal::open(options, kNoon);
        QVERIFY2(journal.has_value(), journal ? "" : describe(journal.error()).c_str());
        QVERIFY((*journal)->append(entriesOf(100)));
        QVERIFY((*journal)->settle(std::array{entryOf(1).id}, "one", kNoon));
        QCOMPARE(Journal::open(options, kNoon).error().code, std::string("journal.in_use"));
    }
    auto journal = std::move(*Journal::open(options, kNoon));
    QCOMPARE(journal->waitingCount(), 99u);
    QCOMPARE(journal->waiting(1), std::vector{entryOf(2)});
    const auto rights = std::filesystem::status(options.folder / "key").permissions();
    QCOMPARE(rights, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

STOA_TEST(JournalTest)
#include "test_journal.moc"
