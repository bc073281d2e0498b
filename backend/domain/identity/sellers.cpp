#include "domain/identity/sellers.h"

#include "core/country.h"
#include "core/text.h"
#include "domain/identity/identity_sql.h"
#include "domain/identity/organisations.h"
#include "domain/identity/slug.h"
#include "domain/unit/cursor.h"
#include "platform/db/errors.h"

namespace stoa::identity {
namespace {

constexpr std::string_view kSellersCursor = "identity.sellers";

api::SellerView viewOf(const db::Row& row)
{
    const auto status = enumFromText<api::OrganisationStatus>(row.get<std::string_view>("status"));
    return {row.get<OrgId>("org_id"),
            row.get<std::string>("display_name"),
            row.get<std::string>("slug"),
            status.value_or(api::OrganisationStatus::Closed),
            row.get<std::string>("country"),
            row.get<Currency>("currency"),
            row.get<std::int64_t>("commission_basis_points"),
            row.get<std::int64_t>("published_listings"),
            row.get<Timestamp>("created_at"),
            row.get<Version>("version")};
}

} // namespace

Result<Page<api::SellerView>> handle(Unit& unit, const api::ListSellers& request)
{
    STOA_TRY(after, (decodeCursor<std::string, OrgId>(kSellersCursor, request.after.value)));
    const auto afterName = after ? std::optional(std::get<0>(*after)) : std::nullopt;
    const auto afterId = after ? std::optional(std::get<1>(*after)) : std::nullopt;
    STOA_TRY(rows, unit.db().run(sql::kListSellers, unit.visible(), trimmed(request.text.value),
                                 afterName, afterId, request.limit + 1));
    std::vector<api::SellerView> sellers;
    for (const auto row : rows)
        sellers.push_back(viewOf(row));
    return pageOf(std::move(sellers), request.limit, [](const api::SellerView& last) {
        return encodeCursor(kSellersCursor, last.name, last.id);
    });
}

Result<api::SellerView> handle(Unit& unit, const api::GetSeller&)
{
    return readSeller(unit.db(), unit.organisation());
}

Result<api::SellerView> handle(Unit& unit, const api::CreateSeller& request)
{
    const std::string name(trimmed(request.name.value));
    const auto country = Country::parse(request.country.value);
    if (!country) return fail(Error(country.error()).in("country"));
    const auto currency = Currency::parse(request.currency.value);
    if (!currency) return fail(Error(currency.error()).in("currency"));

    const OrgId id = OrgId::make();
    const std::string slug = makeSlug(name, id);
    const auto inserted =
        insertOrganisation(unit.db(), {id, api::OrganisationKind::Seller, slug, name}, unit.now());
    if (!inserted && db::constraintOf(inserted.error()) == "organisation_slug_key") {
        return fail(makeError(ErrorKind::Conflict, "seller.slug_taken")
                        .in("name")
                        .with("slug", slug)
                        .because("another organisation has nearly the same name"));
    }
    if (!inserted) return fail(inserted);
    unit.db().defer(sql::kInsertSeller, id, country->code(), *currency,
                    request.commissionBasisPoints.value);
    unit.raiseIn(id, "seller.created", id, {{"name", name}});
    unit.setAuditTarget(id.text());
    return readSeller(unit.db(), id);
}

Result<api::SellerView> readSeller(db::Connection& connection, OrgId seller)
{
    STOA_TRY(rows, connection.run(sql::kSelectSeller, seller));
    const auto row = rows.optional();
    if (!row) {
        return fail(makeError(ErrorKind::NotFound, "seller.not_found")
                        .in("seller")
                        .with("seller", seller.text()));
    }
    return viewOf(*row);
}

} // namespace stoa::identity
