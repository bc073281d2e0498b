#include "ui/shell/tour.h"

#include "ui/theme/look.h"

#include <QCursor>
#include <QGuiApplication>
#include <QPixmap>
#include <QWidget>

namespace stoa::ui {

namespace {

constexpr int kVariants = 4;
constexpr QSize kWide(1440, 900);
constexpr QSize kSmall(1100, 700);

bool isDark(int variant)
{
    return variant % 2 == 1;
}

bool isSmall(int variant)
{
    return variant >= 2;
}

QString suffix(int variant)
{
    return (isSmall(variant) ? QStringLiteral("-1100x700") : QString()) +
           (isDark(variant) ? QStringLiteral("-dark") : QString());
}

} // namespace

Tour::Tour(Look& look, QWidget& window, const QDir& folder, QObject* parent)
    : QObject(parent), m_look(look), m_window(window), m_folder(folder)
{
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, &Tour::poll);
}

void Tour::start(std::vector<TourStop> stops)
{
    m_stops = std::move(stops);
    m_stop = 0;
    m_variant = 0;
    m_problems.clear();
    if (!m_folder.mkpath(QStringLiteral("."))) m_problems << m_folder.path();
    // Offscreen, the pointer would rest on the window's corner and light up what is there.
    if (QGuiApplication::platformName() == QLatin1String("offscreen")) QCursor::setPos(5000, 5000);
    m_window.show();
    beginPicture();
}

void Tour::beginPicture()
{
    if (m_stop >= m_stops.size()) {
        m_look.setScheme(Look::Scheme::Light);
        return emit finished(m_problems);
    }
    m_look.setScheme(isDark(m_variant) ? Look::Scheme::Dark : Look::Scheme::Light);
    m_window.resize(isSmall(m_variant) ? kSmall : kWide);
    if (m_stops[m_stop].prepare) m_stops[m_stop].prepare();
    m_waited.start();
    m_poll.start();
}

void Tour::poll()
{
    const TourStop& stop = m_stops[m_stop];
    const bool isReady = !stop.isReady || stop.isReady();
    const bool isLate = m_waited.elapsed() > stop.timeoutMs;
    if (!isReady && !isLate) return;
    m_poll.stop();
    if (!isReady) m_problems << tr("%1 was not ready in time").arg(stop.name + suffix(m_variant));
    QTimer::singleShot(kSettleMs, this, &Tour::capture);
}

void Tour::capture()
{
    const QString path =
        m_folder.filePath(m_stops[m_stop].name + suffix(m_variant) + QStringLiteral(".png"));
    if (m_window.grab().save(path))
        emit pictureSaved(path);
    else
        m_problems << tr("%1 could not be written").arg(path);
    if (++m_variant == kVariants) {
        m_variant = 0;
        ++m_stop;
    }
    beginPicture();
}

} // namespace stoa::ui
