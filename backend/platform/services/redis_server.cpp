#include "platform/services/redis_server.h"

#include "platform/services/files.h"

#include <hiredis/hiredis.h>

#include <csignal>
#include <memory>

namespace stoa::services {

namespace {

std::string redisString(const std::string& text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + "\"";
}

bool isAccepted(redisContext* context, void* reply)
{
    const auto* answer = static_cast<const redisReply*>(reply);
    const bool isGood =
        context->err == 0 && answer != nullptr && answer->type == REDIS_REPLY_STATUS;
    freeReplyObject(reply);
    return isGood;
}

} // namespace

RedisInfo makeRedisInfo(const fs::path& socketFolder)
{
    return {socketFolder / "redis.sock", "stoa", randomHex(32)};
}

std::string redisConfig(const RedisInfo& info, const fs::path& workFolder)
{
    return "port 0\n"
           "unixsocket " +
           redisString(info.socket.string()) +
           "\n"
           "unixsocketperm 700\n"
           "dir " +
           redisString(workFolder.string()) +
           "\n"
           "daemonize no\n"
           "logfile \"\"\n"
           "databases 1\n"
           "save \"\"\n"
           "appendonly no\n"
           "maxmemory 64mb\n"
           "maxmemory-policy allkeys-lru\n"
           "user default off\n"
           "user " +
           info.user + " on >" + info.password +
           " ~* &* +@all -@admin -@dangerous +info +flushdb\n";
}

Result<ChildProcess> launchRedis(const fs::path& program, const RedisInfo& info,
                                 const Accounts& accounts, const LogFile& log)
{
    Command command{program, {"-"}};
    command.workFolder = info.socket.parent_path();
    command.input = redisConfig(info, command.workFolder);
    command.logFd = log.fd();
    command.deathSignal = SIGTERM;
    if (accounts.switches()) command.account = accounts.server;
    return ChildProcess::spawn(command);
}

bool isAnswering(const RedisInfo& info)
{
    const timeval deadline{1, 0};
    const std::unique_ptr<redisContext, decltype(&redisFree)> context(
        redisConnectUnixWithTimeout(info.socket.c_str(), deadline), &redisFree);
    if (!context || context->err != 0 || redisSetTimeout(context.get(), deadline) != REDIS_OK)
        return false;
    return isAccepted(context.get(), redisCommand(context.get(), "AUTH %s %s", info.user.c_str(),
                                                  info.password.c_str())) &&
           isAccepted(context.get(), redisCommand(context.get(), "PING"));
}

} // namespace stoa::services
