#include "domain/identity/views.h"

#include "core/assert.h"
#include "domain/identity/identity_sql.h"
#include "platform/db/pipeline.h"

namespace stoa::identity {
namespace {

api::UserView userOf(const db::Row& row)
{
    return {row.get<UserId>("user_id"),
            row.get<std::string>("email"),
            row.get<std::string>("name"),
            row.get<bool>("is_active"),
            {},
            row.get<Timestamp>("created_at"),
            row.get<std::optional<Timestamp>>("last_sign_in_at"),
            row.get<Version>("version")};
}

api::MembershipView membershipOf(const db::Row& row)
{
    api::MembershipView view;
    view.organisation = row.get<OrgId>("org_id");
    view.organisationName = row.get<std::string>("display_name");
    view.kind = row.get<std::string_view>("kind") == "marketplace"
                    ? api::OrganisationKind::Marketplace
                    : api::OrganisationKind::Seller;
    for (const auto& word : row.get<std::vector<std::string>>("roles")) {
        if (const auto role = enumFromText<api::Role>(word)) view.roles.push_back(*role);
    }
    return view;
}

} // namespace

std::vector<std::string> wordsOf(std::span<const api::Role> roles)
{
    std::vector<std::string> words;
    for (const api::Role role : roles)
        words.push_back(enumText(role));
    return words;
}

Result<std::vector<api::UserView>> readUsers(db::Connection& connection,
                                             const std::vector<UserId>& ids)
{
    db::Pipeline batch(connection);
    const auto users = batch.add(sql::kSelectUsers, ids);
    const auto memberships = batch.add(sql::kSelectMemberships, ids);
    STOA_CHECK(batch.run());
    std::unordered_map<UserId, api::UserView> byId;
    for (const auto row : batch[users]) {
        auto view = userOf(row);
        byId.emplace(view.id, std::move(view));
    }
    for (const auto row : batch[memberships]) {
        const auto at = byId.find(row.get<UserId>("user_id"));
        if (at != byId.end()) at->second.memberships.push_back(membershipOf(row));
    }
    std::vector<api::UserView> views;
    for (const UserId& id : ids) {
        const auto at = byId.find(id);
        if (at != byId.end()) views.push_back(std::move(at->second));
    }
    return views;
}

Result<api::UserView> readUser(db::Connection& connection, UserId id)
{
    STOA_TRY(views, readUsers(connection, {id}));
    STOA_ASSERT(views.size() == 1);
    return std::move(views.front());
}

} // namespace stoa::identity
