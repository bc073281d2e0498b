#pragma once
// Replies of queries that are asked often and change seldom, kept as the JSON that the wire shows.
// It stands behind the door's checks: whoever gets here may read what is kept, because a reply of
// these depends on the request and on whose data the caller may see, never on the caller himself.
//
// An event makes the replies of its organisation, and those that span organisations, be forgotten;
// an own event before its command is answered. Any thread.

#include "api/node.h"
#include "platform/cache/cache.h"

namespace stoa::codec {
struct OperationCodec;
}

namespace stoa::node {

struct CachedReply {
    const api::Operation* operation;
    Duration life;
    // Through Redis for all nodes: for what costs more to read than a round trip there and whose
    // events are rare, because each of them costs one too.
    bool isShared = false;
    std::vector<std::string_view> changedBy; // beginnings of the types of events
};

class ReplyCache {
public:
    using Read = std::function<Result<std::shared_ptr<void>>()>;

    // `redis` may be null. `prefix` names the installation and the version of the software.
    ReplyCache(std::vector<CachedReply> rows, cache::RedisClient* redis, const std::string& prefix,
               const Clock& clock);

    bool covers(const api::Operation& operation) const;
    // The kept reply, or that of `read`. `organisation`: whose data; nothing: everybody's.
    Result<std::shared_ptr<void>> get(const codec::OperationCodec& codec,
                                      std::optional<OrgId> organisation, const void* request,
                                      const Read& read);
    void follow(std::span<const api::Event> events);
    void forgetAll(); // events may have been missed

    // For metrics; constant after construction.
    std::vector<const cache::Cache*> caches() const;

private:
    struct Row {
        CachedReply rule;
        std::unique_ptr<cache::Cache> cache;
    };
    std::unordered_map<std::string_view, Row> m_rows; // by the operation's name
};

} // namespace stoa::node
