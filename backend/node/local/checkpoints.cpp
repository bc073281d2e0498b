#include "node/local/checkpoints.h"

#include "core/assert.h"
#include "core/base64url.h"
#include "core/clock.h"
#include "node/local/local_sql.h"
#include "platform/db/event_log.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <sstream>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace stoa::node {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSeedLength = 32;
constexpr std::size_t kSignatureLength = 64;
constexpr std::chrono::seconds kPatience{10};
constexpr std::uintmax_t kMaxBook = 256 << 20;

using Seed = std::array<std::uint8_t, kSeedLength>;

tl::unexpected<Error> failure(std::string_view code, const fs::path& file, std::string_view why)
{
    return fail(makeError(ErrorKind::Unavailable, code).with("file", file.string()).because(why));
}

bool syncToDisk(std::FILE* file)
{
    if (std::fflush(file) != 0) return false;
#ifdef _WIN32
    return _commit(_fileno(file)) == 0;
#else
    return ::fsync(::fileno(file)) == 0;
#endif
}

Done appendDurably(const fs::path& path, std::string_view bytes)
{
    std::FILE* file = std::fopen(path.string().c_str(), "ab");
    if (file == nullptr) return failure("checkpoint.unwritable", path, "cannot be opened");
    const bool isWritten =
        std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() && syncToDisk(file);
    if (std::fclose(file) != 0 || !isWritten)
        return failure("checkpoint.unwritable", path, "cannot be written");
    return {};
}

Result<std::string> readAll(const fs::path& path)
{
    std::error_code none;
    if (!fs::exists(path, none)) return std::string();
    if (fs::file_size(path, none) > kMaxBook)
        return failure("checkpoint.unreadable", path, "larger than any book");
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || !(file.peek() == std::ifstream::traits_type::eof() || text << file.rdbuf()))
        return failure("checkpoint.unreadable", path, "cannot be read");
    return text.str();
}

Result<Seed> ensureSeed(const fs::path& path)
{
    STOA_TRY(stored, readAll(path));
    Seed seed;
    if (stored.empty()) {
        STOA_ASSERT(RAND_bytes(seed.data(), kSeedLength) == 1);
        STOA_CHECK(appendDurably(path, encodeBase64Url(seed)));
        std::error_code refused;
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, refused);
        if (refused) return failure("checkpoint.unwritable", path, refused.message());
        return seed;
    }
    const auto bytes = decodeBase64Url(stored);
    if (!bytes || bytes->size() != seed.size())
        return failure("checkpoint.unreadable", path, "not a key");
    std::copy(bytes->begin(), bytes->end(), seed.begin());
    return seed;
}

std::string textOf(const Checkpoint& checkpoint)
{
    return "1 " + checkpoint.organisation.text() + ' ' + std::to_string(checkpoint.seq) + ' ' +
           encodeBase64Url(checkpoint.hash) + ' ' + std::to_string(checkpoint.takenAt.micros());
}

