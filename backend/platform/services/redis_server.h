#pragma once
// The private Redis: a cache of 64 MB that never writes a file. Its whole configuration, with the
// random password of this session, goes through standard input, so it is neither in a file nor in
// the process list.

#include "core/result.h"
#include "platform/services/child_process.h"
#include "platform/services/log_file.h"
#include "platform/services/service_types.h"

#include <filesystem>
#include <string>

namespace stoa::services {

RedisInfo makeRedisInfo(const std::filesystem::path& socketFolder);
std::string redisConfig(const RedisInfo& info, const std::filesystem::path& workFolder);

// Errors: services.cannot_execute.
Result<ChildProcess> launchRedis(const std::filesystem::path& program, const RedisInfo& info,
                                 const Accounts& accounts, const LogFile& log);

bool isAnswering(const RedisInfo& info); // AUTH and PING, at most 1 s each

} // namespace stoa::services
