#include "ui/shell/command.h"

#include <algorithm>

namespace stoa::ui {

namespace {

constexpr int kExact = 1000;
constexpr int kWordStart = 100;
constexpr int kInside = 60;
constexpr int kElsewhere = 25;
constexpr int kSequence = 20;

bool isWordStart(const QString& text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

// The letters of `word` in order with gaps, beginning at a word's start; empty when they are not
// there.
std::vector<TextRange> sequence(const QString& text, const QString& word)
{
    std::vector<TextRange> ranges;
    qsizetype from = 0;
    for (const QChar letter : word) {
        const qsizetype at = text.indexOf(letter, from, Qt::CaseInsensitive);
        if (at < 0 || (ranges.empty() && !isWordStart(text, at))) return {};
        const int place = static_cast<int>(at);
        if (!ranges.empty() && ranges.back().start + ranges.back().length == place)
            ++ranges.back().length;
        else
            ranges.push_back({place, 1});
        from = at + 1;
    }
    return ranges;
}

int matchTitle(const QString& title, const QString& word, std::vector<TextRange>& ranges)
{
    qsizetype best = -1;
    for (qsizetype at = title.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = title.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (best < 0) best = at;
        if (!isWordStart(title, at)) continue;
        best = at;
        break;
    }
    if (best >= 0) {
        ranges.push_back({static_cast<int>(best), static_cast<int>(word.size())});
        const int early = best == 0 ? 20 : 0;
        return (isWordStart(title, best) ? kWordStart : kInside) + early;
    }
    if (word.size() < 2) return 0;
    const std::vector<TextRange> found = sequence(title, word);
    if (found.empty()) return 0;
    ranges.insert(ranges.end(), found.begin(), found.end());
    return std::max(1, kSequence - 4 * (static_cast<int>(found.size()) - 1));
}

std::vector<TextRange> merged(std::vector<TextRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const TextRange& a, const TextRange& b) { return a.start < b.start; });
    std::vector<TextRange> result;
    for (const TextRange& range : ranges) {
        if (!result.empty() && range.start <= result.back().start + result.back().length) {
            TextRange& last = result.back();
            last.length = std::max(last.length, range.start + range.length - last.start);
        } else {
            result.push_back(range);
        }
    }
    return result;
}

} // namespace

CommandMatch matchCommand(const Command& command, const QString& query)
{
    const QStringList words = query.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty()) return {1, {}};
    CommandMatch match;
    for (const QString& word : words) {
        int score = matchTitle(command.title, word, match.ranges);
        if (score == 0 && word.size() > 2) {
            const bool isElsewhere = command.detail.contains(word, Qt::CaseInsensitive) ||
                                     command.keywords.contains(word, Qt::CaseInsensitive);
            score = isElsewhere ? kElsewhere : 0;
        }
        if (score == 0) return {};
        match.score += score;
    }
    if (command.title.compare(query.trimmed(), Qt::CaseInsensitive) == 0) match.score += kExact;
    match.ranges = merged(std::move(match.ranges));
    return match;
}

} // namespace stoa::ui
