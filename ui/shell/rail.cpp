#include "ui/shell/rail.h"

#include "ui/shell/rail_item.h"
#include "ui/theme/paint.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace stoa::ui {

namespace {

class RailHeading final : public QWidget {
public:
    RailHeading(const QString& text, QWidget* parent) : QWidget(parent), m_text(text) {}
    void setCollapsed(bool isCollapsed)
    {
        m_isCollapsed = isCollapsed;
        setFixedHeight(isCollapsed ? 13 : scaled(31));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        if (m_isCollapsed) return drawRule(painter, {4, 8}, {width() - 5, 8}, theme().line2);
        drawText(painter, rect().adjusted(8, 0, -8, -4), Qt::AlignLeft | Qt::AlignBottom, m_text,
                 ui::font(Type::CaptionBold), isEnabled() ? theme().t3 : theme().tdis);
    }

private:
    QString m_text;
    bool m_isCollapsed = false;
};

} // namespace

Rail::Rail(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Navigation"));
    m_column->setContentsMargins(8, 8, 9, 6);
    m_column->setSpacing(1);
    setFixedWidth(kWide);
}

RailItem* Rail::addItem(const QString& icon, const QString& title, const QString& name)
{
    auto* item = new RailItem(icon, title, name, this);
    m_column->addWidget(item);
    m_order.push_back(item);
    return item;
}

void Rail::addHeading(const QString& text)
{
    auto* heading = new RailHeading(text, this);
    heading->setCollapsed(m_isCollapsed);
    m_column->addWidget(heading);
    m_headings.push_back(heading);
}

void Rail::setPages(const std::vector<const PageEntry*>& pages)
{
    for (RailItem* item : m_order)
        delete item;
    for (QWidget* heading : m_headings)
        delete heading;
    while (QLayoutItem* left = m_column->takeAt(0))
        delete left;
    m_items.clear();
    m_order.clear();
    m_headings.clear();
    QString group;
    const auto add = [this](const PageEntry& entry) {
        RailItem* item = addItem(entry.icon, entry.title, QStringLiteral("rail_") + entry.id);
        item->setCheckable(true);
        m_items.insert(entry.id, item);
        connect(item, &RailItem::clicked, this, [this, id = entry.id] {
            setCurrent(m_current); // the click has checked it; only the shell decides
            emit pageChosen(id);
        });
    };
    for (const PageEntry* entry : pages) {
        if (entry->isAtFoot) continue;
        if (entry->group != group) addHeading(entry->group);
        group = entry->group;
        add(*entry);
    }
    m_column->addStretch(1);
    for (const PageEntry* entry : pages) {
        if (entry->isAtFoot) add(*entry);
    }
    RailItem* collapse =
        addItem(QStringLiteral("sidebar"), tr("Collapse"), QStringLiteral("railCollapse"));
    connect(collapse, &RailItem::clicked, this, &Rail::collapseToggled);
    setCollapsed(m_isCollapsed);
    setCurrent(m_current);
}

void Rail::setCurrent(const QString& pageId)
{
    m_current = pageId;
    for (auto it = m_items.cbegin(); it != m_items.cend(); ++it)
        it.value()->setChecked(it.key() == pageId);
}

void Rail::setCounter(const QString& pageId, const QString& count, Tone tone)
{
    if (RailItem* item = m_items.value(pageId)) item->setCounter(count, tone);
}

void Rail::setCollapsed(bool isCollapsed)
{
    m_isCollapsed = isCollapsed;
    setFixedWidth(isCollapsed ? kNarrow : scaled(kWide));
    for (RailItem* item : m_order)
        item->setCollapsed(isCollapsed);
    for (QWidget* heading : m_headings)
        static_cast<RailHeading*>(heading)->setCollapsed(isCollapsed);
}

void Rail::setLocked(bool isLocked)
{
    setEnabled(!isLocked);
}

void Rail::focusCurrent()
{
    RailItem* item = m_items.value(m_current);
    if (item == nullptr && !m_order.empty()) item = m_order.front();
    if (item != nullptr) item->setFocus(Qt::ShortcutFocusReason);
}

void Rail::moveFocus(int step)
{
    const auto at = std::find_if(m_order.begin(), m_order.end(),
                                 [](RailItem* item) { return item->hasFocus(); });
    if (at == m_order.end()) return;
    const auto next = at - m_order.begin() + step;
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(m_order.size())) return;
    m_order[static_cast<std::size_t>(next)]->setFocus(Qt::TabFocusReason);
}

void Rail::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down)
        moveFocus(1);
    else if (event->key() == Qt::Key_Up)
        moveFocus(-1);
    else
        QWidget::keyPressEvent(event);
}

void Rail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().chrome);
    drawRule(painter, {width() - 1, 0}, {width() - 1, height() - 1}, theme().line2);
}

} // namespace stoa::ui
