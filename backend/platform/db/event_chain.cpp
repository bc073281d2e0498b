#include "platform/db/event_chain.h"

namespace stoa::db {
namespace {

void append(std::string& buffer, std::span<const std::uint8_t> bytes)
{
    buffer.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

template <class T>
void appendNumber(std::string& buffer, T value)
{
    for (std::size_t i = sizeof(T); i-- > 0;) {
        buffer += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
    }
}

void appendSized(std::string& buffer, std::string_view text)
{
    appendNumber(buffer, static_cast<std::uint32_t>(text.size()));
    buffer += text;
}

} // namespace

Hash EventHasher::operator()(const Uuid& org, const LoggedEvent& event)
{
    m_buffer.clear();
    append(m_buffer, event.prevHash);
    m_buffer += event.changesHash ? "stoa.event.2" : "stoa.event.1";
    append(m_buffer, org.bytes);
    appendNumber(m_buffer, event.seq);
    append(m_buffer, event.eventId.bytes);
    appendNumber(m_buffer, event.txNo);
    m_buffer += event.isLastInTx ? '\1' : '\0';
    appendSized(m_buffer, event.type);
    appendNumber(m_buffer, static_cast<std::int32_t>(event.schemaVersion));
    appendSized(m_buffer, event.actor);
    appendNumber(m_buffer, event.occurredAt.micros());
    appendSized(m_buffer, event.aggregateType);
    append(m_buffer, event.aggregateId.bytes);
    appendNumber(m_buffer, event.aggregateRev);
    appendNumber(m_buffer, static_cast<std::uint32_t>(event.payload.size()));
    append(m_buffer, event.payload);
    if (event.changesHash) append(m_buffer, *event.changesHash);
    return m_sha256(m_buffer);
}

} // namespace stoa::db
