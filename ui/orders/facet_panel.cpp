#include "ui/orders/facet_panel.h"

#include "ui/text/amounts.h"
#include "ui/text/words.h"
#include "ui/theme/paint.h"
#include "ui/widgets/card.h"

#include <QKeyEvent>
#include <QScrollArea>

namespace stoa::ui {

namespace {

constexpr int kRowHeight = 24;
constexpr int kMark = 16;
constexpr int kPopupHeight = 540;

} // namespace

FacetRow::FacetRow(const QString& text, const QString& name, bool isRadio, QWidget* parent)
    : QAbstractButton(parent), m_isRadio(isRadio)
{
    setObjectName(name);
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FacetRow::setCount(const QString& count)
{
    m_count = count;
    setAccessibleDescription(count);
    update();
}

QSize FacetRow::sizeHint() const
{
    return {scaled(120), scaled(kRowHeight)};
}

void FacetRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect mark(0, (height() - kMark) / 2, kMark, kMark);
    if (m_isRadio)
        drawRadio(painter, mark, isChecked(), isEnabled());
    else
        drawCheckBox(painter, mark, isChecked() ? Qt::Checked : Qt::Unchecked, isEnabled());
    const QFont small = ui::font(Type::Secondary);
    const int counted = m_count.isEmpty() ? 0 : figuresWidth(small, m_count) + 6;
    const QRect words = rect().adjusted(kMark + 7, 0, -counted, 0);
    drawText(painter, words, Qt::AlignLeft | Qt::AlignVCenter, text(),
             ui::font(isChecked() ? Type::Label : Type::Secondary),
             isChecked() ? theme().t1 : theme().t2);
    drawFigures(painter, rect(), Qt::AlignRight | Qt::AlignVCenter, m_count, small, theme().t3);
}

void FacetRow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down)
        focusNextChild();
    else if (event->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        QAbstractButton::keyPressEvent(event);
}

FacetPanel::FacetPanel(const QString& name, QWidget* parent)
    : QWidget(parent), m_column(makeColumn(0))
{
    setObjectName(name);
    setAccessibleName(tr("Filters"));
    setFixedWidth(scaled(kWidth));
    auto* content = new QWidget;
    content->setLayout(m_column);
    m_column->setContentsMargins(12, 4, 12, 12);
    addGroup(tr("Payment"));
    for (const auto value : {api::PaymentStatus::None, api::PaymentStatus::Authorized,
                             api::PaymentStatus::PartiallyPaid, api::PaymentStatus::Paid,
                             api::PaymentStatus::PartiallyRefunded, api::PaymentStatus::Refunded,
                             api::PaymentStatus::Voided})
        addStatus(&OrdersFilter::payment, value, "payment");
    addGroup(tr("Delivery"));
    for (const auto value : {api::FulfillmentStatus::Unfulfilled, api::FulfillmentStatus::Partial,
                             api::FulfillmentStatus::Fulfilled, api::FulfillmentStatus::Delivered,
                             api::FulfillmentStatus::Canceled})
        addStatus(&OrdersFilter::fulfillment, value, "fulfillment");
    addGroup(tr("Placed"));
    for (const auto since :
         {PlacedSince::Ever, PlacedSince::Today, PlacedSince::Week, PlacedSince::Month}) {
        addRow(sinceText(since), QStringLiteral("since%1").arg(static_cast<int>(since)), true,
               {nullptr,
                {},
                [since](OrdersFilter& filter) { filter.since = since; },
                [since](const OrdersFilter& filter) { return filter.since == since; }});
    }
    m_column->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->addWidget(makeScrollArea(content));
    setFilter({});
}

void FacetPanel::addGroup(const QString& title)
{
    if (m_column->count() > 0) {
        m_column->addSpacing(8);
        m_column->addWidget(makeRule(Qt::Horizontal));
    }
    auto* label = new Label(title, Type::SecondaryBold);
    label->setFixedHeight(scaled(32));
    m_column->addWidget(label);
}

void FacetPanel::addRow(const QString& text, const QString& name, bool isRadio, Row row)
{
    row.widget = new FacetRow(text, name, isRadio);
    m_column->addWidget(row.widget);
    connect(row.widget, &FacetRow::clicked, this, [this, apply = row.apply] {
        OrdersFilter wanted = m_filter;
        apply(wanted);
        setFilter(wanted);
        emit filterWanted(wanted);
    });
    m_rows.push_back(std::move(row));
}

template <class Value>
void FacetPanel::addStatus(std::vector<Value> OrdersFilter::*list, Value value,
                           const std::string& group)
{
    const std::string word = enumText(value);
    const auto isOn = [list, value](const OrdersFilter& filter) {
        return std::find((filter.*list).begin(), (filter.*list).end(), value) !=
               (filter.*list).end();
    };
    addRow(statusWord(word).text, fromUtf8(group + '_' + word), false,
           {nullptr, group + ':' + word,
            [list, value](OrdersFilter& filter) { toggle(filter.*list, value); }, isOn});
}

void FacetPanel::setFilter(const OrdersFilter& filter)
{
    m_filter = filter;
    for (const Row& row : m_rows)
        row.widget->setChecked(row.isOn(filter));
}

void FacetPanel::setCounts(const api::OrderFacets& facets)
{
    std::map<std::string, QString> counts;
    const auto take = [&](const std::vector<api::StatusCount>& list, const std::string& group) {
        for (const api::StatusCount& count : list) {
            const QString number = numberText(count.count);
            counts[group + ':' + count.value] = count.isCapped ? tr("%1+").arg(number) : number;
        }
    };
    take(facets.paymentStatus, "payment");
    take(facets.fulfillmentStatus, "fulfillment");
    for (const Row& row : m_rows) {
        if (row.countKey.empty()) continue;
        const auto found = counts.find(row.countKey);
        row.widget->setCount(found == counts.end() ? numberText(0) : found->second);
    }
}

void FacetPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawRule(painter, {width() - 1, 0}, {width() - 1, height() - 1}, theme().line2);
}

FacetPanel* openFacetPopup(const QWidget* anchor, const OrdersFilter& filter)
{
    auto* popup = new QFrame(anchor->window(), Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setObjectName(QStringLiteral("ordersFiltersPopup"));
    popup->setBackgroundRole(QPalette::Base);
    popup->setAutoFillBackground(true);
    auto* panel = new FacetPanel(QStringLiteral("ordersPopupFacets"));
    panel->setFilter(filter);
    auto* column = new QVBoxLayout(popup);
    column->setContentsMargins(1, 1, 1, 1);
    column->addWidget(panel);
    const int most =
        anchor->window()->height() - anchor->mapTo(anchor->window(), QPoint()).y() - 60;
    popup->resize(panel->width() + 2, std::min(scaled(kPopupHeight), most));
    popup->move(anchor->mapToGlobal(QPoint(0, anchor->height() + 4)));
    popup->show();
    panel->setFocus();
    return panel;
}

} // namespace stoa::ui
