#include "ui/widgets/label.h"

#include "ui/theme/paint.h"

#include <QHelpEvent>
#include <QTimer>
#include <QToolTip>

namespace stoa::ui {

Label::Label(const QString& text, Type type, Ink ink, QWidget* parent)
    : QLabel(parent), m_type(type), m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    setFont(textFont());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void Label::setInk(Ink ink)
{
    m_ink = ink;
    update();
}

void Label::setType(Type type)
{
    m_type = type;
    setFont(textFont());
    updateGeometry();
}

void Label::setFigures(bool hasFigures)
{
    m_hasFigures = hasFigures;
    updateGeometry();
}

void Label::flash()
{
    m_isFlashing = true;
    update();
    QTimer::singleShot(600, this, [this] {
        m_isFlashing = false;
        update();
    });
}

QSize Label::sizeHint() const
{
    if (wordWrap()) return QLabel::sizeHint();
    const QFont textFont = this->textFont();
    const int width = m_hasFigures ? figuresWidth(textFont, text())
                                   : QFontMetrics(textFont).horizontalAdvance(text()) + 1;
    return {width, lineHeight(m_type)};
}

QSize Label::minimumSizeHint() const
{
    if (wordWrap()) return {24, lineHeight(m_type)};
    return {std::min(sizeHint().width(), 24), lineHeight(m_type)};
}

int Label::heightForWidth(int width) const
{
    if (!wordWrap()) return -1;
    const QFontMetrics metrics(textFont());
    const QRect bounds =
        metrics.boundingRect(QRect(0, 0, width, 10'000), Qt::TextWordWrap | alignment(), text());
    const int lines =
        std::max(1, (bounds.height() + metrics.lineSpacing() / 2) / metrics.lineSpacing());
    return lines * lineHeight(m_type);
}

void Label::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_isFlashing) drawBox(painter, rect(), 4, theme().accentBg, {});
    const QColor color = isEnabled() ? theme().*m_ink : theme().tdis;
    if (m_hasFigures) return drawFigures(painter, rect(), alignment(), text(), textFont(), color);
    if (!wordWrap()) return drawText(painter, rect(), alignment(), text(), textFont(), color);
    painter.setFont(textFont());
    painter.setPen(color);
    painter.drawText(rect(), static_cast<int>(alignment()) | Qt::TextWordWrap, text());
}

bool Label::event(QEvent* event)
{
    const bool isElided = !wordWrap() && sizeHint().width() > width() + 1;
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text().toHtmlEscaped(),
                           this);
        return true;
    }
    return QLabel::event(event);
}

Label* makeParagraph(const QString& text, Type type, Ink ink, QWidget* parent)
{
    auto* label = new Label(text, type, ink, parent);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

} // namespace stoa::ui
