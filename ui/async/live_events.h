#pragma once
// Live changes for pages. Subscribes to the node once, collects events on the node's threads and
// delivers them to the GUI thread in one batch at most every 100 ms, so that a burst of thousands
// of orders costs a page one refresh. Pages connect to changed() and refresh what they show; they
// never read data out of an event. After lost() everything may have changed.

#include "api/node.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <mutex>
#include <vector>

namespace stoa::ui {

class LiveEvents final : public QObject {
    Q_OBJECT

public:
    static constexpr int kIntervalMs = 100;
    static constexpr std::size_t kMaxWaiting = 10'000; // more than this is told as lost()

    explicit LiveEvents(QObject* parent = nullptr);
    ~LiveEvents() override;

    // Replaces an earlier subscription. The node must outlive this or stop() be called first.
    void start(api::Node& node, const std::string& token);
    void stop();
    bool isRunning() const { return m_subscription != nullptr; }

signals:
    // At least one event; oldest first.
    void changed(const std::vector<stoa::api::Event>& events);
    void lost();

private:
    struct Inbox; // shared with the handler, which may run while this is being destroyed
    void deliver();

    std::shared_ptr<Inbox> m_inbox;
    std::unique_ptr<api::Subscription> m_subscription;
    QTimer m_timer;
};

// True when an event of one of these slices ("order", "refund") is in the batch.
bool concerns(const std::vector<api::Event>& events,
              std::initializer_list<std::string_view> slices);

} // namespace stoa::ui
