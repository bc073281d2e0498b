#include "payout_bench.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::LeftOut;
using api::PayoutAccountStatus;
using api::PayoutProvider;

class AccountsTest : public QObject {
    Q_OBJECT

    std::optional<PayoutBench> m_bench;

    OrgId seller() const { return m_bench->shop.seller; }
    api::PayoutAccountView account()
    {
        return must(m_bench->asSeller(api::GetPayoutAccount{seller()}));
    }
    Result<api::PayoutAccountView> set(Version version, PayoutProvider provider,
                                       const std::string& text)
    {
        return m_bench->asSellers(m_bench->ada,
                                  api::SetPayoutAccount{seller(), version, provider, text});
    }
    Result<api::PayoutAccountView> verify(const Actor& who, Version version)
    {
        return m_bench->asSellers(who, api::VerifyPayoutAccount{seller(), version});
    }
    LeftOut leftOut()
    {
        return must(m_bench->as(m_bench->ada, api::PreviewPayouts{})).payouts.at(0).leftOut;
    }

private slots:
    void init() { m_bench.emplace(); }

    void theDatabaseKnowsTheSameWords()
    {
        QCOMPARE(m_bench->shop.checkWords("payout_account", "provider"),
                 sorted(enumWords<PayoutProvider>()));
        QCOMPARE(m_bench->shop.checkWords("payout_account", "status"),
                 sorted(enumWords<PayoutAccountStatus>()));
        QCOMPARE(m_bench->shop.checkWords("payout_attempt", "step"),
                 sorted(enumWords<payouts::Step>()));
    }

    void withoutAProviderTheSandboxPays()
    {
        const auto view = account();
        QVERIFY(view.provider == PayoutProvider::Sandbox);
        QVERIFY(view.isDefault);
        QCOMPARE(view.version, Version{0});
        m_bench->released(1);
        QVERIFY(leftOut() == LeftOut::None);
    }

    void aProviderThatMovesNoMoneyChangesNothing()
    {
        m_bench->provider.providerName = "sandbox_pay";
        m_bench->addProvider();
        QVERIFY(account().provider == PayoutProvider::Sandbox);
        const auto view = must(set(Version{0}, PayoutProvider::SandboxPay, "acct-1"));
        QVERIFY(view.provider == PayoutProvider::SandboxPay);
    }

    void withAProviderWhoHasNoAccountIsLeftOut()
    {
        m_bench->addProvider();
        QVERIFY(!account().provider);
        m_bench->released(1);
        const auto plan = must(m_bench->as(m_bench->ada, api::PreviewPayouts{}));
        QVERIFY(plan.payouts.at(0).leftOut == LeftOut::NoAccount);
        QVERIFY(plan.payouts[0].amount.isZero());
        QVERIFY(plan.totals.empty());
        const auto before = m_bench->shop.fingerprint();
        STOA_FAILS(m_bench->as(m_bench->ada, api::PreparePayouts{}), "payout.nothing_due");
        QCOMPARE(m_bench->shop.fingerprint(), before);
        const auto policy = must(m_bench->as(m_bench->ada, api::GetPayoutPolicy{}));
        QVERIFY(policy.isDefault);
        must(m_bench->as(m_bench->ada,
                         api::SetPayoutPolicy{policy.version, PayoutProvider::Manual, false}));
        QCOMPARE(m_bench->shop.bench.events(), std::string("payout_policy.changed"));
        QVERIFY(leftOut() == LeftOut::None);
        QVERIFY(m_bench->prepared().payouts.at(0).provider == PayoutProvider::Manual);
    }

    void isUsedOnceASecondPersonHasVerifiedIt()
    {
        m_bench->addProvider();
        m_bench->released(1);
        const auto pending = must(set(Version{0}, PayoutProvider::Stripe, PayoutBench::kAccount));
        QCOMPARE(m_bench->shop.bench.events(), std::string("payout_account.changed"));
        QVERIFY(pending.status == PayoutAccountStatus::Pending);
        QCOMPARE(pending.setBy, std::string("Ada"));
        QVERIFY(leftOut() == LeftOut::AccountPending);
        const auto before = m_bench->shop.fingerprint();
        STOA_FAILS(verify(m_bench->ada, pending.version), "payout_account.same_person");
        STOA_FAILS(verify(m_bench->ben, Version{7}), "payout_account.stale");
        QCOMPARE(m_bench->shop.fingerprint(), before);
        const auto active = must(verify(m_bench->ben, pending.version));
        QCOMPARE(m_bench->shop.bench.events(), std::string("payout_account.verified"));
        QVERIFY(active.status == PayoutAccountStatus::Active);
        QCOMPARE(active.verifiedBy, std::string("Ben"));
        QVERIFY(leftOut() == LeftOut::None);
        STOA_FAILS(verify(m_bench->ben, active.version), "payout_account.not_waiting");
        const auto payout = m_bench->prepared().payouts.at(0);
        QVERIFY(payout.provider == PayoutProvider::Stripe);
        QCOMPARE(payout.account, std::string(PayoutBench::kAccount));
    }

    // What is on its way goes where it was approved to go.
    void aChangeCountsForPayoutsPreparedLater()
    {
        m_bench->usesProvider(PayoutBench::kAccount);
        m_bench->released(1);
        const auto batch = m_bench->approved();
        m_bench->setAccount(PayoutProvider::Stripe, PayoutBench::kOther);
        m_bench->pay(batch.payouts[0].id);
        QCOMPARE(m_bench->provider.transfers.begin()->second.account,
                 std::string(PayoutBench::kAccount));
        QCOMPARE(m_bench->payout().account, std::string(PayoutBench::kAccount));
        m_bench->released(1);
        m_bench->shop.bench.clock.advance(std::chrono::hours(24 * 7));
        QVERIFY(leftOut() == LeftOut::AccountPending);
    }

