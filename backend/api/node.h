#pragma once
// Node: the one abstract door to a marketplace. EmbeddedNode (this process), RemoteNode (HTTPS) and
// the tests' double all take the same structs and obey one contract suite.
//
// A call returns at once. The reply arrives exactly once, on a thread of the node, unless the node
// is destroyed first; then it arrives as Canceled before the destructor returns. ui/async brings it
// to the receiver's thread. Every method may be called from any thread.

#include "api/operation.h"
#include "core/result.h"

#include <functional>
#include <future>
#include <memory>

namespace stoa::api {

// Who calls and how. Requests carry no credentials of their own.
struct CallOptions {
    std::string token;                     // access token or API key; empty for public operations
    std::string idempotencyKey;            // 1..255 characters; required by some commands
    std::chrono::milliseconds deadline{0}; // 0: the operation's own; can only shorten it
    std::string origin; // for rate limits and the audit: address of the peer, "console", …
    RequestId request{}; // the name of this call in logs, audit and answer; nil: the node makes one
};

// A reply with what belongs beside it.
template <class Reply>
struct Answer {
    Reply reply;
    RequestId request;
    bool isReplayed = false; // an earlier call with the same idempotency key did the work
};

// A fact that has been committed: names and ids only; readers fetch again.
struct Event {
    OrgId organisation;
    std::int64_t seq = 0;  // gap-free within the organisation
    std::string type;      // "order.placed", past tense
    std::string aggregate; // id of the record it is about, "ord_…"
    Timestamp at;
};
STOA_STRUCT(Event, organisation, seq, type, aggregate, at)

// Ends when destroyed; after the destructor returns the handler is not running and will not run.
class Subscription {
public:
    virtual ~Subscription() = default;
};

// Request and reply without their types: what a door passes through its table.
using ErasedRequest = std::shared_ptr<void>; // owned by the call: the door trims its texts
struct ErasedAnswer {
    std::shared_ptr<void> reply;
    RequestId request;
    bool isReplayed = false;
    std::string json{}; // the reply as text, when the node had to write it down anyway; else ""
};
using ErasedCallback = std::function<void(Result<ErasedAnswer>)>;

class Node {
public:
    virtual ~Node() = default;

    // Errors besides the operation's own: session.missing, session.expired, permission.denied,
    // idempotency.key_required, idempotency.key_reused, idempotency.in_progress, rate.limited,
    // node.overloaded, node.stopping, request.invalid and friends with `field`.
    virtual void submit(const Operation& operation, CallOptions options, ErasedRequest request,
                        ErasedCallback callback) = 0;

    // Events of the organisations that the token may see; `lost` is called when some may have been
    // missed (reconnect, overflow): read again. Ends by itself when the token expires: resubscribe.
    virtual std::unique_ptr<Subscription> subscribe(CallOptions options,
                                                    std::function<void(const Event&)> handler,
                                                    std::function<void()> lost) = 0;
};

// Typed submit; the callback runs on a thread of the node.
template <class Request>
void submit(Node& node, CallOptions options, Request request,
            std::function<void(Result<Answer<typename Request::Reply>>)> callback)
{
    node.submit(
        operation<Request>(), std::move(options),
        std::make_shared<Request>(std::move(request)),
        [callback = std::move(callback)](Result<ErasedAnswer> answer) {
            if (!answer) return callback(fail(answer));
            callback(Answer<typename Request::Reply>{
                std::move(*std::static_pointer_cast<typename Request::Reply>(answer->reply)),
                answer->request, answer->isReplayed});
        });
}

// Waits for the reply: command line, tests and workers; never the GUI thread.
template <class Request>
Result<Answer<typename Request::Reply>> submitAndWait(Node& node, CallOptions options,
                                                      Request request)
{
    using Outcome = Result<Answer<typename Request::Reply>>;
    auto promise = std::make_shared<std::promise<Outcome>>();
    auto future = promise->get_future();
    submit(node, std::move(options), std::move(request),
           std::function<void(Outcome)>(
               [promise](Outcome outcome) { promise->set_value(std::move(outcome)); }));
    return future.get(); // bounded: every call has a deadline
}

} // namespace stoa::api
