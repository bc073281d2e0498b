#include "node/demo/review_book.h"

#include "core/assert.h"
#include "node/demo/resource.h"

namespace stoa::demo {
namespace {

std::string text(const json::value& object, std::string_view name)
{
    return std::string(std::string_view(object.at(name).as_string()));
}

ReviewBook::Words wordsFrom(const json::value& object)
{
    return {text(object, "title"), text(object, "body")};
}

std::vector<std::string> sentencesFrom(const json::value& array)
{
    std::vector<std::string> sentences;
    for (const json::value& each : array.as_array())
        sentences.emplace_back(std::string_view(each.as_string()));
    return sentences;
}

template <class T>
const T& one(const std::vector<T>& of, const ReviewBook::Dice& dice)
{
    STOA_ASSERT(!of.empty());
    return of[static_cast<std::size_t>(dice(0, std::ssize(of) - 1))];
}

} // namespace

ReviewBook ReviewBook::load()
{
    const json::value data = resourceJson("reviews.json");
    ReviewBook book;
    for (const auto& each : data.at("languages").as_object())
        book.m_languageOf[each.key()] = std::string_view(each.value().as_string());
    for (const auto& category : data.at("texts").as_object()) {
        auto& texts = book.m_texts[category.key()];
        for (const auto& stars : category.value().as_object()) {
            for (const json::value& each : stars.value().as_array())
                texts[stars.key().front() - '0'].push_back(
                    {text(each, "language"), wordsFrom(each)});
        }
    }
    for (const auto& each : data.at("parcel").as_object())
        book.m_parcel[each.key()] = sentencesFrom(each.value());
    for (const auto& each : data.at("answers").as_object())
        book.m_answers[each.key()] = sentencesFrom(each.value());
    for (const json::value& each : data.at("flagged").as_array())
        book.m_flagged.push_back(wordsFrom(each));
    for (const json::value& each : data.at("reports").as_array()) {
        const auto problem = enumFromText<api::ReviewProblem>(text(each, "problem"));
        STOA_ASSERT(problem.has_value());
        book.m_reports.push_back({*problem, text(each, "note"), text(each, "from")});
    }
    return book;
}

std::int64_t ReviewBook::rating(const Dice& dice)
{
    const std::int64_t roll = dice(1, 100);
    return roll <= 57 ? 5 : roll <= 81 ? 4 : roll <= 90 ? 3 : roll <= 94 ? 2 : 1;
}

ReviewBook::Words ReviewBook::words(const std::string& category, const std::string& country,
                                    std::int64_t rating, const Dice& dice) const
{
    const auto known = m_languageOf.find(country);
    const std::string own = known == m_languageOf.end() ? "en" : known->second;
    std::vector<Text> choice;
    const auto& texts = m_texts.at(category).at(rating);
    for (const std::string& language : {own, std::string("en")}) {
        if (!choice.empty()) break;
        std::ranges::copy_if(texts, std::back_inserter(choice),
                             [&](const Text& each) { return each.language == language; });
    }
    const Text& chosen = one(choice.empty() ? texts : choice, dice);
    Words words = chosen.words;
    if (dice(1, 100) <= 30) words.title.clear(); // many do not bother
    if (rating >= 4 && dice(1, 100) <= 40)
        words.body += ' ' + one(m_parcel.at(chosen.language), dice);
    return words;
}

ReviewBook::Words ReviewBook::flagged(std::size_t number) const
{
    return m_flagged[number % m_flagged.size()];
}

std::string ReviewBook::answer(std::int64_t rating, const std::string& author,
                               const Dice& dice) const
{
    std::string answer = one(m_answers.at(rating >= 4   ? "good"
                                          : rating == 3 ? "fair"
                                                        : "poor"),
                             dice);
    if (const auto at = answer.find("{name}"); at != std::string::npos)
        answer.replace(at, 6, author.substr(0, author.find(' ')));
    return answer;
}

ReviewBook::Report ReviewBook::report(std::size_t number) const
{
    return m_reports[number % m_reports.size()];
}

} // namespace stoa::demo
