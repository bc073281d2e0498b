#include "ui/async/live_events.h"

#include <algorithm>

namespace stoa::ui {

// Filled by the node's threads, emptied by ours. `wake` posts to the GUI thread once per batch.
struct LiveEvents::Inbox {
    std::mutex mutex;
    std::vector<api::Event> waiting;
    bool isLost = false;
    bool isAwake = false; // a wake-up is on its way
    LiveEvents* owner = nullptr;

    void put(const api::Event* event)
    {
        const std::lock_guard lock(mutex);
        if (owner == nullptr) return;
        if (event == nullptr || waiting.size() >= kMaxWaiting)
            isLost = true;
        else
            waiting.push_back(*event);
        if (isAwake) return;
        isAwake = true;
        // The lock is held, so the owner cannot finish its destructor while it is posted to.
        QMetaObject::invokeMethod(
            owner,
            [this] {
                if (!owner->m_timer.isActive()) owner->m_timer.start();
            },
            Qt::QueuedConnection);
    }
};

LiveEvents::LiveEvents(QObject* parent) : QObject(parent), m_inbox(std::make_shared<Inbox>())
{
    m_inbox->owner = this;
    m_timer.setSingleShot(true);
    m_timer.setInterval(kIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &LiveEvents::deliver);
}

LiveEvents::~LiveEvents()
{
    {
        const std::lock_guard lock(m_inbox->mutex);
        m_inbox->owner = nullptr;
    }
    m_subscription.reset();
}

void LiveEvents::start(api::Node& node, const std::string& token)
{
    stop();
    api::CallOptions options;
    options.token = token;
    options.origin = "console";
    m_subscription = node.subscribe(
        std::move(options), [inbox = m_inbox](const api::Event& event) { inbox->put(&event); },
        [inbox = m_inbox] { inbox->put(nullptr); });
}

void LiveEvents::stop()
{
    m_subscription.reset();
    m_timer.stop();
    const std::lock_guard lock(m_inbox->mutex);
    m_inbox->waiting.clear();
    m_inbox->isLost = false;
    m_inbox->isAwake = false;
}

void LiveEvents::deliver()
{
    std::vector<api::Event> events;
    bool isLost = false;
    {
        const std::lock_guard lock(m_inbox->mutex);
        events.swap(m_inbox->waiting);
        isLost = std::exchange(m_inbox->isLost, false);
        m_inbox->isAwake = false;
    }
    if (isLost) emit lost();
    if (!events.empty()) emit changed(events);
}

bool concerns(const std::vector<api::Event>& events, std::initializer_list<std::string_view> slices)
{
    return std::any_of(events.begin(), events.end(), [&](const api::Event& event) {
        const std::string_view type = event.type;
        const std::string_view slice = type.substr(0, type.find('.'));
        return std::find(slices.begin(), slices.end(), slice) != slices.end();
    });
}

} // namespace stoa::ui
