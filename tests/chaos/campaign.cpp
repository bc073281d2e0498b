#include "campaign.h"

namespace stoa::test {

Campaign::Campaign(const std::function<void(ChaosProxy&)>& prepare)
    : m_database(TestCluster::ofProcess().createDatabase()), m_proxy(m_database)
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

std::vector<std::string> Campaign::run(std::uint64_t seed)
{
    OrderHistory history(
        {m_marketplace->node(), *m_shop, m_proxy, must(m_marketplace->operatorToken())}, seed);
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
