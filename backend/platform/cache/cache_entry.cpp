#include "platform/cache/cache_entry.h"

#include <array>
#include <charconv>
#include <cmath>

namespace stoa::cache {
namespace {

constexpr std::string_view kForm = "stoa1";

// Takes what stands before `end` off the front of `text`.
std::optional<std::string_view> takeWord(std::string_view& text, char end)
{
    const auto at = text.find(end);
    if (at == std::string_view::npos) return std::nullopt;
    const auto word = text.substr(0, at);
    text.remove_prefix(at + 1);
    return word;
}

std::optional<std::int64_t> takeNumber(std::string_view& text, char end)
{
    const auto word = takeWord(text, end);
    if (!word) return std::nullopt;
    std::int64_t number = 0;
    const auto [stop, failed] = std::from_chars(word->data(), word->data() + word->size(), number);
    const bool isGood = failed == std::errc() && stop == word->data() + word->size();
    return isGood ? std::optional(number) : std::nullopt;
}

} // namespace

std::string encodeEntry(const CacheEntry& entry, std::string_view generation)
{
    std::string text(kForm);
    text.append(1, ' ').append(generation);
    for (const std::int64_t number :
         {entry.storedAt.micros(), entry.expiresAt.micros(), entry.took.count()}) {
        text.append(1, ' ').append(std::to_string(number));
    }
    return text.append(1, '\n').append(*entry.value);
}

std::optional<CacheEntry> decodeEntry(std::string_view text, std::string_view generation)
{
    if (takeWord(text, ' ') != kForm || takeWord(text, ' ') != generation) return std::nullopt;
    const auto storedAt = takeNumber(text, ' ');
    const auto expiresAt = takeNumber(text, ' ');
    const auto took = takeNumber(text, '\n');
    if (!storedAt || !expiresAt || !took) return std::nullopt;
    return CacheEntry{std::make_shared<const std::string>(text), Timestamp(*storedAt),
                      Timestamp(*expiresAt), Duration(*took)};
}

bool isDue(const CacheEntry& entry, Timestamp now, double chance)
{
    const double head = -std::log(chance) * static_cast<double>(entry.took.count());
    return static_cast<double>((entry.expiresAt - now).count()) <= head;
}

} // namespace stoa::cache
