#include "ui/lists/tabbed_page.h"

#include "ui/theme/paint.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/tab_strip.h"

#include <QKeyEvent>
#include <QStackedWidget>

namespace stoa::ui {

TabbedPage::TabbedPage(const Names& names, QWidget* parent)
    : ShellPage(parent),
      m_tabs(new TabStrip(names.stem + QStringLiteral("Parts"))),
      m_headers(new QStackedWidget),
      m_parts(new QStackedWidget)
{
    setObjectName(names.stem + QStringLiteral("Page"));
    setAccessibleName(names.title);
    m_tabs->setAccessibleName(names.tabs);
    m_headers->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_headers);
    auto* tabs = makeRow(0);
    tabs->setContentsMargins(8, 0, 16, 0);
    tabs->addWidget(m_tabs, 1);
    column->addLayout(tabs);
    column->addWidget(m_parts, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &TabbedPage::showPart);
}

void TabbedPage::addPart(const QString& tab, ShellPage* part, PageHeader* header,
                         const QString& prefix)
{
    m_prefixes << prefix;
    m_headers->addWidget(header);
    m_parts->addWidget(part);
    connect(part, &ShellPage::placeRequested, this, &ShellPage::placeRequested);
    connect(part, &ShellPage::recordShown, this, &ShellPage::recordShown);
    const QSignalBlocker quiet(m_tabs);
    m_tabs->addTab(tab);
}

void TabbedPage::addPart(const QString& tab, ListPage* part, const QString& prefix)
{
    addPart(tab, part, part->takeHeader(), prefix);
}

ShellPage* TabbedPage::current() const
{
    return static_cast<ShellPage*>(m_parts->currentWidget());
}

void TabbedPage::showPart(int part)
{
    if (part < 0) return;
    if (part != m_tabs->currentIndex()) return m_tabs->setCurrentIndex(part);
    m_headers->setCurrentIndex(part);
    m_parts->setCurrentIndex(part);
    current()->visit({});
}

void TabbedPage::visit(const QString& record)
{
    int part = m_tabs->currentIndex();
    for (int i = 0; i < m_prefixes.size(); ++i) {
        if (!m_prefixes[i].isEmpty() && record.startsWith(m_prefixes[i])) part = i;
    }
    const QSignalBlocker quiet(m_tabs);
    m_tabs->setCurrentIndex(part);
    m_tabs->update();
    m_headers->setCurrentIndex(part);
    m_parts->setCurrentIndex(part);
    current()->visit(record);
}

bool TabbedPage::focusFind()
{
    return current()->focusFind();
}

bool TabbedPage::undo()
{
    return current()->undo();
}

void TabbedPage::refresh()
{
    current()->refresh();
}

void TabbedPage::keyPressEvent(QKeyEvent* event)
{
    const int digit = event->key() - Qt::Key_1;
    if (event->modifiers() == Qt::ControlModifier && digit >= 0 && digit < m_tabs->count())
        m_tabs->setCurrentIndex(digit);
    else
        ShellPage::keyPressEvent(event);
}

void TabbedPage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().page);
}

} // namespace stoa::ui
