#include "platform/journal/record.h"

#include <sodium.h>

#include <cstring>

namespace stoa::journal {
namespace {

constexpr std::uint32_t kMagic = 0x314a5453; // "STJ1"
constexpr std::size_t kIdAt = 28;
constexpr std::size_t kNonceAt = 44;

static_assert(kTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(kHeadBytes - kNonceAt == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

template <class Number>
void put(std::string& bytes, Number number)
{
    for (std::size_t i = 0; i < sizeof number; ++i)
        bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i) & 0xff);
}

template <class Number>
Number numberAt(std::string_view bytes, std::size_t at)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        number |= std::uint64_t(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return static_cast<Number>(number);
}

const unsigned char* raw(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

// The record at the start of `bytes` and its length; 0 when there is none.
std::size_t readRecord(std::string_view bytes, const Key& key, Record& record)
{
    if (bytes.size() < kHeadBytes + kTagBytes) return 0;
    if (numberAt<std::uint32_t>(bytes, 0) != kMagic) return 0;
    const std::size_t length = numberAt<std::uint32_t>(bytes, 4);
    if (length < kTagBytes || length > bytes.size() - kHeadBytes) return 0;
    std::string payload(length - kTagBytes, '\0');
    const auto head = bytes.substr(0, kHeadBytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(payload.data()),
                                                   nullptr, nullptr, raw(bytes) + kHeadBytes,
                                                   length, raw(head), kHeadBytes,
                                                   raw(head) + kNonceAt, key.data()) != 0)
        return 0;
    record.type = static_cast<Type>(numberAt<std::uint32_t>(bytes, 8));
    record.number = numberAt<std::uint64_t>(bytes, 12);
    record.at = Timestamp(numberAt<std::int64_t>(bytes, 20));
    std::memcpy(record.id.bytes.data(), bytes.data() + kIdAt, record.id.bytes.size());
    record.payload = std::move(payload);
    return kHeadBytes + length;
}

} // namespace

std::string seal(const Record& record, const Key& key)
{
    std::string bytes;
    bytes.reserve(kHeadBytes + record.payload.size() + kTagBytes);
    put(bytes, kMagic);
    put(bytes, static_cast<std::uint32_t>(record.payload.size() + kTagBytes));
    put(bytes, static_cast<std::uint32_t>(record.type));
    put(bytes, record.number);
    put(bytes, record.at.micros());
    const auto& id = record.id.bytes;
    bytes.append(reinterpret_cast<const char*>(id.data()), id.size());
    bytes.resize(kHeadBytes);
    randombytes_buf(bytes.data() + kNonceAt, kHeadBytes - kNonceAt);
    bytes.resize(kHeadBytes + record.payload.size() + kTagBytes);
    auto* const out = reinterpret_cast<unsigned char*>(bytes.data());
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + kHeadBytes, nullptr, raw(record.payload),
                                               record.payload.size(), out, kHeadBytes, nullptr,
                                               out + kNonceAt, key.data());
    return bytes;
}

Contents unseal(std::string_view bytes, const Key& key)
{
    Contents contents;
    contents.isWhole = bytes.ends_with(kEndMark);
    if (contents.isWhole) bytes.remove_suffix(kEndMark.size());
    const std::size_t written = bytes.find_last_not_of('\0') + 1; // 0 when all are zeros
    std::size_t at = 0;
    while (at < written) {
        Record record;
        // A tag may end in zeros, so a record may reach behind the last other byte.
        if (const std::size_t length = readRecord(bytes.substr(at), key, record)) {
            contents.records.emplace(record.number, std::move(record));
            at += length;
        } else {
            ++contents.damagedBytes;
            ++at;
        }
    }
    return contents;
}

} // namespace stoa::journal
