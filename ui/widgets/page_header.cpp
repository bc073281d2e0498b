#include "ui/widgets/page_header.h"

#include "ui/widgets/badges.h"

namespace stoa::ui {

PageHeader::PageHeader(const QString& title, const QString& name, QWidget* parent)
    : QWidget(parent),
      m_title(new Label(title, Type::PageTitle)),
      m_staleMark(new IconMark(QStringLiteral("clock"), &Theme::t3, 14)),
      m_facts(new Label({}, Type::Body, &Theme::t3)),
      m_row(new QHBoxLayout(this))
{
    setObjectName(name);
    setFixedHeight(scaled(52));
    m_row->setContentsMargins(16, 0, 16, 0);
    m_row->setSpacing(8);
    m_title->setMinimumWidth(m_title->sizeHint().width());
    m_row->addWidget(m_title);
    m_row->addSpacing(4);
    m_staleMark->hide();
    m_row->addWidget(m_staleMark);
    m_facts->setFigures(true);
    m_row->addWidget(m_facts, 1);
}

void PageHeader::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setMinimumWidth(m_title->sizeHint().width());
}

void PageHeader::setFacts(const QString& facts)
{
    m_factsText = facts;
    if (!m_staleMark->isVisibleTo(this)) m_facts->setText(facts);
}

void PageHeader::setStale(const QString& text, bool isLate)
{
    const Ink ink = isLate ? &Theme::warn : &Theme::t3;
    m_staleMark->setVisible(!text.isEmpty());
    m_staleMark->setIcon(QStringLiteral("clock"), ink);
    m_facts->setInk(ink);
    m_facts->setText(text.isEmpty() ? m_factsText : text);
}

void PageHeader::addAction(QWidget* widget)
{
    m_row->addWidget(widget);
}

} // namespace stoa::ui
