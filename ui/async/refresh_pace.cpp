#include "ui/async/refresh_pace.h"

namespace stoa::ui {

RefreshPace::RefreshPace(int everyMs, QObject* parent) : QObject(parent), m_everyMs(everyMs)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RefreshPace::due);
}

void RefreshPace::want()
{
    m_isWanted = true;
    schedule();
}

void RefreshPace::began()
{
    m_isWanted = false;
    m_isReading = true;
    m_timer.stop();
    m_sinceBegan.start();
}

void RefreshPace::ended()
{
    m_isReading = false;
    schedule();
}

void RefreshPace::setAwake(bool isAwake)
{
    m_isAwake = isAwake;
    if (!isAwake) m_timer.stop();
    schedule();
}

void RefreshPace::schedule()
{
    if (!m_isWanted || m_isReading || !m_isAwake || m_timer.isActive()) return;
    const qint64 since = m_sinceBegan.isValid() ? m_sinceBegan.elapsed() : m_everyMs;
    m_timer.start(static_cast<int>(std::max<qint64>(0, m_everyMs - since)));
}

} // namespace stoa::ui
