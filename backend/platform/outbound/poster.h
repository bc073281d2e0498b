#pragma once
// Posts to a URL that somebody else chose, by libcurl: every address that it wants to connect to is
// judged first (address_guard.h), TLS certificates are checked, no redirect is followed, no proxy
// used, and time and size are bounded. Keeps its connections, so posting to one server many times
// is cheap. One thread; blocks for `patience` at most.

#include "platform/outbound/address_guard.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::outbound {

inline constexpr std::string_view kGivenUp = "given_up";

struct PostAnswer {
    int status = 0;   // 0: none came
    std::string body; // its first Poster::kKept bytes
    // Why there is no whole answer, a word: "address_refused", "name_not_found", "connect_failed",
    // "tls_failed", "timeout", "cut_off", "given_up", "failed". Empty: there is one, or it was only
    // too long.
    std::string error;
    std::chrono::seconds retryAfter{0}; // as its header asked; 0: it did not
    std::chrono::milliseconds took{0};

    bool isWhole() const { return error.empty() && status != 0; }
};

class Poster {
public:
    static constexpr std::size_t kKept = 1024;          // bytes of an answer
    static constexpr std::size_t kMostRead = 64 * 1024; // the rest is not waited for

    struct Options {
        Policy policy;
        std::chrono::milliseconds connectWithin{5000};
        std::chrono::milliseconds patience{15'000}; // for the whole call
        std::string agent = "Stoa-Webhooks/1";
        std::string authorities{}; // a file of certificates to trust besides; empty: the system's
    };

    // `isEnding` is asked now and then while a call is under way; true gives it up.
    explicit Poster(Options options, std::function<bool()> isEnding = {});
    ~Poster();
    Poster(const Poster&) = delete;
    Poster& operator=(const Poster&) = delete;

    // `headers`: "Name: value", without line breaks; the content is JSON.
    PostAnswer post(const std::string& url, const std::vector<std::string>& headers,
                    const std::string& body);

private:
    struct Session;
    const Options m_options;
    const std::function<bool()> m_isEnding;
    const std::unique_ptr<Session> m_session;
};

} // namespace stoa::outbound
