#pragma once
// The memory of commands that carried an Idempotency-Key. Answers are looked up before the work and
// stored in the transaction that did it; when somebody else was faster with the same key, storing
// fails and takes the work back, so that exactly one of many concurrent callers works and the
// others replay. Refusals are remembered too, of commands that may wait in an order log every kind
// of them; failures that may pass are not.
// Set-based: one statement for all keys of a transaction.

#include "core/result.h"
#include "domain/unit/actor.h"
#include "node/codec/codec.h"
#include "platform/db/pipeline.h"
#include "platform/db/sha256.h"

#include <map>
#include <span>

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
    std::pair<OrgId, std::string> name() const { return {organisation, key}; }
};

// What was answered under a key.
struct Memory {
    db::Bytes fingerprint;
    db::Bytes response;
    std::string contentType;
};
using Memories = std::map<std::pair<OrgId, std::string>, Memory>;

// Looks up the memories of keys, all of one operation.
class Recall {
public:
    // Adds its look to the pipeline, unless there are no keys.
    Recall(db::Pipeline& batch, std::span<const IdempotencyKey* const> keys, Timestamp now);
    // After the pipeline ran. Inside a transaction those that have expired are forgotten with its
    // next round trip.
    Memories memories(const db::Pipeline& batch, db::Connection& connection) const;

private:
    std::string_view m_scope;
    db::Array m_organisations;
    db::Array m_keys;
    Timestamp m_now;
    std::optional<db::Pipeline::Slot> m_slot;
};

// The text of the stored answer.
std::string_view textOf(const Memory& memory);
// The stored answer: a reply, or the error that was answered. Errors besides those:
// idempotency.key_reused when the key came with another request.
Result<std::shared_ptr<void>> replay(const IdempotencyKey& key, const Memory& memory);

// Answers to store. send() lets them go out with the transaction's next round trip, whose error is
// then one of the two below when somebody else has or holds a key.
class NewMemories {
public:
    // The text that is stored.
    std::string add(const IdempotencyKey& key, const void* reply, Timestamp now);
    void add(const IdempotencyKey& key, const Error& error, Timestamp now);
    void send(db::Connection& connection) const;

private:
    struct Answer {
        const IdempotencyKey* key;
        int status;
        std::string_view contentType;
        std::string response;
        Timestamp now;
    };
    std::map<std::pair<OrgId, std::string>, Answer> m_answers; // in the order of locks
};

// Whether the error is an answer to the call, and not what we could not do just now.
bool isDecided(const Error& error);
// Somebody has answered under one of the keys meanwhile: roll back and recall.
bool isKeyTaken(const Error& error);
// Somebody has held one of the keys for more than half a second: idempotency.in_progress.
bool isKeyHeld(const Error& error);
Error inProgress();
// The key came with another request than before.
Error keyReused();

// Deletes the organisation's keys whose memory has ended, at most `most`; how many there were.
Result<std::size_t> forgetExpiredKeys(db::Connection& connection, OrgId organisation, Timestamp now,
                                      int most);

} // namespace stoa::node
