#include "platform/cache/redis_connection.h"

#include <hiredis/hiredis.h>

#include <array>
#include <cerrno>
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace stoa::cache {
namespace {

using Clock = std::chrono::steady_clock;

#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_NOSIGNAL;
#else
constexpr int kSendFlags = 0;
#endif
constexpr std::size_t kChunk = 16 * 1024;

timeval timevalOf(std::chrono::milliseconds span)
{
    timeval value{};
    value.tv_sec = static_cast<decltype(value.tv_sec)>(span.count() / 1000);
    value.tv_usec = static_cast<decltype(value.tv_usec)>(span.count() % 1000 * 1000);
    return value;
}

tl::unexpected<Error> lost(std::string_view why)
{
    return fail(ErrorKind::Unavailable, "redis.lost", why);
}

tl::unexpected<Error> silent()
{
    return fail(ErrorKind::Unavailable, "redis.silent", "no answer in time");
}

bool isTimeout(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == ETIMEDOUT;
}

std::string formatted(std::span<const RedisCommand> commands)
{
    std::string bytes;
    for (const RedisCommand& command : commands) {
        std::vector<const char*> words;
        std::vector<std::size_t> lengths;
        for (const std::string& word : command) {
            words.push_back(word.data());
            lengths.push_back(word.size());
        }
        char* one = nullptr;
        const int size = redisFormatCommandArgv(&one, static_cast<int>(words.size()), words.data(),
                                                lengths.data());
        bytes.append(one, static_cast<std::size_t>(size));
        redisFreeCommand(one);
    }
    return bytes;
}

Done prepare(RedisConnection& connection, const RedisAddress& address)
{
    std::vector<RedisCommand> commands;
    if (!address.password.empty() && address.user.empty()) {
        commands.push_back({"AUTH", address.password});
    } else if (!address.password.empty()) {
        commands.push_back({"AUTH", address.user, address.password});
    }
    if (address.database != 0) commands.push_back({"SELECT", std::to_string(address.database)});
    if (commands.empty()) return {};
    STOA_CHECK(connection.exchange(commands));
    return {};
}

} // namespace

void RedisConnection::Free::operator()(redisContext* context) const
{
    redisFree(context);
}

RedisConnection::RedisConnection(redisContext* context, std::chrono::milliseconds patience)
    : m_context(context), m_patience(patience)
{}

RedisConnection::~RedisConnection() = default;

Result<std::unique_ptr<RedisConnection>>
RedisConnection::open(const RedisAddress& address, std::chrono::milliseconds connectWithin,
                      std::chrono::milliseconds patience)
{
    const timeval wait = timevalOf(connectWithin);
    std::unique_ptr<RedisConnection> connection(new RedisConnection(
        address.socket.empty() ? redisConnectWithTimeout(address.host.c_str(), address.port, wait)
                               : redisConnectUnixWithTimeout(address.socket.c_str(), wait),
        patience));
    redisContext* const context = connection->m_context.get();
    if (context == nullptr || context->err != 0 ||
        redisSetTimeout(context, timevalOf(patience)) != REDIS_OK) {
        return fail(ErrorKind::Unavailable, "redis.unreachable",
                    address.text() +
                        (context != nullptr ? std::string(": ") + context->errstr : std::string()));
    }
    STOA_CHECK(prepare(*connection, address));
    return connection;
}

Result<std::vector<RedisReply>> RedisConnection::exchange(std::span<const RedisCommand> commands)
{
    const auto until = Clock::now() + m_patience;
    STOA_CHECK(send(formatted(commands), until));
    return receive(commands.size(), until);
}

Done RedisConnection::send(std::string_view bytes, Clock::time_point until)
{
    while (!bytes.empty()) {
        const auto sent = ::send(m_context->fd, bytes.data(), bytes.size(), kSendFlags);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno != EINTR) {
            if (isTimeout(errno)) return silent();
            return lost("the link ended while writing");
        }
        if (!bytes.empty() && Clock::now() >= until) return silent();
    }
    return {};
}

Result<std::vector<RedisReply>> RedisConnection::receive(std::size_t count, Clock::time_point until)
{
    std::vector<RedisReply> replies;
    std::array<char, kChunk> chunk;
    std::size_t received = 0;
    while (true) {
        while (replies.size() < count) {
            void* raw = nullptr;
            if (redisReaderGetReply(m_context->reader, &raw) != REDIS_OK) {
                return lost("the answer is not in Redis' protocol");
            }
            if (raw == nullptr) break;
            const std::unique_ptr<void, decltype(&freeReplyObject)> reply(raw, &freeReplyObject);
            STOA_TRY(read, toReply(*static_cast<const redisReply*>(raw)));
            replies.push_back(std::move(read));
        }
        if (replies.size() == count) return replies;
        if (Clock::now() >= until) return silent();
        const auto size = ::recv(m_context->fd, chunk.data(), chunk.size(), 0);
        if (size == 0) return lost("the server ended the link");
        if (size < 0 && errno == EINTR) continue;
        if (size < 0 && isTimeout(errno)) return silent();
        if (size < 0) return lost("the link ended while reading");
        received += static_cast<std::size_t>(size);
        if (received > kMaxReplyBytes) return lost("the answer is too large");
        redisReaderFeed(m_context->reader, chunk.data(), static_cast<std::size_t>(size));
    }
}

} // namespace stoa::cache
