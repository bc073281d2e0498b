#include "ui/widgets/card.h"

#include "ui/theme/paint.h"

#include <QScrollArea>

namespace stoa::ui {

namespace {

constexpr int kHeader = 38;

class Rule final : public QWidget {
public:
    Rule(Qt::Orientation orientation, QWidget* parent, Ink ink) : QWidget(parent), m_ink(ink)
    {
        if (orientation == Qt::Horizontal)
            setFixedHeight(1);
        else
            setFixedWidth(1);
    }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), theme().*m_ink); }

private:
    Ink m_ink;
};

class FittingScrollArea final : public QScrollArea {
public:
    using QScrollArea::QScrollArea;
    // A widget's hints leave out the least size that it was given.
    QSize sizeHint() const override
    {
        return widget()->sizeHint().expandedTo(widget()->minimumSize());
    }
    QSize minimumSizeHint() const override
    {
        return {std::max(widget()->minimumSizeHint().width(), widget()->minimumWidth()), 0};
    }
    bool hasHeightForWidth() const override { return widget()->hasHeightForWidth(); }
    // Below its least height a scroll area scrolls, even where wrapped text needs less.
    int heightForWidth(int width) const override
    {
        return std::max(widget()->heightForWidth(width), widget()->minimumSizeHint().height());
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest) updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }
};

QScrollArea* dressed(QScrollArea* area, QWidget* content)
{
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace

Card::Card(const QString& title, const QString& name, QWidget* parent) : QFrame(parent)
{
    setObjectName(name);
    setAccessibleName(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    if (!title.isEmpty()) {
        auto* head = new QWidget(this);
        head->setFixedHeight(scaled(kHeader) - 1);
        m_header = new QHBoxLayout(head);
        m_header->setContentsMargins(11, 0, 11, 0);
        m_header->setSpacing(8);
        auto* heading = new Label(title, Type::CardTitle);
        heading->setMinimumWidth(heading->sizeHint().width());
        m_header->addWidget(heading);
        m_note = new Label({}, Type::Secondary, &Theme::t3);
        m_header->addWidget(m_note, 1);
        column->addWidget(head);
    }
    m_body = new QVBoxLayout;
    m_body->setSpacing(8);
    setBodyMargins(12, title.isEmpty() ? 12 : 0, 12, 12);
    column->addLayout(m_body, 1);
}

void Card::setBodyMargins(int left, int top, int right, int bottom)
{
    const auto inner = [](int margin) { return std::max(0, margin - 1); };
    m_body->setContentsMargins(inner(left), top, inner(right), inner(bottom));
}

void Card::setNote(const QString& note)
{
    if (m_note != nullptr) m_note->setText(note);
}

void Card::setHeaderRule(bool isVisible)
{
    m_hasRule = isVisible;
    update();
}

void Card::addHeaderWidget(QWidget* widget)
{
    Q_ASSERT(m_header != nullptr);
    m_header->addWidget(widget);
}

void Card::setSunken(bool isSunken)
{
    m_isSunken = isSunken;
    update();
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBox(painter, rect(), 8, m_isSunken ? theme().sunken : theme().card, theme().line2);
    const int y = scaled(kHeader) - 1;
    if (m_hasRule) drawRule(painter, {1, y}, {width() - 2, y}, theme().line);
}

QWidget* makeRule(Qt::Orientation orientation, QWidget* parent, Ink ink)
{
    return new Rule(orientation, parent, ink);
}

QScrollArea* makeScrollArea(QWidget* content, QWidget* parent)
{
    return dressed(new QScrollArea(parent), content);
}

QScrollArea* makeFittingScrollArea(QWidget* content, QWidget* parent)
{
    return dressed(new FittingScrollArea(parent), content);
}

QHBoxLayout* makeRow(int spacing)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing);
    return row;
}

QVBoxLayout* makeColumn(int spacing)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

} // namespace stoa::ui
