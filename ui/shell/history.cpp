#include "ui/shell/history.h"

#include "core/assert.h"

namespace stoa::ui {

void History::visit(const Place& place)
{
    if (!m_places.empty() && m_places[m_at] == place) return;
    if (!m_places.empty()) m_places.resize(m_at + 1);
    m_places.push_back(place);
    if (m_places.size() > kMaxPlaces) m_places.erase(m_places.begin());
    m_at = m_places.size() - 1;
}

void History::replace(const Place& place)
{
    if (!m_places.empty()) m_places[m_at] = place;
}

const Place& History::back()
{
    STOA_ASSERT(canGoBack());
    return m_places[--m_at];
}

const Place& History::forward()
{
    STOA_ASSERT(canGoForward());
    return m_places[++m_at];
}

void History::clear()
{
    m_places.clear();
    m_at = 0;
}

} // namespace stoa::ui
