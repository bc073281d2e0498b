#include "core/assert.h"
#include "core/base64url.h"
#include "platform/journal/journal.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>

namespace stoa::journal {
namespace {

constexpr std::string_view kKeyFile = "key";
constexpr std::string_view kLog = ".log";
constexpr std::string_view kCopy = ".copy";
constexpr std::string_view kDamaged = ".damaged";
constexpr std::size_t kDigits = 8;

std::string nameOf(std::uint64_t segment)
{
    std::string digits = std::to_string(segment);
    return std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits;
}

// Of a segment's log or copy; nothing for any other file.
std::optional<std::uint64_t> segmentOf(std::string_view name)
{
    if (!name.ends_with(kLog) && !name.ends_with(kCopy)) return std::nullopt;
    const std::string_view digits = name.substr(0, name.rfind('.'));
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

} // namespace

Journal::Journal(Options options)
    : m_options(std::move(options)), m_disk(m_options.disk ? *m_options.disk : realDisk())
{}

Result<std::unique_ptr<Journal>> Journal::open(Options options, Timestamp now)
{
    STOA_ASSERT(sodium_init() >= 0);
    std::unique_ptr<Journal> journal(new Journal(std::move(options)));
    STOA_CHECK(journal->recover(now));
    return journal;
}

Journal::Twins Journal::twinsOf(std::uint64_t segment) const
{
    const std::string name = nameOf(segment);
    return {m_options.folder / (name + std::string(kLog)),
            m_options.folder / (name + std::string(kCopy))};
}

Done Journal::recover(Timestamp now)
{
    STOA_TRY(lock, m_disk.lock(m_options.folder));
    m_lock = std::move(lock);
    STOA_TRY(names, m_disk.list(m_options.folder));
    STOA_CHECK(loadKey(std::ranges::find(names, kKeyFile) != names.end()));
    for (const std::string& name : names) {
        const auto segment = segmentOf(name);
        if (segment && (m_segments.empty() || m_segments.back() != *segment))
            m_segments.push_back(*segment);
    }
    for (const std::uint64_t segment : std::vector(m_segments))
        readSegment(segment);
    STOA_CHECK(startSegment());
    return forget(now);
}

Done Journal::loadKey(bool isThere)
{
    const auto file = m_options.folder / kKeyFile;
    if (!isThere) {
        randombytes_buf(m_key.data(), m_key.size());
        const std::string text = encodeBase64Url(m_key);
        STOA_CHECK(m_disk.create(file, text.size()));
        STOA_CHECK(m_disk.write(file, 0, text));
        return m_disk.sync(file);
    }
    STOA_TRY(text, m_disk.read(file));
    const auto bytes = decodeBase64Url(text);
    if (!bytes || bytes->size() != m_key.size()) {
        return fail(makeError(ErrorKind::Unavailable, "journal.unreadable")
                        .with("file", file.string())
                        .because("not a key"));
    }
    std::ranges::copy(*bytes, m_key.begin());
    return {};
}

// A twin that cannot be read is a damaged one.
void Journal::readSegment(std::uint64_t segment)
{
    const Twins twins = twinsOf(segment);
    std::array<Contents, 2> contents;
    for (std::size_t i = 0; i < twins.size(); ++i) {
        const auto bytes = m_disk.read(twins[i]);
        contents[i] = unseal(bytes ? *bytes : std::string(), m_key);
    }
    auto records = contents[0].records;
    records.insert(contents[1].records.begin(), contents[1].records.end());
    std::string bytes;
    for (const auto& [number, record] : records) {
        if (number > m_next) m_findings.lostRecords += m_next > 1 ? number - m_next : 0;
        m_next = std::max(m_next, number + 1);
        take(record, segment);
        bytes += seal(record, m_key);
    }
    for (std::size_t i = 0; i < twins.size(); ++i) {
        if (contents[i].isSound() && contents[i].records.size() == records.size()) continue;
        ++m_findings.damagedFiles;
        // Without room for it the other twin has to do; the next opening tries again.
        (void)writeAgain(twins[i], bytes);
    }
}

Done Journal::writeAgain(const std::filesystem::path& file, std::string_view bytes)
{
    auto fresh = file;
    fresh += ".new";
    const std::size_t size = std::max(m_options.segmentBytes, bytes.size() + kEndMark.size());
    STOA_CHECK(m_disk.create(fresh, size));
    STOA_CHECK(m_disk.write(fresh, 0, bytes));
    STOA_CHECK(m_disk.write(fresh, size - kEndMark.size(), kEndMark));
    STOA_CHECK(m_disk.sync(fresh));
    auto damaged = file;
    damaged += kDamaged;
    (void)m_disk.rename(file, damaged); // a twin that was missing has nothing to keep
    return m_disk.rename(fresh, file);
}

Done Journal::startSegment()
{
    const std::uint64_t number = m_segments.empty() ? 1 : m_segments.back() + 1;
    for (const auto& file : twinsOf(number)) {
        STOA_CHECK(m_disk.create(file, m_options.segmentBytes));
        STOA_CHECK(m_disk.write(file, m_options.segmentBytes - kEndMark.size(), kEndMark));
        STOA_CHECK(m_disk.sync(file));
    }
    m_segments.push_back(number);
    m_used = 0;
    return {};
}

} // namespace stoa::journal
