#include "domain/identity/slug.h"

#include "core/text.h"

namespace stoa::identity {
namespace {

struct Letter {
    std::string_view from;
    std::string_view to;
};

// Latin letters of the languages of Europe, both cases, without their marks.
constexpr Letter kLetters[] = {
    {"à", "a"}, {"á", "a"}, {"â", "a"},  {"ã", "a"},  {"ä", "a"}, {"å", "a"}, {"ā", "a"},
    {"ă", "a"}, {"ą", "a"}, {"æ", "ae"}, {"ç", "c"},  {"ć", "c"}, {"č", "c"}, {"ď", "d"},
    {"đ", "d"}, {"ð", "d"}, {"è", "e"},  {"é", "e"},  {"ê", "e"}, {"ë", "e"}, {"ē", "e"},
    {"ė", "e"}, {"ę", "e"}, {"ě", "e"},  {"ğ", "g"},  {"ģ", "g"}, {"ì", "i"}, {"í", "i"},
    {"î", "i"}, {"ï", "i"}, {"ī", "i"},  {"į", "i"},  {"ı", "i"}, {"ķ", "k"}, {"ł", "l"},
    {"ļ", "l"}, {"ľ", "l"}, {"ñ", "n"},  {"ń", "n"},  {"ņ", "n"}, {"ň", "n"}, {"ò", "o"},
    {"ó", "o"}, {"ô", "o"}, {"õ", "o"},  {"ö", "o"},  {"ø", "o"}, {"ő", "o"}, {"œ", "oe"},
    {"ŕ", "r"}, {"ř", "r"}, {"ś", "s"},  {"š", "s"},  {"ş", "s"}, {"ș", "s"}, {"ß", "ss"},
    {"ť", "t"}, {"ț", "t"}, {"ţ", "t"},  {"þ", "th"}, {"ù", "u"}, {"ú", "u"}, {"û", "u"},
    {"ü", "u"}, {"ū", "u"}, {"ů", "u"},  {"ű", "u"},  {"ų", "u"}, {"ý", "y"}, {"ÿ", "y"},
    {"ź", "z"}, {"ż", "z"}, {"ž", "z"},  {"À", "a"},  {"Á", "a"}, {"Â", "a"}, {"Ã", "a"},
    {"Ä", "a"}, {"Å", "a"}, {"Æ", "ae"}, {"Ç", "c"},  {"Ć", "c"}, {"Č", "c"}, {"Ď", "d"},
    {"Đ", "d"}, {"È", "e"}, {"É", "e"},  {"Ê", "e"},  {"Ë", "e"}, {"Ę", "e"}, {"Ě", "e"},
    {"Ì", "i"}, {"Í", "i"}, {"Î", "i"},  {"Ï", "i"},  {"İ", "i"}, {"Ł", "l"}, {"Ñ", "n"},
    {"Ń", "n"}, {"Ň", "n"}, {"Ò", "o"},  {"Ó", "o"},  {"Ô", "o"}, {"Õ", "o"}, {"Ö", "o"},
    {"Ø", "o"}, {"Ő", "o"}, {"Œ", "oe"}, {"Ř", "r"},  {"Ś", "s"}, {"Š", "s"}, {"Ş", "s"},
    {"Ș", "s"}, {"Ť", "t"}, {"Ț", "t"},  {"Ù", "u"},  {"Ú", "u"}, {"Û", "u"}, {"Ü", "u"},
    {"Ů", "u"}, {"Ű", "u"}, {"Ý", "y"},  {"Ź", "z"},  {"Ż", "z"}, {"Ž", "z"},
};

// What the first character becomes; nothing when it separates words.
std::string_view plain(std::string_view character)
{
    if (character.size() == 1) {
        const char c = character.front();
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        return isPlain ? character : std::string_view();
    }
    for (const Letter& letter : kLetters) {
        if (letter.from == character) return letter.to;
    }
    return {};
}

} // namespace

std::string makeSlug(std::string_view name, OrgId id)
{
    const std::string text = lowered(name);
    std::string slug;
    bool isGap = false;
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view character = clipped(rest, 1);
        rest.remove_prefix(character.size());
        if (character == "'") continue; // "Ada's" is one word
        const std::string_view letters = plain(character);
        isGap = isGap || letters.empty();
        if (letters.empty()) continue;
        if (isGap && !slug.empty()) slug += '-';
        isGap = false;
        slug += letters;
    }
    if (slug.empty()) slug = "shop-" + id.text().substr(id.text().size() - 8);
    slug.resize(std::min(slug.size(), kMaxSlug));
    while (slug.back() == '-')
        slug.pop_back();
    return slug;
}

} // namespace stoa::identity
