#pragma once
// How an event of the log is hashed. The one definition for writing and for verifying.

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

} // namespace stoa::db
