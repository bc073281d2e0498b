#include "ui/widgets/drawer.h"

#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_button.h"

#include <QKeyEvent>
#include <QScrollArea>

namespace stoa::ui {

Drawer::Drawer(const QString& name, QWidget* parent)
    : QWidget(parent),
      m_title(new Label({}, Type::ObjectTitle)),
      m_status(new StatusChip({})),
      m_head(makeColumn(8)),
      m_sections(makeColumn(0))
{
    setObjectName(name);
    setFixedWidth(scaled(kWidth));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    auto* top = makeRow(8);
    top->setContentsMargins(14, 8, 8, 0);
    m_title->setFigures(true);
    top->addWidget(m_title);
    top->addWidget(m_status);
    top->addStretch(1);
    auto* buttons = makeRow(0); // close together: the title needs the room
    top->addLayout(buttons);
    const auto add = [&](const char* icon, const QString& text, const char* id, auto signal) {
        auto* button = new IconButton(QString::fromLatin1(icon), text, QString::fromLatin1(id));
        connect(button, &IconButton::clicked, this, signal);
        buttons->addWidget(button);
        return button;
    };
    add("chev-u", tr("Previous"), "drawerPrevious", &Drawer::previousRequested);
    add("chev-d", tr("Next"), "drawerNext", &Drawer::nextRequested);
    m_fullPage = add("link", tr("Open as a page"), "drawerFullPage", &Drawer::fullPageRequested);
    add("x", tr("Close"), "drawerClose", &Drawer::closed);
    column->addLayout(top);
    m_head->setContentsMargins(14, 6, 14, 12);
    column->addLayout(m_head);
    auto* content = new QWidget;
    content->setLayout(m_sections);
    m_sections->addStretch(1);
    column->addWidget(makeScrollArea(content), 1);
}

void Drawer::setTitle(const QString& title, const StatusWord& status)
{
    m_title->setText(title);
    m_status->setWord(status);
    m_status->setVisible(!status.text.isEmpty());
    setAccessibleName(title);
}

QVBoxLayout* Drawer::addSection(const QString& title, const QString& name, QWidget* headerWidget)
{
    auto* section = new QWidget;
    section->setObjectName(name);
    auto* column = new QVBoxLayout(section);
    column->setContentsMargins(0, 0, 0, 12);
    column->setSpacing(8);
    column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
    auto* inside = makeColumn(6);
    inside->setContentsMargins(14, 0, 14, 0);
    if (!title.isEmpty() || headerWidget != nullptr) {
        auto* row = makeRow(8);
        row->addWidget(new Label(title, Type::CardTitle));
        row->addStretch(1);
        if (headerWidget != nullptr) row->addWidget(headerWidget);
        inside->addLayout(row);
    }
    column->addLayout(inside);
    m_sections->insertWidget(m_sections->count() - 1, section);
    return inside;
}

void Drawer::clearSections()
{
    while (m_sections->count() > 1) {
        QLayoutItem* item = m_sections->takeAt(0);
        delete item->widget();
        delete item;
    }
}

void Drawer::setFullPageAvailable(bool isAvailable)
{
    m_fullPage->setVisible(isAvailable);
}

void Drawer::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().card);
    drawRule(painter, {0, 0}, {0, height() - 1}, theme().line2);
}

void Drawer::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        emit closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace stoa::ui
