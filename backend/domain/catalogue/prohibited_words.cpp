#include "domain/catalogue/prohibited_words.h"

#include "core/text.h"
#include "domain/catalogue/text_patterns.h"

#include <array>

namespace stoa::catalogue {
namespace {

constexpr std::array kProhibitedWords{
    ProhibitedWord{"counterfeit", "", 95},
    ProhibitedWord{"cocaine", "", 95},
    ProhibitedWord{"ammunition", "", 95},
    ProhibitedWord{"firearm", "", 95},
    ProhibitedWord{"explosives", "", 95},
    ProhibitedWord{"ivory tusk", "", 95},
    ProhibitedWord{"replica", "", 75},
    ProhibitedWord{"knock-off", "", 75},
    ProhibitedWord{"prescription only", "", 90},
    ProhibitedWord{"stolen", "", 80},
    ProhibitedWord{"cures", "health", 80},
    ProhibitedWord{"miracle", "health", 60},
    ProhibitedWord{"cures", "beauty", 80},
    ProhibitedWord{"miracle", "beauty", 60},
    ProhibitedWord{"jailbroken", "electronics", 70},
    ProhibitedWord{"icloud locked", "electronics", 80},
    ProhibitedWord{"butterfly knife", "", 85},
    ProhibitedWord{"switchblade", "", 85},
};

} // namespace

std::span<const ProhibitedWord> prohibitedWords()
{
    return kProhibitedWords;
}

std::vector<ProhibitedMatch> prohibitedIn(std::string_view text, std::string_view categoryPath)
{
    const std::string category = lowered(categoryPath);
    std::vector<ProhibitedMatch> found;
    for (const ProhibitedWord& each : kProhibitedWords) {
        if (!category.starts_with(each.categoryBegins)) continue;
        if (const auto match = wordIn(text, each.word); !match.empty())
            found.push_back({match, each.score});
    }
    return found;
}

} // namespace stoa::catalogue
