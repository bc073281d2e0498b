#include "ui/theme/icons.h"

#include "core/assert.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace stoa::ui {

namespace {

QByteArray source(const QString& name)
{
    theme(); // makes sure the resources are there
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qCritical("no icon named '%s'", qPrintable(name));
        STOA_ASSERT(file.isOpen());
    }
    return file.readAll();
}

// Draws with the theme of the moment it is painted in.
class TintedIconEngine final : public QIconEngine {
public:
    TintedIconEngine(QString name, Ink ink) : m_name(std::move(name)), m_ink(ink) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        drawIcon(*painter, rect, m_name, color(mode, state));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state,
                         qreal scale) override
    {
        QPixmap pixmap =
            iconPixmap(m_name, color(mode, state),
                       static_cast<int>(std::min(size.width(), size.height()) / scale), scale);
        return pixmap;
    }
    QIconEngine* clone() const override { return new TintedIconEngine(m_name, m_ink); }
    QString key() const override { return QStringLiteral("stoa"); }
    bool isNull() override { return false; }

private:
    QColor color(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled) return theme().tdis;
        if (state == QIcon::On && m_ink == &Theme::t2) return theme().accentT;
        return theme().*m_ink;
    }

    QString m_name;
    Ink m_ink;
};

} // namespace

QIcon icon(const QString& name, Ink ink)
{
    return QIcon(new TintedIconEngine(name, ink));
}

QPixmap iconPixmap(const QString& name, const QColor& color, int size, double ratio)
{
    const QString key = QStringLiteral("stoa:%1:%2:%3:%4")
                            .arg(name, color.name(QColor::HexArgb))
                            .arg(size)
                            .arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    QByteArray svg = source(name);
    svg.replace("#4A4D53", color.name().toLatin1());
    svg.replace("currentColor", color.name().toLatin1());
    // Smaller than the grid, the line would become too thin to read.
    if (size < 11)
        svg.replace("stroke-width=\"1.5\"", "stroke-width=\"2.4\"");
    else if (size < 16)
        svg.replace("stroke-width=\"1.5\"", "stroke-width=\"1.75\"");
    QSvgRenderer renderer(svg);
    STOA_ASSERT(renderer.isValid());
    pixmap = QPixmap(QSize(size, size) * ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void drawIcon(QPainter& painter, const QRect& rect, const QString& name, const QColor& color)
{
    const int size = std::min(rect.width(), rect.height());
    if (size <= 0) return;
    const QPoint corner(rect.x() + (rect.width() - size) / 2,
                        rect.y() + (rect.height() - size) / 2);
    painter.drawPixmap(corner,
                       iconPixmap(name, color, size, painter.device()->devicePixelRatioF()));
}

QStringList iconNames()
{
    theme();
    QStringList names;
    for (const QString& file :
         QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")})) {
        names << file.chopped(4);
    }
    names.sort();
    return names;
}

} // namespace stoa::ui
