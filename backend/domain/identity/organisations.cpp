#include "domain/identity/organisations.h"

#include "domain/identity/identity_sql.h"

namespace stoa::identity {

Result<std::optional<Marketplace>> readMarketplace(db::Connection& connection)
{
    STOA_TRY(rows, connection.run(sql::kSelectMarketplace));
    const auto row = rows.optional();
    if (!row) return std::optional<Marketplace>();
    return std::optional(Marketplace{row->get<OrgId>("org_id"),
                                     row->get<std::string>("display_name"),
                                     row->get<Currency>("currency")});
}

Result<api::OrganisationKind> readOrganisationKind(db::Connection& connection, OrgId id)
{
    STOA_TRY(rows, connection.run(sql::kSelectOrganisationKind, id));
    const auto row = rows.optional();
    const auto kind = row ? enumFromText<api::OrganisationKind>(row->get<std::string_view>("kind"))
                          : std::nullopt;
    if (!kind) {
        return fail(makeError(ErrorKind::NotFound, "organisation.not_found")
                        .in("organisation")
                        .with("organisation", id.text()));
    }
    return *kind;
}

Done insertOrganisation(db::Connection& connection, const NewOrganisation& organisation,
                        Timestamp now)
{
    STOA_CHECK(connection.run(sql::kInsertOrganisation, organisation.id,
                              enumText(organisation.kind), organisation.slug, organisation.name,
                              now));
    return {};
}

} // namespace stoa::identity
