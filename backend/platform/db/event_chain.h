#pragma once
// How an event of the log is hashed, the one definition for writing and for verifying, and the
// verification of what was written.

#include "platform/db/event_log.h"

namespace stoa::db {

// Prev-hash of an organisation's first event.
inline constexpr Hash kChainStart{};

class EventHasher {
public:
    // Over event.prevHash and every other field except event.hash.
    Hash operator()(const Uuid& org, const LoggedEvent& event);
    // Of the changes of a transaction.
    Hash operator()(std::string_view changes) { return m_sha256(changes); }

private:
    Sha256 m_sha256;
    std::string m_buffer;
};

struct ChainReport {
    enum class Fault { None, Missing, Altered, HeadDiffers };
    std::int64_t checked = 0; // events whose hash was recomputed
    Fault fault = Fault::None;
    std::int64_t seq = 0; // where the fault is
};

// A part of a chain. The hash of the event before it is believed.
struct ChainPart {
    Uuid organisation;
    std::int64_t fromSeq = 1;
    std::int64_t toSeq = std::numeric_limits<std::int64_t>::max(); // then to the head
};

// Recomputes the chain up to the head and stops at the first fault. Reads in chunks; writers go on
// meanwhile. Extends the connection's deadline chunk by chunk.
Result<ChainReport> verifyChain(Connection& connection, const ChainPart& part);

// The whole chains of many, in parts that lanes (parallel.h) take, with the connection's database
// and deadline. Each has the first of its faults.
Result<std::map<Uuid, ChainReport>> verifyChains(Connection& connection,
                                                 const std::set<Uuid>& organisations);

} // namespace stoa::db
