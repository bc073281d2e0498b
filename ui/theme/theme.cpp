#include "ui/theme/theme.h"

#include "core/assert.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

static void initStoaResources()
{
    Q_INIT_RESOURCE(stoa); // the macro works only outside a namespace
}

namespace stoa::ui {

namespace {

// "#RRGGBB" or "rgba(r,g,b,.a)".
QColor parseColor(const QString& text)
{
    if (!text.startsWith(QLatin1String("rgba("))) return QColor(text);
    const QStringList parts = text.mid(5).chopped(1).split(QLatin1Char(','));
    STOA_ASSERT(parts.size() == 4);
    QColor color(parts[0].toInt(), parts[1].toInt(), parts[2].toInt());
    color.setAlphaF(parts[3].toFloat());
    return color;
}

} // namespace

Theme loadTheme(const char* name)
{
    initStoaResources();
    QFile file(QStringLiteral(":/themes/tokens.json"));
    STOA_ASSERT(file.open(QIODevice::ReadOnly));
    const QJsonObject tokens =
        QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String(name)).toObject();
    Theme theme;
    const auto read = [&](const char* token) {
        const QColor color = parseColor(tokens.value(QLatin1String(token)).toString());
        STOA_ASSERT(color.isValid());
        return color;
    };
#define STOA_THEME_READ(token) theme.token = read(#token);
    STOA_THEME_TOKENS(STOA_THEME_READ)
#undef STOA_THEME_READ
    theme.isDark = theme.page.lightness() < 128;
    return theme;
}

QColor Theme::text(Tone tone) const
{
    return this->*ink(tone);
}

QColor Theme::tint(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral:
        return neuBg;
    case Tone::Ok:
        return okBg;
    case Tone::Warn:
        return warnBg;
    case Tone::Bad:
        return badBg;
    case Tone::Info:
        return infoBg;
    case Tone::Plum:
        return plumBg;
    case Tone::Accent:
        return accentBg;
    }
    return neuBg;
}

QColor Theme::fill(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral:
        return ctl;
    case Tone::Ok:
        return okFill;
    case Tone::Warn:
        return warnFill;
    case Tone::Bad:
        return badFill;
    case Tone::Info:
        return infoFill;
    case Tone::Plum:
        return plumFill;
    case Tone::Accent:
        return accent;
    }
    return ctl;
}

QColor Theme::series(int index) const
{
    static constexpr Ink kSeries[] = {&Theme::c1, &Theme::c2, &Theme::c3, &Theme::c4,
                                      &Theme::c5, &Theme::c6, &Theme::c7, &Theme::c8};
    return this->*kSeries[index % 8];
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto both = [&](QPalette::ColorRole role, const QColor& color) {
        palette.setColor(QPalette::All, role, color);
    };
    both(QPalette::Window, page);
    both(QPalette::WindowText, t1);
    both(QPalette::Base, card);
    both(QPalette::AlternateBase, sunken);
    both(QPalette::Text, t1);
    both(QPalette::PlaceholderText, t3);
    both(QPalette::Button, card);
    both(QPalette::ButtonText, t1);
    both(QPalette::BrightText, tinv);
    both(QPalette::Highlight, selStrong);
    both(QPalette::HighlightedText, t1);
    both(QPalette::Link, accentT);
    both(QPalette::LinkVisited, accentT);
    both(QPalette::Light, card);
    both(QPalette::Midlight, line);
    both(QPalette::Mid, line2);
    both(QPalette::Dark, line3);
    both(QPalette::Shadow, line3);
    both(QPalette::ToolTipBase, raised);
    both(QPalette::ToolTipText, t1);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, tdis);
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, sunken);
    return palette;
}

Ink ink(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return &Theme::t2;
    case Tone::Ok:
        return &Theme::ok;
    case Tone::Warn:
        return &Theme::warn;
    case Tone::Bad:
        return &Theme::bad;
    case Tone::Info:
        return &Theme::info;
    case Tone::Plum:
        return &Theme::plum;
    case Tone::Accent:
        return &Theme::accentT;
    }
    return &Theme::t2;
}

} // namespace stoa::ui
