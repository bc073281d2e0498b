#include "domain/reconciliation/reconciliation_sql.h"
#include "reconciliation_bench.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::ReconciliationStatus;
using Fault = FakeProvider::Fault;

class RunsTest : public QObject {
    Q_OBJECT

    std::optional<ReconciliationBench> m;

    Error refusalOf(const char* provider, const std::string& from, const std::string& to = {},
                    const char* currency = "")
    {
        const auto refused = m->start({provider, from, to, currency, 24});
        return refused ? Error{} : refused.error();
    }
    int night()
    {
        return must(m->asMarketplace([&](Unit& unit) {
            return reconciliation::startNightly(unit, m->base.shop.providers());
        }));
    }
    api::ReconciliationRow newest()
    {
        return must(m->ask(api::ListReconciliations{"", "", 1})).items.at(0);
    }
    std::string dayBefore(int days)
    {
        return reconciliation::dayOf(m->bench().clock.now() - days * reconciliation::kDay);
    }

private slots:
    void init() { m.emplace(); }

    void statementsFitTheSchema()
    {
        STOA_OK(prepareAll(m->bench().db(), reconciliation::sql::kAll));
    }

    void theSameDaysUnderWayAreOneRun()
    {
        const auto first = m->started();
        QCOMPARE(m->bench().events(), std::string("reconciliation.requested"));
        QCOMPARE(first.status, ReconciliationStatus::Running);
        QCOMPARE(first.from, m->today());
        QCOMPARE(first.to, m->today());
        QCOMPARE(first.requestedBy, std::string("Finn"));
        QCOMPARE(m->started().id, first.id);
        QCOMPARE(m->bench().events(), std::string());
        QVERIFY(must(m->start({"fake", m->today(), "", "EUR", 0})).id != first.id);
        must(m->work(first.id));
        QVERIFY(m->started().id != first.id);
    }

    void refusesInOrderAndBeginsNothing()
    {
        const auto today = m->today();
        QCOMPARE(refusalOf("sandbox", "no day").code,
                 std::string("reconciliation.unknown_provider")); // decides by itself
        QVERIFY(refusalOf("nobody", today).params ==
                (std::vector<Error::Param>{{"known", "fake"}}));
        for (const std::string day : {"2026-02-30", "21.11.2025", "2026-1-1", "9999-01-01"}) {
            const auto refused = refusalOf("fake", day);
            QCOMPARE(refused.code, std::string("reconciliation.bad_day"));
            QCOMPARE(refused.field, std::string("from"));
        }
        QCOMPARE(refusalOf("fake", today, dayBefore(1)).field, std::string("to"));
        QCOMPARE(refusalOf("fake", today, dayBefore(-1)).field, std::string("to"));
        QCOMPARE(refusalOf("fake", dayBefore(30), today).code, std::string());
        const auto tooLong = refusalOf("fake", dayBefore(31), today);
        QCOMPARE(tooLong.code, std::string("reconciliation.too_long"));
        QVERIFY(tooLong.params == (std::vector<Error::Param>{{"most", "31"}}));
        QCOMPARE(refusalOf("fake", today, "", "EU1").code, std::string("currency.unknown"));
        QCOMPARE(must(m->ask(api::ListReconciliations{})).items.size(), std::size_t{1});
        STOA_FAILS(m->ask(api::GetReconciliation{ReconciliationId::make()}),
                   "reconciliation.not_found");
    }

    void aProviderThatIsAwayMakesItWait()
    {
        for (int i = 0; i < 150; ++i)
            m->tell(BalanceKind::Charge, std::to_string(i), m->money("1.00"));
        const auto run = m->started();
        m->base.provider.faults = {Fault::None, Fault::LostRequest}; // between two pages
        const auto away = m->work(run.id);
        STOA_FAILS(away, "provider.unavailable");
        STOA_OK(m->asMarketplace(
            [&](Unit& unit) { return reconciliation::delay(unit, run.id, away.error()); }));
        QCOMPARE(m->bench().events(), std::string("reconciliation.delayed"));
        const auto waiting = must(m->ask(api::GetReconciliation{run.id}));
        QCOMPARE(waiting.run.status, ReconciliationStatus::Waiting);
        QCOMPARE(waiting.run.failure, std::string("provider.unavailable"));
        QCOMPARE(waiting.run.tries, 1);
        QVERIFY(waiting.totals.empty());
        QVERIFY(m->differences().empty());
        const auto done = must(m->work(run.id)); // the queue has tried again
        QCOMPARE(m->bench().events(), std::string());
        QCOMPARE(done.run.status, ReconciliationStatus::Done);
        QCOMPARE(done.run.failure, std::string());
        QCOMPARE(done.run.openCount, 150);
    }

