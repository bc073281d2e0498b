#pragma once
// The look of the running application: which theme is current, the style that draws stock widgets,
// the base font and the text size. main() makes exactly one, right after QApplication; it installs
// style, palette and font, and everything repaints when the scheme changes. Widgets do not hold it:
// they read theme() and font() when they paint, as they would read a palette. This is the one piece
// of application-wide state of the console, for the same reason that QPalette and QStyle are.

#include "ui/theme/theme.h"

#include <QApplication>
#include <QObject>

namespace stoa::ui {

class FocusRing;

class Look final : public QObject {
    Q_OBJECT

public:
    enum class Scheme { Light, Dark };
    Q_ENUM(Scheme)
    static constexpr int kLeastTextPercent = 90;
    static constexpr int kMostTextPercent = 140;

    explicit Look(QApplication& app, Scheme scheme = Scheme::Light, int textPercent = 100);
    ~Look() override;

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme); // repaints every window once; no relayout
    void toggleScheme();
    // Size of all text in percent, clamped to 90..140. Windows made before keep their layout until
    // shown again.
    void setTextPercent(int percent);
    int textPercent() const { return m_textPercent; }

    // What the desktop prefers now, by the lightness of its own window colour (Qt 6.4 has no
    // colorScheme()).
    static Scheme systemScheme();

signals:
    void schemeChanged();

private:
    void apply();

    QApplication& m_app;
    Scheme m_scheme;
    int m_textPercent;
    Theme m_light;
    Theme m_dark;
    FocusRing* m_focusRing;
};

} // namespace stoa::ui
