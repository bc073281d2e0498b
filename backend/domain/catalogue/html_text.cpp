#include "domain/catalogue/html_text.h"

#include "core/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace stoa::catalogue {
namespace {

struct Entity {
    std::string_view name;
    std::string_view text;
};

// Those of HTML 4 that turn up in shops' files; the others stay as written.
constexpr std::array kEntities{
    Entity{"amp", "&"},    Entity{"lt", "<"},     Entity{"gt", ">"},     Entity{"quot", "\""},
    Entity{"apos", "'"},   Entity{"nbsp", " "},   Entity{"ndash", "–"},  Entity{"mdash", "—"},
    Entity{"hellip", "…"}, Entity{"lsquo", "‘"},  Entity{"rsquo", "’"},  Entity{"ldquo", "“"},
    Entity{"rdquo", "”"},  Entity{"bull", "•"},   Entity{"middot", "·"}, Entity{"copy", "©"},
    Entity{"reg", "®"},    Entity{"trade", "™"},  Entity{"euro", "€"},   Entity{"pound", "£"},
    Entity{"yen", "¥"},    Entity{"deg", "°"},    Entity{"times", "×"},  Entity{"frac12", "½"},
    Entity{"auml", "ä"},   Entity{"ouml", "ö"},   Entity{"uuml", "ü"},   Entity{"Auml", "Ä"},
    Entity{"Ouml", "Ö"},   Entity{"Uuml", "Ü"},   Entity{"szlig", "ß"},  Entity{"eacute", "é"},
    Entity{"egrave", "è"}, Entity{"agrave", "à"}, Entity{"ccedil", "ç"}, Entity{"ntilde", "ñ"},
    Entity{"oacute", "ó"}, Entity{"aacute", "á"}, Entity{"iacute", "í"}, Entity{"uacute", "ú"},
    Entity{"ecirc", "ê"},  Entity{"oslash", "ø"}, Entity{"aring", "å"},  Entity{"laquo", "«"},
    Entity{"raquo", "»"},  Entity{"frac14", "¼"}, Entity{"frac34", "¾"}, Entity{"plusmn", "±"},
};

constexpr std::array<std::string_view, 13> kParagraphs{
    "p", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "pre"};
constexpr std::array<std::string_view, 4> kLines{"div", "tr", "dt", "dd"};

bool isAmong(const auto& names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void appendUtf8(std::string& text, std::uint32_t code)
{
    const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xc0 | code >> 6);
        byte(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        byte(0xe0 | code >> 12);
        byte(0x80 | (code >> 6 & 0x3f));
        byte(0x80 | (code & 0x3f));
    } else {
        byte(0xf0 | code >> 18);
        byte(0x80 | (code >> 12 & 0x3f));
        byte(0x80 | (code >> 6 & 0x3f));
        byte(0x80 | (code & 0x3f));
    }
}

class Converter {
public:
    explicit Converter(std::string_view html) : m_rest(html) {}

    std::string convert()
    {
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            if (c == '<' && takeTag()) continue;
            if (c == '&' && takeEntity()) continue;
            addCharacter(c);
            m_rest.remove_prefix(1);
        }
        return std::string(trimmed(m_text));
    }

private:
    void addCharacter(char c)
    {
        if (isSpace(c)) {
            m_isSpaceDue = true;
            return;
        }
        flush();
        m_text += c;
    }

    void flush()
    {
        if (m_text.empty())
            m_breaks = 0;
        else if (m_breaks > 0)
            m_text.append(static_cast<std::size_t>(m_breaks), '\n');
        else if (m_isSpaceDue)
            m_text += ' ';
        m_text += std::exchange(m_prefix, {});
        m_breaks = 0;
        m_isSpaceDue = false;
    }

    void breakLine(int count) { m_breaks = std::max(m_breaks, count); }

    bool takeTag()
    {
        if (m_rest.starts_with("<!--")) {
            skipBehind("-->");
            return true;
        }
        std::string_view inside = m_rest.substr(1);
        const bool isClosing = inside.starts_with('/');
        if (isClosing) inside.remove_prefix(1);
        const auto isLetter = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        };
        std::size_t length = 0;
        while (length < inside.size() && isLetter(inside[length]))
            ++length;
        const std::size_t end = inside.find('>');
        if (length == 0 || end == std::string_view::npos) return false;
        const std::string name = lowered(inside.substr(0, length));
        m_rest = inside.substr(end + 1);
        if (!isClosing && (name == "script" || name == "style")) skipBehind("</" + name);
        layOut(name, isClosing);
        return true;
    }

    void layOut(std::string_view name, bool isClosing)
    {
        if (name == "br") {
            m_breaks = std::min(m_breaks + 1, 2);
        } else if (name == "li") {
            breakLine(1);
            if (!isClosing) m_prefix = "• ";
        } else if (name == "td" || name == "th") {
            m_isSpaceDue = true;
        } else if (isAmong(kParagraphs, name)) {
            breakLine(2);
        } else if (isAmong(kLines, name)) {
            breakLine(1);
        }
    }

    // Behind the mark and, for a closing tag, its '>'; to the end when there is none.
    void skipBehind(std::string_view mark)
    {
        const auto same = [](char a, char b) {
            return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b);
        };
        const auto found = std::ranges::search(m_rest, mark, same);
        m_rest.remove_prefix(static_cast<std::size_t>(found.end() - m_rest.begin()));
        if (mark.ends_with('>') || found.empty()) return;
        m_rest.remove_prefix(std::min(m_rest.find('>'), m_rest.size() - 1) + 1);
    }

    bool takeEntity()
    {
        constexpr std::size_t kLongest = 10;
        const std::size_t end = m_rest.substr(0, kLongest).find(';');
        if (end == std::string_view::npos || end < 2) return false;
        const std::string_view name = m_rest.substr(1, end - 1);
        std::string text;
        if (name.front() == '#') {
            if (!numbered(name.substr(1), text)) return false;
        } else {
            const auto entity = std::ranges::find(kEntities, name, &Entity::name);
            if (entity == kEntities.end()) return false;
            text = entity->text;
        }
        m_rest.remove_prefix(end + 1);
        if (text == " ") {
            m_isSpaceDue = true;
        } else {
            flush();
            m_text += text;
        }
        return true;
    }

    static bool numbered(std::string_view digits, std::string& text)
    {
        const bool isHex = digits.starts_with('x') || digits.starts_with('X');
        if (isHex) digits.remove_prefix(1);
        std::uint32_t code = 0;
        const char* end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, code, isHex ? 16 : 10);
        const bool isSurrogate = code >= 0xd800 && code < 0xe000;
        if (read.ec != std::errc() || read.ptr != end || code < 32 || code > 0x10ffff ||
            isSurrogate)
            return code == 10 || code == 13 || code == 9 ? (text = " ", true) : false;
        if (code == 160)
            text = " ";
        else
            appendUtf8(text, code);
        return true;
    }

    std::string_view m_rest;
    std::string m_text;
    std::string_view m_prefix;
    int m_breaks = 0;
    bool m_isSpaceDue = false;
};

} // namespace

std::string textOfHtml(std::string_view html)
{
    const bool isPlain = html.find('<') == std::string_view::npos;
    if (!isPlain) return Converter(html).convert();
    if (html.find('&') == std::string_view::npos) return std::string(trimmed(html));
    // Plain text with entities keeps its lines.
    std::string marked;
    for (const char c : html)
        c == '\n' ? marked += "<br>" : marked += c;
    return Converter(marked).convert();
}

} // namespace stoa::catalogue
