#include "ui/widgets/key_values.h"

#include "ui/theme/paint.h"
#include "ui/widgets/label.h"

#include <QGridLayout>

namespace stoa::ui {

namespace {

constexpr int kShortKey = 96; // px: so much of a key stays beside a long value, which is elided

class Mark final : public QWidget {
public:
    explicit Mark(Ink ink) : m_ink(ink) { setFixedSize(8, 8); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawBox(painter, rect(), 2, theme().*m_ink, {});
    }

private:
    Ink m_ink;
};

} // namespace

KeyValues::KeyValues(const QString& name, QWidget* parent)
    : QWidget(parent), m_grid(new QGridLayout(this))
{
    setObjectName(name);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setVerticalSpacing(4);
    m_grid->setHorizontalSpacing(6);
    m_grid->setColumnStretch(1, 1);
}

void KeyValues::clear()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_row = 0;
}

void KeyValues::add(const QString& key, const QString& value, Ink valueInk)
{
    put(key, value, valueInk, Style::Plain);
}

void KeyValues::addStrong(const QString& key, const QString& value)
{
    put(key, value, &Theme::t1, Style::Strong);
}

void KeyValues::addMarked(Ink mark, const QString& key, const QString& value)
{
    put(key, value, &Theme::t1, Style::Plain, mark);
}

void KeyValues::addPart(const QString& key, const QString& value)
{
    put(key, value, &Theme::t3, Style::Part);
}

void KeyValues::put(const QString& key, const QString& value, Ink valueInk, Style style, Ink mark)
{
    const bool isStrong = style == Style::Strong;
    const bool isIndented = style == Style::Part || mark != nullptr;
    const Type type = isStrong ? Type::SecondaryBold : Type::Secondary;
    if (mark != nullptr) m_grid->addWidget(new Mark(mark), m_row, 0, Qt::AlignVCenter);
    auto* name = new Label(key, type, isStrong || mark != nullptr ? &Theme::t1 : &Theme::t3);
    name->setMinimumWidth(std::min(name->sizeHint().width(), kShortKey));
    m_grid->addWidget(name, m_row, isIndented ? 1 : 0, 1, isIndented ? 1 : 2);
    auto* figure = new Label(value, type, valueInk);
    figure->setFigures(true);
    figure->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_grid->addWidget(figure, m_row, 2);
    ++m_row;
}

} // namespace stoa::ui
