#include "platform/db/parallel.h"

#include "core/thread_name.h"

#include <atomic>
#include <mutex>
#include <thread>

namespace stoa::db {
namespace {

constexpr std::size_t kMaxLanes = 4;

} // namespace

std::size_t laneCount()
{
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMaxLanes);
}

Done inParallel(const ConnectInfo& info, Deadline deadline, std::size_t jobs,
                const std::function<Done(Connection&, std::size_t)>& job)
{
    std::atomic<std::size_t> next = 0;
    std::mutex guard;
    Done result;
    const auto work = [&]() -> Done {
        STOA_TRY(connection, Connection::open(info, deadline));
        for (std::size_t n = next++; n < jobs; n = next++) {
            connection->setDeadline(deadline);
            STOA_CHECK(job(*connection, n));
        }
        return {};
    };
    const auto lane = [&](std::size_t number) {
        nameThread("stoa-lane-" + std::to_string(number));
        Done done = work();
        if (done) return;
        next = jobs;
        const std::scoped_lock lock(guard);
        if (result) result = std::move(done);
    };
    std::vector<std::jthread> lanes;
    for (std::size_t number = 1; number <= std::min(laneCount(), jobs); ++number)
        lanes.emplace_back(lane, number);
    lanes.clear();
    return result;
}

} // namespace stoa::db
