#include "ui/analytics/attention_list.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QKeyEvent>
#include <QStyledItemDelegate>

namespace stoa::ui {

namespace {

constexpr int kRowHeight = 56;
constexpr int kMark = 24;
constexpr int kMargin = 12;

class AttentionDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {200, scaled(kRowHeight)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const auto& words = static_cast<const AttentionModel*>(index.model())->entry(index.row());
        const QRect all = option.rect;
        const bool isCurrent = (option.state & QStyle::State_Selected) != 0;
        const bool isHover = (option.state & QStyle::State_MouseOver) != 0;
        painter->fillRect(all, isCurrent ? theme().sel : isHover ? theme().hover : theme().card);
        drawRule(*painter, all.topLeft(), all.topRight(), theme().line);
        if (isCurrent)
            painter->fillRect(QRect(all.topLeft(), QSize(3, all.height())), theme().accent);
        const QRect mark(all.left() + kMargin, all.center().y() - kMark / 2, kMark, kMark);
        drawBox(*painter, mark, 6, theme().tint(words.tone), {});
        drawIcon(*painter, mark.adjusted(5, 5, -5, -5), words.icon, theme().text(words.tone));
        const int action = QFontMetrics(ui::font(Type::Secondary)).horizontalAdvance(words.action);
        const QRect lines = all.adjusted(kMargin + kMark + 10, 9, -kMargin - action - 10, -9);
        const int half = lines.height() / 2;
        drawText(*painter, {lines.left(), lines.top(), lines.width(), half},
                 Qt::AlignLeft | Qt::AlignVCenter, words.title, ui::font(Type::BodyStrong),
                 theme().t1);
        drawText(*painter, {lines.left(), lines.top() + half, lines.width(), half},
                 Qt::AlignLeft | Qt::AlignVCenter, words.detail, ui::font(Type::Secondary),
                 theme().t3);
        drawText(*painter, all.adjusted(0, 0, -kMargin, 0), Qt::AlignRight | Qt::AlignVCenter,
                 words.action, ui::font(Type::Secondary), theme().accentT);
    }
};

} // namespace

void AttentionModel::setEntries(std::vector<AttentionWords> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int AttentionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant AttentionModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) return {};
    const AttentionWords& words = entry(index.row());
    if (role == Qt::DisplayRole) return words.title;
    if (role == Qt::AccessibleTextRole) return QString(words.title + ". " + words.detail);
    return {};
}

AttentionList::AttentionList(QWidget* parent) : QListView(parent), m_model(new AttentionModel(this))
{
    setObjectName(QStringLiteral("attentionList"));
    setAccessibleName(tr("Needs attention"));
    setFrameShape(NoFrame);
    setModel(m_model);
    setItemDelegate(new AttentionDelegate(this));
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    viewport()->setAutoFillBackground(false);
    connect(this, &QListView::doubleClicked, this, &AttentionList::openCurrent);
    connect(this, &QListView::clicked, this, [this](const QModelIndex& index) {
        const int action = QFontMetrics(ui::font(Type::Secondary))
                               .horizontalAdvance(m_model->entry(index.row()).action);
        const int x = viewport()->mapFromGlobal(QCursor::pos()).x();
        if (x > viewport()->width() - action - 2 * kMargin) openCurrent();
    });
}

void AttentionList::setEntries(std::vector<AttentionWords> entries)
{
    const int row = std::max(0, currentIndex().row());
    m_model->setEntries(std::move(entries));
    if (m_model->rowCount() > 0) {
        setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1)));
    }
}

void AttentionList::move(int step)
{
    const int row = std::clamp(currentIndex().row() + step, 0, m_model->rowCount() - 1);
    if (m_model->rowCount() > 0) setCurrentIndex(m_model->index(row));
}

void AttentionList::openCurrent()
{
    if (!currentIndex().isValid()) return;
    const Place& place = m_model->entry(currentIndex().row()).place;
    if (!place.page.isEmpty()) emit opened(place);
}

void AttentionList::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isLetter = !event->text().isEmpty() && event->text()[0].isLetterOrNumber();
    if (isEnter)
        openCurrent();
    else if (isLetter)
        event->ignore(); // letters and digits are the page's
    else
        QListView::keyPressEvent(event);
}

} // namespace stoa::ui
