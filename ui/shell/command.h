#pragma once
// What the palette can find and run: a record, a place, an action, a help page. And how a typed
// text is matched against it. Matching is pure and fast enough for every key: each word of the
// query must be in the title, the detail or the keywords, as a word's beginning, inside a word, or
// as a sequence of letters with gaps, in this order of worth.

#include "ui/text/words.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace stoa::ui {

struct Command {
    QString id; // stable: recent and frequent use is remembered by it
    QString icon;
    QString title;    // "Refund order M-48213"
    QString detail;   // "Ioana Dumitrescu · 457.40 EUR"
    QString group;    // translated heading: "Orders", "Actions", "Go to", "Help"
    QChar prefix;     // '>' for actions, '?' for help; null for places and records
    QStringList keys; // key caps at the right: {"G", "R"}
    std::optional<StatusWord> status;
    QString keywords;          // matched, not shown
    bool isLocked = false;     // a record that may not be opened shows a lock
    std::function<void()> run; // dangerous things open their dialog here, nothing more
    std::function<std::vector<Command>()> more; // Tab: further actions for this record
};

struct TextRange {
    int start = 0;
    int length = 0;
    friend bool operator==(const TextRange&, const TextRange&) = default;
};

struct CommandMatch {
    int score = 0;                 // higher is better; 0 is no match
    std::vector<TextRange> ranges; // of the title, to be emphasised, in order, not overlapping
};

// An empty query matches everything with the same score and no ranges.
CommandMatch matchCommand(const Command& command, const QString& query);

} // namespace stoa::ui
