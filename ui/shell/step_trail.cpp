#include "ui/shell/step_trail.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

namespace stoa::ui {

namespace {

constexpr int kMark = 22;
constexpr int kStep = 58;

} // namespace

StepTrail::StepTrail(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("stepTrail"));
}

void StepTrail::setSteps(std::vector<TrailStep> steps, int current)
{
    m_steps = std::move(steps);
    m_current = current;
    const auto at = static_cast<std::size_t>(current);
    if (at < m_steps.size()) {
        setAccessibleName(
            tr("Step %1 of %2: %3").arg(current + 1).arg(m_steps.size()).arg(m_steps[at].title));
    }
    updateGeometry();
    update();
}

void StepTrail::setHorizontal(bool isHorizontal)
{
    m_isHorizontal = isHorizontal;
    updateGeometry();
    update();
}

QSize StepTrail::sizeHint() const
{
    if (m_isHorizontal) return {480, scaled(kMark) + 2};
    return {200, scaled(kStep) * static_cast<int>(m_steps.size())};
}

void StepTrail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int count = static_cast<int>(m_steps.size());
    for (int i = 0; i < count; ++i) {
        if (m_isHorizontal) {
            const int wide = width() / std::max(1, count);
            paintStep(painter, {i * wide, 0, wide - 8, height()}, i);
            continue;
        }
        const int y = i * scaled(kStep);
        paintStep(painter, {0, y, width(), scaled(kStep)}, i);
        if (i + 1 < count)
            drawRule(painter, {11, y + kMark + 3}, {11, y + scaled(kStep) - 4}, theme().line3);
    }
}

void StepTrail::paintMark(QPainter& painter, const QRect& circle, int index) const
{
    const Theme& t = theme();
    if (index < m_current) {
        drawBox(painter, circle, kMark / 2.0, t.okBg, {});
        return drawIcon(painter, circle.adjusted(4, 4, -4, -4), QStringLiteral("check"), t.ok);
    }
    const bool isCurrent = index == m_current;
    drawBox(painter, circle, kMark / 2.0, isCurrent ? t.accent : QColor(),
            isCurrent ? t.accent : t.line3);
    drawText(painter, circle, Qt::AlignCenter, QString::number(index + 1),
             ui::font(Type::CaptionBold), isCurrent ? t.tinv : t.t3);
}

void StepTrail::paintStep(QPainter& painter, const QRect& rect, int index) const
{
    const TrailStep& step = m_steps[static_cast<std::size_t>(index)];
    paintMark(painter, {rect.left(), rect.top(), kMark, kMark}, index);
    const bool isCurrent = index == m_current;
    const Type type = isCurrent           ? Type::CardTitle
                      : index < m_current ? Type::BodyStrong
                                          : Type::Body;
    const QRect words(rect.left() + 34, rect.top(), rect.width() - 34, kMark);
    drawText(painter, words, Qt::AlignLeft | Qt::AlignVCenter, step.title, ui::font(type),
             index <= m_current ? theme().t1 : theme().t3);
    if (m_isHorizontal) return;
    drawFigures(painter, words.translated(0, kMark - 3), Qt::AlignLeft | Qt::AlignVCenter,
                step.detail, ui::font(Type::Secondary), theme().t3);
}

} // namespace stoa::ui
