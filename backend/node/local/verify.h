#pragma once
// Proof that a database is sound, for operators, restore drills and chaos tests: the hash chain of
// every organisation's event log, and the invariants of its ledger. Reads only; may run beside a
// live marketplace. Blocks, for as long as the data is large.

#include "core/result.h"
#include "platform/db/connect_info.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stoa::node {

struct VerifyFinding {
    std::string organisation; // its name
    std::string rule;         // "chain.altered", "ledger.…"
    std::string detail;
};

struct VerifyReport {
    std::int64_t organisations = 0;
    std::int64_t events = 0; // whose hash was recomputed
    std::vector<VerifyFinding> findings;
    bool isSound() const { return findings.empty(); }
};

// Errors: those of connecting and reading; a finding is not an error.
Result<VerifyReport> verify(const db::ConnectInfo& database);

} // namespace stoa::node
