#pragma once
// The type scale. Every text of the console has one of these roles; sizes in pixels scale together
// with the user's text size (90 to 140 %). The family is Inter where the system has it, then the
// platform's own sans-serif.

#include <QFont>
#include <QFontMetrics>

namespace stoa::ui {

enum class Type {
    Figure,        // 24/600, one headline number per card
    FigureSmall,   // 20/600, five-across money cards
    PageTitle,     // 20/600
    ObjectTitle,   // 16/600, order number, dialog title
    OptionTitle,   // 14/600, title of a choice
    CardTitle,     // 13/600
    Body,          // 13/400
    BodyStrong,    // 13/500, identifying column, buttons
    Secondary,     // 12/400
    Label,         // 12/500, field labels, table headers, chips
    SecondaryBold, // 12/600
    Caption,       // 11/400, status bar
    CaptionStrong, // 11/500, counters
    CaptionBold,   // 11/600, group headings
    Axis,          // 10.5/400
    Tiny,          // 9/600, initials in small avatars
};

QFont font(Type type);
int lineHeight(Type type); // of the scale above, scaled
int scaled(int pixels);    // a length that follows the text size, e.g. a row height

// Set by Look.
void setTextScale(int percent);

} // namespace stoa::ui
