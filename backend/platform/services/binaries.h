#pragma once
// Finds the server programs: beside our own executable (bundles), in the distribution's usual
// folders, Homebrew, then PATH. Never runs a program with privileges; each is only asked for its
// --version.

#include "core/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::services {

constexpr int kOldestPostgres = 15;
constexpr int kOldestRedis = 7;

struct PostgresBinaries {
    std::filesystem::path folder; // holds postgres and initdb
    int major = 0;
};

struct Binaries {
    std::vector<PostgresBinaries> postgres; // newest first, all >= kOldestPostgres
    std::optional<std::filesystem::path> redis;
    int newestRefusedPostgres = 0; // what was found when only older ones are there
};

Binaries locateBinaries();

// The one to use: that of `wantedMajor` when the data already exist (0: new data), else the newest.
// Errors: services.postgres_missing, services.postgres_too_old, services.version_mismatch.
Result<PostgresBinaries> chooseBinaries(const Binaries& binaries, int wantedMajor);

// "postgres (PostgreSQL) 15.20 (Debian …)" -> 15; "Redis server v=7.0.15 sha=…" -> 7; 0 when
// neither.
int parseMajor(std::string_view versionLine);

} // namespace stoa::services
