#include "ui/widgets/search_field.h"

#include "ui/theme/icons.h"

#include <QKeyEvent>

namespace stoa::ui {

SearchField::SearchField(const QString& placeholder, const QString& name, QWidget* parent)
    : QLineEdit(parent)
{
    setObjectName(name);
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setMaxLength(kMaxLength);
    addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &SearchField::announce);
    connect(this, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty())
            announce();
        else
            m_delay.start();
    });
    connect(this, &QLineEdit::returnPressed, this, &SearchField::announce);
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return event->accept();
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::announce()
{
    m_delay.stop();
    const QString now = text().trimmed();
    if (now == m_announced) return;
    m_announced = now;
    emit changed(now);
}

} // namespace stoa::ui
