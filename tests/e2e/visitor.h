#pragma once
// Somebody who works with a node over HTTP: a token and what may be asked with it.

#include "api/operations.h"
#include "node/double/call.h"
#include "stage/node_process.h"
#include "support/expect.h"

#include <QFile>

namespace stoa::test {

class Visitor {
public:
    Visitor(api::Node& node, std::string token) : m_node(&node), m_token(std::move(token)) {}

    static Visitor signIn(api::Node& node, const std::string& email, const std::string& password)
    {
        api::SignIn request;
        request.email = email;
        request.password.value = password;
        return {node, must(call(node, "", std::move(request))).accessToken};
    }
    static Visitor owner(api::Node& node, const NodeProcess& process)
    {
        return signIn(node, "owner@marketplace.example", process.ownerPassword());
    }
    // A new person of the organisation, signed in. For whoever may add people.
    Visitor hire(const std::string& email, OrgId organisation, api::Role role)
    {
        static constexpr const char* kPassword = "quiet copper lantern";
        api::CreateUser create;
        create.name = "Robin Vale";
        create.email = email;
        create.password.value = kPassword;
        create.organisation = organisation;
        create.roles = {role};
        ask(std::move(create));
        return signIn(*m_node, email, kPassword);
    }

    const std::string& token() const { return m_token; }
    template <class Request>
    Result<typename Request::Reply> tryTo(Request request)
    {
        return call(*m_node, m_token, std::move(request));
    }
    template <class Request>
    typename Request::Reply ask(Request request)
    {
        return must(tryTo(std::move(request)));
    }

private:
    api::Node* m_node;
    std::string m_token;
};

inline QString dataFile(const char* name)
{
    return QString(STOA_TEST_DATA) + '/' + name;
}

} // namespace stoa::test
