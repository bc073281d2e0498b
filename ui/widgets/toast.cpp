#include "ui/widgets/toast.h"

#include "ui/theme/paint.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>

namespace stoa::ui {

Toast::Toast(QWidget* host)
    : QWidget(host),
      m_text(new Label({}, Type::Body, &Theme::toastText)),
      m_action(new Button({}, QStringLiteral("toastAction"), Button::Kind::OnToast))
{
    setObjectName(QStringLiteral("toast"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 8, 0);
    row->setSpacing(12);
    row->addWidget(m_text);
    m_action->setSize(Button::Size::Small);
    row->addWidget(m_action);
    setFixedHeight(scaled(40));
    m_timer.setSingleShot(true);
    m_timer.setInterval(kShownMs);
    connect(&m_timer, &QTimer::timeout, this, &Toast::end);
    connect(m_action, &Button::clicked, this, [this] {
        if (m_isUndo) return undo();
        const auto run = std::exchange(m_run, {});
        end();
        if (run) run();
    });
    host->installEventFilter(this);
    hide();
}

void Toast::showDone(const QString& text, std::function<void()> undo, std::function<void()> expired)
{
    end();
    m_isUndo = undo != nullptr;
    m_run = std::move(undo);
    m_expired = std::move(expired);
    begin(text, m_isUndo ? tr("Undo") : QString(), m_isUndo ? QStringLiteral("Z") : QString());
}

void Toast::showAction(const QString& text, const QString& action, std::function<void()> run)
{
    end();
    m_isUndo = false;
    m_run = std::move(run);
    begin(text, action, {});
}

bool Toast::canUndo() const
{
    return m_isUndo && m_run != nullptr;
}

void Toast::undo()
{
    if (!canUndo()) return;
    const auto run = std::exchange(m_run, {});
    m_expired = {};
    end();
    run();
}

void Toast::dismiss()
{
    end();
}

void Toast::begin(const QString& text, const QString& action, const QString& key)
{
    m_text->setText(text);
    m_action->setText(action);
    m_action->setKeyHint(key);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(text);
    show(); // lays out its parents first, which may resize the host
    place();
    raise();
    m_timer.start();
}

void Toast::end()
{
    m_timer.stop();
    hide();
    m_run = {};
    if (const auto expired = std::exchange(m_expired, {})) expired();
}

void Toast::place()
{
    const QWidget* host = parentWidget();
    const int wide = std::min(layout()->sizeHint().width(), host->width() - 32);
    setGeometry((host->width() - wide) / 2, host->height() - height() - 16, wide, height());
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible()) place();
    return QWidget::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBox(painter, rect(), 8, theme().toast, theme().toastLine);
}

} // namespace stoa::ui
