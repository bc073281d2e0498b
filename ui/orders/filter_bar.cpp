#include "ui/orders/filter_bar.h"

#include "ui/theme/paint.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/search_field.h"

namespace stoa::ui {

namespace {

constexpr int kHeight = 40;
constexpr int kSearchWidth = 210;

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent),
      m_search(new SearchField(tr("Number, name or email"), QStringLiteral("ordersSearch"))),
      m_chips(makeRow(6)),
      m_filters(new Button(tr("Filters"), QStringLiteral("ordersFilters"), Button::Kind::Link)),
      m_clear(new Button(tr("Clear"), QStringLiteral("ordersClear"), Button::Kind::Link))
{
    setObjectName(QStringLiteral("ordersFilterBar"));
    setFixedHeight(scaled(kHeight));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 1);
    row->setSpacing(8);
    m_search->setFixedWidth(scaled(kSearchWidth));
    m_search->setProperty("compact", true);
    m_search->setAccessibleName(tr("Search orders"));
    row->addWidget(m_search);
    row->addLayout(m_chips);
    m_filters->setIconName(QStringLiteral("filter"));
    m_filters->setSize(Button::Size::Small);
    m_filters->hide();
    row->addWidget(m_filters);
    row->addStretch(1);
    m_clear->setSize(Button::Size::Small);
    row->addWidget(m_clear);
    connect(m_search, &SearchField::changed, this, [this](const QString& text) {
        if (text == m_filter.text) return;
        OrdersFilter wanted = m_filter;
        wanted.text = text;
        emit filterWanted(wanted);
    });
    connect(m_filters, &Button::clicked, this, &FilterBar::filtersRequested);
    connect(m_clear, &Button::clicked, this, [this] { emit filterWanted({}); });
    rebuildChips();
}

void FilterBar::setFilter(const OrdersFilter& filter)
{
    m_filter = filter;
    if (m_search->text().trimmed() != filter.text) m_search->setText(filter.text);
    rebuildChips();
}

void FilterBar::setFiltersButtonVisible(bool isVisible)
{
    m_filters->setVisible(isVisible);
}

void FilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QWidget* FilterBar::filtersButton() const
{
    return m_filters;
}

void FilterBar::rebuildChips()
{
    while (QLayoutItem* item = m_chips->takeAt(0)) {
        if (QWidget* chip = item->widget()) {
            chip->hide();
            chip->deleteLater(); // the chip may be the one that has just been pressed
        }
        delete item;
    }
    for (const FilterWord& word : filterWords(m_filter)) {
        auto* chip = new FilterChip(word.label, word.value,
                                    QStringLiteral("chip%1").arg(static_cast<int>(word.part)));
        connect(chip, &FilterChip::removed, this,
                [this, part = word.part] { emit filterWanted(withoutPart(m_filter, part)); });
        connect(chip, &FilterChip::clicked, this, &FilterBar::filtersRequested);
        m_chips->addWidget(chip);
    }
    m_clear->setVisible(!m_filter.isEmpty());
}

void FilterBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawRule(painter, {0, height() - 1}, {width(), height() - 1}, theme().line2);
}

} // namespace stoa::ui
