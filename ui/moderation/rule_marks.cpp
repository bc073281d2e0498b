#include "ui/moderation/rule_marks.h"

#include "ui/moderation/moderation_words.h"

namespace stoa::ui {

namespace {

bool overlaps(const TextMark& one, const TextMark& other)
{
    return one.start < other.start + other.length && other.start < one.start + one.length;
}

// A mark below 40 points is still a place where a rule struck.
Tone markTone(std::int64_t score)
{
    return scoreTone(score) == Tone::Bad ? Tone::Bad : Tone::Warn;
}

} // namespace

std::vector<TextMark> marksOf(const QString& text, std::string_view field,
                              const std::vector<api::SignalView>& hits)
{
    std::vector<api::SignalView> own;
    std::copy_if(hits.begin(), hits.end(), std::back_inserter(own),
                 [&](const auto& hit) { return hit.field == field && !hit.match.empty(); });
    std::stable_sort(own.begin(), own.end(),
                     [](const auto& one, const auto& other) { return one.score > other.score; });
    std::vector<TextMark> marks;
    for (const api::SignalView& hit : own) {
        const QString match = fromUtf8(hit.match);
        for (qsizetype at = text.indexOf(match); at >= 0 && marks.size() < kMaxMarks;
             at = text.indexOf(match, at + match.size())) {
            const TextMark mark{at, match.size(), markTone(hit.score), ruleName(hit.rule)};
            const bool isFree = std::none_of(
                marks.begin(), marks.end(), [&](const auto& each) { return overlaps(each, mark); });
            if (isFree) marks.push_back(mark);
        }
    }
    std::sort(marks.begin(), marks.end(),
              [](const auto& one, const auto& other) { return one.start < other.start; });
    return marks;
}

} // namespace stoa::ui