std::optional<std::int64_t> numberIn(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<Checkpoint> parse(std::string_view text)
{
    std::array<std::string_view, 5> words;
    for (std::string_view& word : words) {
        word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    const auto organisation = Uuid::parse(words[1]);
    const auto seq = numberIn(words[2]);
    const auto hash = decodeBase64Url(words[3]);
    const auto takenAt = numberIn(words[4]);
    Checkpoint checkpoint;
    if (words[0] != "1" || !organisation || !seq || !takenAt || !hash || !text.empty() ||
        hash->size() != checkpoint.hash.size()) {
        return std::nullopt;
    }
    checkpoint.organisation = *organisation;
    checkpoint.seq = *seq;
    std::copy(hash->begin(), hash->end(), checkpoint.hash.begin());
    checkpoint.takenAt = Timestamp(*takenAt);
    return checkpoint;
}

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

void CheckpointBook::Free::operator()(evp_pkey_st* key) const
{
    EVP_PKEY_free(key);
}

CheckpointBook::CheckpointBook(fs::path log, Key key) : m_log(std::move(log)), m_key(std::move(key))
{}

Result<CheckpointBook> CheckpointBook::open(const fs::path& folder)
{
    std::error_code refused;
    fs::create_directories(folder, refused);
    if (!refused) fs::permissions(folder, fs::perms::owner_all, refused);
    if (refused) return failure("checkpoint.unwritable", folder, refused.message());
    STOA_TRY(seed, ensureSeed(folder / "key"));
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
    STOA_ASSERT(key);
    return CheckpointBook(folder / "log", std::move(key));
}

std::string CheckpointBook::sign(std::string_view text) const
{
    const Context context(EVP_MD_CTX_new());
    std::array<std::uint8_t, kSignatureLength> signature;
    std::size_t length = signature.size();
    const bool isSigned =
        EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) == 1 &&
        EVP_DigestSign(context.get(), signature.data(), &length, bytesOf(text), text.size()) == 1;
    STOA_ASSERT(isSigned && length == signature.size());
    return encodeBase64Url(signature);
}

bool CheckpointBook::isSigned(std::string_view text, std::string_view signature) const
{
    const auto bytes = decodeBase64Url(signature);
    const Context context(EVP_MD_CTX_new());
    return bytes && bytes->size() == kSignatureLength &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes->data(), bytes->size(), bytesOf(text),
                            text.size()) == 1;
}

Done CheckpointBook::append(std::span<const Checkpoint> checkpoints)
{
    STOA_TRY(before, readAll(m_log));
    if (!before.empty() && !before.ends_with('\n')) {
        std::error_code refused;
        fs::resize_file(m_log, before.rfind('\n') + 1, refused); // npos + 1 is 0
        if (refused) return failure("checkpoint.unwritable", m_log, refused.message());
    }
    std::string lines;
    for (const Checkpoint& checkpoint : checkpoints) {
        const std::string text = textOf(checkpoint);
        lines += text + ' ' + sign(text) + '\n';
    }
    return appendDurably(m_log, lines);
}

Result<CheckpointBook::Contents> CheckpointBook::read() const
{
    STOA_TRY(text, readAll(m_log));
    Contents contents;
    std::string_view left = text;
    for (std::size_t number = 1; left.find('\n') != left.npos; ++number) {
        const std::string_view line = left.substr(0, left.find('\n'));
        left.remove_prefix(line.size() + 1);
        const std::size_t space = std::min(line.rfind(' '), line.size());
        const std::string_view told = line.substr(0, space);
        const auto checkpoint = parse(told);
        const bool isGenuine =
            checkpoint && space < line.size() && isSigned(told, line.substr(space + 1));
        if (isGenuine)
            contents.latest[checkpoint->organisation] = *checkpoint;
        else
            contents.forged.push_back(number);
    }
    return contents;
}

Result<std::size_t> addCheckpoints(const db::ConnectInfo& database, const fs::path& folder)
{
    STOA_TRY(book, CheckpointBook::open(folder));
    STOA_TRY(connection, db::Connection::open(database, db::within(kPatience)));
    STOA_TRY(rows, connection->run(local::sql::kSelectHeads));
    std::vector<Checkpoint> checkpoints;
    for (const db::Row row : rows) {
        Checkpoint checkpoint{
            row.get<Uuid>("org_id"), row.get<std::int64_t>("seq"), {}, SystemClock().now()};
        const auto hash = row.get<std::span<const std::uint8_t>>("chain_hash");
        STOA_ASSERT(hash.size() == checkpoint.hash.size());
        std::copy(hash.begin(), hash.end(), checkpoint.hash.begin());
        checkpoints.push_back(checkpoint);
    }
    STOA_CHECK(book.append(checkpoints));
    return checkpoints.size();
}

Result<CheckpointFault> compare(db::Connection& connection, const Checkpoint& checkpoint)
{
    STOA_TRY(events, db::readEvents(connection, checkpoint.organisation, checkpoint.seq - 1, 1));
    if (events.empty() || events[0].seq != checkpoint.seq) return CheckpointFault::Truncated;
    return events[0].hash == checkpoint.hash ? CheckpointFault::None : CheckpointFault::Altered;
}

} // namespace stoa::node
