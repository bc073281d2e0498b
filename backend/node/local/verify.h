#pragma once
// Proof that a database is sound, for operators, restore drills and chaos tests: the hash chain of
// every organisation's event log, the invariants of its ledger, and the tables made again from the
// events, row by row. Leaves nothing behind; may run beside a live marketplace. Blocks, for as long
// as the data is large.

#include "core/result.h"
#include "platform/db/connect_info.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace stoa::node {

struct VerifyFinding {
    std::string organisation; // its name; nothing for a finding of the rebuild
    std::string rule;         // "chain.altered", "ledger.…", "rebuild.different"
    std::string detail;
};

struct VerifyReport {
    std::int64_t organisations = 0;
    std::int64_t events = 0;      // whose hash was recomputed
    std::int64_t images = 0;      // rows of the log that the tables were made again from
    std::int64_t checkpoints = 0; // that a log was held against
    std::vector<VerifyFinding> findings;
    bool isSound() const { return findings.empty(); }
};

// `checkpoints`: the folder of a CheckpointBook to hold the logs against; not looked at when it is
// empty or not there. Errors: those of connecting and reading; a finding is not an error.
Result<VerifyReport> verify(const db::ConnectInfo& database,
                            const std::filesystem::path& checkpoints = {});

// Only the rebuild, whose tables stay behind in the schema stoa_rebuilt to be looked at.
Result<VerifyReport> rebuild(const db::ConnectInfo& database);

} // namespace stoa::node
