#include "platform/services/accounts.h"

#include <array>
#include <optional>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stoa::services {

namespace fs = std::filesystem;

namespace {

constexpr std::array<const char*, 2> kOrdinaryAccounts = {"stoa", "postgres"};

template <class Lookup>
std::optional<Account> accountFrom(Lookup lookup)
{
    std::array<char, 16384> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (lookup(&entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
        return std::nullopt;
    return Account{entry.pw_uid, entry.pw_gid, entry.pw_name, entry.pw_dir};
}

std::optional<Account> accountOf(uid_t uid)
{
    return accountFrom([uid](passwd* entry, char* buffer, std::size_t size, passwd** found) {
        return ::getpwuid_r(uid, entry, buffer, size, found);
    });
}

std::optional<Account> accountNamed(const std::string& name)
{
    return accountFrom([&name](passwd* entry, char* buffer, std::size_t size, passwd** found) {
        return ::getpwnam_r(name.c_str(), entry, buffer, size, found);
    });
}

std::optional<Account> ordinaryAccount(const std::string& wanted, const fs::path& cluster)
{
    if (!wanted.empty()) return accountNamed(wanted);
    struct stat info {};
    if (::stat(cluster.c_str(), &info) == 0 && info.st_uid != 0) return accountOf(info.st_uid);
    for (const char* name : kOrdinaryAccounts) {
        if (auto account = accountNamed(name)) return account;
    }
    return std::nullopt;
}

} // namespace

Result<Accounts> chooseAccounts(const std::string& wanted, const fs::path& cluster)
{
    const uid_t self = ::geteuid();
    auto client = accountOf(self);
    if (!client) {
        return fail(makeError(ErrorKind::Unavailable, "services.no_account",
                              "the user id of this process has no entry in the user database")
                        .with("user", std::to_string(self)));
    }
    if (self != 0) return Accounts{*client, *client};
    auto server = ordinaryAccount(wanted, cluster);
    if (!server || server->uid == 0) {
        return fail(makeError(ErrorKind::Unavailable, "services.no_account",
                              "root needs an ordinary account to run PostgreSQL as")
                        .with("user", wanted.empty() ? "stoa, postgres" : wanted));
    }
    return Accounts{*std::move(client), *std::move(server)};
}

fs::path firstUnreachable(const fs::path& folder, const Account& account)
{
    fs::path walked;
    for (const fs::path& part : folder) {
        walked /= part;
        struct stat info {};
        if (::stat(walked.c_str(), &info) != 0) return walked;
        const mode_t bit = info.st_uid == account.uid   ? S_IXUSR
                           : info.st_gid == account.gid ? S_IXGRP
                                                        : S_IXOTH;
        if ((info.st_mode & bit) == 0) return walked;
    }
    return {};
}

} // namespace stoa::services
