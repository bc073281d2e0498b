#include "ui/theme/look.h"

#include "core/assert.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/fonts.h"
#include "ui/theme/proxy_style.h"

#include <QGuiApplication>

namespace stoa::ui {

namespace {

const Theme* currentTheme = nullptr; // points into the one Look

} // namespace

const Theme& theme()
{
    static const Theme fallback = loadTheme("light");
    return currentTheme != nullptr ? *currentTheme : fallback;
}

Look::Look(QApplication& app, Scheme scheme, int textPercent)
    : m_app(app),
      m_scheme(scheme),
      m_textPercent(textPercent),
      m_light(loadTheme("light")),
      m_dark(loadTheme("dark")),
      m_focusRing(new FocusRing(this))
{
    STOA_ASSERT(currentTheme == nullptr);
    currentTheme = &m_light;
    QApplication::setStyle(new ProxyStyle);
    app.installEventFilter(m_focusRing);
    setTextPercent(textPercent);
    apply();
}

Look::~Look()
{
    m_app.removeEventFilter(m_focusRing);
    currentTheme = nullptr;
}

void Look::setScheme(Scheme scheme)
{
    if (scheme == m_scheme) return;
    m_scheme = scheme;
    apply();
    emit schemeChanged();
}

void Look::toggleScheme()
{
    setScheme(m_scheme == Scheme::Light ? Scheme::Dark : Scheme::Light);
}

void Look::setTextPercent(int percent)
{
    m_textPercent = std::clamp(percent, kLeastTextPercent, kMostTextPercent);
    setTextScale(m_textPercent);
    QApplication::setFont(font(Type::Body));
}

Look::Scheme Look::systemScheme()
{
    return QGuiApplication::palette().color(QPalette::Window).lightness() < 128 ? Scheme::Dark
                                                                                : Scheme::Light;
}

void Look::apply()
{
    currentTheme = m_scheme == Scheme::Light ? &m_light : &m_dark;
    QApplication::setPalette(currentTheme->palette());
    for (QWidget* window : QApplication::topLevelWidgets()) {
        window->update();
        for (QWidget* widget : window->findChildren<QWidget*>())
            widget->update();
    }
}

} // namespace stoa::ui