    void isRemovedAndSetAnew()
    {
        m_bench->usesProvider();
        m_bench->released(1);
        must(m_bench->asSellers(m_bench->ada, api::RemovePayoutAccount{seller()}));
        QCOMPARE(m_bench->shop.bench.events(), std::string("payout_account.removed"));
        QVERIFY(account().isDefault);
        QVERIFY(leftOut() == LeftOut::NoAccount);
        STOA_FAILS(m_bench->asSellers(m_bench->ada, api::RemovePayoutAccount{seller()}),
                   "payout_account.not_found");
        STOA_FAILS(verify(m_bench->ben, account().version), "payout_account.not_found");
        STOA_FAILS(set(Version{0}, PayoutProvider::Stripe, PayoutBench::kOther),
                   "payout_account.stale");
        const auto again =
            must(set(account().version, PayoutProvider::Stripe, PayoutBench::kOther));
        QVERIFY(again.status == PayoutAccountStatus::Pending);
        QVERIFY(!again.verifiedAt);
        QCOMPARE(again.version, Version{4});
    }

    void refusalsWriteNothing()
    {
        const auto before = m_bench->shop.fingerprint();
        const auto unknown = set(Version{0}, PayoutProvider::Stripe, "acct_1Nv0FGQ9RKHgCVdK");
        STOA_FAILS(unknown, "payout_account.unknown_provider");
        QCOMPARE(unknown.error().params.at(0).second, std::string("manual, sandbox"));
        STOA_FAILS(set(Version{0}, PayoutProvider::Manual, "?"), "payout_account.bad_reference");
        STOA_FAILS(set(Version{3}, PayoutProvider::Sandbox, ""), "payout_account.stale");
        STOA_FAILS(verify(m_bench->ben, Version{0}), "payout_account.not_found");
        STOA_FAILS(m_bench->as(m_bench->ada,
                               api::SetPayoutPolicy{Version{0}, PayoutProvider::Stripe, false}),
                   "payout_policy.needs_account");
        STOA_FAILS(m_bench->as(m_bench->ada, api::SetPayoutPolicy{Version{2}, {}, false}),
                   "payout_policy.stale");
        QCOMPARE(m_bench->shop.fingerprint(), before);
        QCOMPARE(account().version, Version{0});
    }

    void aRefusedAccountIsNotUsedAgain()
    {
        m_bench->usesProvider();
        m_bench->released(1);
        m_bench->provider.nextTransfer.verdict = gateways::Verdict::Declined;
        m_bench->provider.nextTransfer.reason = "account_closed";
        m_bench->pay(m_bench->approved().payouts.at(0).id);
        QCOMPARE(m_bench->told, std::string("payout.failed payout_account.restricted"));
        const auto refused = account();
        QVERIFY(refused.status == PayoutAccountStatus::Restricted);
        QCOMPARE(refused.reason, std::string("account_closed"));
        m_bench->shop.bench.clock.advance(std::chrono::hours(24 * 7));
        QVERIFY(leftOut() == LeftOut::AccountRestricted);
        must(verify(m_bench->ben, refused.version));
        QCOMPARE(account().reason, std::string());
        QVERIFY(leftOut() == LeftOut::None);
    }

    void theListShowsThoseThatWait()
    {
        must(set(Version{0}, PayoutProvider::Manual, "DE89 3704 0044 0532 0130 00"));
        const auto all = must(m_bench->as(m_bench->ben, api::ListPayoutAccounts{}));
        QCOMPARE(all.items.size(), std::size_t{1});
        QCOMPARE(all.items[0].seller, seller());
        api::ListPayoutAccounts active;
        active.status = {PayoutAccountStatus::Active};
        QVERIFY(must(m_bench->as(m_bench->ben, active)).items.empty());
        must(m_bench->asSellers(m_bench->ada, api::RemovePayoutAccount{seller()}));
        QVERIFY(must(m_bench->as(m_bench->ben, api::ListPayoutAccounts{})).items.empty());
        api::ListPayoutAccounts removed;
        removed.status = {PayoutAccountStatus::Removed};
        QVERIFY(must(m_bench->as(m_bench->ben, removed)).items.at(0).status ==
                PayoutAccountStatus::Removed);
        removed.after = "AAAA";
        STOA_FAILS(m_bench->as(m_bench->ben, removed), "cursor.malformed");
    }

    void twoWhoSetTheFirstAreOne()
    {
        std::atomic<int> done = 0;
        std::atomic<int> stale = 0;
        inParallel(4, [&](std::size_t) {
            auto& bench = m_bench->shop.bench;
            const auto connection = bench.connect();
            const auto result = bench.runOn(*connection, seller(), m_bench->ada, [&](Unit& unit) {
                return m_bench->handled(
                    unit, api::SetPayoutAccount{seller(), Version{0}, PayoutProvider::Sandbox, ""});
            });
            if (result) ++done;
            if (codeOf(result) == "payout_account.stale") ++stale;
        });
        QCOMPARE(done.load(), 1);
        QCOMPARE(stale.load(), 3);
        QCOMPARE(account().version, Version{1});
    }
};

STOA_TEST(AccountsTest)
#include "test_accounts.moc"
