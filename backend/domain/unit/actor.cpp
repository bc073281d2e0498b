#include "domain/unit/actor.h"

namespace stoa {

std::vector<api::Permission> PermissionSet::list() const
{
    std::vector<api::Permission> permissions;
    for (std::size_t i = 0; i < m_bits.size(); ++i) {
        if (m_bits.test(i)) permissions.push_back(static_cast<api::Permission>(i));
    }
    return permissions;
}

std::string Actor::text() const
{
    switch (kind) {
    case Kind::Person:
        return user ? user->text() : "person";
    case Kind::ApiKey:
        return apiKey ? apiKey->text() : "key";
    case Kind::System:
        return "system";
    case Kind::Anonymous:
        return "anonymous";
    }
    return "anonymous";
}

} // namespace stoa
