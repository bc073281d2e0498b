#pragma once
// One order beside the list. showOrder() fills the head from the row at once; the details are asked
// for a moment later, so that holding an arrow key costs one request and not fifty, and an answer
// for another order than the one shown is dropped. Showing the same order again keeps what stands
// there until the new details have come.

#include "api/orders.h"
#include "ui/shell/page_context.h"

#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace stoa::ui {

class Button;
class Drawer;
class Label;
class TabStrip;

class OrderDrawer final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kDetailDelayMs = 40;
    static constexpr int kSkeletonDelayMs = 150;

    explicit OrderDrawer(const PageContext& context, QWidget* parent = nullptr);

    void showOrder(const api::OrderRow& row);
    void showNothing();
    void reloadDetails(); // the order has changed
    const std::optional<api::OrderRow>& row() const { return m_row; }
    // The details of the order shown, once they are here.
    const std::optional<api::OrderView>& details() const { return m_details; }

    void moveSection(int step); // the `[` and `]` keys
    void requestRefund();       // does what the button does, when it is enabled

signals:
    void closed();
    void previousRequested();
    void nextRequested();
    void refundRequested(const stoa::api::OrderView& order);

private:
    void buildHead();
    void fillHead();
    void fillSections();
    void showProblem(const Error& error);
    void showSkeleton();
    void showSection();
    void updateRefund();
    QString whyNoRefund() const; // "" when it can be refunded
    QVBoxLayout* add(const QString& title, const char* name, QWidget* mark = nullptr);

    PageContext m_context;
    Drawer* m_drawer;
    Label* m_buyer;
    Label* m_buyerFacts;
    Label* m_total;
    Label* m_seller;
    Button* m_refund;
    TabStrip* m_tabs;
    QTimer m_detailDelay;
    QTimer m_skeletonDelay;
    int m_request = 0;
    std::optional<api::OrderRow> m_row;
    std::optional<api::OrderView> m_details;
};

} // namespace stoa::ui
