#pragma once
// A call on its way through the door, with what the door has found out about it so far. Internal to
// this folder.

#include "api/node.h"
#include "node/codec/codec.h"
#include "node/embedded/idempotency.h"
#include "platform/db/connect_info.h"

namespace stoa::node {

struct Pass {
    const api::Operation& operation;
    const api::CallOptions& options;
    const codec::OperationCodec& codec;
    void* request;
    db::Deadline deadline;
    Timestamp now;
    RequestId id = options.request.isNil() ? RequestId::make() : options.request;
    Actor actor{};
    std::optional<OrgId> organisation{};
    std::optional<IdempotencyKey> key{};
    bool isReplayed = false;
    bool isQueued = false;     // taken over until the database is back
    bool isRemembered = false; // the answer is stored under the key
    std::string json{};        // of the reply, when it was stored or is a stored one
    Result<std::shared_ptr<void>> reply = fail(ErrorKind::Internal, "node.undecided");
};

} // namespace stoa::node
