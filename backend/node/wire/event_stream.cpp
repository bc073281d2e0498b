#include "node/wire/event_stream.h"

#include "node/codec/json_read.h"
#include "node/codec/json_write.h"

namespace stoa::wire {

std::string eventFrame(const api::Event& event)
{
    return "id: " + event.organisation.text() + ':' + std::to_string(event.seq) +
           "\nevent: " + event.type + "\ndata: " + codec::toJson(event) + "\n\n";
}

Result<api::Event> readEventData(std::string_view data)
{
    boost::system::error_code error;
    const json::value value = json::parse(data, error);
    if (error) return fail(ErrorKind::Invalid, "events.malformed", error.message());
    api::Event event;
    STOA_CHECK(codec::fromJson(value, event, codec::FieldPath(), codec::Source::Json));
    return event;
}

Done FrameReader::feed(std::string_view bytes, const std::function<void(const Frame&)>& handler)
{
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        m_line += bytes.substr(0, end);
        if (m_line.size() + m_frame.data.size() > kMaxFrameBytes) {
            return fail(ErrorKind::TooLarge, "events.frame_too_large");
        }
        if (end == std::string_view::npos) return {};
        bytes.remove_prefix(end + 1);
        if (!m_line.empty() && m_line.back() == '\r') m_line.pop_back();
        takeLine(m_line, handler);
        m_line.clear();
    }
    return {};
}

void FrameReader::takeLine(std::string_view line, const std::function<void(const Frame&)>& handler)
{
    if (line.empty()) {
        if (m_hasData) handler(m_frame);
        m_frame = {};
        m_hasData = false;
        return;
    }
    const auto colon = line.find(':');
    const std::string_view field = line.substr(0, colon);
    std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
    if (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    if (field == "id") m_frame.id = value;
    if (field == "event") m_frame.event = value;
    if (field == "data") {
        if (m_hasData) m_frame.data += '\n';
        m_frame.data += value;
        m_hasData = true;
    }
}

} // namespace stoa::wire
