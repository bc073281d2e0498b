#include "platform/cache/shared_marks.h"

namespace stoa::cache {

SharedMarks::SharedMarks(RedisClient& redis, std::string prefix)
    : m_redis(redis), m_prefix(std::move(prefix) + ":mark:")
{}

Done SharedMarks::mark(std::span<const std::string> names, Duration life)
{
    const std::string millis = std::to_string(life.count() / 1000);
    while (!names.empty()) {
        std::vector<RedisCommand> commands;
        const std::size_t count = std::min(names.size(), RedisClient::kMaxCommands);
        for (const std::string& name : names.first(count))
            commands.push_back({"SET", m_prefix + name, "1", "PX", millis});
        STOA_CHECK(m_redis.run(commands));
        names = names.subspan(count);
    }
    return {};
}

std::optional<bool> SharedMarks::isMarked(std::string_view name)
{
    const auto found = m_redis.run({"EXISTS", m_prefix + std::string(name)});
    if (!found) return std::nullopt;
    return found->number > 0;
}

} // namespace stoa::cache
