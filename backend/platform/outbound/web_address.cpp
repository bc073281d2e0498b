#include "platform/outbound/web_address.h"

#include "platform/outbound/curl_session.h"

namespace stoa::outbound {
namespace {

// Nothing: the URL has no such part.
std::optional<std::string> partOf(CURLU* url, CURLUPart part)
{
    char* text = nullptr;
    if (::curl_url_get(url, part, &text, 0) != CURLUE_OK) return std::nullopt;
    const std::unique_ptr<char, decltype(&::curl_free)> owner(text, &::curl_free);
    return std::string(text);
}

std::string lowerCase(std::string text)
{
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

struct Host {
    bool isOurs = false; // this computer by name or address
    bool isAllowed = true;
};

Host judge(const std::string& text, Policy policy)
{
    std::string name = lowerCase(text);
    if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
    if (const auto address = parseIpv4(name))
        return {isLoopback(*address), isAllowed(*address, policy)};
    if (const auto address = parseIpv6(name))
        return {isLoopback(*address), isAllowed(*address, policy)};
    while (name.ends_with('.'))
        name.pop_back();
    const bool isOurs = name == "localhost" || name.ends_with(".localhost");
    return {isOurs, !name.empty() && (!isOurs || policy.allowsLoopback)};
}

} // namespace

AddressFault checkAddress(const std::string& text, Policy policy)
{
    const CurlUrl url(::curl_url());
    constexpr unsigned kFlags = CURLU_DISALLOW_USER | CURLU_NON_SUPPORT_SCHEME;
    if (::curl_url_set(url.get(), CURLUPART_URL, text.c_str(), kFlags) != CURLUE_OK)
        return AddressFault::Malformed;
    const auto scheme = partOf(url.get(), CURLUPART_SCHEME);
    const auto host = partOf(url.get(), CURLUPART_HOST);
    if (!scheme || !host || partOf(url.get(), CURLUPART_FRAGMENT)) return AddressFault::Malformed;
    const Host judged = judge(*host, policy);
    const bool isPlainAllowed = *scheme == "http" && policy.allowsLoopback && judged.isOurs;
    if (*scheme != "https" && !isPlainAllowed) return AddressFault::NotHttps;
    return judged.isAllowed ? AddressFault::None : AddressFault::Private;
}

} // namespace stoa::outbound
