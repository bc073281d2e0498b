#include "node/embedded/event_fanout.h"

#include "core/thread_name.h"
#include "node/codec/json_read.h"
#include "node/codec/json_write.h"
#include "node/embedded/door_sql.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

constexpr std::size_t kEventsPerNotice = 25; // well below NOTIFY's 8,000 bytes
constexpr std::chrono::milliseconds kSlice{
    250}; // how soon the listener notices that it should stop
constexpr std::chrono::seconds kLinkDeadline{3};

} // namespace

EventFanout::EventFanout(db::Pool& pool, EventBus& bus, Heard heard)
    : m_pool(pool), m_bus(bus), m_heard(std::move(heard))
{
    m_sender = std::thread([this] { send(); });
    m_listener = std::thread([this] { listen(); });
}

EventFanout::~EventFanout()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    m_sender.join();
    m_listener.join();
}

void EventFanout::publish(std::span<const api::Event> events)
{
    m_bus.publish(events);
    {
        const std::scoped_lock lock(m_mutex);
        if (m_pending.size() + events.size() > kMaxPending) {
            m_pending.clear();
            m_hasOverflowed = true;
        } else {
            m_pending.insert(m_pending.end(), events.begin(), events.end());
        }
    }
    m_wake.notify_all();
}

bool EventFanout::isStopping()
{
    const std::scoped_lock lock(m_mutex);
    return m_isStopping;
}

void EventFanout::send()
{
    nameThread("stoa-fan-out");
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_isStopping || !m_pending.empty() || m_hasOverflowed; });
        if (!m_isStopping) m_wake.wait_for(lock, kGather, [this] { return m_isStopping; });
        auto events = std::exchange(m_pending, {});
        const bool hasOverflowed = std::exchange(m_hasOverflowed, false);
        const bool isLast = m_isStopping;
        lock.unlock();
        if (hasOverflowed) sendBatch({});
        while (!events.empty()) {
            const auto size =
                static_cast<std::ptrdiff_t>(std::min(events.size(), kEventsPerNotice));
            sendBatch({events.begin(), events.begin() + size});
            events.erase(events.begin(), events.begin() + size);
        }
        if (isLast) return;
        lock.lock();
    }
}

// An empty batch says: something was lost.
void EventFanout::sendBatch(std::vector<api::Event> events)
{
    json::object notice{{"from", m_self}, {"events", json::parse(codec::toJson(events))}};
    auto lease = m_pool.acquire(db::within(kLinkDeadline));
    if (!lease) return; // the others notice the loss when the database is back
    if (const auto sent = (*lease)->run(door::sql::kNotify, json::serialize(notice)); !sent) {
        spdlog::warn("events for other processes were not sent: {}", describe(sent.error()));
    }
}

void EventFanout::listen()
{
    nameThread("stoa-fan-in");
    bool hasListened = false;
    while (!isStopping()) {
        auto connection = db::Connection::open(m_pool.info(), db::within(kLinkDeadline));
        if (connection && (*connection)->runScript("LISTEN stoa_events") && m_heard.lost()) {
            if (std::exchange(hasListened, true)) m_bus.publishLost();
            follow(**connection);
            continue;
        }
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, kSlice, [this] { return m_isStopping; });
    }
}

// Until the link ends, or what was heard could not be taken.
void EventFanout::follow(db::Connection& connection)
{
    while (!isStopping()) {
        const auto payloads = connection.awaitNotices(db::within(kSlice));
        if (!payloads) return;
        for (const auto& payload : *payloads) {
            if (!receive(payload)) return;
        }
    }
}

bool EventFanout::tellLost()
{
    if (!m_heard.lost()) return false;
    m_bus.publishLost();
    return true;
}

bool EventFanout::receive(std::string_view payload)
{
    boost::system::error_code failed;
    const json::value notice = json::parse(payload, failed);
    const json::object* object = failed ? nullptr : notice.if_object();
    if (object == nullptr || !object->contains("from") || !object->contains("events")) {
        return tellLost();
    }
    if (object->at("from") == json::value(m_self)) return true;
    std::vector<api::Event> events;
    const auto read =
        codec::fromJson(object->at("events"), events, codec::FieldPath(), codec::Source::Json);
    if (!read || events.empty()) return tellLost();
    m_heard.events(events);
    m_bus.publish(events);
    return true;
}

} // namespace stoa::node
