#pragma once
// The organisations themselves: the one marketplace and its sellers.

#include "api/identity.h"
#include "platform/db/connection.h"

namespace stoa::identity {

struct Marketplace {
    OrgId id;
    std::string name;
    Currency currency; // the marketplace's own: its fees and reports
};

// Nothing before SetUpMarketplace.
Result<std::optional<Marketplace>> readMarketplace(db::Connection& connection);

// Errors: organisation.not_found (NotFound, field `organisation`).
Result<api::OrganisationKind> readOrganisationKind(db::Connection& connection, OrgId id);

struct NewOrganisation {
    OrgId id;
    api::OrganisationKind kind;
    std::string slug;
    std::string name;
};
// Its event log begins with the first event raised in it. Errors: db.unique with the constraint
// organisation_one_marketplace or organisation_slug_key.
Done insertOrganisation(db::Connection& connection, const NewOrganisation& organisation,
                        Timestamp now);

} // namespace stoa::identity
