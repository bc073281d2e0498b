#include "domain/ledger/ledger.h"
#include "domain/ledger/ledger_sql.h"
#include "domain/ledger/verify_sql.h"
#include "domain_shop/shop.h"
#include "platform/db/errors.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::AccountKind;

namespace {

constexpr db::Statement kFlush{"test.flush", "SELECT 1"};
constexpr db::Statement kBalance{
    "test.balance", "SELECT debits_pending, debits_posted, credits_pending, credits_posted"
                    " FROM ledger_account WHERE owner_id = $1 AND kind = $2"};
constexpr db::Statement kRights{
    "test.rights",
    "SELECT coalesce(string_agg(DISTINCT privilege_type, ' ' ORDER BY privilege_type), '') AS text"
    " FROM pg_class, aclexplode(relacl) WHERE relname = 'ledger_transfer'"
    " AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')"};
constexpr db::Statement kCount{"test.count", "SELECT count(*) AS n FROM ledger_transfer"};

} // namespace

class PostTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    const OrderId m_order = OrderId::make();

    ledger::Account account(AccountKind kind) const
    {
        return ledger::accountOf(m_shop->seller, kind);
    }
    ledger::Entry entry() const
    {
        ledger::Entry entry;
        entry.currency = m_shop->currency;
        entry.order = m_order;
        return entry;
    }
    Done post(const ledger::Entry& entry)
    {
        return m_shop->bench.run(m_shop->seller, [&](Unit& unit) -> Done {
            ledger::post(unit, entry);
            if (auto flushed = unit.db().run(kFlush); !flushed) return fail(flushed);
            return {};
        });
    }
    Done capture(std::string_view amount)
    {
        auto each = entry();
        each.reserveAndConfirm(account(AccountKind::ProviderReceivable), ledger::holdOf(m_order),
                               m_shop->money(amount), "authorization", "capture");
        return post(each);
    }
    // "debits pending/posted credits pending/posted"
    std::string balance(const Uuid& owner, AccountKind kind)
    {
        const auto rows = must(m_shop->bench.db().run(kBalance, owner, enumText(kind)));
        const db::Row row = rows.single();
        const auto text = [&](const char* column) {
            return std::to_string(row.get<std::int64_t>(column));
        };
        return text("debits_pending") + '/' + text("debits_posted") + ' ' +
               text("credits_pending") + '/' + text("credits_posted");
    }
    std::int64_t transfers()
    {
        return must(m_shop->bench.db().run(kCount)).single().get<std::int64_t>("n");
    }

private slots:
    void init() { m_shop.emplace(); }

    void statementsFitTheSchema()
    {
        STOA_OK(prepareAll(m_shop->bench.db(), ledger::sql::kAll));
        STOA_OK(prepareAll(m_shop->bench.db(), ledger_verify::sql::kAll));
    }

    void checkAllowsTheWordsOfTheEnums()
    {
        QCOMPARE(m_shop->checkWords("ledger_account", "kind"), sorted(enumWords<AccountKind>()));
        QCOMPARE(m_shop->checkWords("ledger_transfer", "phase"),
                 sorted(enumWords<ledger::Phase>()));
    }

    void transfersAreNeverUpdatedOrDeleted()
    {
        for (const db::Statement& each : ledger::sql::kAll) {
            QVERIFY2(each.sql.find("UPDATE ledger_transfer") == std::string_view::npos,
                     std::string(each.name).c_str());
            QVERIFY2(each.sql.find("DELETE") == std::string_view::npos,
                     std::string(each.name).c_str());
        }
        QCOMPARE(must(m_shop->bench.db().run(kRights)).single().get<std::string>("text"),
                 std::string());
    }

    void confirmedReservationLeavesNothingPending()
    {
        STOA_OK(capture("10.00"));
        QCOMPARE(balance(m_order.uuid(), AccountKind::OrderHold), std::string("0/0 0/1000"));
        QCOMPARE(transfers(), 2);
    }

    void accountsWithoutLimitKeepNoBalance()
    {
        STOA_OK(capture("10.00"));
        QCOMPARE(balance(m_shop->seller.uuid(), AccountKind::ProviderReceivable),
                 std::string("0/0 0/0"));
    }

    void pendingDebitsCountAgainstTheHold()
    {
        STOA_OK(capture("10.00"));
        auto refund = entry();
        refund.move(ledger::holdOf(m_order), account(AccountKind::RefundClearing),
                    m_shop->money("6.00"), "refund_requested");
        refund.transfers[0].phase = ledger::Phase::Pending;
        STOA_OK(post(refund));
        QCOMPARE(balance(m_order.uuid(), AccountKind::OrderHold), std::string("600/0 0/1000"));
        auto release = entry();
        release.move(ledger::holdOf(m_order), account(AccountKind::SellerPayable),
                     m_shop->money("4.01"), "release");
        const auto before = m_shop->fingerprint();
        const auto refused = post(release);
        STOA_FAILS(refused, "db.check");
        QCOMPARE(db::constraintOf(refused.error()),
                 std::string_view("ledger_account_credit_covers_debit"));
        QCOMPARE(m_shop->fingerprint(), before);

        auto voided = entry();
        voided.transfers = refund.transfers;
        voided.transfers[0].id = TransferId::make();
        voided.transfers[0].phase = ledger::Phase::Void;
        voided.transfers[0].pending = refund.transfers[0].id;
        STOA_OK(post(voided));
        QCOMPARE(balance(m_order.uuid(), AccountKind::OrderHold), std::string("0/0 0/1000"));
        release.id = EntryId::make();
        release.transfers[0].id = TransferId::make();
        STOA_OK(post(release));
        QCOMPARE(balance(m_shop->seller.uuid(), AccountKind::SellerPayable),
                 std::string("0/0 0/401"));
    }

    void aReservationIsResolvedOnce()
    {
        STOA_OK(capture("10.00"));
        auto each = entry();
        each.reserveAndConfirm(account(AccountKind::ProviderReceivable), ledger::holdOf(m_order),
                               m_shop->money("1.00"), "authorization", "capture");
        STOA_OK(post(each));
        auto again = entry();
        again.transfers = {each.transfers[1]};
        again.transfers[0].id = TransferId::make();
        const auto refused = post(again);
        STOA_FAILS(refused, "db.unique");
        QCOMPARE(db::constraintOf(refused.error()),
                 std::string_view("ledger_transfer_resolved_once"));
    }

    void anEntryIsPostedOnce()
    {
        auto each = entry();
        each.move(account(AccountKind::Bank), account(AccountKind::ProviderReceivable),
                  m_shop->money("1.00"), "settlement");
        STOA_OK(post(each));
        STOA_FAILS(post(each), "db.unique");
        each.transfers[0].id = TransferId::make();
        STOA_FAILS(post(each), "db.unique");
        QCOMPARE(transfers(), 1);
    }

    void debtIsNeverPaidBackTwice()
    {
        auto owed = entry();
        owed.move(account(AccountKind::SellerDebt), account(AccountKind::RefundClearing),
                  m_shop->money("3.00"), "refund");
        STOA_OK(post(owed));
        auto paid = entry();
        paid.move(account(AccountKind::Bank), account(AccountKind::SellerDebt),
                  m_shop->money("3.01"), "settlement");
        const auto refused = post(paid);
        STOA_FAILS(refused, "db.check");
        QCOMPARE(db::constraintOf(refused.error()),
                 std::string_view("ledger_account_debit_covers_credit"));
    }
};

STOA_TEST(PostTest)
#include "test_post.moc"
