#include "ui/text/times.h"

#include <QCoreApplication>

#include <cmath>

namespace stoa::ui {

namespace {

struct Times {
    Q_DECLARE_TR_FUNCTIONS(Times)
};

std::int64_t seconds(Duration span)
{
    return std::max<std::int64_t>(0, span.count() / 1'000'000);
}

QString offsetText(const QDateTime& at)
{
    const int minutes = at.offsetFromUtc() / 60;
    return QStringLiteral("UTC%1%2:%3")
        .arg(minutes < 0 ? QChar(0x2212) : QLatin1Char('+'))
        .arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
        .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

QDateTime inZone(Timestamp at, const QTimeZone& zone)
{
    return QDateTime::fromMSecsSinceEpoch(at.millis(), zone);
}

QString clockText(Timestamp at, const Clockface& face)
{
    return face.locale.toString(inZone(at, face.zone).time(), Times::tr("HH:mm"));
}

QString dayText(Timestamp at, const Clockface& face)
{
    return face.locale.toString(inZone(at, face.zone).date(), Times::tr("ddd d MMM"));
}

QString momentText(Timestamp at, const Clockface& face)
{
    const QDate day = inZone(at, face.zone).date();
    const QDate today = inZone(face.now, face.zone).date();
    const auto age = day.daysTo(today);
    if (age == 0) return clockText(at, face);
    if (age > 0 && age < 7) {
        return face.locale.toString(day, QStringLiteral("ddd ")) + clockText(at, face);
    }
    return face.locale.toString(day, day.year() == today.year() ? Times::tr("d MMM")
                                                                : Times::tr("d MMM yyyy"));
}

QString fullMomentText(Timestamp at, const Clockface& face)
{
    const QDateTime local = inZone(at, face.zone);
    return face.locale.toString(local.date(), Times::tr("ddd d MMM yyyy")) + QStringLiteral(", ") +
           face.locale.toString(local.time(), Times::tr("HH:mm:ss")) + QLatin1Char(' ') +
           offsetText(local);
}

QString agoText(Timestamp at, const Clockface& face)
{
    const std::int64_t age = seconds(face.now - at);
    if (age < 1) return Times::tr("just now");
    if (age < 60) return Times::tr("%1 s ago").arg(age);
    if (age < 3600) return Times::tr("%1 min ago").arg(age / 60);
    if (age < 86400) return Times::tr("%1 h ago").arg(age / 3600);
    const int days = static_cast<int>(age / 86400);
    return days == 1 ? Times::tr("1 day ago") : Times::tr("%n days ago", nullptr, days);
}

QString durationText(Duration span, Width width)
{
    const std::int64_t all = seconds(span);
    const QString minuteWord = width == Width::Narrow ? Times::tr("m") : Times::tr("min");
    const auto two = [](std::int64_t big, const QString& bigUnit, std::int64_t small,
                        const QString& smallUnit) {
        const QString text = QStringLiteral("%1 %2").arg(big).arg(bigUnit);
        return small == 0 ? text : text + QStringLiteral(" %1 %2").arg(small).arg(smallUnit);
    };
    if (all < 60) return Times::tr("%1 s").arg(all);
    if (all < 3600) return two(all / 60, minuteWord, all % 60, Times::tr("s"));
    if (all < 2 * 86400) return two(all / 3600, Times::tr("h"), all % 3600 / 60, minuteWord);
    return Times::tr("%n days", nullptr, static_cast<int>(all / 86400));
}

QString elapsedText(Duration span)
{
    const double all = static_cast<double>(std::max<std::int64_t>(0, span.count())) / 1e6;
    if (all < 5) return Times::tr("%1 s").arg(QLocale().toString(all, 'f', 1));
    return durationText(span);
}

QString timeLeftText(double share, Duration elapsed)
{
    constexpr Duration kTooEarly = std::chrono::seconds(1);
    if (share <= 0 || share >= 1 || elapsed < kTooEarly) return {};
    const double left = static_cast<double>(elapsed.count()) * (1 - share) / share;
    const Duration rounded =
        std::max<Duration>(std::chrono::seconds(1), Duration(static_cast<std::int64_t>(left)));
    return Times::tr("about %1 left").arg(durationText(rounded));
}

Countdown countdown(Timestamp from, Timestamp due, Timestamp now)
{
    if (now >= due) return {Times::tr("%1 late").arg(durationText(now - due)), Tone::Bad};
    const Duration left = due - now;
    const bool isLastQuarter = left.count() * 4 <= (due - from).count();
    // Seconds matter only in the last minutes of a deadline.
    const Duration shown =
        left.count() >= 600'000'000 ? Duration(left.count() / 60'000'000 * 60'000'000) : left;
    return {Times::tr("%1 left").arg(durationText(shown)),
            isLastQuarter ? Tone::Warn : Tone::Neutral};
}

QString zoneText(const QTimeZone& zone, Timestamp at)
{
    QString city = QString::fromLatin1(zone.id()).section(QLatin1Char('/'), -1);
    city.replace(QLatin1Char('_'), QLatin1Char(' '));
    const QString offset = offsetText(inZone(at, zone));
    return city.startsWith(QLatin1String("UTC")) ? offset : city + QStringLiteral(", ") + offset;
}

} // namespace stoa::ui
