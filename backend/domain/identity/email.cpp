#include "domain/identity/email.h"

#include "core/text.h"

namespace stoa::identity {
namespace {

constexpr std::size_t kMaxEmail = 254;
constexpr std::size_t kMaxLocalPart = 64;
constexpr std::size_t kMaxLabel = 63;

bool isLetterOrDigit(char c)
{
    const bool isOtherScript = static_cast<unsigned char>(c) >= 0x80;
    return isOtherScript || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// RFC 5322's dot-atom.
bool isLocalPart(std::string_view text)
{
    if (text.empty() || text.size() > kMaxLocalPart) return false;
    if (text.front() == '.' || text.back() == '.') return false;
    if (text.find("..") != std::string_view::npos) return false;
    constexpr std::string_view kOthers = "!#$%&'*+-/=?^_`{|}~.";
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return isLetterOrDigit(c) || kOthers.find(c) != std::string_view::npos;
    });
}

bool isLabel(std::string_view text)
{
    if (text.empty() || text.size() > kMaxLabel) return false;
    if (text.front() == '-' || text.back() == '-') return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return isLetterOrDigit(c) || c == '-'; });
}

bool isDomain(std::string_view text)
{
    if (text == "localhost") return true;
    int labels = 1;
    for (auto dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.')) {
        if (!isLabel(text.substr(0, dot))) return false;
        text.remove_prefix(dot + 1);
        ++labels;
    }
    return labels > 1 && isLabel(text);
}

} // namespace

Result<Email> Email::parse(std::string_view text)
{
    const std::string address = lowered(trimmed(text));
    const auto at = address.rfind('@');
    const bool isGood = address.size() <= kMaxEmail && isValidUtf8(address) &&
                        at != std::string::npos &&
                        isLocalPart(std::string_view(address).substr(0, at)) &&
                        isDomain(std::string_view(address).substr(at + 1));
    if (!isGood) {
        return fail(makeError(ErrorKind::Invalid, "email.malformed")
                        .in("email")
                        .because("expected an address like ada@example.com"));
    }
    return Email(address);
}

std::string_view Email::localPart() const
{
    return std::string_view(m_text).substr(0, m_text.rfind('@'));
}

} // namespace stoa::identity
