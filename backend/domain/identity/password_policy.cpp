#include "domain/identity/password_policy.h"

#include "core/text.h"
#include "domain/identity/common_passwords.h"

namespace stoa::identity {
namespace {

// "Blue Fern Market" and "bluefernmarket" are the same word to whoever guesses.
std::string squeezed(std::string_view text)
{
    std::string word = lowered(text);
    std::erase(word, ' ');
    return word;
}

} // namespace

Done checkPassword(std::string_view password, std::span<const std::string> contextWords)
{
    const auto refuse = [](std::string_view code) {
        return makeError(ErrorKind::Invalid, code).in("password");
    };
    if (!isValidUtf8(password)) return fail(refuse("text.not_utf8"));
    const std::size_t length = codePoints(password);
    if (length < kMinPassword) {
        return fail(refuse("password.too_short").with("least", std::to_string(kMinPassword)));
    }
    if (length > kMaxPassword) {
        return fail(refuse("password.too_long").with("most", std::to_string(kMaxPassword)));
    }
    if (isCommonPassword(password)) return fail(refuse("password.too_common"));
    const std::string guess = squeezed(password);
    for (const std::string& each : contextWords) {
        const std::string word = squeezed(each);
        if (codePoints(word) >= kMinContextWord && guess.find(word) != std::string::npos) {
            return fail(refuse("password.contains_context"));
        }
    }
    return {};
}

} // namespace stoa::identity
