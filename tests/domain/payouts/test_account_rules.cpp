#include "domain/payouts/account_rules.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::payouts;
using api::LeftOut;
using api::PayoutAccountStatus;
using api::PayoutProvider;

class AccountRulesTest : public QObject {
    Q_OBJECT

private slots:
    void everyStatusIsReachable()
    {
        const StateTable<PayoutAccountStatus, AccountCommand, AccountWho> table(
            kAccountTransitions);
        QCOMPARE(reachable(table, PayoutAccountStatus::Pending).size(),
                 enumWords<PayoutAccountStatus>().size());
    }

    void refusesWhatTheTableDoesNotHave()
    {
        using enum PayoutAccountStatus;
        QVERIFY(!next(Active, AccountCommand::Verify));
        QVERIFY(!next(Removed, AccountCommand::Verify));
        QVERIFY(!next(Removed, AccountCommand::Remove));
        QVERIFY(!next(Pending, AccountCommand::Restrict));
        QVERIFY(!next(Restricted, AccountCommand::Restrict));
        QVERIFY(!next(Removed, AccountCommand::Restrict));
        for (const auto from : {Pending, Active, Restricted, Removed})
            QVERIFY(next(from, AccountCommand::Set) == Pending);
    }

    void referencesOfEachProvider_data()
    {
        QTest::addColumn<int>("provider");
        QTest::addColumn<QString>("account");
        QTest::addColumn<bool>("isGood");
        const auto row = [](PayoutProvider provider, const char* account, bool isGood) {
            QTest::addRow("%s %s", enumText(provider).c_str(), account)
                << static_cast<int>(provider) << QString(account) << isGood;
        };
        using enum PayoutProvider;
        row(Stripe, "acct_1Nv0FGQ9RKHgCVdK", true);
        row(Stripe, "acct_1Nv0FG", false); // too short to be one
        row(Stripe, "acct_1Nv0FGQ9-KHgCVdK", false);
        row(Stripe, "acct_", false);
        row(Stripe, "1Nv0FGQ9RKHgCVdK", false);
        row(Stripe, "", false);
        row(SandboxPay, "acct_1", true);
        row(SandboxPay, "acct 1", false);
        row(SandboxPay, "", false);
        row(Sandbox, "", true);
        row(Sandbox, "acct_1", false);
        row(Manual, "DE89 3704 0044 0532 0130 00", true);
        row(Manual, "de89370400440532013000", true);
        row(Manual, "DE88 3704 0044 0532 0130 00", false); // the check digits
        row(Manual, "GB82 WEST 1234 5698 7654 32", true);
        row(Manual, "021000021/483920175", true);
        row(Manual, "12-34-56 98765432", true);
        row(Manual, "123", false);
        row(Manual, "-123456", false);
        row(Manual, "=SUM(A1)", false);
        row(Manual, "Ελλάδα 1234", false);
    }
    void referencesOfEachProvider()
    {
        QFETCH(int, provider);
        QFETCH(QString, account);
        QFETCH(bool, isGood);
        const auto done =
            checkReference(static_cast<PayoutProvider>(provider), account.toStdString());
        QCOMPARE(done.has_value(), isGood);
        if (!isGood) {
            STOA_FAILS(done, "payout_account.bad_reference");
            QCOMPARE(done.error().field, std::string("account"));
        }
    }

    void aRefusalSpeaksOfTheAccountOrNot()
    {
        QVERIFY(isOfAccount("account_closed"));
        QVERIFY(isOfAccount("no_account"));
        QVERIFY(isOfAccount("insufficient_capabilities_for_transfer"));
        QVERIFY(!isOfAccount("balance_insufficient"));
        QVERIFY(!isOfAccount("reversed"));
        QVERIFY(!isOfAccount(""));
    }

    void theWayOfASeller()
    {
        using enum PayoutAccountStatus;
        const auto of = [](PayoutAccountStatus status) {
            return Account{PayoutProvider::Stripe, "acct_1Nv0FGQ9", status};
        };
        const auto active = routeOf(of(Active), PayoutProvider::Sandbox);
        QVERIFY(active.leftOut == LeftOut::None);
        QVERIFY(active.provider == PayoutProvider::Stripe);
        QCOMPARE(active.account, std::string("acct_1Nv0FGQ9"));
        QVERIFY(routeOf(of(Pending), PayoutProvider::Sandbox).leftOut == LeftOut::AccountPending);
        QVERIFY(routeOf(of(Restricted), {}).leftOut == LeftOut::AccountRestricted);
        QVERIFY(routeOf(of(Removed), {}).leftOut == LeftOut::NoAccount);
        QVERIFY(!routeOf(std::nullopt, {}).provider);
        QVERIFY(routeOf(std::nullopt, {}).leftOut == LeftOut::NoAccount);
        const auto fallback = routeOf(of(Removed), PayoutProvider::Sandbox);
        QVERIFY(fallback.provider == PayoutProvider::Sandbox);
        QCOMPARE(fallback.account, std::string());
    }
};

STOA_TEST(AccountRulesTest)
#include "test_account_rules.moc"
