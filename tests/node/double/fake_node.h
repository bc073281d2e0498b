#pragma once
// The tests' double of a marketplace: answers what the test tells it to, on a thread of its own,
// and remembers what it was asked. Any thread may submit.

#include "api/node.h"

#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <thread>

namespace stoa::test {

class FakeNode final : public api::Node {
public:
    using Answering = std::function<Result<api::ErasedAnswer>(const api::CallOptions&, void*)>;

    struct Seen {
        std::string operation;
        api::CallOptions options;
    };

    FakeNode();
    ~FakeNode() override; // answers what is held back or queued with Canceled

    // What is not told is refused with the code `fake.untold`.
    template <class Request>
    void tell(std::function<Result<typename Request::Reply>(const Request&)> answer)
    {
        tellErased(api::operation<Request>().name,
                   [answer](const api::CallOptions&, void* request) -> Result<api::ErasedAnswer> {
                       STOA_TRY(reply, answer(*static_cast<const Request*>(request)));
                       return api::ErasedAnswer{
                           std::make_shared<typename Request::Reply>(std::move(reply)), RequestId(),
                           false};
                   });
    }
    template <class Request>
    void refuse(Error error)
    {
        tellErased(api::operation<Request>().name,
                   [error](const api::CallOptions&, void*) -> Result<api::ErasedAnswer> {
                       return fail(error);
                   });
    }
    void tellErased(std::string_view operation, Answering answering);

    // Calls wait until release(); both may be called while calls arrive.
    void hold();
    void release();

    std::vector<Seen> seen() const;
    std::size_t seenCount() const;
    std::size_t subscriptionCount() const;

    void publish(const api::Event& event);
    void publishLost();

    void submit(const api::Operation& operation, api::CallOptions options,
                api::ErasedRequest request, api::ErasedCallback callback) override;
    std::unique_ptr<api::Subscription> subscribe(api::CallOptions options,
                                                 std::function<void(const api::Event&)> handler,
                                                 std::function<void()> lost) override;

private:
    struct Listener {
        std::function<void(const api::Event&)> handler;
        std::function<void()> lost;
    };
    struct Listeners {
        std::recursive_mutex mutex;
        std::list<Listener> all;
    };
    class Handle;
    struct Call {
        std::string_view operation;
        api::CallOptions options;
        api::ErasedRequest request;
        api::ErasedCallback callback;
    };

    void work();

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<std::string, Answering, std::less<>> m_answers;
    std::deque<Call> m_calls;
    std::vector<Seen> m_seen;
    bool m_isHeld = false;
    bool m_isStopping = false;
    const std::shared_ptr<Listeners> m_listeners = std::make_shared<Listeners>();
    std::thread m_thread;
};

} // namespace stoa::test
