#include "domain/refunds/refunds.h"
#include "domain/refunds/refunds_sql.h"
#include "domain_shop/shop.h"
#include "support/in_parallel.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class RefundsTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    api::OrderView m_order; // 3 × 10.00, shipping 5.00

    api::RefundContent bowls(std::int64_t quantity,
                             api::Restock restock = api::Restock::Restock) const
    {
        api::RefundContent content;
        content.lines = {refundLine(m_order.lines[0].id, quantity)};
        content.lines[0].restock = restock;
        return content;
    }
    OrderId id() const { return m_order.row.id; }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 10);
        auto request = m_shop->basket({{m_bowl, 3}});
        request.shipping = m_shop->money("5.00");
        m_order = must(m_shop->place(request));
    }

    void statementsFitTheSchema() { STOA_OK(prepareAll(m_shop->bench.db(), refunds::sql::kAll)); }

    void checksAllowTheWordsOfTheEnums()
    {
        // Of those that were made and those that were not; an approved one is made.
        auto words = m_shop->checkWords("refund", "status");
        for (const auto& word : m_shop->checkWords("refund_approval", "status"))
            if (word != "approved") words.push_back(word);
        QCOMPARE(sorted(words), sorted(enumWords<api::RefundStatus>()));
        QCOMPARE(m_shop->checkWords("refund_line", "restock"), sorted(enumWords<api::Restock>()));
    }

    void givesBackAndTellsTheStory()
    {
        auto content = bowls(1);
        content.shipping = m_shop->money("2.50");
        content.reason = api::refund_reason::kDamaged;
        content.note = "Sorry about the broken bowl.";
        const auto preview = must(m_shop->preview(id(), content));
        const auto refund = must(m_shop->refund(id(), content));
        QCOMPARE(m_shop->bench.events(),
                 std::string("stock.moved refund.requested refund.succeeded payment.refunded"));
        QCOMPARE(refund.status, api::RefundStatus::Succeeded);
        QCOMPARE(refund.total, m_shop->money("12.50"));
        QCOMPARE(refund.actorName, std::string("Mara"));

        const auto view = must(m_shop->order(id()));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::PartiallyRefunded);
        QCOMPARE(view.row.refunded, m_shop->money("12.50"));
        QCOMPARE(view.row.version, Version{2});
        QCOMPARE(view.escrow, m_shop->money("22.50"));
        QCOMPARE(view.lines[0].refundedQuantity, 1);
        QCOMPARE(view.lines[0].refunded, m_shop->money("10.00"));
        QCOMPARE(view.payments[0].refunded, m_shop->money("12.50"));
        QCOMPARE(view.refunds.size(), std::size_t{1});
        QCOMPARE(view.refunds[0].id, refund.id);
        QCOMPARE(view.refunds[0].shipping, m_shop->money("2.50"));
        QCOMPARE(view.refunds[0].reason, std::string(api::refund_reason::kDamaged));
        QCOMPARE(view.refunds[0].note, std::string("Sorry about the broken bowl."));
        QCOMPARE(view.refunds[0].lines[0].quantity, 1);
        QCOMPARE(view.transfers.size(), std::size_t{3});
        QCOMPARE(preview.transfers.size(), std::size_t{2});
        QCOMPARE(view.transfers[1].reason, preview.transfers[0].reason);
        QCOMPARE(view.transfers[2].amount, preview.transfers[1].amount);
        QCOMPARE(view.timeline.back().type, std::string("payment.refunded"));
        QCOMPARE(view.timeline.back().actorName, std::string("Mara"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void previewWritesNothing()
    {
        const auto before = m_shop->fingerprint();
        STOA_OK(m_shop->preview(id(), bowls(3)));
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void movesTheStockAsAsked()
    {
        must(m_shop->refund(id(), bowls(1, api::Restock::Keep)));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 3}));
        must(m_shop->refund(id(), bowls(1, api::Restock::Restock)));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 2}));
        must(m_shop->refund(id(), bowls(1, api::Restock::WriteOff)));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{9, 1}));
        QCOMPARE(must(m_shop->order(id())).row.fulfillmentStatus,
                 api::FulfillmentStatus::Unfulfilled); // one piece is the buyer's to keep
    }

    void takesReturnsBackIn()
    {
        must(m_shop->script("UPDATE order_line SET fulfilled_quantity = 3;"
                            "UPDATE stock_level SET on_hand = 7, reserved = 0"));
        must(m_shop->refund(id(), bowls(2)));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{9, 0}));
        must(m_shop->refund(id(), bowls(1, api::Restock::WriteOff)));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{9, 0}));
    }

    void fullRefundBeforeShippingEndsTheOrder()
    {
        auto content = bowls(3);
        content.shipping = m_shop->money("5.00");
        must(m_shop->refund(id(), content));
        const auto row = must(m_shop->order(id())).row;
        QCOMPARE(row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(row.fulfillmentStatus, api::FulfillmentStatus::Canceled);
        QCOMPARE(row.status, api::OrderStatus::Placed);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
    }

    void refusalsWriteNothing()
    {
        const auto before = m_shop->fingerprint();
        STOA_FAILS(m_shop->refund(id(), {}), "refund.empty");
        STOA_FAILS(m_shop->refund(id(), bowls(4)), "refund.quantity_exceeds_ordered");
        api::RefundContent extra;
        extra.extra = m_shop->money("35.01");
        STOA_FAILS(m_shop->refund(id(), extra), "refund.exceeds_captured");
        const auto stale = m_shop->refundOn(m_shop->bench.db(), id(), Version{7}, bowls(1));
        STOA_FAILS(stale, "order.stale");
        QCOMPARE(stale.error().kind, ErrorKind::Stale);
        STOA_FAILS(m_shop->refundOn(m_shop->bench.db(), OrderId::make(), Version{1}, bowls(1)),
                   "order.not_found");
        m_shop->usesScripted = true;
        m_shop->scripted.refunded = gateways::Verdict::Declined;
        STOA_FAILS(m_shop->refund(id(), bowls(1)), "refund.declined");
        m_shop->scripted.refunded = gateways::Verdict::InDoubt;
        STOA_FAILS(m_shop->refund(id(), bowls(1)), "refund.in_doubt");
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void otherTenantsCannotRefund()
    {
        const OrgId rival = m_shop->bench.addSeller("Rival");
        const auto before = m_shop->fingerprint();
        const auto result = m_shop->bench.run(rival, [&](Unit& unit) {
            return refunds::handle(unit, api::RequestRefund{rival, id(), Version{1}, bowls(1)},
                                   m_shop->providers());
        });
        STOA_FAILS(result, "order.not_found");
        STOA_FAILS(m_shop->bench.run(
                       rival,
                       [&](Unit& unit) {
                           return refunds::handle(unit, api::PreviewRefund{rival, id(), bowls(1)});
                       }),
                   "order.not_found");
        QCOMPARE(m_shop->fingerprint(), before);
    }

    // The version lets one of two through; the guards below it let nothing through even when a
    // caller reads the new version and tries again at once.
    void simultaneousRefundsNeverExceedWhatWasCaptured()
    {
        std::atomic<int> refunded = 0;
        std::atomic<int> stale = 0;
        std::atomic<int> refused = 0;
        inParallel(8, [&](std::size_t) {
            const auto connection = m_shop->bench.connect();
            for (std::int64_t version = 1; version < 20; ++version) {
                const auto result = m_shop->refundOn(*connection, id(), Version{version}, bowls(2));
                if (result)
                    ++refunded;
                else if (codeOf(result) == "order.stale")
                    ++stale;
                else if (codeOf(result) == "refund.quantity_exceeds_ordered")
                    ++refused;
            }
        });
        QCOMPARE(refunded.load(), 1);
        QCOMPARE(refunded + stale + refused, 8 * 19);
        QVERIFY(refused > 0);
        QCOMPARE(must(m_shop->order(id())).row.refunded, m_shop->money("20.00"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    // Even a caller that gets the rules wrong is stopped by the database.
    void databaseGuardsSayWhatTheRulesSay()
    {
        must(m_shop->script("UPDATE ledger_account SET debits_posted = 1000"
                            " WHERE kind = 'order_hold'"));
        const auto before = m_shop->fingerprint();
        const auto result = m_shop->refund(id(), bowls(3));
        STOA_FAILS(result, "refund.exceeds_captured");
        QCOMPARE(result.error().detail, std::string("ledger_account_credit_covers_debit"));
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void needsFewRoundTrips()
    {
        must(m_shop->refund(id(), bowls(1)));
        const auto before = m_shop->bench.db().roundTrips();
        must(m_shop->refundOn(m_shop->bench.db(), id(), Version{2}, bowls(1)));
        QCOMPARE(m_shop->bench.db().roundTrips() - before, 7); // with the event log's and commit's
    }
};

STOA_TEST(RefundsTest)
#include "test_refunds.moc"
