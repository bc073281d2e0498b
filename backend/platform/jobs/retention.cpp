#include "platform/jobs/retention.h"

#include "platform/db/pipeline.h"
#include "platform/jobs/jobs_sql.h"

namespace stoa::jobs {

Result<std::size_t> forgetFinished(db::Connection& connection, const Uuid& org, Timestamp now,
                                   int most)
{
    db::Pipeline batch(connection);
    const auto done = batch.add(sql::kForgetDone, org, now - kKeepDone, most);
    const auto sagas = batch.add(sql::kForgetSagas, org, now - kKeepSagas, most);
    STOA_CHECK(batch.run());
    return static_cast<std::size_t>(batch[done].affected() + batch[sagas].affected());
}

} // namespace stoa::jobs
