#include "ui/widgets/label.h"

#include "ui/theme/paint.h"

#include <QHelpEvent>
#include <QTextLayout>
#include <QTimer>
#include <QToolTip>

namespace stoa::ui {

namespace {

// Words that fit nowhere break anywhere, and a text runs the way its own letters do.
QTextOption wrapping(const QString& text, Qt::Alignment alignment)
{
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    return option;
}

int wrappedLines(QString text, const QFont& font, int width, Qt::Alignment alignment)
{
    const QTextOption option = wrapping(text, alignment);
    QTextLayout layout(text.replace(QLatin1Char('\n'), QChar::LineSeparator), font);
    layout.setTextOption(option);
    layout.beginLayout();
    int lines = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1, width));
        ++lines;
    }
    layout.endLayout();
    return std::max(1, lines);
}

} // namespace

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
    return wrappedLines(text(), textFont(), width, alignment()) * lineHeight(m_type);
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
    painter.drawText(QRectF(rect()), text(), wrapping(text(), alignment()));
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
