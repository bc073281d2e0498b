#pragma once
// What the buyers of the demo write, from resources/demo/reviews.json: texts by category and
// rating, in the languages of the buyers' countries, a few that a moderator has to look at, what
// sellers answer, and why somebody reports a review. Pure once it is loaded; the caller brings the
// dice.

#include "api/reviews.h"

#include <functional>
#include <map>

namespace stoa::demo {

class ReviewBook {
public:
    // A number from `least` to `most`.
    using Dice = std::function<std::int64_t(std::int64_t least, std::int64_t most)>;
    struct Words {
        std::string title;
        std::string body;
    };
    struct Report {
        api::ReviewProblem problem;
        std::string note;
        std::string from;
    };

    static ReviewBook load();

    // Most people are pleased: of a hundred, 57 give five stars, 24 four, 9 three, 4 two, 6 one.
    static std::int64_t rating(const Dice& dice);
    Words words(const std::string& category, const std::string& country, std::int64_t rating,
                const Dice& dice) const;
    Words flagged(std::size_t number) const; // waits for a moderator
    // To `author`, "Ioana D.".
    std::string answer(std::int64_t rating, const std::string& author, const Dice& dice) const;
    Report report(std::size_t number) const;

private:
    struct Text {
        std::string language;
        Words words;
    };

    std::map<std::string, std::string> m_languageOf;                          // of a country
    std::map<std::string, std::map<std::int64_t, std::vector<Text>>> m_texts; // by category
    std::map<std::string, std::vector<std::string>> m_parcel;                 // by language
    std::map<std::string, std::vector<std::string>> m_answers;                // by mood
    std::vector<Words> m_flagged;
    std::vector<Report> m_reports;
};

} // namespace stoa::demo
