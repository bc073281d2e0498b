#include "domain/ledger/escrow_sql.h"
#include "domain/payouts/escrow_operations.h"
#include "domain/payouts/payouts_sql.h"
#include "domain_shop/shop.h"
#include "support/in_parallel.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::AccountKind;

namespace {

constexpr std::chrono::hours kDay{24};
constexpr db::Statement kFlush{"test.flush", "SELECT 1"};

} // namespace

class EscrowTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop; // a tenth is the marketplace's
    api::OrderView m_order;     // three bowls at 10.00, shipping 5.00

    OrderId id() const { return m_order.row.id; }
    Money money(std::string_view amount) const { return m_shop->money(amount); }

    template <class Request>
    Result<typename Request::Reply> ask(Request request)
    {
        return m_shop->bench.run(m_shop->seller,
                                 [&](Unit& unit) { return payouts::handle(unit, request); });
    }
    Result<api::EscrowView> confirm(const char* email = " IOANA@example.org ")
    {
        return ask(api::ConfirmReceipt{m_shop->seller, id(), email});
    }
    api::EscrowView escrow() { return must(ask(api::GetEscrow{m_shop->seller, id()})); }
    api::RefundContent bowls(std::int64_t quantity) const
    {
        return {{refundLine(m_order.lines[0].id, quantity)}, {}, {}};
    }
    std::size_t releaseDue() { return must(m_shop->bench.run(m_shop->seller, ledger::releaseDue)); }
    ledger::SellerFunds funds()
    {
        return must(m_shop->bench.run(m_shop->seller, [&](Unit& unit) {
            return ledger::fundsOf(unit, m_shop->currency, ledger::Lock::No);
        }));
    }
    // As when a provider has not answered yet.
    void reserve(std::string_view amount, ledger::Phase phase, TransferId pending)
    {
        must(m_shop->bench.run(m_shop->seller, [&](Unit& unit) -> Done {
            ledger::Entry entry;
            entry.currency = m_shop->currency;
            entry.order = id();
            entry.move(ledger::holdOf(id()),
                       ledger::accountOf(m_shop->seller, AccountKind::RefundClearing),
                       money(amount), "refund_requested");
            entry.transfers[0].phase = phase;
            if (phase == ledger::Phase::Pending)
                entry.transfers[0].id = pending;
            else
                entry.transfers[0].pending = pending;
            ledger::post(unit, entry);
            STOA_CHECK(unit.db().run(kFlush));
            return {};
        }));
    }
    void payOut()
    {
        must(m_shop->bench.run(m_shop->seller, [&](Unit& unit) -> Done {
            STOA_TRY(funds, ledger::fundsOf(unit, m_shop->currency, ledger::Lock::Yes));
            ledger::Entry entry;
            entry.currency = m_shop->currency;
            entry.move(ledger::accountOf(m_shop->seller, AccountKind::SellerPayable),
                       ledger::accountOf(m_shop->seller, AccountKind::PayoutClearing),
                       funds.payable, "payout");
            ledger::post(unit, entry);
            STOA_CHECK(unit.db().run(kFlush));
            return {};
        }));
    }

