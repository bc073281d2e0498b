#pragma once
// stoa-sandbox-pay's two faces: HTTP/1.1 on a Unix socket or a loopback address, with a bearer
// secret, and webhooks. There is no shutdown: what was answered is on the disk, and the process may
// be killed at any time.
//
// Threads: kThreads that each serve one connection at a time, and one that delivers webhooks.

#include "core/result.h"

#include <filesystem>
#include <functional>
#include <string>

namespace stoa::sandbox_pay {

inline constexpr std::size_t kThreads = 32;
inline constexpr std::size_t kMaxBody = 256 * 1024;

struct ServerOptions {
    std::filesystem::path folder; // of the state; exists
    std::string listen;           // "unix:/run/…/pay.sock" or "127.0.0.1:8470"; port 0: chosen
    std::string secret;           // at least 16 characters
    std::string webhook; // "http://127.0.0.1:8460/api/v1/webhooks/sandbox_pay"; empty: none
    std::string webhookSecret;
};

// Serves for ever, after telling where: "127.0.0.1:45123". Returns only when it can not start.
// Errors: sandbox_pay.bad_address, sandbox_pay.weak_secret, sandbox_pay.cannot_listen,
// sandbox_pay.state_*.
Error serve(const ServerOptions& options, const std::function<void(const std::string&)>& onReady);

} // namespace stoa::sandbox_pay
