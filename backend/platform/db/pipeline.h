#pragma once
// Several independent statements in one round trip.
//
//     Pipeline batch(connection);
//     const auto order = batch.add(sql::kSelectOrder, org, orderId);
//     const auto lines = batch.add(sql::kSelectLines, org, orderId);
//     STOA_CHECK(batch.run());
//     const Row row = batch[order].single();
//
// The server runs them in order; the first that fails is the error of run(), the later ones are
// skipped. Outside a Transaction the statements of one run() still commit or fail together.

#include "core/assert.h"
#include "platform/db/connection.h"

namespace stoa::db {

class Pipeline {
public:
    struct Slot {
        std::size_t index;
    };

    explicit Pipeline(Connection& connection) : m_connection(connection) {}

    template <class... Args>
    Slot add(const Statement& statement, const Args&... args)
    {
        STOA_ASSERT(m_calls.size() < Connection::kMaxCalls);
        m_calls.push_back({statement, Params::of(args...)});
        return {m_calls.size() - 1};
    }

    // Nothing added is nothing to do.
    Done run()
    {
        if (m_calls.empty()) return {};
        auto rows = m_connection.runAll(std::exchange(m_calls, {}));
        if (!rows) return fail(rows);
        m_rows = std::move(*rows);
        return {};
    }

    // Valid after run() until the next run().
    const Rows& operator[](Slot slot) const { return m_rows.at(slot.index); }

private:
    Connection& m_connection;
    std::vector<Call> m_calls;
    std::vector<Rows> m_rows;
};

} // namespace stoa::db
