#include "platform/gateways/webhook_signature.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <charconv>

namespace stoa::gateways {
namespace {

constexpr std::int64_t kMicros = 1'000'000;

struct Header {
    std::string_view time;
    std::vector<std::string_view> signatures;
};

Header readHeader(std::string_view text)
{
    Header header;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const std::string_view part = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        if (part.starts_with("t=")) header.time = part.substr(2);
        if (part.starts_with("v1=")) header.signatures.push_back(part.substr(3));
    }
    return header;
}

std::string signatureOf(std::string_view secret, std::string_view time, std::string_view body)
{
    std::string signedText(time);
    signedText += '.';
    signedText += body;
    return hmacSha256Hex(secret, signedText);
}

bool isSame(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Error unsignedWebhook(std::string_view why)
{
    return makeError(ErrorKind::Unauthenticated, "webhook.unsigned", why);
}

} // namespace

std::string hmacSha256Hex(std::string_view key, std::string_view text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    ::HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(),
           &length);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (unsigned i = 0; i < length; ++i) {
        hex += kDigits[digest[i] >> 4];
        hex += kDigits[digest[i] & 15];
    }
    return hex;
}

std::string signWebhook(std::string_view secret, std::string_view body, Timestamp at)
{
    const std::string time = std::to_string(at.micros() / kMicros);
    return "t=" + time + ",v1=" + signatureOf(secret, time, body);
}

Done verifyWebhook(std::string_view secret, std::string_view text, std::string_view body,
                   Timestamp now)
{
    if (secret.empty()) return fail(unsignedWebhook("no secret is configured"));
    if (text.size() > kMaxSignatureHeader) return fail(unsignedWebhook("the header is too long"));
    const Header header = readHeader(text);
    std::int64_t seconds = 0;
    const auto parsed =
        std::from_chars(header.time.data(), header.time.data() + header.time.size(), seconds);
    const bool hasTime = !header.time.empty() && parsed.ec == std::errc() &&
                         parsed.ptr == header.time.data() + header.time.size();
    if (!hasTime) return fail(unsignedWebhook("no time"));
    if (header.signatures.empty()) return fail(unsignedWebhook("no v1"));
    const std::string expected = signatureOf(secret, header.time, body);
    const bool isRight = std::any_of(header.signatures.begin(), header.signatures.end(),
                                     [&](std::string_view each) { return isSame(each, expected); });
    if (!isRight) return fail(makeError(ErrorKind::Unauthenticated, "webhook.wrong_signature"));
    const std::int64_t age = now.micros() / kMicros - seconds;
    const std::int64_t most = kSignatureTolerance.count() / kMicros;
    if (age > most || age < -most) {
        return fail(
            makeError(ErrorKind::Refused, "webhook.too_old").with("most", std::to_string(most)));
    }
    return {};
}

} // namespace stoa::gateways
