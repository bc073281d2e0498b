#include "domain/identity/roles.h"

namespace stoa::identity {
namespace {

using api::Permission;
using api::Role;

struct Row {
    Role role;
    Permission permission;
};

constexpr Row kRows[] = {
    {Role::Moderator, Permission::SellersRead},
    {Role::Moderator, Permission::ListingsRead},
    {Role::Moderator, Permission::StorefrontRead},
    {Role::Moderator, Permission::ReviewsRead},
    {Role::Moderator, Permission::ReviewsReport},
    {Role::Moderator, Permission::ModerationRead},
    {Role::Moderator, Permission::ModerationDecide},
    {Role::Moderator, Permission::AnalyticsRead},

    {Role::Support, Permission::UsersRead},
    {Role::Support, Permission::SellersRead},
    {Role::Support, Permission::ListingsRead},
    {Role::Support, Permission::StorefrontRead},
    {Role::Support, Permission::OrdersRead},
    {Role::Support, Permission::OrdersWrite},
    {Role::Support, Permission::RefundsWrite},
    {Role::Support, Permission::ReviewsRead},
    {Role::Support, Permission::ReviewsReport},
    {Role::Support, Permission::ModerationRead},
    {Role::Support, Permission::AnalyticsRead},

    {Role::Finance, Permission::SellersRead},
    {Role::Finance, Permission::StorefrontRead},
    {Role::Finance, Permission::OrdersRead},
    {Role::Finance, Permission::RefundsWrite},
    {Role::Finance, Permission::LedgerRead},
    {Role::Finance, Permission::PayoutsWrite},
    {Role::Finance, Permission::CommissionsWrite},
    {Role::Finance, Permission::DisputesWrite},
    {Role::Finance, Permission::AnalyticsRead},
    {Role::Finance, Permission::AuditRead},

    {Role::Operator, Permission::AnalyticsRead},
    {Role::Operator, Permission::AuditRead},
    {Role::Operator, Permission::WebhooksWrite},
    {Role::Operator, Permission::NodeRead},
    {Role::Operator, Permission::NodeOperate},

    {Role::SellerOwner, Permission::SellersRead},
    {Role::SellerOwner, Permission::ListingsRead},
    {Role::SellerOwner, Permission::ListingsWrite},
    {Role::SellerOwner, Permission::StockWrite},
    {Role::SellerOwner, Permission::StorefrontRead},
    {Role::SellerOwner, Permission::OrdersRead},
    {Role::SellerOwner, Permission::OrdersWrite},
    {Role::SellerOwner, Permission::RefundsWrite},
    {Role::SellerOwner, Permission::ReviewsRead},
    {Role::SellerOwner, Permission::ReviewsAnswer},
    {Role::SellerOwner, Permission::ReviewsReport},
    {Role::SellerOwner, Permission::LedgerRead},
    {Role::SellerOwner, Permission::AnalyticsRead},
    {Role::SellerOwner, Permission::AuditRead},
    {Role::SellerOwner, Permission::WebhooksWrite},

    {Role::SellerInventory, Permission::SellersRead},
    {Role::SellerInventory, Permission::ListingsRead},
    {Role::SellerInventory, Permission::ListingsWrite},
    {Role::SellerInventory, Permission::StockWrite},
    {Role::SellerInventory, Permission::StorefrontRead},
    {Role::SellerInventory, Permission::ReviewsRead},

    {Role::SellerOrders, Permission::SellersRead},
    {Role::SellerOrders, Permission::ListingsRead},
    {Role::SellerOrders, Permission::StorefrontRead},
    {Role::SellerOrders, Permission::OrdersRead},
    {Role::SellerOrders, Permission::OrdersWrite},
    {Role::SellerOrders, Permission::RefundsWrite},

    {Role::SellerAccounting, Permission::SellersRead},
    {Role::SellerAccounting, Permission::OrdersRead},
    {Role::SellerAccounting, Permission::LedgerRead},
    {Role::SellerAccounting, Permission::AnalyticsRead},

    {Role::SellerSupport, Permission::SellersRead},
    {Role::SellerSupport, Permission::ListingsRead},
    {Role::SellerSupport, Permission::OrdersRead},
    {Role::SellerSupport, Permission::ReviewsRead},
    {Role::SellerSupport, Permission::ReviewsAnswer},
    {Role::SellerSupport, Permission::ReviewsReport},

    {Role::Buyer, Permission::StorefrontRead},
    {Role::Buyer, Permission::OrdersPlace},
    {Role::Buyer, Permission::ReviewsWrite},
    {Role::Buyer, Permission::ReviewsReport},
};

constexpr Permission kApiKeyScopes[] = {
    Permission::ListingsRead,   Permission::ListingsWrite, Permission::StockWrite,
    Permission::StorefrontRead, Permission::OrdersPlace,   Permission::OrdersRead,
    Permission::ReviewsWrite,   Permission::ReviewsReport,
};

PermissionSet everyPermission()
{
    PermissionSet all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Permission>>([&all](auto each) {
        if (each.value != Permission::Public && each.value != Permission::SignedIn) {
            all.add(each.value);
        }
    });
    return all;
}

} // namespace

PermissionSet permissionsOf(Role role)
{
    if (role == Role::Admin) return everyPermission();
    PermissionSet permissions;
    for (const Row& row : kRows) {
        if (row.role == role) permissions.add(row.permission);
    }
    return permissions;
}

PermissionSet permissionsOf(std::span<const Role> roles)
{
    PermissionSet permissions;
    for (const Role role : roles)
        permissions |= permissionsOf(role);
    return permissions;
}

api::OrganisationKind organisationKindOf(Role role)
{
    switch (role) {
    case Role::Admin:
    case Role::Moderator:
    case Role::Support:
    case Role::Finance:
    case Role::Operator:
    case Role::Buyer:
        return api::OrganisationKind::Marketplace;
    case Role::SellerOwner:
    case Role::SellerInventory:
    case Role::SellerOrders:
    case Role::SellerAccounting:
    case Role::SellerSupport:
        return api::OrganisationKind::Seller;
    }
    return api::OrganisationKind::Marketplace;
}

std::span<const Permission> apiKeyScopes()
{
    return kApiKeyScopes;
}

Result<std::vector<Role>> rolesFor(api::OrganisationKind kind, std::span<const Role> given)
{
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (organisationKindOf(given[i]) == kind) continue;
        return fail(makeError(ErrorKind::Invalid, "role.wrong_organisation")
                        .in("roles[" + std::to_string(i) + ']')
                        .with("role", enumText(given[i]))
                        .with("organisation", enumText(kind)));
    }
    std::vector<Role> roles(given.begin(), given.end());
    std::sort(roles.begin(), roles.end());
    roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
    return roles;
}

} // namespace stoa::identity
