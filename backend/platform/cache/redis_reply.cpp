#include "platform/cache/redis_reply.h"

#include <hiredis/hiredis.h>

namespace stoa::cache {

Result<RedisReply> toReply(const redisReply& raw)
{
    RedisReply reply;
    switch (raw.type) {
    case REDIS_REPLY_ERROR:
        return fail(ErrorKind::Unavailable, "redis.refused", {raw.str, std::size_t(raw.len)});
    case REDIS_REPLY_INTEGER:
        reply.kind = RedisReply::Kind::Number;
        reply.number = raw.integer;
        return reply;
    case REDIS_REPLY_STATUS:
    case REDIS_REPLY_STRING:
        reply.kind = RedisReply::Kind::Text;
        reply.text.assign(raw.str, std::size_t(raw.len));
        return reply;
    case REDIS_REPLY_ARRAY:
        reply.kind = RedisReply::Kind::List;
        for (std::size_t i = 0; i < raw.elements; ++i) {
            STOA_TRY(item, toReply(*raw.element[i]));
            reply.items.push_back(std::move(item));
        }
        return reply;
    default:
        return reply;
    }
}

} // namespace stoa::cache
