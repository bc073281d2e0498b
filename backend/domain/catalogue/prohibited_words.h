#pragma once
// Words of goods that may not be sold and of claims that may not be made, wherever somebody writes
// in public: listings, reviews, answers. The list is built in.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::catalogue {

struct ProhibitedWord {
    std::string_view word;           // lower case, matched as a whole word
    std::string_view categoryBegins; // lower case; empty: every category
    std::int64_t score;              // 0..100
};
std::span<const ProhibitedWord> prohibitedWords();

struct ProhibitedMatch {
    std::string_view words; // a piece of the text
    std::int64_t score;
};

// What the list finds in a text about something of this category, in the order of the list.
std::vector<ProhibitedMatch> prohibitedIn(std::string_view text, std::string_view categoryPath);

} // namespace stoa::catalogue
