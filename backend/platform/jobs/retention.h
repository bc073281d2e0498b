#pragma once
// What is over is kept for a while, for those who ask what happened, and then deleted.

#include "platform/jobs/jobs.h"

namespace stoa::jobs {

constexpr std::chrono::hours kKeepDone{24};
constexpr std::chrono::hours kKeepSagas{30 * 24};

// Deletes the organisation's finished jobs and sagas that are old enough, at most `most` of each;
// how many there were.
Result<std::size_t> forgetFinished(db::Connection& connection, const Uuid& org, Timestamp now,
                                   int most);

} // namespace stoa::jobs
