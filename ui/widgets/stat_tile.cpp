#include "ui/widgets/stat_tile.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/sparkline.h"

namespace stoa::ui {

namespace {

constexpr int kSparkWidth = 86;
constexpr int kLeastSpark = 32;

} // namespace

StatTile::StatTile(const QString& title, const QString& name, QWidget* parent)
    : QAbstractButton(parent), m_sparkline(new Sparkline(this))
{
    setObjectName(name);
    setText(title);
    setAccessibleName(title);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_sparkline->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_sparkline->hide();
}

void StatTile::setFigure(const StatFigure& figure)
{
    m_figure = figure;
    m_isLoading = false;
    setToolTip(figure.exact);
    setAccessibleDescription(
        QStringLiteral("%1, %2, %3").arg(figure.value, figure.change, figure.compared));
    m_sparkline->setPoints(figure.points, figure.comparedPoints, figure.lineTone);
    m_sparkline->show();
    placeSparkline();
    update();
}

void StatTile::setLoading()
{
    m_isLoading = true;
    m_sparkline->hide();
    update();
}

void StatTile::resizeEvent(QResizeEvent*)
{
    placeSparkline();
}

// The smaller size of the figure before a narrower line, a narrower line before an ellipsis.
int StatTile::sparkWidth() const
{
    const QFontMetrics small(ui::font(Type::FigureSmall));
    const int left = width() - 36 - small.horizontalAdvance(m_figure.value);
    return std::clamp(left, kLeastSpark, kSparkWidth);
}

void StatTile::placeSparkline()
{
    const int wide = sparkWidth();
    m_sparkline->setGeometry(width() - wide - 13, height() - 38 - 8, wide, 38);
}

void StatTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBox(painter, rect(), 8,
            underMouse() && receivers(SIGNAL(clicked(bool))) > 0 ? theme().hover : theme().card,
            theme().line2);
    const int titleHeight = scaled(18);
    drawText(painter, {13, 11, width() - 100, titleHeight}, Qt::AlignLeft | Qt::AlignVCenter,
             text(), ui::font(Type::BodyStrong), theme().t2);
    if (m_isLoading) {
        drawBox(painter, QRect(13, height() - 52, 110, 22), 3, theme().skel, {});
        drawBox(painter, QRect(13, height() - 22, 70, 10), 3, theme().skel, {});
        return;
    }
    paintChange(painter);
    const int room = width() - sparkWidth() - 32;
    const QFontMetrics large(ui::font(Type::Figure));
    const bool isWide = large.horizontalAdvance(m_figure.value) > room;
    const int captionHeight = lineHeight(Type::Caption);
    drawText(painter, {13, height() - 9 - captionHeight - 30, room + 8, 30},
             Qt::AlignLeft | Qt::AlignVCenter, m_figure.value,
             ui::font(isWide ? Type::FigureSmall : Type::Figure), theme().t1);
    drawText(painter, {13, height() - 9 - captionHeight, room + 8, captionHeight},
             Qt::AlignLeft | Qt::AlignVCenter, m_figure.compared, ui::font(Type::Caption),
             theme().t3);
}

void StatTile::paintChange(QPainter& painter) const
{
    if (m_figure.change.isEmpty()) return;
    const QColor color = theme().text(m_figure.changeTone);
    const QRect right(width() - 13 - 90, 11, 90, scaled(18));
    drawFigures(painter, right, Qt::AlignRight | Qt::AlignVCenter, m_figure.change,
                ui::font(Type::Label), color);
    const int wide = figuresWidth(ui::font(Type::Label), m_figure.change);
    drawIcon(painter, {right.right() - wide - 15, right.center().y() - 5, 12, 12},
             m_figure.isUp ? QStringLiteral("arrow-u") : QStringLiteral("arrow-d"), color);
}

} // namespace stoa::ui
