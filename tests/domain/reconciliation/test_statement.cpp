#include "domain/reconciliation/statement.h"
#include "platform/gateways/stripe_gateway.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/http_stand_in.h"
#include "support/test_main.h"

#include <QFile>

using namespace stoa;
using namespace stoa::test;
using namespace stoa::reconciliation;
using api::Movement;

namespace {

constexpr Timestamp kFrom(1'678'000'000'000'000);
constexpr Timestamp kTo = kFrom + std::chrono::hours(24);
constexpr const char* kIntent = "pi_3MtwBwLkdIwHu7ix28a3tqPa"; // of the shape

std::string shape(const char* name)
{
    QFile file(QStringLiteral(STOA_STRIPE_SHAPES "/%1.json").arg(name));
    if (!file.open(QIODevice::ReadOnly)) qFatal("no shape %s", name);
    return file.readAll().toStdString();
}

bool goesOn()
{
    return false;
}

} // namespace

// What providers say, as movements: by Stripe's documented shapes, and the sandbox's words.
class StatementTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    std::vector<StandInAnswer> m_pages;
    std::size_t m_asked = 0;
    std::optional<HttpStandIn> m_server;
    std::optional<gateways::StripeGateway> m_stripe;

private slots:
    void init()
    {
        m_stripe.reset();
        m_asked = 0;
        m_server.emplace([this](const StandInRequest&) {
            return m_asked < m_pages.size() ? m_pages[m_asked++] : StandInAnswer{404, "{}"};
        });
        gateways::ProviderLink::Options link;
        link.base = m_server->base();
        link.secret = "sk_test";
        m_stripe.emplace(link, "whsec_1", m_clock);
    }

    void readsStripesStatementToItsEnd()
    {
        const std::string last = R"({"object": "list", "has_more": false, "data": [
            {"id": "txn_0", "object": "balance_transaction", "amount": -1250, "created": 1678043800,
             "currency": "eur", "fee": 1500, "type": "adjustment",
             "source": {"id": "du_1", "object": "dispute"}},
            {"id": "txn_00", "object": "balance_transaction", "amount": 1150, "created": 1678043700,
             "currency": "eur", "exchange_rate": 0.92, "fee": 40, "type": "charge",
             "source": {"id": "ch_2", "object": "charge", "payment_intent": "pi_2", "amount": 1300,
             "amount_captured": 1250, "currency": "usd"}},
            {"id": "txn_000", "object": "balance_transaction", "amount": -460, "created": 1678043600,
             "currency": "eur", "exchange_rate": 0.92, "fee": 0, "type": "refund",
             "source": {"id": "re_2", "object": "refund", "amount": 500, "currency": "usd"}}]})";
        m_pages = {{200, shape("balance_transactions")}, {200, last}};
        const auto moved = must(theirs(*m_stripe, kFrom, kTo, goesOn));
        QCOMPARE(moved.size(), std::size_t{5});
        QCOMPARE(moved[0].movement, Movement::Refund);
        QCOMPARE(moved[0].reference, std::string("re_1"));
        QCOMPARE(moved[0].amount.minor(), -400);
        QCOMPARE(moved[1].movement, Movement::Charge);
        QCOMPARE(moved[1].reference, std::string(kIntent)); // as our payment is called
        QCOMPARE(moved[1].fee->minor(), 44);
        QCOMPARE(moved[2].movement, Movement::Dispute);
        QCOMPARE(moved[2].reference, std::string("du_1"));
        const Currency dollars = Currency::of("USD"); // as they were paid, not as they arrived
        QCOMPARE(moved[3].amount, Money(1250, dollars));
        QCOMPARE(*moved[3].fee, Money(40, Currency::of("EUR")));
        QCOMPARE(moved[4].amount, Money(-500, dollars));
        const auto requests = m_server->requests();
        QCOMPARE(requests.size(), std::size_t{2});
        const auto margin = std::chrono::duration_cast<std::chrono::seconds>(kMargin).count();
        const auto from = std::to_string(kFrom.micros() / 1'000'000 - margin);
        QVERIFY(requests[0].target.find("created%5Bgte%5D=" + from) != std::string::npos);
        QVERIFY(requests[1].target.ends_with("starting_after=txn_1"));
        Moved ours = moved[1];
        ours.fee.reset();
        const Frame frame{kFrom, kTo, kTo, std::nullopt};
        QCOMPARE(compare(std::vector{ours}, std::vector{moved[1]}, frame).differences.size(),
                 std::size_t{0});
    }

    void halfAStatementIsNone()
    {
        m_pages = {{200, shape("balance_transactions")}, {429, "{}"}};
        STOA_FAILS(theirs(*m_stripe, kFrom, kTo, goesOn), "provider.unavailable");
        m_pages = {{200, shape("balance_transactions")}};
        m_asked = 0;
        int asked = 0;
        const auto stopped = theirs(*m_stripe, kFrom, kTo, [&asked] { return ++asked > 1; });
        STOA_FAILS(stopped, "reconciliation.interrupted");
        QCOMPARE(stopped.error().kind, ErrorKind::Canceled);
    }

    void whatHasNoSourceHasTheLineItself()
    {
        const Money amount(-10, Currency::of("EUR"));
        gateways::BalanceLine line{"bal", gateways::BalanceKind::Fee, "", amount, -amount, kFrom};
        QCOMPARE(movedOf(line).reference, std::string("bal"));
        QCOMPARE(movedOf(line).movement, Movement::Fee);
        line.source = "re_1";
        line.kind = gateways::BalanceKind::Refund;
        QCOMPARE(movedOf(line).reference, std::string("re_1"));
        QCOMPARE(movedOf(line).movement, Movement::Refund);
    }
};

STOA_TEST(StatementTest)
#include "test_statement.moc"
