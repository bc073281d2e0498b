#include "ui/moderation/case_delegate.h"

#include "ui/moderation/cases_model.h"
#include "ui/moderation/moderation_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/picture.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/table_view.h"

namespace stoa::ui {

namespace {

constexpr int kThumb = 40;
constexpr int kThumbIcon = 16;
constexpr int kMargin = 12;
constexpr int kGap = 10;
constexpr int kFace = 20;
constexpr int kMostHolder = 110;

} // namespace

CaseDelegate::CaseDelegate(const PageContext& context, QObject* parent)
    : QStyledItemDelegate(parent), m_context(context)
{}

bool CaseDelegate::isHeldByOther(const api::CaseRow& row) const
{
    return row.status == api::CaseStatus::Open && row.claimedBy && *row.claimedBy != m_ownName &&
           row.claimedUntil && *row.claimedUntil > m_context.clock().now;
}

void CaseDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const auto* table = qobject_cast<const TableView*>(option.widget);
    const auto* queue = qobject_cast<const CasesQueue*>(index.model());
    if (queue == nullptr) return;
    const api::CaseRow& row = queue->caseAt(index.row());
    drawTableRow(*painter, option, index, table);

    const int line = lineHeight(Type::Body) + 2;
    const QRect inside = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    const int top = inside.center().y() - line + 1;
    const QRect first(inside.left(), top, inside.width(), line);
    const QRect second = first.translated(0, line);
    const bool isHeld = isHeldByOther(row);

    const QRect thumb(inside.left(), inside.center().y() - kThumb / 2, kThumb, kThumb);
    const QImage picture =
        m_context.pictures != nullptr
            ? m_context.pictures->picture(fromUtf8(row.imageUrl), PictureSize::Thumb)
            : QImage();
    drawPicture(*painter, thumb, picture, kThumbIcon);

    const int age = paintAge(*painter, first, row);
    const int mark = isHeld ? paintHolder(*painter, second, fromUtf8(*row.claimedBy))
                            : paintSignal(*painter, second, row);
    const int left = thumb.right() + 1 + kGap;
    const auto words = [&](const QRect& of, int taken) {
        return QRect(left, of.top(), of.right() - left - taken - 8, of.height());
    };
    drawText(*painter, words(first, age), Qt::AlignLeft | Qt::AlignVCenter, fromUtf8(row.title),
             ui::font(Type::BodyStrong), isHeld ? theme().t2 : theme().t1);
    drawText(*painter, words(second, mark), Qt::AlignLeft | Qt::AlignVCenter,
             fromUtf8(row.sellerName), ui::font(Type::Secondary), theme().t3);
}

int CaseDelegate::paintAge(QPainter& painter, const QRect& line, const api::CaseRow& row) const
{
    AgeWord age = ageWord(row.openedAt, m_context.clock().now);
    if (row.status != api::CaseStatus::Open) {
        age = {momentText(row.openedAt, m_context.clock()), Tone::Neutral};
    }
    const bool isPressing = age.tone == Tone::Bad;
    const QFont font = ui::font(isPressing ? Type::SecondaryBold : Type::Secondary);
    drawFigures(painter, line, Qt::AlignRight | Qt::AlignVCenter, age.text, font,
                age.tone == Tone::Neutral ? theme().t2 : theme().text(age.tone));
    return figuresWidth(font, age.text);
}

int CaseDelegate::paintSignal(QPainter& painter, const QRect& line, const api::CaseRow& row) const
{
    const StatusWord word = signalWord(row);
    if (word.text.isEmpty()) return 0;
    const QSize size = chipSize(word, ChipSize::Dense);
    drawChip(painter,
             {line.right() + 1 - size.width(), line.center().y() - size.height() / 2 + 1,
              size.width(), size.height()},
             word, ChipSize::Dense);
    return size.width();
}

int CaseDelegate::paintHolder(QPainter& painter, const QRect& line, const QString& name) const
{
    const QRect face(line.right() + 1 - kFace, line.center().y() - kFace / 2 + 1, kFace, kFace);
    drawAvatar(painter, face, name);
    const QFont font = ui::font(Type::Secondary);
    const QString first = name.section(QLatin1Char(' '), 0, 0);
    const int wide = std::min(scaled(kMostHolder), QFontMetrics(font).horizontalAdvance(first) + 1);
    const QRect words(face.left() - 6 - wide, line.top(), wide, line.height());
    drawText(painter, words, Qt::AlignLeft | Qt::AlignVCenter, first, font, theme().t2);
    const QRect lock(words.left() - 19, line.center().y() - 6, 14, 14);
    drawIcon(painter, lock, QStringLiteral("lock"), theme().t2);
    return line.right() - lock.left();
}

QSize CaseDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {scaled(240), scaled(kRowHeight)};
}

} // namespace stoa::ui
