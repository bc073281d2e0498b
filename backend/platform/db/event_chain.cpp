#include "platform/db/event_chain.h"

#include "platform/db/db_sql.h"
#include "platform/db/parallel.h"

namespace stoa::db {
namespace {

constexpr int kVerifyChunk = 5000;
constexpr std::chrono::seconds kChunkPatience{5};
constexpr std::int64_t kPart = 20'000; // events that a lane takes at once

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

namespace {

// Walks the chain from `previous` on and adds to `report`; false at the first fault.
bool verifyEvents(const Uuid& org, const std::vector<LoggedEvent>& events, EventHasher& hasher,
                  LogHead& previous, ChainReport& report)
{
    const auto faultAt = [&](ChainReport::Fault fault, std::int64_t seq) {
        report.fault = fault;
        report.seq = seq;
        return false;
    };
    for (const LoggedEvent& event : events) {
        if (event.seq != previous.seq + 1) {
            return faultAt(ChainReport::Fault::Missing, previous.seq + 1);
        }
        ++report.checked;
        const bool isSound = event.isIntact && event.prevHash == previous.hash;
        if (!isSound || hasher(org, event) != event.hash) {
            return faultAt(ChainReport::Fault::Altered, event.seq);
        }
        previous = {event.seq, event.hash};
    }
    return true;
}

// The parts of the organisations' chains, each chain's in their order.
std::vector<ChainPart> partsOf(const Rows& heads, const std::set<Uuid>& organisations)
{
    std::map<Uuid, std::int64_t> lengths;
    for (const Row head : heads)
        lengths[head.get<Uuid>("org_id")] = head.get<std::int64_t>("seq");
    std::vector<ChainPart> parts;
    for (const Uuid& organisation : organisations) {
        parts.push_back({.organisation = organisation});
        while (lengths[organisation] - parts.back().fromSeq >= 2 * kPart) {
            const std::int64_t next = parts.back().fromSeq + kPart;
            parts.back().toSeq = next - 1;
            parts.push_back({.organisation = organisation, .fromSeq = next});
        }
    }
    return parts;
}

} // namespace

Result<ChainReport> verifyChain(Connection& connection, const ChainPart& part)
{
    STOA_ASSERT(part.fromSeq >= 1);
    const Uuid& org = part.organisation;
    const Deadline callers = connection.deadline();
    const auto chunkAfter = [&](std::int64_t seq, std::int64_t limit) {
        connection.setDeadline(std::max(callers, within(kChunkPatience)));
        auto events = readEvents(connection, org, seq, static_cast<int>(limit));
        connection.setDeadline(callers);
        return events;
    };
    STOA_TRY(headRows, connection.run(sql::kSelectHead, org));
    const LogHead head = headOf(headRows.single());
    LogHead previous;
    if (part.fromSeq > 1) {
        STOA_TRY(before, chunkAfter(part.fromSeq - 2, 1));
        if (before.empty() || before[0].seq != part.fromSeq - 1) {
            return ChainReport{0, ChainReport::Fault::Missing, part.fromSeq - 1};
        }
        previous = {before[0].seq, before[0].hash};
    }
    ChainReport report;
    EventHasher hasher;
    const std::int64_t last =
        std::min(part.toSeq, head.seq); // later ones came after the head was read
    while (previous.seq < last) {
        STOA_TRY(events, chunkAfter(previous.seq,
                                    std::min<std::int64_t>(kVerifyChunk, last - previous.seq)));
        if (events.empty())
            return ChainReport{report.checked, ChainReport::Fault::Missing, previous.seq + 1};
        if (!verifyEvents(org, events, hasher, previous, report)) return report;
    }
    if (part.toSeq < head.seq) return report;
    const bool isOverrun = headRows.single().get<bool>("is_overrun");
    if (isOverrun || previous.seq > head.seq || previous.hash != head.hash) {
        report.fault = ChainReport::Fault::HeadDiffers;
        report.seq = head.seq;
    }
    return report;
}

Result<std::map<Uuid, ChainReport>> verifyChains(Connection& connection,
                                                 const std::set<Uuid>& organisations)
{
    STOA_TRY(heads, connection.run(sql::kSelectHeads));
    const std::vector<ChainPart> parts = partsOf(heads, organisations);
    std::vector<ChainReport> reports(parts.size());
    const auto verifyPart = [&](Connection& own, std::size_t n) -> Done {
        STOA_TRY(report, verifyChain(own, parts[n]));
        reports[n] = report;
        return {};
    };
    STOA_CHECK(inParallel(connection.info(), connection.deadline(), parts.size(), verifyPart));
    std::map<Uuid, ChainReport> chains;
    for (std::size_t n = 0; n < parts.size(); ++n) {
        ChainReport& chain = chains[parts[n].organisation];
        chain.checked += reports[n].checked;
        if (chain.fault != ChainReport::Fault::None) continue;
        chain.fault = reports[n].fault;
        chain.seq = reports[n].seq;
    }
    return chains;
}

} // namespace stoa::db
