#include "payout_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::HandOutcome;
using api::PayoutStatus;

class ByHandTest : public QObject {
    Q_OBJECT

    std::optional<PayoutBench> m_bench;

    Result<api::PayoutView> settle(const api::PayoutView& payout, HandOutcome outcome,
                                   const std::string& reference, const std::string& reason)
    {
        return m_bench->asSellers(
            m_bench->ada, api::SettlePayoutByHand{m_bench->shop.seller, payout.id, payout.version,
                                                  outcome, reference, reason});
    }
    std::string findings() { return m_bench->shop.findings(); }
    Money sumOf(api::AccountKind kind) { return m_bench->sumOf(kind); }

private slots:
    void init()
    {
        m_bench.emplace();
        m_bench->useManual();
        m_bench->released(3);
    }

    void waitsUntilSomebodySaysThatItIsPaid()
    {
        const auto payout = m_bench->approved().payouts.at(0);
        QCOMPARE(payout.status, PayoutStatus::Processing);
        QCOMPARE(payout.account, std::string("DE89 3704 0044 0532 0130 00"));
        QCOMPARE(m_bench->pay(payout.id), PayoutBench::Next::Settled); // nothing to send
        QCOMPARE(m_bench->payout().status, PayoutStatus::Processing);
        const auto paid = must(settle(payout, HandOutcome::Paid, "SEPA 4711", ""));
        QCOMPARE(m_bench->shop.bench.events(), std::string("payout.paid"));
        QCOMPARE(paid.status, PayoutStatus::Paid);
        QCOMPARE(paid.reference, std::string("SEPA 4711"));
        QCOMPARE(sumOf(api::AccountKind::Bank), -m_bench->money("27.00"));
        QVERIFY(sumOf(api::AccountKind::PayoutClearing).isZero());
        QCOMPARE(findings(), std::string());
        STOA_FAILS(settle(paid, HandOutcome::Paid, "SEPA 4712", ""), "payout.not_open");
    }

    void aWireThatFailedIsTheSellersAgain()
    {
        const auto payout = m_bench->approved().payouts.at(0);
        const auto failed = must(settle(payout, HandOutcome::Failed, "", "wrong name"));
        QCOMPARE(failed.status, PayoutStatus::Failed);
        QCOMPARE(failed.failureCode, std::string("wrong name"));
        QCOMPARE(m_bench->balance().available, m_bench->money("27.00"));
        QVERIFY(sumOf(api::AccountKind::Bank).isZero());
        STOA_FAILS(settle(failed, HandOutcome::Paid, "SEPA 4711", ""), "payout.not_open");
        QCOMPARE(findings(), std::string());
    }

    void aWireThatCameBackIsTheSellersAgain()
    {
        const auto payout = m_bench->approved().payouts.at(0);
        const auto paid = must(settle(payout, HandOutcome::Paid, "SEPA 4711", ""));
        const auto back = must(settle(paid, HandOutcome::Failed, "", "account closed"));
        QCOMPARE(m_bench->shop.bench.events(), std::string("payout.failed"));
        QCOMPARE(back.status, PayoutStatus::Failed);
        QCOMPARE(back.reference, std::string("SEPA 4711"));
        QCOMPARE(m_bench->balance().available, m_bench->money("27.00"));
        QVERIFY(sumOf(api::AccountKind::Bank).isZero());
        QVERIFY(sumOf(api::AccountKind::PayoutClearing).isZero());
        QCOMPARE(findings(), std::string());
    }

    void refusalsInTheirOrder()
    {
        const auto batch = m_bench->prepared();
        const auto pending = batch.payouts.at(0);
        auto nobody = pending;
        nobody.id = PayoutId::make();
        const auto before = m_bench->shop.fingerprint();
        const auto incomplete = settle(nobody, HandOutcome::Paid, "", "why");
        STOA_FAILS(incomplete, "payout.by_hand_incomplete");
        QCOMPARE(incomplete.error().field, std::string("reference"));
        const auto unexplained = settle(nobody, HandOutcome::Failed, "SEPA 4711", "");
        QCOMPARE(unexplained.error().field, std::string("reason"));
        STOA_FAILS(settle(nobody, HandOutcome::Paid, "SEPA 4711", ""), "payout.not_found");
        STOA_FAILS(settle(pending, HandOutcome::Paid, "SEPA 4711", ""), "payout.not_open");
        QCOMPARE(m_bench->shop.fingerprint(), before);
        must(m_bench->as(m_bench->ben, api::ApprovePayoutBatch{batch.row.id, batch.row.version}));
        STOA_FAILS(settle(pending, HandOutcome::Paid, "SEPA 4711", ""), "payout.stale");
    }

    void whatAProviderPaysNobodySettles()
    {
        m_bench.emplace();
        m_bench->released(3);
        const auto payout = m_bench->approved().payouts.at(0);
        const auto refused = settle(payout, HandOutcome::Paid, "SEPA 4711", "");
        STOA_FAILS(refused, "payout.not_by_hand");
        QCOMPARE(refused.error().params.at(0).second, std::string("sandbox"));
    }

    void theFileSaysWhatToWire()
    {
        const auto batch = m_bench->approved();
        const auto file = must(m_bench->as(m_bench->ada, api::ExportPayoutBatch{batch.row.id}));
        QCOMPARE(file.fileName, batch.row.number + ".csv");
        const QStringList lines =
            QString::fromStdString(file.content).split("\r\n", Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), qsizetype{2});
        QCOMPARE(lines[0], QString("Payout,Seller,Provider,Account,Amount,Currency,Status,"
                                   "Reference,Failure"));
        QCOMPARE(lines[1], QString::fromStdString(batch.payouts[0].id.text() + "," +
                                                  batch.payouts[0].sellerName +
                                                  ",manual,DE89 3704 0044 0532 0130 00,27.00,EUR,"
                                                  "processing,,"));
        STOA_FAILS(m_bench->as(m_bench->ada, api::ExportPayoutBatch{PayoutBatchId::make()}),
                   "payout.batch_not_found");
    }

    void cellsAreText()
    {
        api::PayoutBatchView batch;
        auto& payout = batch.payouts.emplace_back();
        payout.sellerName = "=Evil, \"Ltd\"";
        payout.amount = m_bench->money("1.00");
        const std::string csv = payouts::csvOf(batch);
        QVERIFY(csv.find("\"'=Evil, \"\"Ltd\"\"\"") != std::string::npos);
    }
};

STOA_TEST(ByHandTest)
#include "test_by_hand.moc"
