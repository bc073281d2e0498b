// A log of 64 entries whose files are damaged in every way there is: cut off after each byte, each
// bit flipped. One damaged twin loses nothing; two damaged twins lose what both had there, and say
// so.

#include "core/assert.h"
#include "journal_bench.h"
#include "support/test_main.h"

#include <QTest>

using namespace stoa;
using namespace stoa::test;
using journal::Journal;

class JournalDamageTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void survivesACutOfOneTwinAtEveryByte();
    void survivesEveryFlippedBitOfOneTwin();
    void tellsWhatBothTwinsLost();
    void readsBehindADamagedPart();
    void makesAMissingTwinAgain();

private:
    static constexpr std::size_t kEntries = 64;
    MemoryDisk::File& twin(const char* ending)
    {
        return m_bench.disk.files.at(std::string("/log/00000001") + ending);
    }
    // Opens what `damage` left of the sound log, and puts the sound log back.
    template <class Check>
    void withDamage(const std::function<void(MemoryDisk&)>& damage, Check check)
    {
        JournalBench bench;
        bench.disk = m_bench.disk;
        damage(bench.disk);
        const auto journal = bench.open();
        check(*journal);
    }

    JournalBench m_bench;
    std::size_t m_written = 0; // bytes of records
};

void JournalDamageTest::initTestCase()
{
    QVERIFY(m_bench.open()->append(entriesOf(kEntries)));
    const std::string& bytes = twin(".log").cached;
    m_written = bytes.find_last_not_of('\0', bytes.size() - journal::kEndMark.size() - 1) + 1;
    QVERIFY(m_written > kEntries * journal::kHeadBytes);
}

void JournalDamageTest::survivesACutOfOneTwinAtEveryByte()
{
    for (const char* ending : {".log", ".copy"}) {
        for (std::size_t length = 0; length <= m_written; ++length) {
            withDamage(
                [&](MemoryDisk& disk) {
                    disk.files.at(std::string("/log/00000001") + ending).cached.resize(length);
                },
                [&](const Journal& journal) {
                    QCOMPARE(journal.waitingCount(), kEntries);
                    QCOMPARE(journal.findings().lostRecords, 0u);
                    QCOMPARE(journal.findings().damagedFiles, 1u);
                });
        }
    }
}

void JournalDamageTest::survivesEveryFlippedBitOfOneTwin()
{
    const std::size_t size = twin(".log").cached.size();
    for (std::size_t at = 0; at < size; ++at) {
        // Of the empty part one byte in a hundred says it all.
        const bool isEmpty = at >= m_written && at < size - journal::kEndMark.size();
        if (isEmpty && at % 100 != 0) continue;
        const int bit = static_cast<int>(at % 8);
        withDamage(
            [&](MemoryDisk& disk) {
                char& byte = disk.files.at("/log/00000001.log").cached[at];
                byte = static_cast<char>(byte ^ 1 << bit);
            },
            [&](const Journal& journal) {
                QCOMPARE(journal.waitingCount(), kEntries);
                QCOMPARE(journal.findings().lostRecords, 0u);
                QCOMPARE(journal.findings().damagedFiles, 1u);
            });
    }
}

void JournalDamageTest::tellsWhatBothTwinsLost()
{
    for (std::size_t at = 200; at < m_written - 200; at += 97) {
        withDamage(
            [&](MemoryDisk& disk) {
                for (const char* ending : {".log", ".copy"})
                    disk.files.at(std::string("/log/00000001") + ending).cached[at] ^= 1;
            },
            [&](const Journal& journal) {
                QCOMPARE(journal.waitingCount(), kEntries - 1);
                QCOMPARE(journal.findings().lostRecords, 1u);
                QCOMPARE(journal.findings().damagedFiles, 2u);
            });
    }
}

void JournalDamageTest::readsBehindADamagedPart()
{
    withDamage(
        [&](MemoryDisk& disk) {
            auto& log = disk.files.at("/log/00000001.log").cached;
            auto& copy = disk.files.at("/log/00000001.copy").cached;
            std::fill(log.begin(), log.begin() + 1000, 'x');
            std::fill(copy.begin() + 2000, copy.begin() + 3000, 'x');
        },
        [&](const Journal& journal) {
            QCOMPARE(journal.waiting(99), entriesOf(kEntries));
            QCOMPARE(journal.findings().damagedFiles, 2u);
            QCOMPARE(journal.findings().lostRecords, 0u);
        });
}

void JournalDamageTest::makesAMissingTwinAgain()
{
    JournalBench bench;
    bench.disk = m_bench.disk;
    bench.disk.files.erase("/log/00000001.log");
    QCOMPARE(bench.open()->findings().damagedFiles, 1u);
    bench.disk.files.erase("/log/00000001.copy");
    const auto journal = bench.open();
    QCOMPARE(journal->waiting(99), entriesOf(kEntries));
    QCOMPARE(journal->findings().damagedFiles, 1u);
}

STOA_TEST(JournalDamageTest)
#include "test_journal_damage.moc"
