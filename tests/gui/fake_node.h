#pragma once
// The door to a marketplace that exists only in a test. A test says per request type what is
// answered, and reads what was asked. Answers reach the receiver as from a real node, later and
// never inside the call; nothing here starts a thread, so a test decides every order of events.
//
//     FakeNode node;
//     node.on<api::GetOrder>([&](const api::GetOrder& asked) { return orderOf(asked.order); });
//     node.hold<api::GetOrder>();           // from now on nothing is answered …
//     node.release<api::GetOrder>(1);       // … until the test says so, in the order it likes
//     QCOMPARE(node.calls<api::GetOrder>().size(), 2);
//
// A request without a script fails as Unavailable "fake.no_script". GUI thread only.

#include "api/node.h"

#include <map>

namespace stoa::test {

class FakeNode final : public api::Node {
public:
    FakeNode() = default;
    ~FakeNode() override; // what is still held is answered Canceled

    template <class Request>
    void on(std::function<Result<typename Request::Reply>(const Request&)> script)
    {
        m_scripts[nameOf<Request>()] =
            [script = std::move(script)](const void* request) -> Result<std::shared_ptr<void>> {
            auto reply = script(*static_cast<const Request*>(request));
            if (!reply) return fail(reply);
            return std::shared_ptr<void>(
                std::make_shared<typename Request::Reply>(std::move(*reply)));
        };
    }
    // The same answer each time.
    template <class Request>
    void reply(typename Request::Reply reply)
    {
        on<Request>([reply = std::move(reply)](const Request&) { return reply; });
    }
    template <class Request>
    void refuse(const Error& error)
    {
        on<Request>(
            [error](const Request&) -> Result<typename Request::Reply> { return fail(error); });
    }

    template <class Request>
    void hold()
    {
        m_held.insert_or_assign(nameOf<Request>(), true);
    }
    // Answers call number `index` (0 is the first ever) by the script; a second time does nothing.
    template <class Request>
    void release(std::size_t index)
    {
        answer(*callsOf(nameOf<Request>()).at(index));
    }
    // Ends hold() and answers what is still open, in the order of the calls.
    template <class Request>
    void releaseAll()
    {
        m_held.erase(nameOf<Request>());
        for (const auto& call : callsOf(nameOf<Request>()))
            answer(*call);
    }

    template <class Request>
    std::vector<Request> calls() const
    {
        std::vector<Request> requests;
        for (const auto& call : callsOf(nameOf<Request>()))
            requests.push_back(*static_cast<const Request*>(call->request.get()));
        return requests;
    }
    template <class Request>
    std::size_t callCount() const
    {
        return callsOf(nameOf<Request>()).size();
    }
    // Token and idempotency key of each call.
    template <class Request>
    std::vector<api::CallOptions> options() const
    {
        std::vector<api::CallOptions> all;
        for (const auto& call : callsOf(nameOf<Request>()))
            all.push_back(call->options);
        return all;
    }
    void forgetCalls() { m_calls.clear(); }

    // To every subscriber. `publish("order.placed", order.text(), organisation)`.
    void publish(std::string type, std::string aggregate, OrgId organisation = {});
    void lose(); // some events may have been missed
    std::size_t subscriberCount() const { return m_subscribers.size(); }

    void submit(const api::Operation& operation, api::CallOptions options,
                api::ErasedRequest request, api::ErasedCallback callback) override;
    std::unique_ptr<api::Subscription> subscribe(api::CallOptions options,
                                                 std::function<void(const api::Event&)> handler,
                                                 std::function<void()> lost) override;

private:
    struct Call {
        std::string operation;
        api::CallOptions options;
        api::ErasedRequest request;
        api::ErasedCallback callback; // empty once answered
    };
    struct Subscriber {
        std::function<void(const api::Event&)> handler;
        std::function<void()> lost;
    };
    class Ticket;
    using Script = std::function<Result<std::shared_ptr<void>>(const void*)>;
    using Calls = std::vector<std::shared_ptr<Call>>;

    template <class Request>
    static std::string nameOf()
    {
        return std::string(api::operation<Request>().name);
    }
    Calls callsOf(const std::string& operation) const;
    void answer(Call& call);

    std::map<std::string, Script> m_scripts;
    std::map<std::string, bool> m_held;
    Calls m_calls;
    std::map<int, Subscriber> m_subscribers;
    int m_nextSubscriber = 0;
    std::int64_t m_seq = 0;
};

} // namespace stoa::test