private slots:
    void init()
    {
        m_shop.emplace();
        auto request = m_shop->basket({{m_shop->addVariant("10.00"), 3}});
        request.shipping = money("5.00");
        m_order = must(m_shop->place(request));
    }

    void statementsFitTheSchema()
    {
        STOA_OK(prepareAll(m_shop->bench.db(), ledger_escrow::sql::kAll));
        STOA_OK(prepareAll(m_shop->bench.db(), payouts::sql::kAll));
    }

    void aPlacedOrderIsHeld()
    {
        const auto view = escrow();
        QCOMPARE(view.status, api::EscrowStatus::Held);
        QCOMPARE(view.held, money("35.00"));
        QVERIFY(view.seller.isZero() && view.fee.isZero() && view.feeTax.isZero());
        QVERIFY(!view.dueAt && !view.releasedAt);
    }

    void theBuyerReleases()
    {
        must(m_shop->fulfill(id()));
        const auto view = must(confirm());
        QCOMPARE(view.status, api::EscrowStatus::Released);
        QVERIFY(view.held.isZero());
        QCOMPARE(view.seller, money("32.00"));
        QCOMPARE(view.fee, money("3.00"));
        QCOMPARE(view.releasedAt, std::optional(m_shop->bench.clock.now()));
        QVERIFY(!view.dueAt);
        QCOMPARE(m_shop->bench.events(), std::string("order.delivered escrow.released"));
        const auto order = must(m_shop->order(id()));
        QCOMPARE(order.row.fulfillmentStatus, api::FulfillmentStatus::Delivered);
        QVERIFY(order.escrow.isZero());
        QCOMPARE(order.transfers.size(), std::size_t{3});
        QCOMPARE(order.transfers[1].entry, order.transfers[2].entry);
        QCOMPARE(m_shop->findings(), std::string());
    }

    void sayingItAgainChangesNothing()
    {
        must(m_shop->fulfill(id()));
        must(confirm());
        const auto before = m_shop->fingerprint();
        QCOMPARE(must(confirm()).status, api::EscrowStatus::Released);
        QCOMPARE(releaseDue(), std::size_t{0});
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void refusesInOrder()
    {
        const auto before = m_shop->fingerprint();
        STOA_FAILS(confirm("nils@example.org"), "order.not_found");
        STOA_FAILS(confirm(), "escrow.not_shipped");
        STOA_FAILS(ask(api::GetEscrow{m_shop->seller, OrderId::make()}), "order.not_found");
        STOA_FAILS(ask(api::ReleaseEscrow{m_shop->seller, OrderId::make(), "why"}),
                   "order.not_found");
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void nothingIsReleasedWhileARefundIsUnderWay()
    {
        must(m_shop->deliver(id()));
        const TransferId pending = TransferId::make();
        reserve("10.00", ledger::Phase::Pending, pending);
        m_shop->bench.clock.advance(30 * kDay);
        const auto before = m_shop->fingerprint();
        const auto refused = confirm();
        STOA_FAILS(refused, "escrow.refund_open");
        STOA_FAILS(ask(api::ReleaseEscrow{m_shop->seller, id(), "why"}), "escrow.refund_open");
        QVERIFY(must(ledger::sellersWithDueEscrow(m_shop->bench.db(), m_shop->bench.clock.now()))
                    .empty());
        QCOMPARE(releaseDue(), std::size_t{0});
        QCOMPARE(m_shop->fingerprint(), before);
        QCOMPARE(escrow().pending, money("10.00"));

        reserve("10.00", ledger::Phase::Void, pending);
        QCOMPARE(releaseDue(), std::size_t{1});
        QCOMPARE(escrow().seller, money("32.00"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void thePeriodBeginsWithDelivery()
    {
        must(m_shop->deliver(id()));
        const auto dueAt = m_shop->bench.clock.now() + 14 * kDay;
        QCOMPARE(escrow().status, api::EscrowStatus::Releasable);
        QCOMPARE(escrow().dueAt, std::optional(dueAt));
        m_shop->bench.clock.advance(14 * kDay - std::chrono::seconds(1));
        QCOMPARE(releaseDue(), std::size_t{0});
        m_shop->bench.clock.advance(std::chrono::seconds(1));
        const auto sellers =
            must(ledger::sellersWithDueEscrow(m_shop->bench.db(), m_shop->bench.clock.now()));
        QVERIFY(sellers == std::vector{m_shop->seller});
        QCOMPARE(releaseDue(), std::size_t{1});
        QCOMPARE(m_shop->bench.events(), std::string("escrow.released"));
        QCOMPARE(escrow().status, api::EscrowStatus::Released);
        QCOMPARE(m_shop->findings(), std::string());
    }

    void whatWentBackLosesItsDate()
    {
        must(m_shop->deliver(id()));
        auto all = bowls(3);
        all.shipping = money("5.00");
        must(m_shop->refund(id(), all));
        QCOMPARE(escrow().status, api::EscrowStatus::Refunded);
        m_shop->bench.clock.advance(20 * kDay);
        QCOMPARE(releaseDue(), std::size_t{1});
        QCOMPARE(m_shop->bench.events(), std::string("escrow.settled"));
        QCOMPARE(releaseDue(), std::size_t{0});
        QCOMPARE(m_shop->findings(), std::string());
    }

    void thePolicySetsThePeriod()
    {
        const OrgId marketplace = m_shop->bench.marketplace();
        const auto set = [&](std::int64_t days, Version version) {
            return m_shop->bench.run(marketplace, [&](Unit& unit) {
                return payouts::handle(unit, api::SetSettlementPolicy{version, days, true});
            });
        };
        STOA_FAILS(set(3, Version{1}), "policy.stale");
        QCOMPARE(must(set(3, Version{0})).version, Version{1});
        STOA_FAILS(set(4, Version{0}), "policy.stale");
        QCOMPARE(must(set(7, Version{1})).releaseDays, 7);
        must(m_shop->deliver(id()));
        QCOMPARE(escrow().dueAt, std::optional(m_shop->bench.clock.now() + 7 * kDay));
    }

    void staffReleaseWhatNobodyWillConfirm()
    {
        must(m_shop->refund(id(), bowls(3))); // only the shipping is kept, and nothing is sent
        STOA_FAILS(confirm(), "escrow.not_shipped");
        const auto view = must(ask(api::ReleaseEscrow{m_shop->seller, id(), "Shipping is ours"}));
        QCOMPARE(view.seller, money("5.00"));
        QVERIFY(view.fee.isZero());
        STOA_FAILS(ask(api::ReleaseEscrow{m_shop->seller, id(), "again"}), "escrow.nothing_held");
        QCOMPARE(m_shop->findings(), std::string());
    }

    void aRefundAfterReleaseTakesItBack()
    {
        must(m_shop->fulfill(id()));
        must(confirm());
        const auto preview = must(m_shop->preview(id(), bowls(1)));
        QVERIFY(preview.fromEscrow.isZero());
        QCOMPARE(preview.fromSeller, money("9.00"));
        QCOMPARE(preview.fromCommission, money("1.00"));
        QCOMPARE(preview.fromPayable, money("9.00"));
        QVERIFY(preview.toDebt.isZero());
        QCOMPARE(preview.nextPayoutBefore, money("32.00"));
        QCOMPARE(preview.nextPayoutAfter, money("23.00"));
        QCOMPARE(preview.sellerNetAfter, money("23.00"));
        must(m_shop->refund(id(), bowls(1)));
        QCOMPARE(escrow().seller, money("23.00"));
        QCOMPARE(escrow().fee, money("2.00"));
        QCOMPARE(funds().payable, money("23.00"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void whatIsPaidOutBecomesDebt()
    {
        must(m_shop->fulfill(id()));
        must(confirm());
        payOut();
        const auto preview = must(m_shop->preview(id(), bowls(2)));
        QCOMPARE(preview.toDebt, money("18.00"));
        QVERIFY(preview.fromPayable.isZero() && preview.nextPayoutAfter.isZero());
        must(m_shop->refund(id(), bowls(2)));
        QVERIFY(funds().payable.isZero());
        QCOMPARE(funds().debt, money("18.00"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void aMarketplaceMayKeepItsCommission()
    {
        must(m_shop->bench.run(m_shop->bench.marketplace(), [&](Unit& unit) {
            return payouts::handle(unit, api::SetSettlementPolicy{Version{0}, 14, false});
        }));
        must(m_shop->fulfill(id()));
        must(confirm());
        auto all = bowls(3);
        all.shipping = money("5.00");
        QCOMPARE(must(m_shop->preview(id(), all)).fromSeller, money("35.00"));
        must(m_shop->refund(id(), all));
        const auto view = escrow();
        QCOMPARE(view.fee, money("3.00"));
        QCOMPARE(view.seller, money("-3.00"));
        QCOMPARE(funds().debt, money("3.00"));
        QCOMPARE(view.status, api::EscrowStatus::Refunded);
        QCOMPARE(m_shop->findings(), std::string());
    }

    void twoReleasesAtOnceAreOne()
    {
        must(m_shop->deliver(id()));
        m_shop->bench.clock.advance(20 * kDay);
        std::atomic<std::size_t> released = 0;
        inParallel(4, [&](std::size_t) {
            const auto connection = m_shop->bench.connect();
            released += must(m_shop->runOn(*connection, ledger::releaseDue));
        });
        QCOMPARE(released.load(), std::size_t{1});
        QCOMPARE(escrow().seller, money("32.00"));
        QCOMPARE(m_shop->findings(), std::string());
    }
};

STOA_TEST(EscrowTest)
#include "test_escrow.moc"
