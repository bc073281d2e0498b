#include "premises.h"

namespace stoa::test {
namespace {

constexpr std::chrono::seconds kPatience{60};
constexpr db::Statement kTables{"contract.tables",
                                "SELECT table_name::text AS name FROM information_schema.tables"
                                " WHERE table_schema = 'public' ORDER BY table_name"};

constexpr db::Statement kWritten{"contract.written",
                                 "SELECT pg_current_wal_insert_lsn()::text AS place"};

} // namespace

Premises::Premises(db::ConnectInfo database) : m_database(std::move(database))
{
    node::Marketplace::Options options;
    options.sandboxPay.emplace(); // nobody is there; its webhooks are taken in
    options.sandboxPay->link.socket = "/nonexistent/sandbox-pay.sock";
    options.sandboxPay->webhookSecret = kWebhookSecret;
    options.database = m_database;
    options.version = "1.2.3";
    options.rateFactor = 1000; // it asks all the time
    options.jobThreads = 0;  // the suites compare all tables before and after a call
    m_marketplace = must(node::Marketplace::open(std::move(options)));
    http::Sources sources;
    sources.clock = &m_clock;
    sources.version = "1.2.3";
    m_server = must(http::HttpServer::start(embedded(), {}, std::move(sources)));
    remote::RemoteOptions remote;
    remote.address = "http://127.0.0.1:" + std::to_string(m_server->port());
    m_remote = must(remote::RemoteNode::make(std::move(remote)));
}

std::string Premises::fingerprint()
{
    if (!m_observer) {
        m_observer = must(db::Connection::open(m_database, db::within(kPatience)));
        for (const db::Row row : must(m_observer->run(kTables))) {
            m_sums += m_sums.empty() ? "SELECT concat_ws(' ', " : ", ";
            m_sums +=
                "(SELECT count(*) || '/' || coalesce(sum(hashtext(t::text)::bigint), 0) FROM " +
                row.get<std::string>("name") + " t)";
        }
        m_sums += ") AS text";
    }
    m_observer->setDeadline(db::within(kPatience));
    const auto written = [this] {
        return must(m_observer->run(kWritten)).single().get<std::string>("place");
    };
    if (written() == m_seenUntil) return m_seen;
    m_seen = must(m_observer->run(db::Statement{"contract.fingerprint", m_sums}))
                 .single()
                 .get<std::string>("text");
    m_seenUntil = written();
    return m_seen;
}

Result<api::ErasedAnswer> callErased(api::Node& node, const api::Operation& operation,
                                     api::CallOptions options, api::ErasedRequest request)
{
    auto promise = std::make_shared<std::promise<Result<api::ErasedAnswer>>>();
    auto future = promise->get_future();
    node.submit(
        operation, std::move(options), std::move(request),
        [promise](Result<api::ErasedAnswer> answer) { promise->set_value(std::move(answer)); });
    return future.get(); // bounded: every call has a deadline
}

} // namespace stoa::test
