#pragma once
// The text of PostgreSQL's configuration files, from a few facts. Pure; postgres_cluster.h writes
// them at every start, so a new version of the program brings its settings with it. An
// administrator's own settings go into local.conf, which is read last and never written.

#include "platform/services/accounts.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace stoa::services {

constexpr std::string_view kAdminRole =
    "stoa_admin";                             // bootstrap superuser: creates role and database
constexpr std::string_view kAppRole = "stoa"; // owns the database, no superuser
constexpr std::string_view kDatabase = "stoa";
constexpr int kPort = 5432;

struct PostgresSettings {
    std::filesystem::path socketFolder;
    std::uint64_t memoryBytes = 0; // of the computer or its container
    bool durable = true;
};

std::string postgresConf(const PostgresSettings& settings);
std::string hbaConf();                           // peer on the Unix socket, nothing else
std::string identConf(const Accounts& accounts); // which system users may be which role

// 15 % of the memory, 32 to 512 MB.
std::uint64_t sharedBuffersMib(std::uint64_t memoryBytes);

// Physical memory, or the container's limit when that is lower.
std::uint64_t memoryOfThisComputer();

} // namespace stoa::services
