#pragma once
// The memory of commands that carried an Idempotency-Key. The key is claimed in the transaction
// that does the work and the answer is stored in it, so that exactly one of many concurrent callers
// works and the others replay. Deterministic refusals are remembered too; failures that may pass
// are not.

#include "core/result.h"
#include "domain/unit/actor.h"
#include "node/codec/codec.h"
#include "platform/db/connection.h"
#include "platform/db/sha256.h"

namespace stoa::node {

struct IdempotencyKey {
    static constexpr std::chrono::hours kMemory{7 * 24};

    OrgId organisation;
    const codec::OperationCodec* codec = nullptr;
    std::string key;
    Uuid principal;
    db::Hash fingerprint{}; // of operation, organisation, principal and request

    static IdempotencyKey of(const codec::OperationCodec& codec, OrgId organisation,
                             const Actor& actor, std::string_view key, const void* request);
};

// Inside a transaction, first. True: the work is ours. False: somebody has done it; roll back and
// replay(). Errors: idempotency.in_progress when another caller holds the key for more than half a
// second.
Result<bool> claim(db::Connection& connection, const IdempotencyKey& key, Timestamp now);

// Travel with the next round trip of the transaction.
void finishWithReply(db::Connection& connection, const IdempotencyKey& key, const void* reply);
void finishWithError(db::Connection& connection, const IdempotencyKey& key, const Error& error);

// The stored answer: a reply, or the error that was answered. Errors besides those:
// idempotency.key_reused when the key came with another request, idempotency.in_progress when there
// is no answer yet.
Result<std::shared_ptr<void>> replay(db::Connection& connection, const IdempotencyKey& key);

// Deletes the organisation's keys whose memory has ended, at most `most`; how many there were.
Result<std::size_t> forgetExpiredKeys(db::Connection& connection, OrgId organisation, Timestamp now,
                                      int most);

} // namespace stoa::node
