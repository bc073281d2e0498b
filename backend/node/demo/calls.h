#pragma once
// Many calls at once, for data that is made in bulk: what is added goes to the node at once, and
// settle() hears the answers in the order in which they were added, so that what follows from them
// does not depend on which thread was faster. An answer may lead to further calls. One thread adds
// and settles; the node answers on its own.

#include "api/node.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace stoa::demo {

class Calls {
public:
    static constexpr std::size_t kMost = 128; // on the way at once

    using Token = std::function<Result<std::string>()>;
    Calls(api::Node& node, Token token) : m_node(node), m_token(std::move(token)) {}
    ~Calls() { wait(0); }
    Calls(const Calls&) = delete;
    Calls& operator=(const Calls&) = delete;

    // `then` is called by settle(). Blocks while kMost are on the way.
    template <class Request>
    void add(Request request, std::function<Done(Result<typename Request::Reply>)> then);
    // The same, and only a refusal matters.
    template <class Request>
    void add(Request request)
    {
        add(std::move(request), [](const Result<typename Request::Reply>& reply) {
            return reply ? Done() : Done(fail(reply));
        });
    }

    // Until nothing is on the way any more. Errors: the first that a `then` returns; what was added
    // after that one is not heard.
    Done settle();

private:
    void wait(std::size_t most);
    void arrived();
    Result<api::CallOptions> optionsFor(const api::Operation& operation);

    api::Node& m_node;
    const Token m_token;
    std::string m_known; // the token of this round
    std::deque<std::function<Done()>> m_thens;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_running = 0;
};

template <class Request>
void Calls::add(Request request, std::function<Done(Result<typename Request::Reply>)> then)
{
    using Reply = typename Request::Reply;
    auto slot = std::make_shared<std::optional<Result<Reply>>>();
    m_thens.push_back([slot, then = std::move(then)] { return then(std::move(slot->value())); });
    auto known = optionsFor(api::operation<Request>());
    if (!known) {
        slot->emplace(fail(known));
        return;
    }
    wait(kMost - 1);
    {
        const std::lock_guard lock(m_mutex);
        ++m_running;
    }
    const auto take = [this, slot](Result<api::Answer<Reply>> answer) {
        slot->emplace(std::move(answer).map([](auto&& each) { return std::move(each.reply); }));
        arrived();
    };
    api::submit(m_node, std::move(*known), std::move(request),
                std::function<void(Result<api::Answer<Reply>>)>(take));
}

} // namespace stoa::demo
