#pragma once
// Who is behind a call, as the door has established it: a person's session, an API key, or the node
// itself. Handlers never look at tokens.

#include "api/identity.h"

#include <bitset>

namespace stoa {

class PermissionSet {
public:
    PermissionSet() = default;
    PermissionSet(std::initializer_list<api::Permission> permissions)
    {
        for (const auto each : permissions)
            add(each);
    }
    void add(api::Permission permission) { m_bits.set(static_cast<std::size_t>(permission)); }
    bool has(api::Permission permission) const
    {
        return m_bits.test(static_cast<std::size_t>(permission));
    }
    PermissionSet& operator|=(const PermissionSet& other)
    {
        m_bits |= other.m_bits;
        return *this;
    }
    std::vector<api::Permission> list() const;

private:
    std::bitset<64> m_bits;
};

struct Actor {
    enum class Kind { Anonymous, Person, ApiKey, System };

    Kind kind = Kind::Anonymous;
    std::optional<UserId> user;
    std::optional<SessionId> session;
    std::optional<ApiKeyId> apiKey;
    std::string name;   // for the audit and timelines
    OrgId organisation; // the workspace; the marketplace's for API keys
    api::OrganisationKind organisationKind = api::OrganisationKind::Marketplace;
    PermissionSet permissions;

    bool isMarketplace() const { return organisationKind == api::OrganisationKind::Marketplace; }
    // Stable text of who this is: "usr_…", "key_…", "system", "anonymous".
    std::string text() const;
};

} // namespace stoa
