#pragma once
// Sorts what was written lately into the indexes that people search by parts of words with. Those
// collect new entries in a list and sort them in when it is long, in the transaction that happens
// to write then: an order would wait for thousands of others. So it is done here, meanwhile.
//
// note() is for any thread and does not block. Thread: stoa-search. Failures are logged and wait
// for the next events; PostgreSQL would do it by itself, sooner or later.

#include "platform/db/pool.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace stoa::node {

class SearchUpkeep {
public:
    static constexpr std::size_t kEnough = 2000; // events that are worth a run

    explicit SearchUpkeep(db::Pool& pool);
    ~SearchUpkeep(); // waits for a run to end
    SearchUpkeep(const SearchUpkeep&) = delete;
    SearchUpkeep& operator=(const SearchUpkeep&) = delete;

    // So many events have been committed here.
    void note(std::size_t events);

private:
    void run();
    void sort();

    db::Pool& m_pool;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::size_t m_noted = 0;
    bool m_isStopping = false;
    std::thread m_thread;
};

// How many pages were sorted in. One statement, which may take a second.
Result<std::int64_t> sortSearchIndexes(db::Connection& connection);

} // namespace stoa::node
