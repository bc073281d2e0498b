#include "domain/catalogue/text_patterns.h"

#include "core/text.h"

#include <algorithm>
#include <array>

namespace stoa::catalogue {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kWrapping = "()[]{}<>\"',;:!?.*";
constexpr std::array<std::string_view, 5> kMessengers{"whatsapp", "telegram", "wechat", "viber",
                                                      "snapchat"};
constexpr std::array<std::string_view, 12> kDomains{".com",   ".net",  ".org",   ".shop",
                                                    ".store", ".info", ".biz",   ".eu",
                                                    ".de",    ".fr",   ".co.uk", ".io"};

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return isUpper(c) || (c >= 'a' && c <= 'z');
}

// Bytes of other scripts belong to words, too.
bool isWordByte(char c)
{
    return isLetter(c) || isDigit(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view unwrapped(std::string_view token)
{
    const std::size_t first = token.find_first_not_of(kWrapping);
    if (first == std::string_view::npos) return {};
    return token.substr(first, token.find_last_not_of(kWrapping) - first + 1);
}

std::vector<std::string_view> tokensOf(std::string_view text)
{
    std::vector<std::string_view> tokens;
    for (std::size_t at = text.find_first_not_of(kSpace); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
        if (const auto token = unwrapped(text.substr(at, end - at)); !token.empty())
            tokens.push_back(token);
        at = text.find_first_not_of(kSpace, end);
    }
    return tokens;
}

bool isEmail(std::string_view token)
{
    const std::size_t at = token.find('@');
    if (at == 0 || at == std::string_view::npos) return false;
    const std::string_view domain = token.substr(at + 1);
    const std::size_t dot = domain.rfind('.');
    return dot != std::string_view::npos && dot > 0 && dot + 2 < domain.size() &&
           domain.find('@') == std::string_view::npos && isWordByte(token[at - 1]);
}

bool isLink(std::string_view token)
{
    const std::string lower = lowered(token);
    if (lower.starts_with("http://") || lower.starts_with("https://")) return true;
    if (lower.starts_with("www.") && lower.size() > 6) return true;
    if (lower.find('@') != std::string::npos) return false;
    const std::string_view host = std::string_view(lower).substr(0, lower.find('/'));
    return std::ranges::any_of(kDomains, [&](std::string_view domain) {
        return host.ends_with(domain) && host.size() > domain.size() + 1;
    });
}

// The longest run of digits and separators at `at`; empty when it is no phone number.
std::string_view phoneAt(std::string_view text, std::size_t at)
{
    constexpr std::string_view kSeparators = " -/().";
    std::size_t end = at;
    int digits = 0;
    std::size_t last = at;
    for (; end < text.size(); ++end) {
        const char c = text[end];
        if (isDigit(c)) {
            ++digits;
            last = end + 1;
        } else if (!(c == '+' && end == at) && kSeparators.find(c) == std::string_view::npos) {
            break;
        }
    }
    const bool endsInWord = end < text.size() && isWordByte(text[end]) && last == end;
    return digits >= 9 && digits <= 15 && !endsInWord ? text.substr(at, last - at)
                                                      : std::string_view();
}

void addPhones(std::string_view text, std::vector<std::string_view>& found)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = text[at] == '+' || text[at] == '0';
        if (!begins || (at > 0 && (isWordByte(text[at - 1]) || text[at - 1] == '.'))) continue;
        const std::string_view phone = phoneAt(text, at);
        if (phone.empty()) continue;
        found.push_back(phone);
        at += phone.size();
    }
}

} // namespace

std::vector<std::string_view> contactDetailsIn(std::string_view text)
{
    std::vector<std::string_view> found;
    for (const std::string_view token : tokensOf(text)) {
        if (isEmail(token)) found.push_back(token);
    }
    addPhones(text, found);
    for (const std::string_view messenger : kMessengers) {
        if (const auto match = wordIn(text, messenger); !match.empty()) found.push_back(match);
    }
    return found;
}

std::vector<std::string_view> linksIn(std::string_view text)
{
    std::vector<std::string_view> found = tokensOf(text);
    std::erase_if(found, [](std::string_view token) { return !isLink(token); });
    return found;
}

std::string_view wordIn(std::string_view text, std::string_view word)
{
    const auto same = [](char a, char b) {
        return (isUpper(a) ? static_cast<char>(a - 'A' + 'a') : a) == b;
    };
    for (std::size_t from = 0; from < text.size();) {
        const auto found = std::ranges::search(text.substr(from), word, same);
        if (found.empty()) return {};
        const auto at = static_cast<std::size_t>(found.begin() - text.begin());
        const std::size_t end = at + word.size();
        const bool isWhole = (at == 0 || !isWordByte(text[at - 1])) &&
                             (end == text.size() || !isWordByte(text[end]));
        if (isWhole) return text.substr(at, word.size());
        from = at + 1;
    }
    return {};
}

bool isShouting(std::string_view text)
{
    const auto letters = std::ranges::count_if(text, isLetter);
    return letters >= 8 && std::ranges::count_if(text, isUpper) * 10 >= letters * 7;
}

} // namespace stoa::catalogue
