#include "node/marketplace/checkpoints.h"

#include "core/assert.h"
#include "core/base64url.h"
#include "node/marketplace/marketplace_sql.h"
#include "platform/db/event_log.h"
#include "platform/journal/disk.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <charconv>

namespace stoa::node {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSeedLength = 32;
constexpr std::size_t kSignatureLength = 64;
constexpr std::uintmax_t kMaxBook = 256 << 20;

using Seed = std::array<std::uint8_t, kSeedLength>;

tl::unexpected<Error> unreadable(const fs::path& file, std::string_view why)
{
    return fail(makeError(ErrorKind::Unavailable, "checkpoint.unreadable")
                    .with("file", file.string())
                    .because(why));
}

// What went wrong with a file, said of the book.
template <class T>
Result<T> ofBook(Result<T> result)
{
    if (result) return result;
    Error error = std::move(result.error());
    if (error.code == "journal.unwritable") error.code = "checkpoint.unwritable";
    if (error.code == "journal.unreadable") error.code = "checkpoint.unreadable";
    return fail(std::move(error));
}

Result<std::shared_ptr<void>> takeTurn(const fs::path& folder)
{
    auto turn = journal::realDisk().lock(folder);
    if (!turn && turn.error().code == "journal.in_use") {
        return fail(
            makeError(ErrorKind::Unavailable, "checkpoint.in_use").with("folder", folder.string()));
    }
    return ofBook(std::move(turn));
}

Done writeDurably(const fs::path& path, std::size_t offset, std::string_view bytes)
{
    journal::Disk& disk = journal::realDisk();
    std::error_code none;
    if (!fs::exists(path, none)) STOA_CHECK(ofBook(disk.create(path, 0)));
    STOA_CHECK(ofBook(disk.write(path, offset, bytes)));
    return ofBook(disk.sync(path));
}

// A crash leaves the old contents or the new.
Done replaceDurably(const fs::path& path, std::string_view bytes)
{
    const fs::path next = path.string() + ".new";
    STOA_CHECK(ofBook(journal::realDisk().create(next, 0)));
    STOA_CHECK(writeDurably(next, 0, bytes));
    return ofBook(journal::realDisk().rename(next, path));
}

Result<std::string> readAll(const fs::path& path)
{
    std::error_code none;
    if (!fs::exists(path, none)) return std::string();
    if (fs::file_size(path, none) > kMaxBook) return unreadable(path, "larger than any book");
    return ofBook(journal::realDisk().read(path));
}

Result<Seed> seedOf(const fs::path& folder)
{
    const fs::path path = folder / "key";
    STOA_TRY(stored, readAll(path));
    Seed seed;
    if (stored.empty()) {
        STOA_TRY(turn, takeTurn(folder));
        STOA_ASSERT(RAND_bytes(seed.data(), kSeedLength) == 1);
        STOA_CHECK(writeDurably(path, 0, encodeBase64Url(seed)));
        return seed;
    }
    const auto bytes = decodeBase64Url(stored);
    if (!bytes || bytes->size() != seed.size()) return unreadable(path, "not a key");
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
    STOA_TRY(seed, seedOf(folder));
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

struct CheckpointBook::Line {
    std::string_view text;                // without its end
    std::optional<Checkpoint> checkpoint; // nothing when this key did not sign it
};

std::vector<CheckpointBook::Line> CheckpointBook::linesOf(std::string_view book) const
{
    std::vector<Line> lines;
    while (book.find('\n') != book.npos) {
        const std::string_view text = book.substr(0, book.find('\n'));
        book.remove_prefix(text.size() + 1);
        const std::size_t space = std::min(text.rfind(' '), text.size());
        const std::string_view told = text.substr(0, space);
        Line line{text, parse(told)};
        if (space == text.size() || !isSigned(told, text.substr(space + 1)))
            line.checkpoint.reset();
        lines.push_back(line);
    }
    return lines;
}

std::string CheckpointBook::shortened(std::string_view book) const
{
    const auto lines = linesOf(book);
    std::map<Uuid, const Line*> latest;
    for (const Line& line : lines) {
        if (line.checkpoint) latest[line.checkpoint->organisation] = &line;
    }
    std::string kept;
    for (const Line& line : lines) {
        if (!line.checkpoint || latest[line.checkpoint->organisation] == &line)
            kept += std::string(line.text) + '\n';
    }
    return kept;
}

Done CheckpointBook::append(std::span<const Checkpoint> checkpoints)
{
    STOA_TRY(turn, takeTurn(m_log.parent_path()));
    STOA_TRY(before, readAll(m_log));
    const std::size_t whole = before.rfind('\n') + 1; // npos + 1 is 0
    std::string lines;
    for (const Checkpoint& checkpoint : checkpoints) {
        const std::string text = textOf(checkpoint);
        lines += text + ' ' + sign(text) + '\n';
    }
    if (whole == before.size() && whole <= kLongBook) return writeDurably(m_log, whole, lines);
    before.resize(whole);
    return replaceDurably(m_log, (whole > kLongBook ? shortened(before) : before) + lines);
}

Result<CheckpointBook::Contents> CheckpointBook::read() const
{
    STOA_TRY(text, readAll(m_log));
    Contents contents;
    std::size_t number = 0;
    for (const Line& line : linesOf(text)) {
        ++number;
        if (line.checkpoint)
            contents.latest[line.checkpoint->organisation] = *line.checkpoint;
        else
            contents.forged.push_back(number);
    }
    return contents;
}

Result<std::size_t> addCheckpoints(db::Connection& connection, const fs::path& folder,
                                   Timestamp now)
{
    STOA_TRY(book, CheckpointBook::open(folder));
    STOA_TRY(known, book.read());
    STOA_TRY(rows, connection.run(marketplace::sql::kSelectHeads));
    std::vector<Checkpoint> checkpoints;
    for (const db::Row row : rows) {
        Checkpoint checkpoint{row.get<Uuid>("org_id"), row.get<std::int64_t>("seq"), {}, now};
        const auto hash = row.get<std::span<const std::uint8_t>>("chain_hash");
        STOA_ASSERT(hash.size() == checkpoint.hash.size());
        std::copy(hash.begin(), hash.end(), checkpoint.hash.begin());
        const auto last = known.latest.find(checkpoint.organisation);
        if (last == known.latest.end() || last->second.seq != checkpoint.seq ||
            last->second.hash != checkpoint.hash)
            checkpoints.push_back(checkpoint);
    }
    if (!checkpoints.empty()) STOA_CHECK(book.append(checkpoints));
    return checkpoints.size();
}

Result<CheckpointFault> compare(db::Connection& connection, const Checkpoint& checkpoint)
{
    STOA_TRY(events, db::readEvents(connection, checkpoint.organisation, checkpoint.seq - 1, 1));
    if (events.empty() || events[0].seq != checkpoint.seq) return CheckpointFault::Truncated;
    return events[0].hash == checkpoint.hash ? CheckpointFault::None : CheckpointFault::Altered;
}

} // namespace stoa::node
