#include "node/demo/calls.h"

#include "core/id.h"

namespace stoa::demo {

Done Calls::settle()
{
    while (!m_thens.empty()) {
        wait(0);
        m_known.clear();
        for (const auto& then : std::exchange(m_thens, {}))
            STOA_CHECK(then());
    }
    return {};
}

void Calls::wait(std::size_t most)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_running <= most; }); // bounded: calls have a deadline
}

void Calls::arrived()
{
    const std::lock_guard lock(m_mutex);
    --m_running;
    m_changed.notify_one();
}

// No call is ever made twice here, so a key is only what some operations do not go without.
Result<api::CallOptions> Calls::optionsFor(const api::Operation& operation)
{
    if (m_known.empty()) {
        STOA_TRY(token, m_token());
        m_known = std::move(token);
    }
    api::CallOptions options;
    options.token = m_known;
    options.origin = "demo";
    if (operation.idempotency == api::Idempotency::Required)
        options.idempotencyKey = Uuid::makeV7().text();
    return options;
}

} // namespace stoa::demo
