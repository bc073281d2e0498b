#include "ui/shell/setup_list.h"

#include "ui/shell/setup_model.h"
#include "ui/text/amounts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/progress_row.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace stoa::ui {

namespace {

constexpr int kRow = 36;
constexpr int kHead = 55;
constexpr int kLeastRows = 3;

class StepDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {100, scaled(kRow)};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    static void paintMark(QPainter& painter, const QRect& box, SetupStep::State state);
};

void StepDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const auto state = static_cast<SetupStep::State>(index.data(SetupModel::StateRole).toInt());
    drawRule(*painter, option.rect.topLeft(), option.rect.topRight(), theme().line);
    const QRect rect = option.rect.adjusted(14, 0, -14, 0);
    paintMark(*painter, {rect.left(), rect.center().y() - 7, 16, 16}, state);
    const bool isRunning = state == SetupStep::State::Running;
    const bool isFailed = state == SetupStep::State::Failed;
    const QFont titleFont = ui::font(isRunning || isFailed ? Type::CardTitle : Type::Body);
    const QString title = index.data(Qt::DisplayRole).toString();
    const int wide = QFontMetrics(titleFont).horizontalAdvance(title) + 2;
    const QColor ink = state == SetupStep::State::Pending ? theme().t3 : theme().t1;
    drawText(*painter, {rect.left() + 26, rect.top(), wide, rect.height()},
             Qt::AlignLeft | Qt::AlignVCenter, title, titleFont, ink);
    const QFont small = ui::font(Type::Secondary);
    const QString time = index.data(SetupModel::TimeRole).toString();
    const int timeWidth = figuresWidth(small, time) + 2;
    drawFigures(*painter, rect, Qt::AlignRight | Qt::AlignVCenter, isFailed ? QString() : time,
                small, state == SetupStep::State::Done ? theme().t3 : theme().t2);
    const int left = rect.left() + 26 + wide + 8;
    drawText(*painter, {left, rect.top(), rect.right() - timeWidth - left - 8, rect.height()},
             Qt::AlignLeft | Qt::AlignVCenter, index.data(SetupModel::DetailRole).toString(), small,
             isFailed ? theme().bad : theme().t3);
}

void StepDelegate::paintMark(QPainter& painter, const QRect& box, SetupStep::State state)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle = QRectF(box).adjusted(2, 2, -2, -2);
    switch (state) {
    case SetupStep::State::Done:
        drawIcon(painter, box, QStringLiteral("check-circle"), theme().ok);
        break;
    case SetupStep::State::Failed:
        drawIcon(painter, box, QStringLiteral("x-circle"), theme().bad);
        break;
    case SetupStep::State::Running:
        painter.setPen(QPen(theme().line2, 2));
        painter.drawEllipse(circle);
        painter.setPen(QPen(theme().accent, 2, Qt::SolidLine, Qt::FlatCap));
        painter.drawArc(circle, 90 * 16, -120 * 16);
        break;
    case SetupStep::State::Pending: {
        QPen dots(theme().ctl, 1.25);
        dots.setDashPattern({2, 2});
        painter.setPen(dots);
        painter.drawEllipse(circle);
        break;
    }
    }
    painter.restore();
}

} // namespace

SetupList::SetupList(QWidget* parent)
    : QWidget(parent),
      m_title(new Label({}, Type::CardTitle)),
      m_percent(new Label({}, Type::Body, &Theme::t2)),
      m_bar(new ThinBar(nullptr, {0, 6})),
      m_list(new QListView),
      m_retry(new Button(tr("Try again"), QStringLiteral("setupRetry")))
{
    setObjectName(QStringLiteral("setupList"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* head = new QWidget;
    head->setFixedHeight(scaled(kHead));
    auto* inside = new QVBoxLayout(head);
    inside->setContentsMargins(14, 8, 14, 10);
    inside->setSpacing(4);
    auto* row = makeRow(8);
    row->addWidget(m_title, 1);
    m_retry->setSize(Button::Size::Small);
    m_retry->setIconName(QStringLiteral("sync"));
    m_retry->hide();
    row->addWidget(m_retry);
    m_percent->setFigures(true);
    row->addWidget(m_percent);
    inside->addLayout(row);
    m_bar->setFixedHeight(6);
    inside->addWidget(m_bar);
    column->addWidget(head);
    m_list->setObjectName(QStringLiteral("setupSteps"));
    m_list->setAccessibleName(tr("Steps of the preparation"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new StepDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->viewport()->setAutoFillBackground(false);
    column->addWidget(m_list, 1);
    connect(m_retry, &Button::clicked, this, [this] {
        if (const auto step = m_model->failedStep()) m_model->retry(step->id);
    });
}

void SetupList::setModel(SetupModel* model)
{
    m_model = model;
    m_list->setModel(model);
    connect(model, &SetupModel::progressed, this, &SetupList::update);
    connect(model, &SetupModel::modelReset, this, &SetupList::updateGeometry);
    update();
}

void SetupList::setTitle(const QString& title)
{
    m_title->setText(title);
}

QSize SetupList::sizeHint() const
{
    const int rows = m_model == nullptr ? 0 : m_model->rowCount();
    return {400, scaled(kHead) + rows * scaled(kRow) + 2};
}

QSize SetupList::minimumSizeHint() const
{
    return {400, scaled(kHead) + kLeastRows * scaled(kRow) + 2};
}

void SetupList::update()
{
    m_bar->setShare(m_model->share());
    m_percent->setText(shareText(m_model->share()));
    m_retry->setVisible(m_model->failedStep().has_value());
    const auto& steps = m_model->steps();
    const auto at = std::find_if(steps.begin(), steps.end(), [](const SetupStep& step) {
        return step.state != SetupStep::State::Done;
    });
    if (at != steps.end()) {
        m_list->scrollTo(m_model->index(static_cast<int>(at - steps.begin())));
    }
}

void SetupList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBox(painter, rect(), 8, theme().card, theme().line2);
}

} // namespace stoa::ui
