#include "domain_support/bench.h"

#include "support/test_cluster.h"

namespace stoa::test {
namespace {

constexpr db::Statement kInsertOrganisation{
    "test.insert_organisation",
    "INSERT INTO organisation (org_id, kind, slug, display_name, status, created_at, version)"
    " VALUES ($1, $2, $3, $4, 'open', $5, 1)"};
constexpr db::Statement kInsertSeller{
    "test.insert_seller", "INSERT INTO seller (org_id, country, currency, commission_basis_points)"
                          " VALUES ($1, 'DE', $2, 1000)"};
constexpr db::Statement kSuspend{"test.suspend",
                                 "UPDATE organisation SET status = 'suspended' WHERE org_id = $1"};
constexpr db::Statement kFingerprint{
    "test.fingerprint",
    "SELECT concat_ws(' ', (SELECT count(*) || '/' || sum(version) FROM listing),"
    " (SELECT count(*) || '/' || sum(price_minor) FROM variant),"
    " (SELECT count(*) || '/' || sum(on_hand) || '/' || sum(reserved) FROM stock_level),"
    " (SELECT count(*) FROM stock_move), (SELECT count(*) FROM category),"
    " (SELECT count(*) || '/' || sum(version) FROM moderation_case),"
    " (SELECT count(*) FROM moderation_event),"
    " (SELECT sum(published_listings) FROM seller)) AS text"};
constexpr std::chrono::minutes kPatience{5};

} // namespace

Bench::Bench()
    : m_info(TestCluster::ofProcess().createDatabase()),
      m_connection(connect()),
      m_marketplace(OrgId::make()),
      m_actor(person("Mara"))
{
    must(m_connection->run(kInsertOrganisation, m_marketplace, "marketplace", "marketplace",
                           "Marketplace", clock.now()));
}

std::unique_ptr<db::Connection> Bench::connect() const
{
    return must(db::Connection::open(m_info, db::within(kPatience)));
}

OrgId Bench::addSeller(std::string_view name)
{
    return addSeller(name, "EUR", clock.now() - std::chrono::days(365));
}

OrgId Bench::addSeller(std::string_view name, std::string_view currency, Timestamp since)
{
    const OrgId id = OrgId::make();
    const std::string slug = "s" + id.uuid().text();
    must(m_connection->run(kInsertOrganisation, id, "seller", slug, name, since));
    must(m_connection->run(kInsertSeller, id, currency));
    return id;
}

void Bench::suspend(OrgId seller)
{
    must(m_connection->run(kSuspend, seller));
}

Done Bench::log(Unit& unit, std::optional<OrgId> org)
{
    const bool hasWritten = unit.db().hasRecorded() || !unit.changes().empty();
    if (hasWritten && unit.events().empty() && org) unit.raiseIn(*org, "bench.ran", *org, {});
    const auto appended = appendRaised(unit);
    return appended ? Done{} : fail(appended);
}

Actor Bench::person(std::string_view name)
{
    Actor actor;
    actor.kind = Actor::Kind::Person;
    actor.user = UserId::make();
    actor.name = name;
    return actor;
}

std::string Bench::events() const
{
    std::string types;
    for (const RaisedEvent& event : m_events)
        types += (types.empty() ? "" : " ") + event.type;
    return types;
}

std::string Bench::fingerprint()
{
    return must(m_connection->run(kFingerprint)).single().get<std::string>("text");
}

api::ListingDraft draftOf(std::string_view title, std::string_view sku)
{
    api::ListingDraft draft;
    draft.title = title;
    draft.description = "Thrown by hand and fired twice.";
    draft.images = {{"https://img.example/" + std::string(sku) + ".jpg", "Front"}};
    draft.variants = {variantOf(sku, "10.00", 3)};
    return draft;
}

api::VariantDraft variantOf(std::string_view sku, std::string_view price,
                            std::optional<std::int64_t> stock, std::string_view size)
{
    api::VariantDraft variant;
    variant.sku = sku;
    variant.price = must(Money::parse(price, Currency::of("EUR")));
    if (stock) variant.stock = Integer<0, 1'000'000>(*stock);
    if (!size.empty()) variant.options = {{"Size", size}};
    return variant;
}

} // namespace stoa::test
