#include "ui/shell/option_card.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

namespace stoa::ui {

namespace {

constexpr int kPad = 15;
constexpr int kFactLine = 18;

} // namespace

OptionCard::OptionCard(const QString& icon, const QString& title, const QString& sentence,
                       const QStringList& facts, const QString& name, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon), m_sentence(sentence), m_facts(facts)
{
    setObjectName(name);
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void OptionCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const QColor fill = isChecked() ? t.sel : underMouse() && isEnabled() ? t.hover : t.card;
    drawBox(painter, rect(), 8, fill, isChecked() ? t.accent : t.line2, isChecked() ? 2 : 1);
    const QRect badge(kPad, kPad, 32, 32);
    drawBox(painter, badge, 7, isChecked() ? t.accent : t.neuBg, {});
    drawIcon(painter, badge.adjusted(8, 8, -8, -8), m_icon, isChecked() ? t.tinv : t.t2);
    drawRadio(painter, {width() - kPad - 15, kPad + 8, 15, 15}, isChecked(), isEnabled());
    const int room = width() - 2 * kPad;
    const QRect title =
        m_isCompact ? QRect(kPad + 42, kPad + 6, room - 42 - 23, 20) : QRect(kPad, 55, room, 20);
    drawText(painter, title, Qt::AlignLeft | Qt::AlignVCenter, text(), ui::font(Type::OptionTitle),
             isEnabled() ? t.t1 : t.tdis);
    painter.setFont(ui::font(Type::Secondary));
    painter.setPen(isEnabled() ? t.t2 : t.tdis);
    const int top = m_isCompact ? 53 : 83;
    const int facts = m_isCompact ? 0 : kFactLine * static_cast<int>(m_facts.size());
    painter.drawText(QRect(kPad, top, room, height() - top - facts - (m_isCompact ? 2 : kPad + 3)),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_sentence);
    if (!m_isCompact) paintFacts(painter);
}

void OptionCard::setCompact(bool isCompact)
{
    m_isCompact = isCompact;
    updateGeometry();
    update();
}

void OptionCard::paintFacts(QPainter& painter) const
{
    const Theme& t = theme();
    const int room = width() - 2 * kPad;
    const int factsTop = height() - kPad - kFactLine * static_cast<int>(m_facts.size());
    for (int i = 0; i < m_facts.size(); ++i) {
        const int y = factsTop + i * kFactLine;
        drawIcon(painter, {kPad, y + 2, 13, 13}, QStringLiteral("check"), t.t2);
        drawText(painter, {kPad + 19, y, room - 19, kFactLine}, Qt::AlignLeft | Qt::AlignVCenter,
                 m_facts[i], ui::font(Type::Secondary), t.t3);
    }
}

} // namespace stoa::ui
