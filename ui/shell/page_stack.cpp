#include "ui/shell/page_stack.h"

#include "ui/theme/paint.h"
#include "ui/widgets/view_state.h"

namespace stoa::ui {

PageStack::PageStack(const PageRegistry& registry, QWidget* parent)
    : QStackedWidget(parent),
      m_registry(registry),
      m_locked(new ViewState(new QWidget, Skeleton::Shape::Rows, QStringLiteral("lockedPage")))
{
    setObjectName(QStringLiteral("pages"));
    addWidget(m_locked);
}

void PageStack::show(const Place& place, bool isAllowed)
{
    const PageEntry* entry = m_registry.find(place.page);
    QWidget* target = m_locked;
    if (entry == nullptr) {
        m_locked->showEmpty({QStringLiteral("search"),
                             tr("This page does not exist"),
                             tr("The link may come from a newer version."),
                             {}});
    } else if (!isAllowed) {
        m_locked->showNoPermission(tr("%1: ask an administrator for access.").arg(entry->title));
    } else {
        ShellPage*& page = m_pages[place.page];
        if (page == nullptr) {
            page = entry->make();
            page->setAccessibleName(entry->title);
            addWidget(page);
            emit pageBuilt(page);
        }
        page->visit(place.record);
        target = page;
    }
    m_before = target;
    if (m_cover == nullptr) setCurrentWidget(target);
}

ShellPage* PageStack::currentPage() const
{
    return qobject_cast<ShellPage*>(currentWidget());
}

ShellPage* PageStack::pageFor(const QString& pageId) const
{
    return m_pages.value(pageId);
}

void PageStack::cover(QWidget* widget)
{
    if (m_cover == nullptr)
        m_before = currentWidget();
    else
        m_cover->deleteLater();
    m_cover = widget;
    addWidget(widget);
    setCurrentWidget(widget);
}

void PageStack::uncover()
{
    if (m_cover == nullptr) return;
    removeWidget(m_cover);
    m_cover->deleteLater();
    m_cover = nullptr;
    if (m_before != nullptr) setCurrentWidget(m_before);
}

void PageStack::clear()
{
    m_before = m_locked;
    if (m_cover == nullptr) setCurrentWidget(m_locked);
    qDeleteAll(m_pages);
    m_pages.clear();
}

void PageStack::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().page);
}

} // namespace stoa::ui
