#include "ui/widgets/banner.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

namespace stoa::ui {

Banner::Banner(const QString& name, QWidget* parent)
    : QWidget(parent),
      m_lead(new Label({}, Type::CardTitle)),
      m_text(new Label({}, Type::Body)),
      m_action(new Button({}, name + QStringLiteral("Action")))
{
    setObjectName(name);
    setFixedHeight(scaled(40));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(40, 0, 12, 1);
    row->setSpacing(8);
    row->addWidget(m_lead);
    row->addWidget(m_text, 1);
    m_action->setSize(Button::Size::Small);
    row->addWidget(m_action);
    connect(m_action, &Button::clicked, this, &Banner::actionTriggered);
    hide();
}

void Banner::showMessage(Tone tone, const QString& icon, const QString& lead, const QString& text,
                         const QString& action)
{
    m_tone = tone;
    m_icon = icon;
    m_lead->setText(lead);
    m_lead->setInk(ink(tone));
    m_lead->setMinimumWidth(std::min(m_lead->sizeHint().width(), 400));
    m_text->setText(text);
    m_text->setInk(ink(tone));
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(lead + QLatin1Char(' ') + text);
    show();
    update();
}

void Banner::showOffline(const QString& text, const QString& action)
{
    showMessage(Tone::Warn, QStringLiteral("cloud-off"), tr("Offline."), text, action);
}

void Banner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().tint(m_tone));
    drawRule(painter, rect().bottomLeft(), rect().bottomRight(), theme().line2);
    if (!m_icon.isEmpty()) {
        drawIcon(painter, {16, (height() - 17) / 2, 16, 16}, m_icon, theme().text(m_tone));
    }
}

Note::Note(Tone tone, const QString& icon, const QString& text, QWidget* parent)
    : QWidget(parent), m_text(makeParagraph(text))
{
    auto* row = new QVBoxLayout(this);
    row->setContentsMargins(34, 8, 10, 8);
    row->addWidget(m_text);
    setMessage(tone, icon, text);
}

void Note::setMessage(Tone tone, const QString& icon, const QString& text)
{
    m_tone = tone;
    m_icon = icon;
    m_text->setText(text);
    m_text->setInk(ink(tone));
    update();
}

void Note::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBox(painter, rect(), 6, m_tone == Tone::Neutral ? theme().sunken : theme().tint(m_tone),
            {});
    if (!m_icon.isEmpty()) drawIcon(painter, {10, 8, 16, 16}, m_icon, theme().text(m_tone));
}

} // namespace stoa::ui
