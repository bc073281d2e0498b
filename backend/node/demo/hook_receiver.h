#pragma once
// Where the demo's webhooks go: a program of an integrator, played by a thread of ours on a
// loopback port that the system chooses. It answers with a status and reads nothing else.

#include <functional>
#include <memory>
#include <string>

namespace stoa::demo {

class HookReceiver {
public:
    // The status for a post to a path. Called on the receiver's thread.
    using Script = std::function<int(const std::string& path)>;

    explicit HookReceiver(Script script);
    ~HookReceiver(); // after those who post to it
    HookReceiver(const HookReceiver&) = delete;
    HookReceiver& operator=(const HookReceiver&) = delete;

    std::string base() const; // "http://127.0.0.1:40123"

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace stoa::demo
