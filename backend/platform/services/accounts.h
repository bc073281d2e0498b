#pragma once
// Who we are and whom the servers run as. PostgreSQL refuses to run as root, so a root process
// (containers, system services) hands its servers to an ordinary account; everybody else runs them
// as themselves.

#include "core/result.h"

#include <filesystem>
#include <string>
#include <sys/types.h>

namespace stoa::services {

struct Account {
    uid_t uid = 0;
    gid_t gid = 0;
    std::string name;
    std::string home;
};

struct Accounts {
    Account client; // this process: the peer that PostgreSQL sees
    Account server; // the servers and the owner of their files
    bool switches() const { return client.uid != server.uid; }
};

// As root: `wanted`, else the owner of an existing cluster, else the first of stoa, postgres.
// Errors: services.no_account (params: user).
Result<Accounts> chooseAccounts(const std::string& wanted, const std::filesystem::path& cluster);

// The first folder on the way to `folder`, itself included, that `account` may not enter; empty:
// none.
std::filesystem::path firstUnreachable(const std::filesystem::path& folder, const Account& account);

} // namespace stoa::services
