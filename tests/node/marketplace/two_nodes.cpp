#include "two_nodes.h"

#include "api/operations.h"

namespace stoa::test {
namespace {

std::unique_ptr<node::Marketplace> openNode(db::ConnectInfo database, const std::string& redisUrl)
{
    node::Marketplace::Options options;
    options.database = std::move(database);
    options.version = "1.2.3";
    options.workers = 4;
    if (!redisUrl.empty()) options.redis = must(cache::RedisAddress::parse(redisUrl));
    return must(node::Marketplace::open(std::move(options)));
}

} // namespace

TwoNodes::TwoNodes(Options options) : m_database(TestCluster::ofProcess().createDatabase())
{
    m_a = openNode(m_database, options.redisUrl);
    m_b =
        openNode(options.secondWay ? options.secondWay(m_database) : m_database, options.redisUrl);
    api::SetUpMarketplace setUp;
    setUp.marketplaceName = "Harbour Market";
    setUp.ownerName = "Olive Quist";
    setUp.email = "olive@market.example";
    setUp.password.value = password();
    setUp.currency = "EUR";
    const auto session = must(ask(*m_a, "", std::move(setUp)));
    m_admin = session.accessToken;
    m_organisation = session.workspace.organisation;
}

api::SessionView TwoNodes::person(const std::string& email)
{
    api::CreateUser create;
    create.name = "Ann Moss";
    create.email = email;
    create.password.value = password();
    create.organisation = m_organisation;
    create.roles = {api::Role::Moderator};
    must(ask(*m_a, m_admin, std::move(create)));
    return must(signIn(*m_a, email, password()));
}

Result<api::SessionView> TwoNodes::signIn(node::Marketplace& at, const std::string& email,
                                          const std::string& withPassword)
{
    api::SignIn request;
    request.email = email;
    request.password.value = withPassword;
    return ask(at, "", std::move(request));
}

double metric(const node::Marketplace& at, const std::string& name)
{
    const std::string page = at.metricsPage();
    const auto found = page.find('\n' + name + ' ');
    if (found == std::string::npos) return -1;
    return std::stod(page.substr(found + name.size() + 2));
}

} // namespace stoa::test
