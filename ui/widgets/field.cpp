#include "ui/widgets/field.h"

#include "ui/widgets/badges.h"
#include "ui/widgets/card.h"

namespace stoa::ui {

Field::Field(const QString& label, QWidget* control, QWidget* parent)
    : QWidget(parent),
      m_control(control),
      m_mark(new IconMark(QStringLiteral("incident"), &Theme::bad, 14)),
      m_below(makeParagraph({}))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* caption = new Label(label, Type::Label, &Theme::t2);
    caption->setBuddy(control);
    control->setAccessibleName(label);
    column->addWidget(caption);
    column->addWidget(control);
    auto* row = makeRow(5);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addWidget(m_below, 1);
    column->addLayout(row);
    show({}, false);
}

void Field::setHint(const QString& hint)
{
    m_hint = hint;
    if (!m_control->property("invalid").toBool()) show(hint, false);
}

void Field::setProblem(const QString& problem)
{
    m_control->setProperty("invalid", !problem.isEmpty());
    m_control->setAccessibleDescription(problem);
    m_control->update();
    show(problem.isEmpty() ? m_hint : problem, !problem.isEmpty());
}

void Field::show(const QString& text, bool isProblem)
{
    m_mark->setVisible(isProblem);
    m_below->setInk(isProblem ? &Theme::bad : &Theme::t3);
    m_below->setText(text);
    m_below->setVisible(!text.isEmpty());
}

} // namespace stoa::ui
