#pragma once
// A marketplace to test a slice in: a database of its own, a clock that stands still, an owner who
// is signed in, and as many sellers and people as a test asks for.
//
//     House house;
//     const OrgId seller = house.makeSeller("Blue Fern");
//     const Actor owner = house.makePerson("ada@fern.example", seller, {api::Role::SellerOwner});
//     auto reply = house.run(owner, seller, [&](Unit& unit) { return orders::handle(unit, …); });

#include "domain/identity/audit.h"
#include "domain/identity/authenticate.h"
#include "domain/identity/people.h"
#include "domain/identity/sellers.h"
#include "domain/identity/sessions.h"
#include "domain_support/unit_run.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/test_cluster.h"

namespace stoa::test {

inline constexpr std::string_view kPassword = "correct horse battery";

class House {
public:
    House(); // set up, `owner` is an admin
    static std::unique_ptr<House> empty();

    // As the door would have it: the seller of the request, or the caller's own organisation.
    template <class Request>
    std::optional<OrgId> organisationOf(const Actor& actor, const Request& request) const;
    template <class Handler>
    auto run(const Actor& actor, std::optional<OrgId> organisation, Handler handler)
    {
        return runUnit(connection(), {actor, organisation, RequestId::make(), clock.now(), "test"},
                       handler, &events);
    }
    // An operation of identity.
    template <class Request>
    Result<typename Request::Reply> call(const Actor& actor, const Request& request)
    {
        return run(actor, organisationOf(actor, request),
                   [&](Unit& unit) { return answer(unit, request); });
    }
    template <class Request>
    Result<typename Request::Reply> answer(Unit& unit, const Request& request);

    db::Connection& connection() { return *m_connection; }
    const db::ConnectInfo& info() const { return m_info; }
    std::unique_ptr<db::Connection> connect() const;
    Actor actorOf(const api::SessionView& session);
    api::SessionView signIn(const std::string& email, std::string_view password = kPassword);
    OrgId makeSeller(const std::string& name);
    Actor makePerson(const std::string& email, OrgId organisation, std::vector<api::Role> roles);
    // The types of the events since the last time that a test asked.
    std::vector<std::string> takeEvents();
    // A digest of every table that identity writes: equal when nothing was written.
    std::string fingerprint();

    FakeClock clock;
    identity::PasswordHasher hasher{{1, 8192}}; // as cheap as Argon2id gets
    resilience::LocalRateLimiter limiter;
    identity::RevocationList revocations;
    std::vector<api::Event> events;
    std::unique_ptr<identity::TokenSigner> signer;
    std::unique_ptr<identity::Authenticator> authenticator;
    OrgId marketplace;
    Actor owner;
    api::SessionView ownerSession;

private:
    struct Empty {};
    explicit House(Empty);

    db::ConnectInfo m_info;
    std::unique_ptr<db::Connection> m_connection;
};

api::SetUpMarketplace setUpRequest();

template <class Request>
std::optional<OrgId> House::organisationOf(const Actor& actor, const Request& request) const
{
    const api::Scope scope = api::operation<Request>().scope;
    if (scope == api::Scope::None) return std::nullopt;
    if (scope == api::Scope::Marketplace) return actor.organisation;
    if (scope == api::Scope::Visible && !actor.isMarketplace()) return actor.organisation;
    if constexpr (requires { request.seller; })
        return request.seller;
    else
        return std::nullopt;
}

template <class Request>
Result<typename Request::Reply> House::answer(Unit& unit, const Request& request)
{
    if constexpr (std::is_same_v<Request, api::SetUpMarketplace>) {
        return identity::handle(unit, request, hasher, *signer);
    } else if constexpr (std::is_same_v<Request, api::SignIn>) {
        return identity::handle(unit, request, hasher, *signer, limiter);
    } else if constexpr (std::is_same_v<Request, api::RefreshSession>) {
        return identity::handle(unit, request, *signer);
    } else if constexpr (std::is_same_v<Request, api::CreateUser>) {
        return identity::handle(unit, request, hasher);
    } else {
        return identity::handle(unit, request);
    }
}

} // namespace stoa::test
