#pragma once
// Two nodes of one marketplace, as two processes would be: one database, their own pools and
// memories, and a Redis between them when there is one.

#include "node/double/call.h"
#include "node/marketplace/marketplace.h"
#include "support/expect.h"
#include "support/test_cluster.h"

namespace stoa::test {

class TwoNodes {
public:
    struct Options {
        std::string redisUrl{}; // empty: none
        // How the second node reaches the database; nothing: as the first.
        std::function<db::ConnectInfo(const db::ConnectInfo&)> secondWay{};
    };

    explicit TwoNodes(Options options);

    node::Marketplace& a() { return *m_a; }
    node::Marketplace& b() { return *m_b; }
    const db::ConnectInfo& database() const { return m_database; }
    const std::string& admin() const { return m_admin; } // token
    OrgId organisation() const { return m_organisation; }

    // Through the named node.
    template <class Request>
    Result<typename Request::Reply> ask(node::Marketplace& at, const std::string& token,
                                        Request request)
    {
        return call(at.node(), token, std::move(request));
    }
    // A support agent, made and signed in through the first node.
    api::SessionView person(const std::string& email);
    Result<api::SessionView> signIn(node::Marketplace& at, const std::string& email,
                                    const std::string& password);

    static const char* password() { return "quiet copper lantern"; }

private:
    db::ConnectInfo m_database;
    std::unique_ptr<node::Marketplace> m_a;
    std::unique_ptr<node::Marketplace> m_b;
    std::string m_admin;
    OrgId m_organisation;
};

// A number of the metrics page by the text that stands before it; -1 when it is not there.
double metric(const node::Marketplace& at, const std::string& name);

} // namespace stoa::test