    void whatIsGivenUpIsOverAndMayBeginAnew()
    {
        const auto run = m->started();
        const auto giveUp = [&] {
            return m->asMarketplace([&](Unit& unit) {
                return reconciliation::giveUp(
                    unit, run.id, makeError(ErrorKind::Unavailable, "provider.unavailable"));
            });
        };
        STOA_OK(giveUp());
        QCOMPARE(m->bench().events(), std::string("reconciliation.failed"));
        QCOMPARE(newest().status, ReconciliationStatus::Failed);
        QVERIFY(newest().finishedAt.has_value());
        STOA_OK(giveUp()); // nothing more
        QCOMPARE(m->bench().events(), std::string());
        QCOMPARE(must(m->work(run.id)).run.status, ReconciliationStatus::Failed);
        QVERIFY(m->started().id != run.id);
    }

    void whatIsDoneIsDoneOnce()
    {
        m->tell(BalanceKind::Charge, "of nobody", m->money("1.00"));
        const auto run = m->reconciled().run;
        m->balance().clear();
        STOA_OK(
            m->asMarketplace([&](Unit& unit) { return reconciliation::finish(unit, run.id, {}); }));
        QCOMPARE(m->bench().events(), std::string());
        QCOMPARE(newest().openCount, 1);
    }

    void tooManyDifferencesAreOneMistake()
    {
        for (std::size_t i = 0; i <= reconciliation::kMaxDifferences; ++i)
            m->tell(BalanceKind::Charge, std::to_string(i), m->money("1.00"));
        const auto run = m->started();
        const auto theirs = must(
            reconciliation::theirs(m->base.provider, m->bench().clock.now() - reconciliation::kDay,
                                   m->bench().clock.now(), [] { return false; }));
        const auto refused = m->asMarketplace(
            [&](Unit& unit) { return reconciliation::finish(unit, run.id, theirs); });
        STOA_FAILS(refused, "reconciliation.too_many_differences");
        QCOMPARE(newest().status, ReconciliationStatus::Running);
        QVERIFY(m->differences().empty());
    }

    void listsTheNewestFirst()
    {
        const auto first = m->reconciled().run.id;
        const auto second = m->reconciled().run.id;
        api::ListReconciliations list;
        list.limit = 1;
        const auto page = must(m->ask(list));
        QCOMPARE(page.items.at(0).id, second);
        list.after = *page.next;
        QCOMPARE(must(m->ask(list)).items.at(0).id, first);
        QVERIFY(must(m->ask(api::ListReconciliations{"stripe", "", 5})).items.empty());
    }

    void theNightLooksAtThreeDays()
    {
        QCOMPARE(night(), 1);
        QCOMPARE(newest().from, dayBefore(3));
        QCOMPARE(newest().to, dayBefore(1));
        QCOMPARE(newest().graceHours, 24);
    }

    void theNightGoesBackToWhatIsOpen()
    {
        m->tell(BalanceKind::Charge, "of nobody", m->money("1.00"));
        m->reconciled();
        m->bench().clock.advance(9 * reconciliation::kDay);
        night();
        QCOMPARE(newest().from, dayBefore(9));
        must(m->work(newest().id));
        m->bench().clock.advance(std::chrono::seconds(1));
        const auto open = m->differences().at(0);
        must(m->ask(api::ExplainDifference{open.id, open.version, "A test charge."}));
        night();
        QCOMPARE(newest().from, dayBefore(3));
        m->bench().clock.advance(40 * reconciliation::kDay);
        night();
        QCOMPARE(newest().from, dayBefore(3));
    }
};

STOA_TEST(RunsTest)
#include "test_runs.moc"
