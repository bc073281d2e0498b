#pragma once
// The few shapes that every painted part of the console is made of: crisp rounded boxes with a 1 px
// line, chips, key caps, initials, figures in fixed slots. Pure drawing; geometry comes from the
// caller, colours from the theme. Chips, key caps and avatars have size functions beside them, so
// delegates and widgets lay out the same thing the same way.
//
// Figures are drawn with drawFigures(): each digit in a slot as wide as the widest digit, because
// Qt 6.4 cannot ask a font for its tabular figures and columns of money must line up.

#include "ui/text/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace stoa::ui {

// A box with a line of 1 device-independent pixel that lies inside `rect`; invalid colours are
// skipped.
void drawBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill,
             const QColor& line, double lineWidth = 1.0);
void drawRule(QPainter& painter, QPoint from, QPoint to, const QColor& color); // 1 px, crisp

int figuresWidth(const QFont& font, const QString& text);
// One line of text with tabular digits, elided at the right when too wide.
void drawFigures(QPainter& painter, const QRect& rect, Qt::Alignment align, const QString& text,
                 const QFont& font, const QColor& color);
void drawText(QPainter& painter, const QRect& rect, Qt::Alignment align, const QString& text,
              const QFont& font, const QColor& color);

enum class ChipSize { Normal, Dense }; // 20 px and 18 px high
QSize chipSize(const StatusWord& word, ChipSize size = ChipSize::Normal);
void drawChip(QPainter& painter, const QRect& rect, const StatusWord& word,
              ChipSize size = ChipSize::Normal);

QSize keyCapSize(const QString& key);
// `onAccent` is for key caps inside a filled button.
void drawKeyCap(QPainter& painter, const QRect& rect, const QString& key, bool onAccent = false);

void drawAvatar(QPainter& painter, const QRect& rect, const QString& fullName);

// A count in a pill: 18 px high, at least 20 wide. Bad is the red counter that asks for someone.
QSize counterSize(const QString& count);
void drawCounter(QPainter& painter, const QRect& rect, const QString& count, Tone tone);

void drawCheckBox(QPainter& painter, const QRect& rect, Qt::CheckState state, bool isEnabled);
void drawRadio(QPainter& painter, const QRect& rect, bool isOn, bool isEnabled);
// A bar of parts from 0 to 1 on a track, rounded at both ends.
void drawBar(QPainter& painter, const QRectF& rect, double share, const QColor& color);

} // namespace stoa::ui
