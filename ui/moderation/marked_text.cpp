#include "ui/moderation/marked_text.h"

#include "ui/theme/paint.h"

#include <QHelpEvent>
#include <QTextLayout>
#include <QToolTip>

namespace stoa::ui {

namespace {

constexpr int kLine = 2;
constexpr int kLeastWidth = 120;

QTextOption wrapping()
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

} // namespace

MarkedText::MarkedText(Type type, const QString& name, QWidget* parent)
    : QWidget(parent), m_type(type)
{
    setObjectName(name);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void MarkedText::setText(const QString& text, std::vector<TextMark> marks)
{
    m_text = text;
    // QTextLayout breaks lines only at its own separator.
    m_text.replace(QLatin1Char('\n'), QChar::LineSeparator);
    m_marks = std::move(marks);
    QStringList rules;
    for (const TextMark& mark : m_marks)
        rules << mark.rule + QStringLiteral(": ") + text.mid(mark.start, mark.length);
    setAccessibleName(text);
    setAccessibleDescription(rules.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int MarkedText::rowHeight() const
{
    return lineHeight(m_type) + kLine;
}

int MarkedText::lay(QTextLayout& layout, int width) const
{
    layout.setTextOption(wrapping());
    layout.beginLayout();
    int y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y + (rowHeight() - line.height()) / 2});
        y += rowHeight();
    }
    layout.endLayout();
    return y;
}

int MarkedText::heightForWidth(int width) const
{
    QTextLayout layout(m_text, ui::font(m_type));
    return std::max(rowHeight(), lay(layout, width));
}

QSize MarkedText::sizeHint() const
{
    const int wide = std::max(width(), scaled(kLeastWidth));
    return {wide, heightForWidth(wide)};
}

QSize MarkedText::minimumSizeHint() const
{
    return {scaled(kLeastWidth), rowHeight()};
}

void MarkedText::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QTextLayout layout(m_text, ui::font(m_type));
    lay(layout, width());
    for (const TextMark& mark : m_marks) {
        for (int i = 0; i < layout.lineCount(); ++i) {
            const QTextLine line = layout.lineAt(i);
            const int from = std::max<int>(line.textStart(), static_cast<int>(mark.start));
            const int to = std::min<int>(line.textStart() + line.textLength(),
                                         static_cast<int>(mark.start + mark.length));
            if (from >= to) continue;
            const double left = line.cursorToX(from);
            const double wide = line.cursorToX(to) - left;
            const double top = i * rowHeight();
            painter.fillRect(QRectF(left, top + 1, wide, rowHeight() - 1), theme().tint(mark.tone));
            painter.fillRect(QRectF(left, top + rowHeight() - kLine, wide, kLine),
                             theme().fill(mark.tone));
        }
    }
    painter.setPen(theme().t1);
    layout.draw(&painter, {0, 0});
}

const TextMark* MarkedText::markAt(QPoint at) const
{
    QTextLayout layout(m_text, ui::font(m_type));
    lay(layout, width());
    const int row = at.y() / rowHeight();
    if (row < 0 || row >= layout.lineCount()) return nullptr;
    const int place = layout.lineAt(row).xToCursor(at.x(), QTextLine::CursorOnCharacter);
    const auto mark = std::find_if(m_marks.begin(), m_marks.end(), [place](const TextMark& each) {
        return place >= each.start && place < each.start + each.length;
    });
    return mark == m_marks.end() ? nullptr : &*mark;
}

bool MarkedText::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const TextMark* mark = markAt(help->pos()))
        QToolTip::showText(help->globalPos(), mark->rule, this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace stoa::ui
