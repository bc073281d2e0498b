#include "domain_support/house.h"

#include "platform/db/migrations.h"

namespace stoa::test {
namespace {

// Seconds: a test machine may be busy.
db::Deadline soon()
{
    return db::within(std::chrono::seconds(60));
}

constexpr db::Statement kFingerprint{"test.identity_fingerprint", R"(
SELECT md5(concat(
    (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM organisation t),
    (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM marketplace t),
    (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM seller t),
    (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM app_user t),
    (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM membership t),
    (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM user_session t),
    (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM refresh_token t),
    (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM api_key t),
    (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM event_log t))) AS digest)"};

} // namespace

House::House(Empty) : m_info(TestCluster::ofProcess().createDatabase()), m_connection(connect())
{
    const std::vector<db::Bytes> secrets{must(db::readTokenSecret(*m_connection))};
    signer = std::make_unique<identity::TokenSigner>(secrets);
    authenticator = std::make_unique<identity::Authenticator>(
        *signer, revocations, [this](const identity::Digest& digest, Timestamp now) {
            return identity::findApiKey(connection(), digest, now);
        });
}

House::House() : House(Empty())
{
    ownerSession = must(call(Actor(), setUpRequest()));
    owner = actorOf(ownerSession);
    marketplace = owner.organisation;
    takeEvents();
}

std::unique_ptr<House> House::empty()
{
    return std::unique_ptr<House>(new House(Empty()));
}

std::unique_ptr<db::Connection> House::connect() const
{
    return must(db::Connection::open(m_info, soon()));
}

Actor House::actorOf(const api::SessionView& session)
{
    return must(authenticator->authenticate(session.accessToken, clock.now()));
}

api::SessionView House::signIn(const std::string& email, std::string_view password)
{
    api::SignIn request;
    request.email = email;
    request.password.value = password;
    return must(call(Actor(), request));
}

OrgId House::makeSeller(const std::string& name)
{
    api::CreateSeller request;
    request.name = name;
    request.country = "DE";
    request.currency = "EUR";
    return must(call(owner, request)).id;
}

Actor House::makePerson(const std::string& email, OrgId organisation, std::vector<api::Role> roles)
{
    api::CreateUser request;
    request.name = "Person " + email.substr(0, email.find('@'));
    request.email = email;
    request.password.value = kPassword;
    request.organisation = organisation;
    request.roles.assign(roles.begin(), roles.end());
    must(call(owner, request));
    return actorOf(signIn(email));
}

std::vector<std::string> House::takeEvents()
{
    std::vector<std::string> types;
    for (const auto& event : std::exchange(events, {})) {
        identity::follow(revocations, event);
        authenticator->follow(event);
        types.push_back(event.type);
    }
    return types;
}

std::string House::fingerprint()
{
    return std::string(must(connection().run(kFingerprint)).single().get<std::string>("digest"));
}

api::SetUpMarketplace setUpRequest()
{
    api::SetUpMarketplace request;
    request.marketplaceName = "Stoa Market";
    request.ownerName = "Olive Owner";
    request.email = "olive@market.example";
    request.password.value = kPassword;
    request.currency = "EUR";
    return request;
}

} // namespace stoa::test
