#include "core/id.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

struct OrderTag {
    static constexpr std::string_view kPrefix = "ord";
};
using OrderId = Id<OrderTag>;

} // namespace

class IdTest : public QObject {
    Q_OBJECT

private slots:
    // The valid examples of the TypeID specification.
    void writesTheTextOfTheSpecification_data()
    {
        QTest::addColumn<QString>("uuid");
        QTest::addColumn<QString>("suffix");
        QTest::newRow("nil") << "00000000-0000-0000-0000-000000000000"
                             << "00000000000000000000000000";
        QTest::newRow("one") << "00000000-0000-0000-0000-000000000001"
                             << "00000000000000000000000001";
        QTest::newRow("ten") << "00000000-0000-0000-0000-00000000000a"
                             << "0000000000000000000000000a";
        QTest::newRow("32") << "00000000-0000-0000-0000-000000000020"
                            << "00000000000000000000000010";
        QTest::newRow("max") << "ffffffff-ffff-ffff-ffff-ffffffffffff"
                             << "7zzzzzzzzzzzzzzzzzzzzzzzzz";
        QTest::newRow("v7") << "01890a5d-ac96-774b-bcce-b302099a8057"
                            << "01h455vb4pex5vsknk084sn02q";
    }
    void writesTheTextOfTheSpecification()
    {
        QFETCH(QString, uuid);
        QFETCH(QString, suffix);
        const Uuid parsed = must(Uuid::parse(uuid.toStdString()));
        QCOMPARE(encodeTypeId("prefix", parsed), "prefix_" + suffix.toStdString());
        QCOMPARE(must(decodeTypeId("prefix", "prefix_" + suffix.toStdString())), parsed);
        QCOMPARE(parsed.text(), uuid.toStdString());
    }

    void refusesWhatIsNoId_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << "";
        QTest::newRow("other prefix") << "usr_01h455vb4pex5vsknk084sn02q";
        QTest::newRow("no prefix") << "01h455vb4pex5vsknk084sn02q";
        QTest::newRow("too short") << "ord_01h455vb4pex5vsknk084sn02";
        QTest::newRow("too long") << "ord_01h455vb4pex5vsknk084sn02qq";
        QTest::newRow("upper case") << "ord_01H455VB4PEX5VSKNK084SN02Q";
        QTest::newRow("foreign letter") << "ord_01h455vb4pex5vsknk084sn0lq";
        QTest::newRow("beyond 128 bits") << "ord_8zzzzzzzzzzzzzzzzzzzzzzzzz";
        QTest::newRow("a uuid") << "01890a5d-ac96-774b-bcce-b302099a8057";
    }
    void refusesWhatIsNoId()
    {
        QFETCH(QString, text);
        STOA_FAILS(OrderId::parse(text.toStdString()), "id.malformed");
    }

    void laterIdsSortAfterEarlierOnes()
    {
        const Uuid first = Uuid::makeV7(Timestamp(1'772'445'600'000'000), ~0ULL, ~0ULL);
        const Uuid sameMilli = Uuid::makeV7(Timestamp(1'772'445'600'000'500), 0, 0);
        const Uuid nextMilli = Uuid::makeV7(Timestamp(1'772'445'600'001'000), 0, 0);
        QVERIFY(first < sameMilli);
        QVERIFY(sameMilli < nextMilli);
        QCOMPARE(static_cast<int>(first.bytes[6] >> 4), 7);
        QCOMPARE(static_cast<int>(first.bytes[8] >> 6), 2);
    }

    void idsOfOneThreadAscend()
    {
        Uuid last = Uuid::makeV7();
        for (int i = 0; i < 100'000; ++i) {
            const Uuid next = Uuid::makeV7();
            QVERIFY(last < next);
            last = next;
        }
    }

    void idsDiffer()
    {
        QVERIFY(OrderId::make() != OrderId::make());
        QVERIFY(OrderId().isNil());
    }
};

STOA_TEST(IdTest)
#include "test_id.moc"
