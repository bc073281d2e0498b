#include "core/timestamp.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class TimestampTest : public QObject {
    Q_OBJECT

private slots:
    void readsRfc3339_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("utc");
        QTest::newRow("utc") << "2026-11-18T14:31:07.25Z"
                             << "2026-11-18T14:31:07.250000Z";
        QTest::newRow("east") << "2026-11-18T16:31:07+02:00"
                              << "2026-11-18T14:31:07.000000Z";
        QTest::newRow("west, over midnight") << "2026-12-31T20:00-05:00"
                                             << "2027-01-01T01:00:00.000000Z";
        QTest::newRow("leap day") << "2024-02-29T00:00:00Z"
                                  << "2024-02-29T00:00:00.000000Z";
        QTest::newRow("before the epoch") << "1969-12-31T23:59:59.999999Z"
                                          << "1969-12-31T23:59:59.999999Z";
        QTest::newRow("nanoseconds are cut") << "2026-01-01T00:00:00.123456789Z"
                                             << "2026-01-01T00:00:00.123456Z";
        QTest::newRow("as PostgreSQL writes") << "2026-01-01 00:00:00+00"
                                              << "2026-01-01T00:00:00.000000Z";
    }
    void readsRfc3339()
    {
        QFETCH(QString, text);
        QFETCH(QString, utc);
        QCOMPARE(must(Timestamp::parse(text.toStdString())).text(), utc.toStdString());
    }

    void refusesWhatIsNoMoment_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "2026", "2026-11-18", "2026-11-18T14:31:07", "2026-02-30T00:00:00Z",
              "2026-11-18T24:00:00Z", "2026-11-18T14:60:00Z", "2026-11-18T14:31:07ZZ",
              "2026-11-18T14:31:07+2", "18.11.2026 14:31", "2026-11-18T14:31:07.Z"}) {
            QTest::newRow(text) << text;
        }
    }
    void refusesWhatIsNoMoment()
    {
        QFETCH(QString, text);
        STOA_FAILS(Timestamp::parse(text.toStdString()), "timestamp.malformed");
    }
};

STOA_TEST(TimestampTest)
#include "test_timestamp.moc"
