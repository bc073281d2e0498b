#pragma once
// The words for states, and the small things that sentences need. A StatusWord is what a chip
// shows: a translated word, its tone and the icon that says the same. statusWord() knows the stable
// state names of the backend ("partially_refunded"); a name it does not know is shown readable and
// neutral, so that a newer node never leaves a hole in a table.

#include "ui/text/tone.h"

#include <QMetaType>
#include <QString>

#include <string_view>

namespace stoa::ui {

struct StatusWord {
    QString text;
    Tone tone = Tone::Neutral;
    QString icon; // name in resources/icons, may be empty
    friend bool operator==(const StatusWord&, const StatusWord&) = default;
};

StatusWord statusWord(std::string_view name);

// User text inside a sentence, wrapped in bidirectional isolates (U+2068, U+2069).
QString isolated(const QString& userText);
// "EV" for "Elena Vasquez": the first and the last word, as written, at most two characters.
QString initials(const QString& fullName);
// A stable index from 0 to `count` - 1 for a text, e.g. the colour of a person's avatar.
int stableIndex(const QString& text, int count);

QString fromUtf8(std::string_view text);
std::string toUtf8(const QString& text);

} // namespace stoa::ui

Q_DECLARE_METATYPE(stoa::ui::StatusWord)
