#pragma once
// The owner of a marketplace that has none yet, for programs without a wizard: the password is made
// here and told exactly once. There is no default password anywhere.

#include "api/identity.h"
#include "api/node.h"

namespace stoa::node {

struct FirstOwner {
    std::string email;
    std::string password; // to be shown once and forgotten
    api::SessionView session;
};

// Nothing when the marketplace has an owner already. Blocks. Errors: those of SetUpMarketplace.
Result<std::optional<FirstOwner>> ensureOwner(api::Node& node, const std::string& marketplaceName,
                                              const std::string& email,
                                              const std::string& currency);

} // namespace stoa::node
