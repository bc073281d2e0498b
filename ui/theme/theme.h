#pragma once
// The colours of the console: one plain struct, two instances (light, dark), read from the tokens
// in resources/themes/tokens.json. No colour literal exists anywhere else. Painting code reads the
// current theme at paint time with theme(), so switching is one repaint and keeps no copies of
// colours.
//
// `Ink` names a colour without fixing the theme: `&Theme::t3` is the caption colour of whichever
// theme is current when something is painted. Labels, icons and delegates take an Ink, never a
// QColor.

#include "ui/text/tone.h"

#include <QColor>
#include <QPalette>

// clang-format off
#define STOA_THEME_TOKENS(X)                                                                            \
    X(chrome) X(page) X(card) X(sunken) X(raised) X(hover) X(press) X(sel) X(selStrong) X(scrim) X(seg) \
    X(line) X(line2) X(line3) X(ctl) X(t1) X(t2) X(t3) X(tdis) X(tinv)                                  \
    X(accent) X(accentH) X(accentP) X(accentT) X(accentBg) X(focus)                                     \
    X(ok) X(okBg) X(okFill) X(warn) X(warnBg) X(warnFill) X(bad) X(badBg) X(badFill)                    \
    X(info) X(infoBg) X(infoFill) X(plum) X(plumBg) X(plumFill) X(neuBg)                                \
    X(c1) X(c2) X(c3) X(c4) X(c5) X(c6) X(c7) X(c8) X(grid) X(skel) X(skel2)                            \
    X(destructive) X(approve) X(counterBad) X(counterBadText)                                           \
    X(toast) X(toastText) X(toastLine) X(toastCtl) X(toastCtlLine)                                      \
    X(avatar0) X(avatarText0) X(avatar1) X(avatarText1) X(avatar2) X(avatarText2)                       \
    X(avatar3) X(avatarText3) X(avatar4) X(avatarText4) X(avatar5) X(avatarText5)
// clang-format on

namespace stoa::ui {

struct Theme {
#define STOA_THEME_FIELD(token) QColor token;
    STOA_THEME_TOKENS(STOA_THEME_FIELD)
#undef STOA_THEME_FIELD
    bool isDark = false;

    QColor text(Tone tone) const;   // on card, page or the tone's own tint
    QColor tint(Tone tone) const;   // the background of a chip or banner
    QColor fill(Tone tone) const;   // bars, dots and lines that are data
    QColor series(int index) const; // chart series 0..7, in order; wraps
    QPalette palette() const;
};

using Ink = QColor Theme::*;

// The ink of a tone's text, for labels and icons.
Ink ink(Tone tone);

// The theme of the application, from the Look that main() made. Before any Look exists it is the
// light one, so that a widget test needs no set-up. GUI thread.
const Theme& theme();

// Reads `name` ("light" or "dark") from the compiled-in tokens; a missing token is our bug and
// aborts.
Theme loadTheme(const char* name);

} // namespace stoa::ui
