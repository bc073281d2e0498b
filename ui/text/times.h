#pragma once
// Moments and spans as people read them. A moment is short near now and longer further away:
// "14:31" today, "Sun 18:42" within seven days, "3 Nov" this year, "3 Nov 2024" before; the tooltip
// is fullMomentText() with seconds and the offset. Times are shown in the workspace's zone, which
// the caller passes in a Clockface together with now; nothing here reads a clock.

#include "core/timestamp.h"
#include "ui/text/tone.h"

#include <QDateTime>
#include <QLocale>
#include <QString>
#include <QTimeZone>

namespace stoa::ui {

struct Clockface {
    Timestamp now;
    QTimeZone zone = QTimeZone::utc();
    QLocale locale = {};
};

QString momentText(Timestamp at, const Clockface& face);
QString fullMomentText(Timestamp at,
                       const Clockface& face); // "Wed 18 Nov 2026, 14:31:07 UTC+02:00"
QString clockText(Timestamp at, const Clockface& face); // "14:31"
QString dayText(Timestamp at, const Clockface& face);   // "Tue 18 Nov"
QString agoText(Timestamp at, const Clockface& face);   // "2 s ago", "14 min ago", "3 days ago"

enum class Width { Narrow, Wide };
// "11 s", "9 m 24 s" or "9 min 24 s", "2 h 41 min", "3 days"; at most two units; never negative.
QString durationText(Duration span, Width width = Width::Wide);
QString elapsedText(Duration span); // for steps: "0.2 s", "9 s", "2 min 4 s"
// How long a job of steady pace still takes: "about 12 s left"; "" while nobody can know.
QString timeLeftText(double share, Duration elapsed);

// A deadline that began at `from`: "1 h 28 min left", amber in the last quarter, red when past.
struct Countdown {
    QString text;
    Tone tone = Tone::Neutral;
};
Countdown countdown(Timestamp from, Timestamp due, Timestamp now);

QString zoneText(const QTimeZone& zone, Timestamp at); // "Athens, UTC+02:00"

QDateTime inZone(Timestamp at, const QTimeZone& zone);

} // namespace stoa::ui
