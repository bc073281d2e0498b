#include "ui/widgets/badges.h"

#include "ui/theme/icons.h"

namespace stoa::ui {

namespace {

void fix(QWidget* widget)
{
    widget->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

} // namespace

StatusChip::StatusChip(const StatusWord& word, QWidget* parent, ChipSize size)
    : QWidget(parent), m_size(size)
{
    fix(this);
    setWord(word);
}

void StatusChip::setWord(const StatusWord& word)
{
    m_word = word;
    setAccessibleName(word.text);
    updateGeometry();
    update();
}

void StatusChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawChip(painter, rect(), m_word, m_size);
}

KeyCap::KeyCap(const QString& key, QWidget* parent) : QWidget(parent), m_key(key)
{
    fix(this);
    setAccessibleName(key);
}

void KeyCap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawKeyCap(painter, rect(), m_key);
}

Avatar::Avatar(const QString& fullName, int side, QWidget* parent) : QWidget(parent), m_side(side)
{
    fix(this);
    setFullName(fullName);
}

void Avatar::setFullName(const QString& fullName)
{
    m_fullName = fullName;
    setAccessibleName(fullName);
    update();
}

void Avatar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawAvatar(painter, rect(), m_fullName);
}

Counter::Counter(const QString& count, Tone tone, QWidget* parent)
    : QWidget(parent), m_count(count), m_tone(tone)
{
    fix(this);
}

void Counter::setCount(const QString& count, Tone tone)
{
    m_count = count;
    m_tone = tone;
    setVisible(!count.isEmpty());
    updateGeometry();
    update();
}

void Counter::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawCounter(painter, rect(), m_count, m_tone);
}

IconMark::IconMark(const QString& icon, Ink ink, int side, QWidget* parent)
    : QWidget(parent), m_icon(icon), m_ink(ink), m_side(side)
{
    fix(this);
}

void IconMark::setIcon(const QString& icon, Ink ink)
{
    m_icon = icon;
    m_ink = ink;
    update();
}

void IconMark::paintEvent(QPaintEvent*)
{
    if (m_icon.isEmpty()) return;
    QPainter painter(this);
    drawIcon(painter, rect(), m_icon, isEnabled() ? theme().*m_ink : theme().tdis);
}

Dot::Dot(Tone tone, QWidget* parent) : QWidget(parent), m_tone(tone)
{
    fix(this);
}

void Dot::setTone(Tone tone, bool isHollow)
{
    m_tone = tone;
    m_isHollow = isHollow;
    update();
}

void Dot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor color = theme().fill(m_tone);
    drawBox(painter, rect(), 4, m_isHollow ? QColor() : color, m_isHollow ? color : QColor(), 2);
}

} // namespace stoa::ui
