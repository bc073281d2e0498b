#include "ui/orders/added_lines.h"

#include "ui/orders/goods_model.h"
#include "ui/text/amounts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/steady_box.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

#include <QKeyEvent>

namespace stoa::ui {

namespace {

constexpr std::int64_t kMostQuantity = 9999;
constexpr int kFoundHeight = 150;

} // namespace

AddedLines::AddedLines(const PageContext& context, OrgId seller, QWidget* parent)
    : QWidget(parent),
      m_goods(new GoodsModel(context, seller, this)),
      m_rows(makeColumn(8)),
      m_search(new SearchField(tr("Add something: title or SKU"), QStringLiteral("editAdd"))),
      m_table(new TableView(QStringLiteral("editGoods"))),
      m_found(new ViewState(m_table, Skeleton::Shape::Rows, QStringLiteral("editFound"))),
      m_why(new Label({}, Type::Secondary, &Theme::warn))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(m_rows);
    column->addWidget(m_search);
    column->addWidget(m_found);
    column->addWidget(m_why);
    m_search->setAccessibleName(tr("Find what to add"));
    m_table->setAccessibleName(tr("What the seller has on sale"));
    m_table->setCompact(true);
    m_table->setKeysetModel(m_goods);
    m_found->setFixedHeight(scaled(kFoundHeight));
    m_found->hide();
    m_why->setObjectName(QStringLiteral("editWhyNot"));
    m_why->hide();
    m_search->installEventFilter(this);
    m_table->installEventFilter(this);
    m_found->follow(m_goods, [] {
        return StateMessage{QStringLiteral("search"), tr("Nothing on sale matches"),
                            tr("Look for a word of the title, or a SKU."), QString()};
    });
    connect(m_search, &SearchField::changed, this, &AddedLines::find);
    connect(m_table, &TableView::opened, this, &AddedLines::choose);
    connect(m_table, &TableView::currentIdChanged, this, [this] { explain({}); });
}

QWidget* AddedLines::first() const
{
    return m_search;
}

QWidget* AddedLines::last() const
{
    return m_table;
}

void AddedLines::setOrder(const api::OrderView& order)
{
    m_inOrder.clear();
    for (const api::OrderLineView& line : order.lines) {
        if (line.quantity > 0) m_inOrder.insert(line.variant); // else an edit took it out
    }
    for (const Chosen& each : std::exchange(m_chosen, {}))
        delete each.row;
    tellTaken();
}

List<api::OrderLineRequest, AddedLines::kMost> AddedLines::lines() const
{
    List<api::OrderLineRequest, kMost> lines;
    for (const Chosen& each : m_chosen)
        lines.push_back({each.variant, each.quantity->value(), each.price});
    return lines;
}

void AddedLines::find(const QString& text)
{
    explain({});
    m_found->setVisible(!text.isEmpty());
    if (!text.isEmpty() && text != m_goods->text()) m_goods->find(text);
}

void AddedLines::goToFound()
{
    if (m_found->isHidden() || m_goods->rowCount() == 0) return;
    m_table->setFocus(Qt::TabFocusReason);
    if (!m_table->currentIndex().isValid()) m_table->setCurrentIndex(m_goods->index(0, 0));
}

void AddedLines::choose(const QString& id)
{
    const GoodOnSale* good = m_goods->goodOf(id);
    if (good == nullptr) return;
    QString why = m_goods->whyNot(*good);
    if (why.isEmpty() && m_chosen.size() == kMost)
        why = tr("%1 is the most that can be added at once.").arg(numberText(kMost));
    if (!why.isEmpty()) return explain(why);
    add(*good);
}

void AddedLines::add(const GoodOnSale& good)
{
    const QString number = QString::number(m_chosen.size());
    auto* row = new QWidget;
    auto* columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->addWidget(new Label(good.title), 1);
    columns->addWidget(new Label(moneyText(good.price), Type::Secondary, &Theme::t3));
    auto* quantity = new NumberBox;
    quantity->setObjectName(QStringLiteral("editAdded") + number);
    quantity->setAccessibleName(tr("How many of %1").arg(good.title));
    quantity->setRange(1, static_cast<int>(std::min(good.available, kMostQuantity)));
    columns->addWidget(quantity);
    auto* drop = new IconButton(QStringLiteral("x"), tr("Don't add %1").arg(good.title),
                                QStringLiteral("editDrop") + number);
    drop->setSmall(true);
    columns->addWidget(drop);
    m_rows->addWidget(row);
    row->show();
    setTabOrder(beforeSearch(), quantity);
    setTabOrder(quantity, drop);
    connect(quantity, &QSpinBox::valueChanged, this, &AddedLines::changed);
    connect(drop, &IconButton::clicked, this, [this, variant = good.variant] { remove(variant); });
    m_chosen.push_back({good.variant, good.price, row, quantity});
    tellTaken();
    m_search->clear();
    quantity->setFocus(Qt::TabFocusReason);
    quantity->selectAll();
    emit changed();
}

QWidget* AddedLines::beforeSearch() const
{
    QWidget* before = m_search->previousInFocusChain();
    while (before != m_search && !(before->focusPolicy() & Qt::TabFocus))
        before = before->previousInFocusChain();
    return before;
}

void AddedLines::remove(VariantId variant)
{
    const auto at = std::ranges::find(m_chosen, variant, &Chosen::variant);
    if (at == m_chosen.end()) return;
    at->row->hide();
    at->row->deleteLater(); // its button is telling us
    m_chosen.erase(at);
    tellTaken();
    m_search->setFocus(Qt::TabFocusReason);
    emit changed();
}

void AddedLines::tellTaken()
{
    auto taken = m_inOrder;
    for (const Chosen& each : m_chosen)
        taken.insert(each.variant);
    m_goods->setTaken(std::move(taken));
}

void AddedLines::explain(const QString& why)
{
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
}

bool AddedLines::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (key.modifiers() & Qt::ControlModifier) return false; // the dialog's
    if (watched == m_table && key.key() == Qt::Key_Escape) {
        m_search->setFocus(Qt::TabFocusReason);
        return true;
    }
    if (watched == m_search && (key.key() == Qt::Key_Down || isEnter) && m_found->isVisible() &&
        m_search->text().trimmed() == m_goods->text()) {
        goToFound();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stoa::ui
