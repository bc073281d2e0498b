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
    drawText(painter, {kPad, 55, room, 20}, Qt::AlignLeft | Qt::AlignVCenter, text(),
             ui::font(Type::OptionTitle), isEnabled() ? t.t1 : t.tdis);
    painter.setFont(ui::font(Type::Secondary));
    painter.setPen(isEnabled() ? t.t2 : t.tdis);
    const int factsTop = height() - kPad - kFactLine * static_cast<int>(m_facts.size());
    painter.drawText(QRect(kPad, 83, room, factsTop - 86),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_sentence);
    for (int i = 0; i < m_facts.size(); ++i) {
        const int y = factsTop + i * kFactLine;
        drawIcon(painter, {kPad, y + 2, 13, 13}, QStringLiteral("check"), t.t2);
        drawText(painter, {kPad + 19, y, room - 19, kFactLine}, Qt::AlignLeft | Qt::AlignVCenter,
                 m_facts[i], ui::font(Type::Secondary), t.t3);
    }
}

} // namespace stoa::ui
