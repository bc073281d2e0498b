#pragma once
// The page of orders over a fake node with one order that was placed and nothing of it sent, for
// tests of what can be done to it from there.

#include "api/cancellations.h"
#include "gui/accessible.h"
#include "gui/demo_orders.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/orders/order_drawer.h"
#include "ui/orders/orders_page.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table_view.h"

#include <QPushButton>
#include <QTest>

namespace stoa::test {

class OrderDialogFixture : public QObject {
    Q_OBJECT

protected:
    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::OrdersPage> m_page;
    api::OrderView m_order;

    template <class T>
    T* find(const char* name) const
    {
        return m_page->window()->findChild<T*>(QString::fromLatin1(name));
    }
    QPushButton* button(const char* name) const { return find<QPushButton>(name); }
    bool says(const QString& text) const
    {
        const auto labels = m_page->findChildren<ui::Label*>();
        return std::ranges::any_of(
            labels, [&](const ui::Label* label) { return label->text().contains(text); });
    }
    void visit()
    {
        m_page->visit({});
        QTRY_VERIFY(m_page->findChild<ui::OrderDrawer*>()->details());
    }
    void press(Qt::Key key) { QTest::keyClick(find<ui::TableView>("ordersTable"), key); }
    api::CancelPreview preview() const
    {
        const Money none(0, m_order.row.total.currency());
        api::CancelPreview preview;
        preview.lines.push_back({m_order.lines[0].id, m_order.lines[0].title, 2});
        preview.isWhole = true;
        preview.back = m_order.row.total;
        preview.voided = none;
        return preview;
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_order = demoOrderView(demoOrder(0, m_fixture->now));
        m_order.row.status = api::OrderStatus::Placed;
        for (auto& line : m_order.lines)
            line.fulfilledQuantity = line.withdrawnQuantity = 0;
        FakeNode& node = m_fixture->node;
        node.on<api::ListOrders>([this](const api::ListOrders&) {
            return Page<api::OrderRow>{{m_order.row}, {}, 1};
        });
        node.on<api::GetOrder>([this](const api::GetOrder&) { return m_order; });
        node.reply<api::GetOrderFacets>({});
        node.on<api::PreviewCancellation>([this](const auto&) { return preview(); });
        m_page = std::make_unique<ui::OrdersPage>(m_fixture->context());
        m_page->resize(1232, 830);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }
};

} // namespace stoa::test
