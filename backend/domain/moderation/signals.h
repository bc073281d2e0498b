#pragma once
// Signals: small rules that say why a listing deserves a second look, each with what it matched so
// that a moderator can judge the rule as well as the listing. They order the queue and mark the
// text; they never decide. Pure; what needs the database comes in as facts.
//
//     rule                    field               score  matches
//     text.prohibited_word    title, description  60–95  catalogue/prohibited_words.h
//     price.far_below_median  price               70     price under 40 % of the usual one
//     text.contact_details    title, description  60     an e-mail address, phone number, messenger
//     text.link               title, description  50     a web address
//     title.duplicate         title               45     another seller sells the same title
//     image.missing           images              30     no picture at all
//     seller.new              seller              25     under 30 days old, nothing published yet
//     title.shouting          title               20     letters are mostly capitals
//
// A rule reports at most kMaxMatches places.

#include "api/moderation.h"

namespace stoa::moderation {

inline constexpr std::size_t kMaxMatches = 5;
inline constexpr std::int64_t kLeastPriceSample = 5;

struct SellerFacts {
    Timestamp since;
    std::int64_t publishedListings = 0;
};

// What is usual: of the listing's category, or of the seller when the listing has no category.
struct UsualPrice {
    Money median;
    std::int64_t sample = 0;
};

struct SignalFacts {
    SellerFacts seller;
    std::optional<UsualPrice> usual;
    std::string sameTitleSeller; // empty: nobody
    std::string_view categoryPath;
    Timestamp now;
};

// Highest score first; rules of one score in the order of the table.
std::vector<api::SignalView> signalsOf(const api::ListingDraft& draft, const SignalFacts& facts);

} // namespace stoa::moderation
