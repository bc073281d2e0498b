#pragma once
// People as the database has them, put together for replies: a page of people costs one round trip,
// however many organisations they belong to.

#include "api/identity.h"
#include "platform/db/connection.h"

namespace stoa::identity {

std::vector<std::string> wordsOf(std::span<const api::Role> roles);

// In the order of the ids; somebody who does not exist is left out. Memberships of closed
// organisations are left out, the marketplace's stands first.
Result<std::vector<api::UserView>> readUsers(db::Connection& connection,
                                             const std::vector<UserId>& ids);
// For an id that came from a row of this transaction.
Result<api::UserView> readUser(db::Connection& connection, UserId id);

} // namespace stoa::identity
