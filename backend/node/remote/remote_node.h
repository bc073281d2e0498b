#pragma once
// RemoteNode: a marketplace on another computer, over HTTPS. The same calls as the embedded node;
// what goes wrong between here and there becomes an Error with an honest kind:
//
//     node.unreachable      Unavailable   nothing was sent
//     node.tls_failed       Unavailable   the certificate is not to be trusted; never sent anyway
//     node.connection_lost  InDoubt for a command, Unavailable for a query
//     node.deadline_passed  InDoubt for a command, Timeout for a query
//     node.not_a_stoa_node  Invalid       another web server lives at this address
//     node.reply_too_large  TooLarge
//     node.stopping         Canceled
//
// Queries, and commands with an idempotency key, are tried up to three times within their deadline
// when the connection fails or the node says 503 or 504, with growing random pauses and a budget
// of one retry for ten calls and one a second. Nobody else on the way may retry. After five
// attempts in a row that found no way, calls answer node.unreachable at once for a moment.
//
// One thread, "stoa-remote", owned by the node; callbacks and event handlers run on it and must be
// quick. The destructor answers every open call with Canceled and must not run on that thread.
// Needs a QCoreApplication.

#include "api/node.h"

#include <thread>

namespace stoa::remote {

struct Destination;
class LinkGate;

struct RemoteOptions {
    std::string address{}; // "https://market.example:8443", with or without a path before /api
    bool allowsPlainHttp = false; // to other computers; tokens and passwords then travel in clear
    // PEM of the one certificate that is accepted, whatever name it carries; empty: the system's
    // authorities decide.
    std::string pinnedCertificate{};
    std::chrono::milliseconds grace{1000};    // for the way there and back, beyond the deadline
    std::chrono::milliseconds retryBase{100}; // pauses: random up to base, 2 base, 4 base, …
    std::chrono::milliseconds mostRetryPause{2000};
    std::chrono::milliseconds reconnectBase{500}; // of event streams, in the same way
    std::chrono::milliseconds mostReconnectPause{30'000};
    std::chrono::milliseconds silence{45'000}; // an event stream without a heartbeat is dead
};

class RemoteNode final : public api::Node {
public:
    // Errors: node.bad_address (wants https or http, and a host), node.insecure_address,
    // node.bad_certificate.
    static Result<std::unique_ptr<RemoteNode>> make(RemoteOptions options);
    ~RemoteNode() override;

    void submit(const api::Operation& operation, api::CallOptions options,
                api::ErasedRequest request, api::ErasedCallback callback) override;
    // `lost` is also called when the stream opens: what happened before that was not heard.
    std::unique_ptr<api::Subscription> subscribe(api::CallOptions options,
                                                 std::function<void(const api::Event&)> handler,
                                                 std::function<void()> lost) override;

private:
    explicit RemoteNode(Destination destination);

    std::shared_ptr<LinkGate> m_gate;
    std::thread m_thread;
};

} // namespace stoa::remote
