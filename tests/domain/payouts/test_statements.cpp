#include "domain/payouts/statement.h"
#include "payout_bench.h"
#include "platform/documents/pdf_document.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class StatementsTest : public QObject {
    Q_OBJECT

    // The cells of a column of the CSV, below its heading.
    static std::vector<std::string> column(const std::string& csv, std::size_t index)
    {
        std::vector<std::string> cells;
        for (const QString& line : QString::fromStdString(csv).split("\r\n", Qt::SkipEmptyParts))
            cells.push_back(line.split(',').at(static_cast<qsizetype>(index)).toStdString());
        cells.erase(cells.begin());
        return cells;
    }

private slots:
    void tellsEveryMovement()
    {
        PayoutBench bench;
        const OrderId first = bench.released(3);
        const auto paid = bench.approved();
        bench.pay(paid.payouts[0].id);
        must(bench.shop.refund(first, bench.bowls(first, 2)));
        bench.shop.bench.clock.advance(std::chrono::hours(24 * 7));
        const OrderId second = bench.released(4);
        must(bench.shop.refund(second, bench.bowls(second, 1)));
        const auto batch = bench.prepared();
        const std::string csv = bench.csv(batch.payouts[0].id);
        QCOMPARE(column(csv, 1),
                 (std::vector<std::string>{"Opening balance", "Order", "Refund", "Debt paid",
                                           "Payout", "Closing balance"}));
        QCOMPARE(column(csv, 3),
                 (std::vector<std::string>{"", "36.00", "-9.00", "-18.00", "-9.00", ""}));
        QCOMPARE(column(csv, 4),
                 (std::vector<std::string>{"0.00", "36.00", "27.00", "9.00", "0.00", "0.00"}));
        QCOMPARE(column(csv, 2).at(1), must(bench.shop.order(second)).row.number);
        QCOMPARE(column(bench.csv(paid.payouts[0].id), 3).at(1), std::string("27.00"));
    }

    void saysWhyStoreCreditWasGiven()
    {
        PayoutBench bench;
        bench.released(1);
        const api::GrantStoreCredit grant{bench.shop.seller, "ioana@example.org",
                                          bench.money("4.00"), "For the late\nparcel"};
        must(bench.shop.bench.run(bench.shop.seller,
                                  [&](Unit& unit) { return refunds::handle(unit, grant); }));
        const std::string csv = bench.csv(bench.prepared().payouts.at(0).id);
        QCOMPARE(column(csv, 1),
                 (std::vector<std::string>{"Opening balance", "Order", "Store credit", "Payout",
                                           "Closing balance"}));
        QCOMPARE(column(csv, 2).at(2), std::string("For the late parcel"));
        QCOMPARE(column(csv, 3), (std::vector<std::string>{"", "9.00", "-4.00", "-5.00", ""}));
    }

    void otherSellersHaveNone()
    {
        PayoutBench bench;
        bench.released(1);
        const PayoutId payout = bench.prepared().payouts.at(0).id;
        const OrgId rival = bench.shop.bench.addSeller("Rival");
        STOA_FAILS(bench.shop.bench.run(
                       rival,
                       [&](Unit& unit) {
                           return payouts::handle(unit, api::GetPayoutStatement{rival, payout});
                       }),
                   "payout.not_found");
    }

    void csvIsSafeToOpen()
    {
        payouts::Statement statement;
        const Money some(5, Currency::of("EUR"));
        statement.payout.amount = statement.opening = statement.closing = some;
        statement.lines = {{Timestamp(), "=1+1", "said \"so\", twice", some}};
        const std::string csv = payouts::csvOf(statement);
        QVERIFY(csv.find("\"said \"\"so\"\", twice\"") != std::string::npos);
        QVERIFY(csv.find(",'=1+1,") != std::string::npos);
    }

    void pdfIsAFileOfAsManyPagesAsItNeeds()
    {
        PayoutBench bench;
        bench.released(1);
        const PayoutId payout = bench.prepared().payouts.at(0).id;
        const auto file = must(bench.asSeller(
            api::GetPayoutStatement{bench.shop.seller, payout, api::StatementFormat::Pdf}));
        QCOMPARE(file.mediaType, std::string("application/pdf"));
        QVERIFY(file.fileName.ends_with(".pdf"));
        const auto bytes = QByteArray::fromBase64(QByteArray::fromStdString(file.content));
        QVERIFY(bytes.startsWith("%PDF-"));
        QVERIFY(bytes.trimmed().endsWith("%%EOF"));

        payouts::Statement statement;
        const Money some(5, Currency::of("EUR"));
        statement.payout.amount = statement.opening = statement.closing = some;
        statement.payout.sellerName = "Łódź Ceramics – Zoë";
        statement.lines.assign(200, {Timestamp(), "M-4K7QX2ZA", "release", some});
        const auto pages = QByteArray::fromStdString(payouts::pdfOf(statement));
        QVERIFY(pages.contains("/Count 5"));
    }

    void charactersThatTheFontHas()
    {
        QCOMPARE(documents::windows1252("Zoë – 5 € …"), std::string("Zo\xeb \x96 5 \x80 \x85"));
        QCOMPARE(documents::windows1252("Łódź"), std::string("?\xf3"
                                                             "d?"));
        QCOMPARE(documents::windows1252("\xf0\x9f\x92"), std::string("?"));
    }

    // What the statements say is what was paid: over any life, in any currency.
    void statementsAddUp_data()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"JPY", "EUR", "KWD"})
            QTest::newRow(code) << QString(code);
    }
    void statementsAddUp()
    {
        QFETCH(QString, code);
        Random random;
        PayoutBench bench(code.toStdString(), random.between(0, 5000));
        bench.usesProvider();
        const Currency currency = bench.shop.currency;
        Money before(0, currency);
        for (int round = 0; round < 6; ++round) {
            const OrderId order = bench.released(random.between(1, 9));
            if (random.chance(0.5)) {
                must(bench.shop.refund(order, bench.bowls(order, 1)));
            }
            bench.shop.bench.clock.advance(std::chrono::hours(24 * 7));
            const auto prepared = bench.as(bench.ada, api::PreparePayouts{});
            if (!prepared) continue; // all of it was refunded
            const auto& payout = prepared->payouts.at(0);
            const std::string csv = bench.csv(payout.id);
            const auto amounts = column(csv, 3);
            const auto balances = column(csv, 4);
            Money balance = must(Money::parse(balances.front(), currency));
            QCOMPARE(balance, before);
            for (std::size_t i = 1; i + 1 < amounts.size(); ++i) {
                balance += must(Money::parse(amounts[i], currency));
                QCOMPARE(balance.amountText(), balances[i]);
            }
            QCOMPARE(balance.amountText(), balances.back());
            const bool isPaid = random.chance(0.7);
            must(bench.as(bench.ben,
                          api::ApprovePayoutBatch{prepared->row.id, prepared->row.version}));
            bench.provider.nextTransfer.verdict =
                isPaid ? gateways::Verdict::Approved : gateways::Verdict::Declined;
            bench.pay(payout.id);
            before = isPaid ? balance : balance + payout.amount;
            QCOMPARE(bench.shop.findings(), std::string());
        }
    }
};

STOA_TEST(StatementsTest)
#include "test_statements.moc"
