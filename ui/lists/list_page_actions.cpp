// ListPage: its keys, what became of commands, and taking the rows along.

#include "ui/lists/list_page.h"
#include "ui/lists/record_drawer.h"
#include "ui/text/error_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

#include <QKeyEvent>

namespace stoa::ui {

void ListPage::setBusy(bool isBusy)
{
    m_drawer->setBusy(isBusy);
}

void ListPage::takeOutcome(const QString& sentence)
{
    setBusy(false);
    m_toast->showDone(sentence);
    m_drawer->reloadDetails();
    refresh();
}

QString ListPage::errorOf(const Error& error)
{
    return errorText(error);
}

void ListPage::openOrder(const QString& order)
{
    if (!order.isEmpty()) emit placeRequested({QStringLiteral("orders"), order});
}

void ListPage::addExport()
{
    m_exporter = new Exporter(m_context, m_names.stem, this);
    m_header->addAction(m_exporter->button());
    connect(m_exporter, &Exporter::requested, this, &ListPage::startExport);
    connect(m_exporter, &Exporter::ended, this,
            [this](const QString& sentence) { m_toast->showDone(sentence); });
}

void ListPage::startExport()
{
    const auto plan = exportPlan();
    if (plan && m_exporter != nullptr) m_exporter->start(*plan);
}

bool ListPage::handleKey(const QKeyEvent& event)
{
    const int digit = event.key() - Qt::Key_1;
    if (event.modifiers() == Qt::ControlModifier && digit >= 0 && digit < m_tabs->count()) {
        if (digit == m_tabs->currentIndex())
            chooseTab(digit);
        else
            m_tabs->setCurrentIndex(digit);
        return true;
    }
    if (event.modifiers() == Qt::ControlModifier && event.key() == Qt::Key_E) {
        startExport();
        return true;
    }
    if (event.modifiers() != Qt::NoModifier) return false;
    switch (event.key()) {
    case Qt::Key_Slash:
        return focusFind();
    case Qt::Key_Escape:
        if (m_table->hasFocus())
            setDrawerOpen(false);
        else
            m_table->setFocus();
        return true;
    case Qt::Key_O:
        if (m_drawer->order().isEmpty()) return takeLetter(event.key());
        openOrder(m_drawer->order());
        return true;
    default:
        return takeLetter(event.key());
    }
}

void ListPage::keyPressEvent(QKeyEvent* event)
{
    if (!handleKey(*event)) ShellPage::keyPressEvent(event);
}

} // namespace stoa::ui
