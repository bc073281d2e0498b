#pragma once
// Finds in free text what should not stand in public: in a listing, a review, an answer. Every
// match is a piece of the text itself, so that it can be marked in place.

#include <string_view>
#include <vector>

namespace stoa::catalogue {

// E-mail addresses, phone numbers (nine digits or more that begin with + or 0) and names of
// messengers.
std::vector<std::string_view> contactDetailsIn(std::string_view text);
// http://…, https://…, www.… and bare names under common top-level domains.
std::vector<std::string_view> linksIn(std::string_view text);
// `word` is lower case; ASCII letters of the text match in either case, at word boundaries.
std::string_view wordIn(std::string_view text, std::string_view word);
// At least eight letters, seven of ten in capitals. ASCII letters only.
bool isShouting(std::string_view text);

} // namespace stoa::catalogue
