#pragma once
// Facts as server-sent events, written by the server and read by the remote node. A frame is
//
//     id: org_…:42
//     event: order.placed
//     data: {"organisation":"org_…","seq":42,…}
//
// and the frame `event: lost` says that some may be missing. Source: the HTML standard,
// "Server-sent events". Readers are not thread-safe.

#include "api/node.h"

namespace stoa::wire {

inline constexpr std::string_view kHeartbeatFrame = ": still here\n\n";
inline constexpr std::string_view kLostFrame = "event: lost\ndata: {}\n\n";

std::string eventFrame(const api::Event& event);
// Errors: those of the codec.
Result<api::Event> readEventData(std::string_view data);

// Bytes in, frames out. Comments, `retry` and unknown fields are skipped.
class FrameReader {
public:
    static constexpr std::size_t kMaxFrameBytes = 64 * 1024;

    struct Frame {
        std::string id;
        std::string event;
        std::string data;
    };

    // Errors: events.frame_too_large; the reader is then of no more use.
    Done feed(std::string_view bytes, const std::function<void(const Frame&)>& handler);

private:
    void takeLine(std::string_view line, const std::function<void(const Frame&)>& handler);

    std::string m_line;
    Frame m_frame;
    bool m_hasData = false;
};

} // namespace stoa::wire
