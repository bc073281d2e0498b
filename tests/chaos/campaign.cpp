#include "campaign.h"

#include "api/payments.h"
#include "api/payout_accounts.h"
#include "api/reconciliation.h"
#include "node/local/verify.h"
#include "patience.h"

namespace stoa::test {
namespace {

constexpr const char* kDatabase = "stoa_template";
constexpr std::size_t kSellers = 3;
constexpr std::int64_t kStock = 100'000;
constexpr double kRateFactor = 1000; // clients of a campaign ask all the time

constexpr db::Statement kOrdersOf{
    "test.orders_of", "SELECT count(*) AS n FROM marketplace_order WHERE buyer_email = $1"};
constexpr db::Statement kRefundedOf{
    "test.refunded_of", "SELECT refunded_minor AS n FROM marketplace_order WHERE order_id = $1"};

constexpr db::Statement kTally{
    "test.tally",
    "SELECT (SELECT count(*) FROM marketplace_order) AS orders,"
    " (SELECT count(*) FROM payment WHERE provider = 'sandbox_pay' AND captured_minor > 0)"
    " AS captured,"
    " (SELECT count(*) FROM payment WHERE edit_id IS NOT NULL AND captured_minor > 0) AS edits,"
    " (SELECT count(*) FROM refund WHERE status = 'succeeded') AS refunds,"
    " (SELECT count(*) FROM refund WHERE status = 'failed') AS refunds_failed,"
    " (SELECT count(*) FROM dispute) AS disputes,"
    " (SELECT count(*) FROM payout WHERE status = 'paid') AS payouts,"
    " (SELECT count(*) FROM payout WHERE status = 'failed') AS payouts_failed"};

TestServer& started(TestServer& server)
{
    server.start();
    return server;
}

// The server may be recovering from a crash.
template <class... Arguments>
std::int64_t number(const db::ConnectInfo& database, const db::Statement& statement,
                    const Arguments&... arguments)
{
    std::optional<std::int64_t> found;
    waitUntil(
        [&] {
            const auto connection =
                db::Connection::open(database, db::within(std::chrono::seconds(10)));
            if (!connection) return false;
            const auto rows = (*connection)->run(statement, arguments...);
            if (rows) found = rows->single().template get<std::int64_t>("n");
            return found.has_value();
        },
        std::chrono::minutes(1));
    STOA_ASSERT(found);
    return *found;
}

std::string textOf(const api::DifferenceView& difference)
{
    const auto amount = [](const std::optional<Money>& money) {
        return money ? money->text() : std::string("nothing");
    };
    return std::string(enumText(difference.kind)) + ' ' +
           std::string(enumText(difference.movement)) + ' ' + difference.reference + ", here " +
           amount(difference.here) + ", there " + amount(difference.there);
}

std::string dayOf(Timestamp at)
{
    return at.text().substr(0, 10);
}

} // namespace

Tally& Tally::operator+=(const Tally& other)
{
    orders += other.orders;
    captured += other.captured;
    edits += other.edits;
    refunds += other.refunds;
    refundsFailed += other.refundsFailed;
    disputes += other.disputes;
    payouts += other.payouts;
    payoutsFailed += other.payoutsFailed;
    return *this;
}

std::string Tally::text() const
{
    return std::to_string(orders) + " orders, " + std::to_string(captured) +
           " payments captured outside, " + std::to_string(edits) + " edits paid, " +
           std::to_string(refunds) + " refunds and " + std::to_string(refundsFailed) +
           " that failed, " + std::to_string(disputes) + " disputes, " + std::to_string(payouts) +
           " payouts and " + std::to_string(payoutsFailed) + " that failed";
}

bool Tally::isVaried() const
{
    return orders > captured && std::min({captured, edits, refunds, refundsFailed, disputes,
                                          payouts, payoutsFailed}) > 0;
}

Campaign::Campaign(const std::function<void(ChaosProxy&)>& prepare)
    : m_server(TestCluster::ofProcess().preparedFolder()),
      m_database(started(m_server).info(kDatabase)),
      m_proxy(m_database)
{
    if (prepare) prepare(m_proxy);
    node::Marketplace::Options options;
    options.database = m_proxy.info();
    options.workers = 4;
    options.jobThreads = 4;
    options.orderLog = m_folder.path().toStdString() + "/order-log";
    options.sandboxPay = m_outside.provider();
    options.rateFactor = kRateFactor;
    options.clock = &m_outside.clock();
    m_marketplace = must(node::Marketplace::open(std::move(options)));
    http::Sources sources;
    sources.clock = &m_outside.clock();
    m_http = must(http::HttpServer::start(m_marketplace->node(), {}, std::move(sources)));
    m_outside.tell(m_http->port());
    m_shop.emplace(*m_marketplace, kSellers, kStock);
    prepareMoney();
}

// New payments go to the provider, and so does the money of two of the sellers: one with an
// account, one whose bank has closed it.
void Campaign::prepareMoney()
{
    const Scene here = scene();
    const auto ask = [&](auto request) {
        return must(call(here.node, here.admin, std::move(request)));
    };
    payWith("sandbox_pay");
    const auto policy = ask(api::GetPayoutPolicy{});
    ask(api::SetPayoutPolicy{policy.version, policy.fallback, true});
    std::size_t number = 0;
    for (const char* account : {"acct_1", "acct_closed"}) {
        const OrgId seller = m_shop->listing(number++).row.seller;
        const auto now = ask(api::GetPayoutAccount{seller});
        const auto set = ask(
            api::SetPayoutAccount{seller, now.version, api::PayoutProvider::SandboxPay, account});
        must(call(here.node, here.second, api::VerifyPayoutAccount{seller, set.version}));
    }
}

void Campaign::payWith(std::string_view provider)
{
    const Scene here = scene();
    const auto now = must(call(here.node, here.admin, api::GetPaymentRoutes{}));
    api::SetPaymentRoute request;
    request.method = "card";
    request.provider = std::string(provider);
    if (!now.routes.empty()) request.version = now.routes.at(0).version;
    must(call(here.node, here.admin, request));
}

Scene Campaign::scene()
{
    return {m_marketplace->node(),
            *m_shop,
            m_proxy,
            m_outside,
            m_database,
            must(m_marketplace->operatorToken()),
            must(m_marketplace->signInAsOwner()).accessToken};
}

std::int64_t Campaign::ordersOf(const std::string& email)
{
    return number(m_database, kOrdersOf, email);
}

std::int64_t Campaign::refundedOf(OrderId order)
{
    return number(m_database, kRefundedOf, order);
}

Tally Campaign::tally() const
{
    const auto connection =
        must(db::Connection::open(m_database, db::within(std::chrono::minutes(1))));
    const auto rows = must(connection->run(kTally));
    const auto row = rows.single();
    const auto count = [&row](const char* name) { return row.get<std::int64_t>(name); };
    return {count("orders"),         count("captured"), count("edits"),   count("refunds"),
            count("refunds_failed"), count("disputes"), count("payouts"), count("payouts_failed")};
}

std::vector<std::string> Campaign::run(std::uint64_t seed)
{
    OrderHistory history(scene(), seed);
    auto problems = history.run();
    m_longestDoubt = std::max(m_longestDoubt, history.doubt());
    return problems;
}

std::vector<std::string> Campaign::verify()
{
    std::vector<std::string> problems = reconcile();
    for (const auto& finding : must(node::verify(m_database)).findings)
        problems.push_back(finding.organisation + ' ' + finding.rule + ' ' + finding.detail);
    return problems;
}

// What the provider has done is what the books say, no more and no less.
std::vector<std::string> Campaign::reconcile()
{
    const Scene here = scene();
    const Timestamp now = m_outside.clock().now();
    const auto from = dayOf(SystemClock().now() - std::chrono::hours(24));
    const auto run = must(call(here.node, here.admin,
                               api::StartReconciliation{"sandbox_pay", from, dayOf(now), "", 0}));
    api::ReconciliationView view;
    const bool isDone = waitUntil(
        [&] {
            view = must(call(here.node, here.admin, api::GetReconciliation{run.id}));
            return view.run.status == api::ReconciliationStatus::Done;
        },
        kPatience);
    if (!isDone) return {"the reconciliation does not end"};
    std::vector<std::string> problems;
    if (view.run.differenceCount == 0) return problems;
    api::ListDifferences list;
    list.run = run.id;
    for (const auto& difference : must(call(here.node, here.admin, list)).items)
        problems.push_back("the provider says otherwise: " + textOf(difference));
    return problems;
}

} // namespace stoa::test
