#pragma once
// Where in a text the rules have struck. The node says what a rule matched, word for word; here it
// is found again in the text as shown. Pure. Marks are in order and never overlap: where two rules
// match the same place, the more serious one keeps it.

#include "api/moderation.h"
#include "ui/text/tone.h"

#include <QString>

#include <vector>

namespace stoa::ui {

struct TextMark {
    qsizetype start = 0;
    qsizetype length = 0;
    Tone tone = Tone::Warn;
    QString rule; // the tooltip: what the rule says
    friend bool operator==(const TextMark&, const TextMark&) = default;
};

constexpr std::size_t kMaxMarks = 200; // of one text

// `field` is the signal's: "title", "description".
std::vector<TextMark> marksOf(const QString& text, std::string_view field,
                              const std::vector<api::SignalView>& hits);

} // namespace stoa::ui
