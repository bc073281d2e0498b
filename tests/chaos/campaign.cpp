#include "campaign.h"

namespace stoa::test {
namespace {

constexpr db::Statement kOrdersOf{
    "test.orders_of", "SELECT count(*) AS n FROM marketplace_order WHERE buyer_email = $1"};
constexpr db::Statement kRefundedOf{
    "test.refunded_of", "SELECT refunded_minor AS n FROM marketplace_order WHERE order_id = $1"};

} // namespace

Campaign::Campaign(const std::function<void(ChaosProxy&)>& prepare)
    : m_database(TestCluster::ofProcess().createDatabase()),
      m_proxy(m_database),
      m_direct(must(db::Connection::open(m_database, db::within(std::chrono::hours(10)))))
{
    if (prepare) prepare(m_proxy);
    node::Marketplace::Options options;
    options.database = m_proxy.info();
    options.workers = 4;
    options.jobThreads = 1;
    options.orderLog = m_folder.path().toStdString() + "/order-log";
    m_marketplace = must(node::Marketplace::open(std::move(options)));
    m_shop.emplace(*m_marketplace, 3, 100'000);
}

OrderHistory::Stage Campaign::stage()
{
    return {m_marketplace->node(), *m_shop, m_proxy, must(m_marketplace->operatorToken())};
}

std::int64_t Campaign::ordersOf(const std::string& email)
{
    return must(m_direct->run(kOrdersOf, email)).single().get<std::int64_t>("n");
}

std::int64_t Campaign::refundedOf(OrderId order)
{
    return must(m_direct->run(kRefundedOf, order)).single().get<std::int64_t>("n");
}

std::vector<std::string> Campaign::run(std::uint64_t seed)
{
    OrderHistory history(stage(), seed);
    auto problems = history.run();
    m_orders += history.orders();
    return problems;
}

std::vector<std::string> Campaign::verify() const
{
    std::vector<std::string> problems;
    for (const auto& finding : must(node::verify(m_database)).findings)
        problems.push_back(finding.organisation + ' ' + finding.rule + ' ' + finding.detail);
    return problems;
}

} // namespace stoa::test
