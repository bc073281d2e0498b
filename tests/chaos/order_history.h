#pragma once
// One history of a campaign: clients that buy, pack, edit, cancel, refund, charge back, release and
// pay out orders of several sellers, all at once, while links break, the database crashes and the
// payment provider loses requests, answers late and tells twice. What a client is to do comes from
// the seed; how the clients meet does not, so a history that failed may need a few runs to fail
// again.
//
// Afterwards nothing may be left in doubt for long, and the marketplace must agree with every
// answer that was given.

#include "platform/db/connection.h"
#include "scene.h"

#include <atomic>

namespace stoa::test {

class OrderHistory {
public:
    static constexpr int kClients = 8;
    static constexpr int kSteps = 6; // of each client
    // Until everything that was asked of others is known, once they are well again: what nobody
    // wants any more is looked for during two minutes before it counts as never made, and a job
    // that was lost with its worker is taken up again after half a minute, before that or after.
    static constexpr std::chrono::seconds kMostDoubt{200};

    OrderHistory(const Scene& scene, std::uint64_t seed);

    // What is wrong; nothing when all agrees.
    std::vector<std::string> run();
    // For how long something was in doubt after the last fault, in the marketplace's time.
    std::chrono::seconds doubt() const { return m_doubt; }

private:
    void breakThings();
    void breakOne(Random& random);
    void settle();
    void letPass(std::chrono::seconds span);
    void check();

    const Scene m_scene;
    Notes m_notes;
    std::atomic<int> m_steps = 0;
    std::chrono::seconds m_doubt{0};
};

} // namespace stoa::test
